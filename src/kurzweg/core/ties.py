"""Contract: which contacts between people an app's records prove."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tie:
    """Two persons met or worked together on a day; `strength` is between 0 and 1."""

    person_id: int
    other_id: int
    kind: str
    on: date
    strength: float


Source = Callable[[int], Iterable[Tie]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source: a function from the id of a network to its ties."""
    _sources.append(source)


def of_network(network_id: int) -> list[Tie]:
    """Collect all ties that the records of a network prove."""
    return [tie for source in _sources for tie in source(network_id)]
