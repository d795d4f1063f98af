"""Of whom nothing was heard for long: the last day on which a firm did something with us.

What counts the apps say (`core.timeline.Contact`): what a firm did itself, never what was sent to
it. It is a day and a kind, and no number: nobody is scored, and nobody but the office reads it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kurzweg.core import timeline
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Silent:
    """A member of which nothing was heard for long, with what it did last."""

    organisation: Organisation
    last: date | None
    kind: str


def begins(network: Network, *, on: date) -> date:
    """Say from which day on somebody should have been heard of."""
    year, month = divmod(on.year * 12 + on.month - 1 - network.rule("silent_months"), 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def silent(network: Network, *, on: date) -> list[Silent]:
    """List the members of a day that did nothing with us for long, the longest silent first."""
    members = Membership.objects.in_network(network).active(on).select_related("organisation")
    latest: dict[int, tuple[date, str]] = {}
    for contact in timeline.contacts():
        for firm, day in contact.last(network, on).items():
            if firm not in latest or day > latest[firm][0]:
                latest[firm] = (day, str(contact.label))
    first = begins(network, on=on)
    found = []
    for member in members.order_by("organisation__name_key", "pk"):
        last, kind = latest.get(member.organisation_id, (None, ""))
        if last is None or last < first:
            found.append(Silent(member.organisation, last, kind))
    return sorted(found, key=lambda each: each.last or date.min)


def counts() -> list[str]:
    """Name what counts as having heard of a firm, in the order of the apps."""
    return [str(contact.label) for contact in timeline.contacts()]
