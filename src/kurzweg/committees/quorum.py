"""Whether enough of those who vote in a committee were there, by the committee's own rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kurzweg.committees import seats
from kurzweg.networks.models import Quorum, Seat

if TYPE_CHECKING:
    from kurzweg.committees.models import MeetingRecord


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of the seats that vote were there, and how many it took."""

    present: int
    seats: int
    needed: int

    @property
    def is_enough(self) -> bool:
        return self.present >= self.needed


def of(record: MeetingRecord) -> Reached | None:
    """Say whether a meeting had its quorum; none where its committee has no such rule."""
    if record.is_released:
        return _kept(record)
    return counted(record)


def counted(record: MeetingRecord) -> Reached | None:
    """Count who sat there with a vote on the day of the meeting, and who of them was there.

    Guests do not vote, and whoever was there without a seat does not count.
    """
    rule = Quorum(record.committee.quorum)
    if rule == Quorum.NONE:
        return None
    voting = seats.seats_of(record.committee, on=record.met_on).exclude(seat=Seat.GUEST)
    persons = set(voting.values_list("person", flat=True))
    there = {row.person_id for row in record.attendances.all() if row.state == "present"}
    return Reached(len(persons & there), len(persons), rule.of(len(persons)))


def _kept(record: MeetingRecord) -> Reached | None:
    present, total, needed = record.quorum_present, record.quorum_seats, record.quorum_needed
    if present is None or total is None or needed is None:
        return None
    return Reached(present, total, needed)
