"""Who works with reference data and looks again when they changed: apps above say so here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

# Looks again, and says how many rows moved or got a point, and how many still have none.
Again = Callable[[], tuple[int, int]]
_relying: dict[str, Again] = {}


def register(what: str, again: Again) -> None:
    """Add rows that rest on reference data; an app's `ready()` calls it."""
    _relying[what] = again


def look_again() -> Iterator[str]:
    """Let all look again, and say of each what came of it."""
    for what, again in _relying.items():
        located, left = again()
        if located or left:
            yield f"{what}: {located} located, {left} without coordinates."
