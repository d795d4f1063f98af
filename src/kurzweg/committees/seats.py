"""Who sits in a committee: asked as of a day, given and ended as tasks in the network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import ngettext

from kurzweg.core import audit, ledger
from kurzweg.core.keys import in_order
from kurzweg.core.languages import isolated
from kurzweg.networks import mandates
from kurzweg.networks.models import Committee, CommitteeKind, Mandate, MandateKind, Seat
from kurzweg.people.models import Person, Position

IN_ORDER = {seat: place for place, seat in enumerate(Seat.values)}


def seats_of(committee: Committee, *, on: date | None = None) -> QuerySet[Mandate]:
    """Open the seats of a committee, those of a day or all there ever were."""
    rows = Mandate.objects.in_network(committee.network_id).filter(committee=committee)
    return rows if on is None else rows.as_of(on)


def whom_no_mail_reaches(committee: Committee, *, on: date) -> list[Person]:
    """List who sits in a committee on a day and has no mail address."""
    seated = seats_of(committee, on=on).filter(person__email="").select_related("person")
    rows = seated.order_by(*in_order("person__family_name", "person__given_name"), "pk")
    return [seat.person for seat in rows]


def warned(persons: Iterable[Person]) -> str:
    """Say who has to be told otherwise than by mail; empty: nobody."""
    names = [isolated(each.name) for each in persons]
    if not names:
        return ""
    return ngettext(
        "%(names)s has no mail address and got no mail: please tell this person otherwise.",
        "%(names)s have no mail address and got no mail: please tell them otherwise.",
        len(names),
    ) % {"names": ", ".join(names)}


def who_sits(committee: Committee, *, on: date) -> list[Mandate]:
    """List who sits in a committee on a day with their firms of that day, the chair first."""
    there = Position.objects.acting_in(committee.network_id).as_of(on)
    positions = Prefetch(
        "person__positions",
        there.select_related("organisation").order_by("organisation__name_key", "pk"),
        to_attr="positions_then",
    )
    found = seats_of(committee, on=on).select_related("person", "committee", "network")
    rows = found.prefetch_related(positions).order_by(
        *in_order("person__family_name", "person__given_name"), "pk"
    )
    return sorted(rows, key=lambda row: IN_ORDER[row.seat])


def sits_there(person: Person, *, committee: Committee, on: date) -> bool:
    """Say whether somebody sits in a committee on a day, as whatever."""
    return seats_of(committee, on=on).filter(person=person).exists()


def kind_of(committee: Committee, seat: str) -> MandateKind:
    """Say which task a seat is: guests have no right from it, board members are known as such."""
    if seat == Seat.GUEST:
        return MandateKind.GUEST
    is_board = committee.kind == CommitteeKind.BOARD
    return MandateKind.BOARD if is_board else MandateKind.COMMITTEE


def give(
    entry: dict[str, Any],
    *,
    committee: Committee,
    person: Person | None,
    by: Person,
    seen: list[str],
) -> Mandate | list[Person]:
    """Give somebody a seat; where the network may know who is meant, the answer is whom."""
    where = {"committee": committee, "kind": kind_of(committee, entry["seat"]), "section": None}
    return mandates.give(entry | where, person=person, network=committee.network, by=by, seen=seen)


@transaction.atomic
def save(committee: Committee, *, fields: list[str] | None, by: Person) -> Committee:
    """Keep a committee that is new (no `fields`) or changed."""
    committee.save(update_fields=fields)
    audit.record(committee, "changed" if fields else "entered", by=by, fields=fields or ())
    ledger.changed(committee)
    return committee
