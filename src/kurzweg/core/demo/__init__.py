"""Contract: what of an app the invented region of `make demo` shows.

`kurzweg.demo` draws towns, firms and people; each app's `demo.py` (or package `demo`) adds what is
its own. It draws from its own chance, so that no app's draws move another's, and it writes
its own rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Protocol, TypeVar

from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import Firm, Person, Town

if TYPE_CHECKING:  # whoever only draws needs no Django
    from kurzweg.core.demo.rows import Rows

Drawn = TypeVar("Drawn")


class World(Protocol):
    """What an app may ask of the invented region, which is the same for a size, seed and day.

    `repeats`: how often one sentence may be said in it.
    """

    size: str
    seed: int
    today: date
    repeats: int

    @property
    def towns(self) -> Sequence[Town]:
        """All towns, county by county, the county's seat first."""

    @property
    def crafts(self) -> Mapping[str, Craft]:
        """What firms of the region live by, by key."""

    @property
    def firms(self) -> Sequence[Firm]:
        """Everybody: the firms of the story, then all others, the public bodies last."""

    def town(self, key: str) -> Town:
        """Give a town by its key."""

    def near(self, town: Town) -> Sequence[Town]:
        """Give the five towns next to one."""

    def firm(self, key: str) -> Firm:
        """Give a firm or body by its key."""

    def person(self, key: str) -> Person:
        """Give a person by her key."""

    def chance(self, *names: str) -> Random:
        """Open a stream of chance of one's own: the same names give the same draws again."""

    def once(self, draw: Callable[[World], Drawn]) -> Drawn:
        """Draw something of an app once; apps above ask for it with the same function."""


@dataclass(frozen=True, slots=True)
class Part:
    """One app's part of the region.

    `plant` writes its rows and says, bit by bit, what it has written; `needs` names the apps whose
    rows must be there before. `export` writes files for the bench instead, and says how many lines.
    """

    app: str
    plant: Callable[[World, Rows], Iterator[str]]
    needs: tuple[str, ...] = ()
    export: Callable[[World, Path], Mapping[str, int]] | None = None


class UnmetNeed(ValueError):
    """A part needs an app that plants nothing, or two parts need each other."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add the part of an app; its `demo.py` calls it when the app is loaded."""
    _parts[part.app] = part


def parts() -> list[Part]:
    """List all parts so that each comes after those it needs, else as the apps are installed."""
    return in_order(_parts.values())


def in_order(some: Iterable[Part]) -> list[Part]:
    """Take, again and again, the first part whose needs are planted."""
    left, order = list(some), list[Part]()
    while left:
        planted = {part.app for part in order}
        ready = next((part for part in left if planted.issuperset(part.needs)), None)
        if ready is None:
            waiting = [f"{part.app} (needs {', '.join(part.needs)})" for part in left]
            raise UnmetNeed(f"nobody can be planted next of {'; '.join(waiting)}")
        left.remove(ready)
        order.append(ready)
    return order
