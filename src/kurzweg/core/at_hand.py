"""What this process has of the index: a generation, and all that changed since, read once."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from kurzweg.core import embeddings, findable
from kurzweg.core.days import day_of, today
from kurzweg.core.place import Place, PlaceLost
from kurzweg.engine.documents import Delta, Document
from kurzweg.engine.index import Generation, Layers, current_id, in_memory
from kurzweg.engine.match import Matcher, RankingProfile
from kurzweg.engine.words import Vocabulary

FACTS_TURN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AtHand:
    """A generation, the place in the ledger up to which this process read, and what it read.

    `changed` holds by key what came since the generation, None for what is gone; `fresh` names what
    of it is not in the layers yet. A new day is a change that nobody makes: dated facts begin and
    end with it.
    """

    generation: Generation
    day: date
    place: Place
    layers: Layers
    changed: Mapping[str, Document | None] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    matchers: dict[str, Matcher] = field(default_factory=dict)

    @classmethod
    def of(cls, generation: Generation) -> AtHand:
        """Begin with a generation as it is."""
        read_on = _day_of(generation)
        return cls(generation, read_on, Place(generation.base), Layers.of(generation))

    def read_on(self, *, day: date) -> AtHand:
        """Read what changed since, by somebody or by the day."""
        place, rows = self.place.read_on()
        if place is self.place and day == self.day:
            return self
        named = findable.touched(rows)
        if day != self.day:
            for kind, source in findable.sources().items():
                named[kind] |= set(source.turned(self.day, day))
        read = _documents(named)
        if not read:
            return replace(self, place=place, day=day)
        return replace(
            self,
            place=place,
            day=day,
            changed={**self.changed, **read},
            fresh=self.fresh | read.keys(),
            matchers={},
        )

    def indexed(self) -> AtHand:
        """Put what is fresh into a layer."""
        if not self.fresh:
            return self
        read = {key: self.changed[key] for key in sorted(self.fresh)}
        delta = Delta(
            changed=tuple(each for each in read.values() if each is not None),
            gone=frozenset(key for key, each in read.items() if each is None),
        )
        layers = self.layers.after(delta, embedder=embeddings.configured())
        return replace(self, layers=layers, fresh=frozenset())

    def matcher(self, profile: RankingProfile) -> Matcher:
        if profile.version not in self.matchers:
            self.matchers[profile.version] = Matcher(
                self.generation,
                layers=self.layers,
                profile=profile,
                embedder=embeddings.configured(),
            )
        return self.matchers[profile.version]

    def still_holds(self, kind: str) -> bool:
        """Say whether nothing that the index knows of a kind changed since, not even the day."""
        if today() != self.day:
            return False
        try:
            _place, rows = self.place.read_on()
        except PlaceLost:
            return False
        return not findable.touched(rows)[kind]


_lock = threading.RLock()
_at_hand: AtHand | None = None


def at_this_moment() -> AtHand:
    """Give everything that can be found at this moment."""
    global _at_hand
    with _lock:
        _at_hand = up_to_date().indexed()
        return _at_hand


def matcher(profile: RankingProfile) -> Matcher:
    """Give the matcher over it."""
    with _lock:
        return at_this_moment().matcher(profile)


def up_to_date() -> AtHand:
    """Read on, or begin anew with another generation."""
    global _at_hand
    with _lock:
        generation, day = current_generation(), today()
        known = _at_hand
        if known is None or known.generation.id != generation.id or day < known.day:
            known = AtHand.of(generation)
        try:
            _at_hand = known.read_on(day=day)
        except PlaceLost:
            _at_hand = AtHand.of(generation).read_on(day=day)
        return _at_hand


def forget() -> None:
    """Let go of what this process has mapped (a fork or a test starts fresh)."""
    global _at_hand
    with _lock:
        _at_hand = None


def current_generation() -> Generation:
    """Open the current generation, unless this process has it open."""
    current = current_id(settings.INDEX_ROOT)
    if _at_hand is not None and _at_hand.generation.id == current:
        return _at_hand.generation
    try:
        return Generation.open(settings.INDEX_ROOT)
    except FileNotFoundError:
        # Before the first build everything is a change: the index begins empty, and nothing is
        # written, because whoever searches may find the disk full.
        return in_memory([], vocabulary=Vocabulary.of({}), embedder=embeddings.configured())


def _documents(named: Mapping[str, set[int]]) -> dict[str, Document | None]:
    """Read rows as the engine sees them; None for what cannot be found any more."""
    read: dict[str, Document | None] = {
        key: None
        for kind, row_ids in named.items()
        for row_id in row_ids
        for key in findable.sources()[kind].keys_of(row_id)
    }
    for kind, row_ids in named.items():
        if row_ids:
            for document in findable.sources()[kind].documents(sorted(row_ids)):
                read[document.key] = document
    return read


def _day_of(generation: Generation) -> date:
    """Name a day up to which a generation surely read the rows: its folder is younger."""
    try:
        written_at = (settings.INDEX_ROOT / generation.id).stat().st_mtime
    except FileNotFoundError:  # replaced and swept away meanwhile: the next query has the new one
        return today() - FACTS_TURN
    return day_of(datetime.fromtimestamp(written_at, UTC)) - timedelta(days=1)
