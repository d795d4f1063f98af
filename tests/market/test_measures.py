"""Measures next to what firms state, and the place from which a radius counts."""

import pytest

from kurzweg.core import search
from kurzweg.market import matching
from kurzweg.market.explanation import explain
from tests.market.conftest import able_firm
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def explained(network, baking, owner, viewer_of):
    """Match a need of the bakery for brass parts, and say what comes of it."""

    def match(**facts):
        search.rebuild()
        need = NeedFactory(network=network, owner=baking, title="Drehteile aus Messing", **facts)
        matching.match_at_first_look(need)
        return explain(need, viewer=viewer_of(owner))

    return match


def test_a_range_that_holds_a_measure_is_a_reason_and_one_that_does_not_is_named(
    network, explained
):
    able_firm(network, "Passt", text="Wir drehen Messing, Ø 20–80 mm.")
    able_firm(network, "Zu klein", text="Wir drehen Messing bis Ø 30 mm.")
    able_firm(network, "Sagt nichts")

    fitting = explained(measures=["diameter 45 mm"]).fitting

    assert {each.organisation.name: (each.fits[1:], each.missing) for each in fitting} == {
        "Passt": (["Ø 45\u202fmm passt: nennt Ø 20–80\u202fmm"], []),
        "Zu klein": ([], ["Ø 45\u202fmm passt nicht: nennt bis Ø 30\u202fmm"]),
        "Sagt nichts": ([], []),
    }


def test_a_colour_or_norm_that_an_offer_names_is_a_reason(network, explained):
    able_firm(network, "Nennt sie", text="Wir drehen Messing, lackiert in RAL 7016, EN 10204.")

    (firm,) = explained(norms=["RAL 7016", "DIN EN 10204", "DIN 912"]).fitting

    assert firm.fits[1:] == ["nennt RAL 7016", "nennt DIN EN 10204"]
    assert firm.missing == []


def test_without_measures_nothing_is_said_of_them(network, explained):
    able_firm(network, "Passt", text="Wir drehen Messing, Ø 20–80 mm.")

    (firm,) = explained().fitting

    assert (firm.fits[1:], firm.missing) == ([], [])


def test_a_need_without_a_place_is_looked_for_around_the_seat(network, explained):
    able_firm(network, "Nah")
    able_firm(network, "Zu weit", latitude=51.0)

    answer = explained(radius_km=30)

    assert [each.organisation.name for each in answer.fitting] == ["Nah"]
    assert [each.why_not for each in answer.excluded] == [
        "zu weit: 111\u202fkm statt höchstens 30\u202fkm"
    ]
    assert not answer.lacks_place


def test_an_unknown_place_does_not_count_from_the_seat(network, explained):
    able_firm(network, "Nah")
    able_firm(network, "Zu weit", latitude=51.0)

    answer = explained(radius_km=30, place="Nirgends")

    assert {each.organisation.name for each in answer.fitting} == {"Nah", "Zu weit"}
    assert answer.lacks_place
