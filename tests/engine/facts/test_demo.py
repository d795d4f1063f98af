"""Facts of requests that somebody else worded, against the facts they were worded from."""

from datetime import date

import pytest

from kurzweg.demo.generate import world
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer, certificates, read
from kurzweg.market.demo.draw import market

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85


def stated(need):
    return {
        "quantity": need.quantity,
        "radius": need.radius_km,
        "certificates": tuple(sorted(map(certificates.normal, need.certificates))),
        "deadline": need.deadline,
    }


def heard(need, places):
    facts = read(f"{need.title}\n{need.text}", today=need.published_on, places=places)
    quantity = facts.quantity.value if facts.quantity else None
    return {
        # "für 70 Leute" says for how many; what a need states is how much.
        "quantity": quantity.amount if quantity and quantity.unit != "person" else None,
        "radius": facts.radius and facts.radius.value,
        "certificates": tuple(sorted(fact.value for fact in facts.certificates)),
        "deadline": facts.deadline and facts.deadline.value,
    }


@pytest.fixture(scope="module")
def compared():
    generated = world("region", today=date(2026, 11, 20))
    places = Gazetteer(
        {town.name: Place(town.latitude, town.longitude, town.name) for town in generated.towns}
    )
    return [(stated(need), heard(need, places)) for need in generated.once(market).needs]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["quantity", "radius", "certificates", "deadline"])
def test_what_was_meant_is_what_is_read(compared, kind):
    pairs = [(meant[kind], found[kind]) for meant, found in compared]
    right = sum(1 for meant, found in pairs if found and meant == found)
    found = sum(1 for _, found in pairs if found)
    meant = sum(1 for meant, _ in pairs if meant)

    assert right / found >= LEAST_PRECISION
    assert right / meant >= LEAST_RECALL
