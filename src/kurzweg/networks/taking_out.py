"""Memberships that go along with an organisation, and how it is known elsewhere."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kurzweg.core.taking_out import Kind, hindered_by, register
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.models import Membership, SupportingBody
from kurzweg.people.models import Organisation

EVERYWHERE = "an entry is taken out only where nobody else knows it"


@hindered_by(Organisation)
def known_elsewhere(organisation: Organisation, network_id: int) -> str | Promise:
    """Keep what other networks know, without a word on which and as what."""
    for facts in (Membership, SupportingBody):
        rows = facts.objects.across_networks(EVERYWHERE).filter(organisation=organisation)
        if rows.exclude(network=network_id).exists():
            return gettext_lazy("Others than your network rely on this entry as well.")
    return ""


@hindered_by(Organisation)
def runs_a_network(organisation: Organisation, network_id: int) -> str | Promise:
    if organisation.runs.exists():
        return gettext_lazy("This organisation runs the office of a network.")
    return ""


def _days(row: Membership | SupportingBody) -> str:
    if row.since is None:
        return ""
    return _("since %(day)s") % {"day": plain_day(row.since)}


register(
    Kind(
        Membership,
        count=lambda number: (
            ngettext("%(number)s membership", "%(number)s memberships", number) % {"number": number}
        ),
        name=_days,
    )
)
register(
    Kind(
        SupportingBody,
        count=lambda number: (
            ngettext(
                "%(number)s time as a supporting body",
                "%(number)s times as a supporting body",
                number,
            )
            % {"number": number}
        ),
        name=_days,
    )
)
