"""How many of the facts that people read are read, and how many of those read are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bench.facts.sentences import Said, Sentence
from kurzweg.engine.facts import Facts, Gazetteer, Measure, read
from kurzweg.engine.facts.notation import noted

# What counts as one kind: a welcome certificate is a certificate, a postcode a place.
KINDS: Mapping[str, frozenset[str]] = {
    "quantity": frozenset({"quantity"}),
    "measure": frozenset({"measure"}),
    "certificate": frozenset({"certificate", "welcome"}),
    "deadline": frozenset({"deadline"}),
    "place": frozenset({"place", "postcode"}),
    "radius": frozenset({"radius"}),
    "norm": frozenset({"norm"}),
}
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Score:
    """Facts of one kind: `said` by the sentences, `found` by the reading, `right` among these."""

    said: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.said if self.said else 1.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence that was not read as people read it."""

    sentence: Sentence
    missed: frozenset[Said]
    invented: frozenset[Said]


def score(sentences: Iterable[Sentence], places: Gazetteer) -> dict[str, Score]:
    """Count by kind; a wrong value is both missed and invented."""
    said, found, right = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        heard = heard_in(sentence, places)
        said.update(kind for kind, _ in sentence.says)
        found.update(kind for kind, _ in heard)
        right.update(kind for kind, _ in heard & sentence.says)
    return {
        kind: Score(*(sum(counted[name] for name in names) for counted in (said, found, right)))
        for kind, names in KINDS.items()
    }


def mistakes(sentences: Iterable[Sentence], places: Gazetteer) -> Iterator[Mistake]:
    for sentence in sentences:
        heard = heard_in(sentence, places)
        if heard != sentence.says:
            yield Mistake(sentence, sentence.says - heard, heard - sentence.says)


def heard_in(sentence: Sentence, places: Gazetteer) -> frozenset[Said]:
    """Read a sentence and write what is read in the notation of the judged sentences."""
    return frozenset(_written(read(sentence.text, today=sentence.today, places=places)))


def _written(facts: Facts) -> Iterator[Said]:
    if facts.quantity:
        amount = facts.quantity.value
        per = f"/{amount.per}" if amount.per else ""
        yield "quantity", f"{_range(amount.least, amount.amount)} {amount.unit}{per}"
    yield from (("measure", _noted(fact.value)) for fact in facts.measures)
    yield from (("norm", fact.value) for fact in facts.norms)
    yield from (("certificate", fact.value) for fact in facts.certificates)
    yield from (("welcome", fact.value) for fact in facts.welcome_certificates)
    if facts.deadline:
        yield "deadline", facts.deadline.value.isoformat()
    if facts.place:
        yield "place", facts.place.value.name
    if facts.postal_code:
        yield "postcode", facts.postal_code.value
    if facts.radius:
        yield "radius", f"{facts.radius.value:g}"


def _noted(measure: Measure) -> str:
    """Write a measure; whether a single length was named as such is not judged."""
    return noted(replace(measure, dimension="length") if _is_single_size(measure) else measure)


def _is_single_size(measure: Measure) -> bool:
    return measure.dimension == "size" and len(measure.low or measure.high) == 1


def _range(low: float | None, high: float) -> str:
    return f"{high:.12g}" if low is None else f"{low:.12g}..{high:.12g}"
