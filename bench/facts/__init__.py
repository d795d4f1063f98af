"""How well the facts of a request are read: quantities, measures, certificates, deadlines, …"""

from __future__ import annotations

from bench.facts import scores, sentences
from bench.facts.scores import Score
from bench.facts.sentences import Sentence
from bench.table import show
from kurzweg.engine.facts import Gazetteer

Batch = tuple[list[Sentence], Gazetteer]


def batches() -> list[Batch]:
    """Our own sentences with the towns of the house, those of tenders with all of the country."""
    tenders = sentences.tenders()
    if not tenders:
        print(f"\nSentences of tenders are left out: {sentences.DATA} has none.")
    both = [(sentences.ours(), sentences.known_places())]
    return [*both, (tenders, sentences.all_places())] if tenders else both


def measure() -> None:
    """Show precision and recall of each kind, on the sentences worked with and those put aside."""
    read = batches()
    shown = {is_held_out: totals(read, is_held_out=is_held_out) for is_held_out in (False, True)}
    counted = [
        sum(each.is_held_out == part for texts, _ in read for each in texts)
        for part in (False, True)
    ]
    show(
        f"Facts read from {counted[0]} sentences worked with and {counted[1]} put aside "
        f"(goal: precision {scores.LEAST_PRECISION}, recall {scores.LEAST_RECALL})",
        [
            "kind",
            *(
                f"{figure}{aside}"
                for aside in ("", ", put aside")
                for figure in ("facts", "precision", "recall")
            ),
        ],
        [
            [kind, *_figures(shown[False][kind]), *_figures(shown[True][kind])]
            for kind in scores.KINDS
        ],
    )


def totals(read: list[Batch], *, is_held_out: bool) -> dict[str, Score]:
    """Add up the scores of all sentences of one part."""
    parts = [
        scores.score((each for each in texts if each.is_held_out == is_held_out), places)
        for texts, places in read
    ]
    return {
        kind: Score(
            sum(part[kind].said for part in parts),
            sum(part[kind].found for part in parts),
            sum(part[kind].right for part in parts),
        )
        for kind in scores.KINDS
    }


def _figures(score: Score) -> list[object]:
    return [score.said, f"{score.precision:.3f}", f"{score.recall:.3f}"]
