"""Letters on paper to whom no mail reaches: printed here, or by a table elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from kurzweg.core.keys import in_order
from kurzweg.imports import informing
from kurzweg.imports.informing import Coming
from kurzweg.imports.letter import Letter, Writer
from kurzweg.imports.models import Arrival, ArrivalQuerySet
from kurzweg.people.models import Person, Site


@dataclass(frozen=True, slots=True)
class Post:
    """One letter on paper."""

    arrival: Arrival
    letter: Letter
    firm: str
    seat: Site

    @property
    def person(self) -> Person:
        return self.arrival.whom

    @property
    def to(self) -> list[str]:
        """The lines of the address."""
        town = f"{self.seat.postal_code} {self.seat.town}".strip()
        return [each for each in (self.firm, self.person.name, self.seat.street, town) if each]

    @property
    def has_address(self) -> bool:
        return bool(self.seat.town)


def to_write(coming: Coming) -> ArrivalQuerySet:
    """List whom no mail reaches, by name; contacts of prospects below, as they were noted."""
    rows = coming.by_letter.select_related("person", "prospect", "network")
    return rows.order_by(
        F("prospect").asc(nulls_first=True),
        *in_order("person__family_name", "person__given_name"),
        "pk",
    )


def posts(coming: Coming, rows: Sequence[Arrival], *, writer: Writer) -> list[Post]:
    """Write the letters, one to each person."""
    today = coming.network.today()
    first = informing.each_once(rows)
    acts = informing.acting_of(first, network=coming.network)
    found = []
    for row in first:
        held = acts.get(row.pk)
        # Of a prospect the town is known at most: no letter arrives by that.
        there = held.organisation if held and row.prospect_id is None else None
        seat = there.seat_on(today) if there else None
        firm = held.organisation.name if held else ""
        written = writer.letter_to(row, acts=held)
        found.append(Post(row, written, firm, seat or Site(country="")))
    return found
