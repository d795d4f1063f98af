"""Learning: new weights are proposed when there are enough new answers; the office decides."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kurzweg.engine.match import DEFAULT_PROFILE, LEARNED, learn
from kurzweg.learning import feedback
from kurzweg.learning.feedback import Feedback
from kurzweg.market import weights
from kurzweg.market.models import RankingProfile
from kurzweg.networks.models import Network

MINOR = 0.05  # weights that differ by less of themselves are not worth anybody's time


def propose_all() -> int:
    """Propose weights to every network that has enough new answers; a second run does nothing."""
    return sum(propose(network) is not None for network in Network.objects.order_by("pk"))


def propose(network: Network) -> RankingProfile | None:
    """Learn from all answers, and keep the weights for the office if they say something new."""
    known = feedback.of(network)
    if missing_answers(network, known):
        return None
    learned = learn(known.judgements, start=DEFAULT_PROFILE.weights)
    if _is_minor(learned, weights.current(network.pk).weights):
        return None
    with transaction.atomic():  # not while learning: nobody else could write
        if missing_answers(network, known):  # another worker was faster
            return None
        return weights.propose(network, weights=learned, trained_from=known.summary())


def missing_answers(network: Network, known: Feedback) -> int:
    """Say how many new answers are missing until something is learned again."""
    usable = weights.usable(network.pk).learned()
    latest = usable.order_by("-created_at", "-pk").first()
    before = set(latest.trained_from.get("introductions", ())) if latest else set()
    new = sum(answer.pk not in before for answer in known.answers)
    return max(0, goal_of(network) - new)


def goal_of(network: Network) -> int:
    """Say after how many new answers something is learned again."""
    return max(1, int(network.rule("weights_after_answers")))


def _is_minor(learned: Mapping[str, float], current: Mapping[str, float]) -> bool:
    return all(
        abs(learned[name] - current.get(name, 0.0)) <= MINOR * learned[name] for name in LEARNED
    )
