"""Contract: whom one finds from every page by the first letters of a name, or by the number.

An app's `finders.py` registers one `Finder` per kind; each answers in a few milliseconds from
stored keys, with what this viewer may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kurzweg.core.policy import MEMBERS, Audience
from kurzweg.core.viewer import Viewer

FEWEST_LETTERS = 3  # fewer of them say too little; a number may be short
MOST = 8  # of each kind


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who is called so: the name, a few words that tell apart, and the page."""

    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Finder:
    """One kind of whom is found: `find(network, viewer, typed)` gives the best, `MOST` of them."""

    name: str
    find: Callable[[Any, Viewer, str], list[Found]]
    order: int = 50
    audience: Audience = MEMBERS


_finders: dict[str, Finder] = {}


def register(*finders: Finder) -> None:
    """Add finders; names are unique in the house."""
    for finder in finders:
        if finder.name in _finders:
            raise ValueError(f"two apps find {finder.name!r}")
        _finders[finder.name] = finder


def is_enough(typed: str) -> bool:
    """Say whether what was typed says enough: three letters, or a number."""
    return len(typed) >= FEWEST_LETTERS or any(letter.isdigit() for letter in typed)


def find(network: Any, viewer: Viewer, typed: str) -> list[Found]:
    """Find whoever is called so or has this number, as far as this viewer may see them."""
    if not is_enough(typed):
        return []
    asked = sorted(_finders.values(), key=lambda finder: (finder.order, finder.name))
    return [
        found
        for finder in asked
        if finder.audience.admits(viewer)
        for found in finder.find(network, viewer, typed)
    ]
