"""Which candidates come out: in one order, an owner once, and only those with something to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Protocol, TypeVar

MOST_EXCLUDED = 5  # documents that are named although a hard condition leaves them out
ONE_PER_OWNER = frozenset({"offer"})  # kinds of which an owner appears with the best one only
PATIENCE = 3  # so many times k documents are looked at for k that have something to say


class Standing(Protocol):
    """What decides whether a candidate comes out; `words` is that signal."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def words(self) -> float: ...
    @property
    def says_something(self) -> bool: ...


Some = TypeVar("Some", bound=Standing)


def chosen(
    best: Iterable[Iterable[Some]], misses: Iterable[Iterable[Some]], *, k: int, one_per_owner: bool
) -> tuple[list[Some], list[Some]]:
    """The k best for which something can be said, and those that a hard condition leaves out.

    Both come in several streams, each by score and of equal ones by key.
    """
    fitting, missing = merged(best), merged(misses)
    owners: set[str] = set()
    if one_per_owner:
        fitting, missing = new_owners(fitting, known=owners), new_owners(missing, known=owners)
    likely = islice(fitting, PATIENCE * k)
    shown = list(islice((each for each in likely if each.says_something), k))
    return shown, list(_near_misses(shown, list(missing), k=k))


def merged(streams: Iterable[Iterable[Some]]) -> Iterator[Some]:
    """Bring candidates into one order: by score, of equal ones by key."""
    return merge(*streams, key=lambda each: (-each.score, each.key))


def new_owners(candidates: Iterable[Some], *, known: set[str]) -> Iterator[Some]:
    """Leave out offers of owners that are known, and get to know the others."""
    for each in candidates:
        if each.owner and each.kind in ONE_PER_OWNER:
            if each.owner in known:
                continue
            known.add(each.owner)
        yield each


def _near_misses(shown: Sequence[Some], misses: Sequence[Some], *, k: int) -> Iterator[Some]:
    """Those that would stand among the first k by their words, were it not for a condition."""
    by_words = sorted((*shown, *misses), key=lambda each: (-each.words, each.key))
    missed = {each.key for each in misses}
    named = (each for each in by_words[:k] if each.key in missed and each.says_something)
    return islice(named, MOST_EXCLUDED)
