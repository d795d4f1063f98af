"""Where a reason says this instead of that, the numbers differ and the comparison is true."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kurzweg.engine.documents import Document, Place, Reason
from kurzweg.engine.facts import Measure
from kurzweg.engine.index.columns import EARTH_RADIUS_KM
from kurzweg.engine.match import ranges, reasons, sentences

TODAY = date(2026, 11, 20)
NUMBER = {"de": r"\d[\d.]*(?:,\d+)?", "en": r"\d[\d,]*(?:\.\d+)?"}
KM_PER_DEGREE = EARTH_RADIUS_KM * 3.141592653589793 / 180
HERE = Place(50.0, 8.0)


def numbers(said, language):
    foreign, point = (".", ",") if language == "de" else (",", ".")
    found = re.findall(NUMBER[language], said)
    return [float(each.replace(foreign, "").replace(point, ".")) for each in found]


def at(km):
    """A place that far to the north."""
    return Place(HERE.latitude + km / KM_PER_DEGREE, HERE.longitude)


def reason_of(ask, matcher_of, document, **wanted):
    answer = ask(matcher_of(document), text=document.title, today=TODAY, **wanted)
    return answer.excluded[0].reasons[0] if answer.excluded else None


@pytest.mark.parametrize("language", ["de", "en"])
@given(radius=st.floats(0.1, 400), beyond=st.floats(1e-9, 50))
def test_what_is_too_far_reads_further_than_the_radius(language, radius, beyond):
    km, shown = reasons.apart(radius + beyond, radius)
    said = sentences.sentence(Reason("too_far", {"km": km, "radius": shown}), language)

    first, second = numbers(said, language)

    assert first > second
    # Neither number is far from the truth.
    assert abs(second - radius) <= 0.05 + 1e-9
    assert abs(first - (radius + beyond)) <= 0.51


@pytest.mark.parametrize(
    ("km", "radius", "said"),
    [
        (27.3, 27, "zu weit: 27,3\u202fkm statt höchstens 27\u202fkm"),
        (27.02, 27, "zu weit: 27,1\u202fkm statt höchstens 27\u202fkm"),
        (27.6, 27, "zu weit: 28\u202fkm statt höchstens 27\u202fkm"),
        (12.9, 12.5, "zu weit: 13\u202fkm statt höchstens 12,5\u202fkm"),
    ],
)
def test_a_distance_just_beyond_the_radius_is_said_in_tenths(matcher_of, ask, km, radius, said):
    document = Document("1", title="Eloxieren", place=at(km))

    reason = reason_of(ask, matcher_of, document, place=HERE, radius_km=radius)

    assert sentences.sentence(reason) == said


def test_rounded_to_whole_kilometres_they_would_be_the_same(monkeypatch, matcher_of, ask):
    """Negative control."""
    monkeypatch.setattr(reasons, "apart", lambda km, radius: (round(km), round(radius)))
    document = Document("1", title="Eloxieren", place=at(27.3))

    reason = reason_of(ask, matcher_of, document, place=HERE, radius_km=27)

    assert numbers(sentences.sentence(reason), "de") == [27, 27]


@given(quantity=st.integers(1, 10**9), beyond=st.integers(1, 10**6))
def test_quantities_that_do_not_go_together_differ(quantity, beyond):
    small = {"quantity": quantity, "lot_min": quantity + beyond}
    large = {"quantity": quantity + beyond, "lot_max": quantity}
    for language in ("de", "en"):
        wanted, least = numbers(
            sentences.sentence(Reason("lot_too_small", small), language), language
        )
        assert wanted < least
        wanted, most = numbers(
            sentences.sentence(Reason("lot_too_large", large), language), language
        )
        assert wanted > most


@pytest.mark.parametrize(
    ("days", "lead_days", "said"),
    [
        (9, 12, ("braucht 12 Tage, bis zum Termin bleiben 9 Tage",
                 "needs 12 days, but only 9 days are left before the deadline")),
        (-1, 0, ("der Termin ist vorbei", "the deadline has passed")),
        (-5, 3, ("der Termin ist vorbei", "the deadline has passed")),
    ],
)  # fmt: skip
def test_no_days_are_left_of_a_deadline_that_has_passed(matcher_of, ask, days, lead_days, said):
    document = Document("1", title="Eloxieren", lead_days=lead_days)
    deadline = TODAY + timedelta(days=days)

    reason = reason_of(ask, matcher_of, document, deadline=deadline)

    assert tuple(sentences.sentence(reason, language) for language in ("de", "en")) == said


sizes = st.decimals(min_value="0.001", max_value=9999, places=9).map(float)


@pytest.mark.parametrize("language", ["de", "en"])
@given(wanted=sizes, stated=sizes)
def test_a_measure_outside_a_range_reads_so(language, wanted, stated):
    measure = Measure("diameter", "mm", (wanted,), (wanted,))
    most = Measure("diameter", "mm", (), (stated,))
    assume(not ranges.lies_in(measure, most))

    [reason] = ranges.reasons([measure], [most])

    one, other = numbers(sentences.sentence(reason, language), language)
    assert one > other


@given(asked=st.floats(0.5, 400), more=st.integers(0, 60))
def test_a_changed_radius_differs_from_the_one_asked_for(asked, more):
    radius = int(asked) + 1 + more
    assume(radius - asked > 1e-6)
    step = Reason("with_radius", {"radius": radius, "asked": asked})

    first, second = numbers(sentences.change([step], 3), "de")[:2]

    assert first > second
