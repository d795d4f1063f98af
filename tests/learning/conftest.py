"""Firms that were asked and answered, with the numbers of the list they stood in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kurzweg.engine.match.rank import DEFAULT_PROFILE
from tests.conftest import member_firm
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import NeedFactory, OfferFactory

HERE = ZoneInfo("Europe/Berlin")
MAY = datetime(2026, 5, 4, 9, tzinfo=HERE)
NEARER = {**DEFAULT_PROFILE.weights, "words": 0.615, "distance": 0.16}
ANSWERS = {
    "yes": 20,
    "confirmed": 2,
    "no": 11,
    "silent": 3,
    "first_on": "2026-01-12",
    "last_on": "2026-05-03",
    "introductions": [],
}
NEAR, FAR = {"words": 0.5, "distance": 0.9}, {"words": 0.5, "distance": 0.1}


@pytest.fixture(autouse=True)
def in_may(time_machine):
    """Let every test here begin on the same Monday morning."""
    time_machine.move_to(MAY, tick=False)


@pytest.fixture
def a_need(network, bakery):
    return lambda **facts: NeedFactory(network=network, owner=bakery, **facts)


@pytest.fixture
def answered(network):
    """Let a firm have answered about a need: yes unless it is said that it did not."""

    def ask(need, signals, *, state="accepted", left=(), at=MAY):
        firm = member_firm(network, "Firma")
        return IntroductionFactory(
            need=need,
            organisation=firm,
            offer=OfferFactory(network=network, organisation=firm),
            signals=signals,
            passed_over=[{"offer": offer, "signals": other} for offer, other in left],
            state=state,
            answer={"accepted": "yes", "declined": "no"}.get(state, ""),
            answered_at=None if state == "expired" else at,
            closed_at=at,
        )

    return ask


@pytest.fixture
def near_ones_preferred(a_need, answered):
    """So many times a near firm said yes, and a far one that stood above it was left."""

    def ask(times):
        return [answered(a_need(), NEAR, left=[(10**6, FAR)]) for _time in range(times)]

    return ask
