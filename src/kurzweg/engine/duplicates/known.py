"""Likely pairs: among many parties, or of one with those that were indexed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kurzweg.engine.duplicates.candidates import Facts, Letters
from kurzweg.engine.duplicates.judging import Judgement, Likeness, judged
from kurzweg.engine.duplicates.parties import Pair, Party
from kurzweg.engine.duplicates.profiles import Profile, profile
from kurzweg.engine.duplicates.towns import Towns

LISTED = (Likeness.SAME, Likeness.LIKELY)


class Known:
    """Parties that were indexed once, so that others can be compared with them."""

    def __init__(self, parties: Iterable[Party]) -> None:
        """Read and index them."""
        self.profiles: Sequence[Profile] = [profile(party) for party in parties]
        self.facts = Facts(self.profiles)
        self.letters = Letters(self.profiles)

    def candidates(self, one: Profile) -> list[Profile]:
        """Give those that are worth comparing with a party, in the order they came."""
        rows = self.facts.sharing(one) | set(self.letters.near(one))
        return [self.profiles[row] for row in sorted(rows)]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give the rows that may be listed together, each pair once, the lower row first."""
        by_fact = self.facts.pairs()
        yield from sorted(by_fact)
        for lower, higher in self.letters.near_each_other(Towns(self.profiles)):
            pairs = zip(lower.tolist(), higher.tolist(), strict=True)
            yield from (pair for pair in pairs if pair not in by_fact)


def pairs(parties: Iterable[Party]) -> list[Pair]:
    """List the likely pairs among parties, the sure ones first, then in the order they came."""
    known = Known(parties)
    rows = known.profiles
    told = ((a, b, judged(rows[a], rows[b])) for a, b in known.pairs())
    listed = [each for each in told if each[2].likeness in LISTED]
    listed.sort(key=lambda each: (each[2].likeness != Likeness.SAME, each[0], each[1]))
    return [_pair(rows[a].party, rows[b].party, judgement) for a, b, judgement in listed]


def likely(one: Party, index: Known) -> list[Pair]:
    """List with which of the known a party is likely one; `a` is always its own id."""
    read = profile(one)
    found = [(other.party, judged(read, other)) for other in index.candidates(read)]
    listed = [(other, told) for other, told in found if told.likeness in LISTED]
    listed.sort(key=lambda each: each[1].likeness != Likeness.SAME)
    return [_pair(one, other, told) for other, told in listed]


def _pair(one: Party, other: Party, told: Judgement) -> Pair:
    return Pair(one.id, other.id, told.likeness == Likeness.SAME, told.reasons)
