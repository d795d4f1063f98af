"""Our own set: what it alone can tell, because its offers and needs have places and facts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.matching.tasks import Run, Task, rows
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import certificates

FOLDER = Path(__file__).parent / "kurzweg"
EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
FIRST = 3  # places that somebody on the phone reads out
APART_KM = 25.0  # two offers that lie nearer together are equally near


@dataclass(frozen=True, slots=True)
class Region:
    """The places of a task, and where its needs and offers are."""

    task: Task
    places: Mapping[str, Place]
    needs: Mapping[str, dict[str, Any]]
    offers: Mapping[str, dict[str, Any]]

    @classmethod
    def of(cls, task: Task) -> Region:
        """Read the places beside a task."""
        places = {
            row["name"]: Place(row["latitude"], row["longitude"], row["name"])
            for row in rows(task.folder / "places.jsonl")
        }
        return cls(task, places, _by_id(task.queries), _by_id(task.documents))

    def place_of(self, need: str) -> Place:
        """Where a need is meant: where the asker sits, else the town that the text names."""
        asked = self.needs[need]
        seat = asked["place"] or next(name for name in self.places if name in asked["text"])
        return self.places[seat]

    def km(self, need: str, offer: str) -> float:
        """The great-circle distance between a need and an offer, by the haversine formula."""
        one, other = self.place_of(need), self.places[self.offers[offer]["place"]]
        north, far_north = math.radians(one.latitude), math.radians(other.latitude)
        east = math.radians(other.longitude - one.longitude)
        part = math.sin((far_north - north) / 2) ** 2
        part += math.cos(north) * math.cos(far_north) * math.sin(east / 2) ** 2
        return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(part))

    # What a run does with it --------------------------------------------------------------------

    def nearer_first(self, run: Run) -> float:
        """How often the nearer of two equally good offers stands first, as a mean over needs.

        Pairs of which neither is found say nothing.
        """
        return fmean(fmean(pairs) for need in self.needs if (pairs := list(self._pairs(need, run))))

    def km_of_first(self, run: Run) -> float:
        """How far away the first three are."""
        return fmean(self.km(need, offer) for need, offer in self._first(run))

    def without_certificate(self, run: Run) -> float:
        """Of the first three where a certificate is demanded, the share that lacks it."""
        return fmean(
            not self._holds(offer, wanted)
            for need, offer in self._first(run)
            for wanted in self.needs[need]["certificates"]
        )

    def wrong(self, run: Run) -> float:
        """The share of the first three that somebody judged to be wrong although it looks right."""
        grades = self.task.grades
        return fmean(grades[need].get(offer) == 0 for need, offer in self._first(run))

    def _pairs(self, need: str, run: Run) -> Iterator[bool]:
        place = {offer: rank for rank, offer in enumerate(run.get(need, ()))}
        good = [(offer, grade) for offer, grade in self.task.grades[need].items() if grade > 0]
        for (one, grade), (other, same) in combinations(good, 2):
            further = self.km(need, other) - self.km(need, one)
            if grade == same and abs(further) >= APART_KM and {one, other} & set(place):
                first = place.get(one, len(place)) < place.get(other, len(place))
                yield first == (further > 0)

    def _first(self, run: Run) -> Iterator[tuple[str, str]]:
        return ((need, offer) for need in self.needs for offer in run.get(need, ())[:FIRST])

    def _holds(self, offer: str, wanted: str) -> bool:
        held = self.offers[offer]["certificates"]
        return any(certificates.covers(each, wanted) for each in held)


def _by_id(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in found}
