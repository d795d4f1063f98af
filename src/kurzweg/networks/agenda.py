"""What the register asks of the office: applications, notices, certificates that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import agenda
from kurzweg.core.agenda import Item
from kurzweg.core.backup import age
from kurzweg.core.viewer import Role, Viewer
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Account, Certificate, Organisation


def due(viewer: Viewer) -> Iterator[Item]:
    yield from _backup(viewer)
    if viewer.network_id is None or not (viewer.is_office or viewer.admin_of):
        return
    network = Network.objects.get(pk=viewer.network_id)
    if viewer.is_office:
        yield from _applications(network, viewer)
        yield from _notices(network, viewer)
    yield from _certificates(network, viewer)


def _backup(viewer: Viewer) -> Iterator[Item]:
    """Ask for a backup: the operators, or the office where no operator would see it."""
    if settings.DEMO or not (Role.OPERATOR in viewer.roles or viewer.is_office):
        return
    operators = Account.objects.filter(is_operator=True, is_active=True, persons__isnull=False)
    if Role.OPERATOR not in viewer.roles and operators.exists():
        return
    days = age.days_overdue()
    if days is None:
        return
    if age.last() is None:
        title = _("There is no backup yet")
    else:
        title = ngettext(
            "The last backup is %(days)s day old", "The last backup is %(days)s days old", days
        ) % {"days": days}
    yield Item(
        kind="backup",
        title=title,
        who="",
        due_on=viewer.today - timedelta(days=days - 1),
        detail=_('On the server the command is "kurzweg backup"; please tell whoever runs it.'),
    )


def _applications(network: Network, viewer: Viewer) -> Iterator[Item]:
    waiting = Membership.objects.in_network(network).applied(viewer.today)
    for membership in waiting.select_related("organisation"):
        yield Item(
            kind="application",
            title=_("Decide on the application"),
            who=membership.organisation.name,
            due_on=_answered_by(network, since=membership.applied_on or viewer.today),
            url=_page_of(membership.organisation, network),
            action=_("Admit from today"),
            action_url=reverse(
                "networks:membership-admit", args=[network.slug, membership.public_id]
            ),
        )


def _notices(network: Network, viewer: Viewer) -> Iterator[Item]:
    leaving = Membership.objects.in_network(network).under_notice(viewer.today)
    for membership in leaving.filter(until__isnull=False).select_related("organisation"):
        yield Item(
            kind="notice",
            title=_("Has given notice: call and ask why"),
            who=membership.organisation.name,
            due_on=_answered_by(network, since=membership.notice_on or viewer.today),
            url=_page_of(membership.organisation, network),
            action=_("Open the organisation"),
        )


def _answered_by(network: Network, *, since: date) -> date:
    """Count by the rule of the day on which it came in: a later one moves no date."""
    return since + timedelta(days=network.rule("membership_answer_days", on=since))


def _certificates(network: Network, viewer: Viewer) -> Iterator[Item]:
    first_day = viewer.today - timedelta(days=network.rule("certificate_ended_days"))
    last_day = viewer.today + timedelta(days=network.rule("certificate_warning_days"))
    members = Membership.objects.in_network(network).active(viewer.today)
    if not viewer.is_office:
        members = members.filter(organisation__in=viewer.admin_of)
    ending = Certificate.objects.filter(
        organisation__in=members.values("organisation"),
        valid_until__range=(first_day, last_day),
    )
    for certificate in ending.select_related("organisation").order_by("valid_until", "pk"):
        yield Item(
            kind="certificate",
            title=_("Renew the certificate %(scheme)s") % {"scheme": certificate.scheme},
            who=certificate.organisation.name,
            due_on=certificate.valid_until or last_day,
            url=_page_of(certificate.organisation, network),
            action=_("Open the organisation"),
        )


def _page_of(organisation: Organisation, network: Network) -> str:
    return reverse("networks:organisation-detail", args=[network.slug, organisation.public_id])


agenda.register(due)
