"""Which candidates fit, in which order and why, what is missing, and what would change it.

`answer` is the one way in, from a `Matcher` and a request. A score is Σ weight × signal, each
signal between 0 and 1 by bounds that no other candidate moves, and its reasons are the parts of
that sum; `rank` holds the formulas. Weights are learned apart from it, from what became of its
answers (`seen`, `Judgement`, `learn`), and `sentences` and `ranges` say in words what stands in its
reasons.
"""

from kurzweg.engine.match.answering import answer
from kurzweg.engine.match.learning import Judgement, learn, seen
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.match.rank import (
    DEFAULT_PROFILE,
    LEARNED,
    SIGNALS,
    SMALL_BELOW,
    RankingProfile,
    points,
)
from kurzweg.engine.match.reasons import SIGNAL_OF

__all__ = [
    "DEFAULT_PROFILE",
    "LEARNED",
    "SIGNALS",
    "SIGNAL_OF",
    "SMALL_BELOW",
    "Judgement",
    "Matcher",
    "RankingProfile",
    "answer",
    "learn",
    "points",
    "seen",
]
