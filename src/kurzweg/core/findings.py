"""Contract: what of an app `kurzweg doctor` examines, and what an examination comes out with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    WELL = "well"
    WARNING = "warning"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was examined, how it is, and what to do about it."""

    what: str
    says: str
    mark: Mark = Mark.WELL


# Asked once the database stands; it yields what it found.
Examination = Callable[[], Iterator[Finding]]
_examinations: dict[str, Examination] = {}


def register(examination: Examination) -> None:
    """Add an app's examination; each is made once."""
    _examinations[f"{examination.__module__}.{examination.__qualname__}"] = examination


def declared() -> list[Examination]:
    """List the examinations of the apps, in the order in which these are installed."""
    return list(_examinations.values())
