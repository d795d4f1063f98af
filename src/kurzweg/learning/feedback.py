"""From answers to judgements: what was taken, and what was seen beside it and left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kurzweg.engine.match import Judgement
from kurzweg.introductions.models import Introduction, State
from kurzweg.market.models import ClosingReason
from kurzweg.networks.models import Network

ACCEPTED, CONFIRMED = 1.0, 2.0  # what a yes counts, and one from which something came


@dataclass(frozen=True, slots=True)
class Feedback:
    """The answers of a network's firms, counted, and what can be learned from them.

    A silence says nothing about whether the firm fits, so nothing is learned from it.
    """

    judgements: list[Judgement] = field(default_factory=list)
    answers: list[Introduction] = field(default_factory=list)
    confirmed: int = 0
    silent: int = 0

    def summary(self) -> dict[str, Any]:
        """Write down how many answers these are, from which days, and which."""
        days = [str(each.answered_on) for each in self.answers]
        yes = sum(each.is_accepted for each in self.answers)
        return {
            "yes": yes,
            "confirmed": self.confirmed,
            "no": len(self.answers) - yes,
            "silent": self.silent,
            "first_on": min(days),
            "last_on": max(days),
            "introductions": [each.pk for each in self.answers],
        }


def of(network: Network) -> Feedback:
    """Read all answers of a network from which something can be learned."""
    rows = list(
        Introduction.objects.in_network(network).feedback().select_related("need", "network")
    )
    silent = sum(row.state == State.EXPIRED for row in rows)
    answers = [row for row in rows if row.state != State.EXPIRED and row.signals]
    by_need: defaultdict[int, list[Introduction]] = defaultdict(list)
    for row in answers:
        by_need[row.need_id].append(row)
    judgements = [each for asked in by_need.values() for each in _judgements(asked)]
    confirmed = sum(each.weight == CONFIRMED for each in judgements)
    return Feedback(judgements, answers, confirmed, silent)


def _judgements(asked: Sequence[Introduction]) -> Iterator[Judgement]:
    """What the answers to one need say: each yes stands before each no and what was left."""
    accepted = [row for row in asked if row.is_accepted]
    declined = {row.offer_id: row.signals for row in asked if not row.is_accepted}
    for row in accepted:
        left: dict[int | None, Mapping[str, float]] = dict(declined)
        left.update({each["offer"]: each["signals"] for each in row.passed_over})
        for other in accepted:
            left.pop(other.offer_id, None)
        # With two of them nobody knows from which one it came.
        is_confirmed = len(accepted) == 1 and row.need.closing_reason == ClosingReason.FILLED_HERE
        weight = CONFIRMED if is_confirmed else ACCEPTED
        yield Judgement(row.signals, tuple(left.values()), weight)
