"""What the register asks of the office: applications, notices, certificates that end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.backup import age
from kurzweg.core.models import Addressee
from kurzweg.core.templatetags.display import plain_day
from kurzweg.core.viewer import Role, Viewer
from kurzweg.networks import (
    anniversaries,  # noqa: F401 - says who is to be congratulated
    joining_due,
    left_alone,  # noqa: F401 - says which firm nobody is responsible for any more
    notice,
    yearly,  # noqa: F401 - says of whom an answer or any word is missing
)
from kurzweg.networks.models import (
    Application,
    Membership,
    Network,
    NetworkRule,
)
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Account, Certificate, Organisation

A_DAY = timedelta(days=1)


def _backup(viewer: Viewer) -> Iterator[Item]:
    """Ask for a backup: the operators, or the office where no operator would see it.

    It is about the server and no row of a network, so it cannot be kept and is asked each time.
    """
    if settings.DEMO or not (Role.OPERATOR in viewer.roles or viewer.is_office):
        return
    days = age.days_overdue()
    if days is None:
        return
    operators = Account.objects.filter(is_operator=True, is_active=True, persons__isnull=False)
    if Role.OPERATOR not in viewer.roles and operators.exists():
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


# Applications and notices ------------------------------------------------------------------------


def _memberships(network: Network, ids: Ids | None) -> MembershipQuerySet:
    memberships: MembershipQuerySet = Membership.objects.in_network(network)
    return memberships if ids is None else memberships.filter(pk__in=ids)


def _applications(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    undecided = _memberships(network, ids).filter(applied_on__isnull=False, since=None, until=None)
    # What was taken up goes the way of all applications, and is due there.
    taken_up = Application.objects.in_network(network).undecided().values("membership")
    undecided = undecided.exclude(pk__in=taken_up.filter(membership__isnull=False))
    for membership in undecided:
        if membership.applied_on is not None:
            yield Due(
                membership.pk,
                agenda.OFFICE,
                due_on=_answered_by(network, since=membership.applied_on),
                shown_since=membership.applied_on,
            )


def _notices(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Ask for the reason of a notice until somebody has entered it."""
    network = Network.objects.get(pk=network_id)
    # Once the reason stands there, nobody has to ask for it.
    leaving = _memberships(network, ids).filter(
        notice_on__isnull=False, since__isnull=False, until__gt=network.today(), end_reason=""
    )
    for membership in leaving:
        if membership.notice_on is not None and membership.since is not None:
            yield Due(
                membership.pk,
                agenda.OFFICE,
                due_on=_answered_by(network, since=membership.notice_on),
                shown_since=max(membership.notice_on, membership.since),
                shown_until=membership.until,
            )


def _notice_deadlines(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Say until when members can give notice next: who is to stay is called before.

    It is about the network itself: a changed rule and each midnight look at it again.
    """
    network = Network.objects.get(pk=network_id)
    today = network.today()
    term = notice.term_of(network, on=today)
    end = term.next_end(today)
    # Where it can end every month, or at once, nobody waits for a day in the year.
    if end is None or term.every < 3:
        return
    last = term.last_arrival(end)
    before = timedelta(days=network.rule("notice_warning_days"))
    yield Due(
        network.pk,
        agenda.OFFICE,
        due_on=last,
        shown_since=last - before,
        shown_until=last + A_DAY,
    )


def _answered_by(network: Network, *, since: date) -> date:
    """Count by the rule of the day on which it came in: a later one moves no date."""
    return since + timedelta(days=network.rule("membership_answer_days", on=since))


def _of_office(viewer: Viewer) -> MembershipQuerySet:
    mine = Membership.objects.visible_to(viewer).select_related("organisation", "network")
    return mine if viewer.is_office else mine.none()


def _draw_applications(viewer: Viewer, membership: Membership, due_on: date) -> Item:
    slug = membership.network.slug
    return Item(
        kind="application",
        title=_("Decide on the application"),
        who=membership.organisation.name,
        due_on=due_on,
        url=_page_of(membership.organisation, slug),
        action=_("Admit from today"),
        action_url=reverse("networks:membership-admit", args=[slug, membership.public_id]),
    )


def _draw_notices(viewer: Viewer, membership: Membership, due_on: date) -> Item:
    return Item(
        kind="notice",
        title=_("Has given notice: call and ask why"),
        who=membership.organisation.name,
        due_on=due_on,
        url=_page_of(membership.organisation, membership.network.slug),
        action=_("Open the organisation"),
    )


def _that_has_members(viewer: Viewer) -> QuerySet[Network]:
    here = Network.objects.filter(pk=viewer.network_id or 0)
    members = Membership.objects.in_network(viewer.network_id or 0).active(viewer.today)
    return here.filter(Exists(members)) if viewer.is_office else here.none()


def _draw_notice_deadline(viewer: Viewer, network: Network, due_on: date) -> Item:
    end = notice.term_of(network, on=viewer.today).end_reached_by(due_on)
    return Item(
        kind="notice deadline",
        title=_("Until this day a notice ends a membership on %(day)s")
        % {"day": plain_day(end - A_DAY)},
        who="",
        due_on=due_on,
        url=reverse("networks:organisation-list", args=[network.slug]),
        action=_("Look through the members"),
    )


# Certificates ------------------------------------------------------------------------------------


def _certificates(network_id: int, ids: Ids | None) -> Iterator[Due]:
    """Say which certificates of members end; who leaves and comes back is asked in between too.

    `rows` leaves that out on the day: one span is stored, whatever days a membership has.
    """
    network = Network.objects.get(pk=network_id)
    before = timedelta(days=network.rule("certificate_warning_days"))
    after = timedelta(days=network.rule("certificate_ended_days"))
    memberships = _memberships(network, None).filter(since__isnull=False)
    ending = Certificate.objects.filter(
        organisation__in=memberships.values("organisation"),
        valid_until__gte=network.today() - after,
    )
    ending = ending if ids is None else ending.filter(pk__in=ids)
    belongs: dict[int, list[tuple[date, date]]] = {}
    of_these = memberships.filter(organisation__in=ending.values("organisation"))
    for organisation_id, since, until in of_these.order_by("pk").values_list(
        "organisation", "since", "until"
    ):
        belongs.setdefault(organisation_id, []).append((since, until or date.max))
    for certificate in ending:
        if certificate.valid_until is None:
            continue
        first, last = certificate.valid_until - before, certificate.valid_until + after + A_DAY
        spans = [
            (max(since, first), min(until, last))
            for since, until in belongs[certificate.organisation_id]
            if max(since, first) < min(until, last)
        ]
        if not spans:
            continue
        for to in (agenda.OFFICE, (Addressee.ADMINS, certificate.organisation_id)):
            yield Due(
                certificate.pk,
                to,
                due_on=certificate.valid_until,
                shown_since=min(since for since, _until in spans),
                shown_until=max(until for _since, until in spans),
            )


def _of_members(viewer: Viewer) -> QuerySet[Certificate]:
    members = Membership.objects.in_network(viewer).active(viewer.today)
    if not viewer.is_office:
        members = members.filter(organisation__in=viewer.admin_of)
    here = Network.objects.filter(pk=viewer.network_id or 0)
    return (
        Certificate.objects.filter(
            Exists(members.filter(organisation=OuterRef("organisation"))),
            valid_until__isnull=False,
        )
        .annotate(slug=Subquery(here.values("slug")[:1]))
        .select_related("organisation")
    )


def _draw_certificates(viewer: Viewer, certificate: Any, due_on: date) -> Item:
    return Item(
        kind="certificate",
        title=_("Renew the certificate %(scheme)s") % {"scheme": certificate.scheme},
        who=certificate.organisation.name,
        due_on=due_on,
        url=_page_of(certificate.organisation, certificate.slug),
        action=_("Open the organisation"),
    )


def _certificates_of(network_id: int, organisation_ids: Ids) -> Iterable[int]:
    certificates = Certificate.objects.filter(organisation__in=organisation_ids)
    return set(certificates.order_by().values_list("pk", flat=True))


def _certificates_of_members(network_id: int, membership_ids: Ids) -> Iterable[int]:
    memberships = Membership.objects.in_network(network_id).filter(pk__in=membership_ids)
    return _certificates_of(network_id, list(memberships.values_list("organisation", flat=True)))


def _page_of(organisation: Organisation, slug: str) -> str:
    return reverse("networks:organisation-detail", args=[slug, organisation.public_id])


agenda.register(
    agenda.Source(
        kind="application",
        model=Membership,
        items=_applications,
        rows=lambda viewer: _of_office(viewer).applied(viewer.today),
        draw=each(_draw_applications),
    )
)
agenda.register(
    agenda.Source(
        kind="notice",
        model=Membership,
        items=_notices,
        rows=lambda viewer: _of_office(viewer).under_notice(viewer.today).filter(end_reason=""),
        draw=each(_draw_notices),
    )
)
agenda.register(
    agenda.Source(
        kind="notice deadline",
        model=Network,
        items=_notice_deadlines,
        rows=_that_has_members,
        draw=each(_draw_notice_deadline),
    )
)
agenda.register(
    agenda.Source(
        kind="certificate",
        model=Certificate,
        items=_certificates,
        rows=_of_members,
        draw=each(_draw_certificates),
        depends_on={Organisation: _certificates_of, Membership: _certificates_of_members},
    )
)
agenda.register_live(_backup)
agenda.register_rules(Network, NetworkRule)
agenda.register_networks(lambda: [(each.pk, each.today()) for each in Network.objects.all()])
joining_due.register()
