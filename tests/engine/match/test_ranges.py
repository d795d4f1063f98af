import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.facts import Measure
from kurzweg.engine.facts.notation import noted, of_note
from kurzweg.engine.match import ranges

COMPARED = [
    ("diameter 45 mm", "diameter 20..80 mm", "measure_fits"),
    ("diameter 4.5 cm", "diameter 20..80 mm", "measure_fits"),
    ("diameter 20..80 mm", "diameter 5..100 mm", "measure_fits"),
    ("diameter 90 mm", "diameter 20..80 mm", "measure_outside"),
    ("diameter 10..30 mm", "diameter 20..80 mm", "measure_outside"),
    ("weight ..3 t", "weight ..5000 kg", "measure_fits"),
    ("weight ..6 t", "weight ..5000 kg", "measure_outside"),
    ("weight 3.. t", "weight ..5 t", "measure_fits"),
    ("thickness 3 mm", "thickness 5.. mm", "measure_outside"),
    ("power 5 kW", "power 5 kW", "measure_fits"),
    ("power 5 kW", "power 7 kW", None),  # an exact size says nothing about others
    ("power 5 kW", "power ..7 kVA", None),
    ("diameter 45 mm", "length ..80 mm", None),
    ("size 45 mm", "size ..80 mm", None),  # nobody knows of what
    ("size 800x1500 mm", "size ..1500x800 mm", "measure_fits"),
    ("size 800x1500 mm", "size ..1500x800x600 mm", "measure_fits"),
    ("size 900x1500 mm", "size ..1500x800x600 mm", "measure_outside"),
    ("size 900x1500x20 mm", "size ..1500x800 mm", None),
]


@pytest.mark.parametrize(("wanted", "stated", "code"), COMPARED)
def test_a_wanted_measure_is_compared_with_what_is_stated(wanted, stated, code):
    said = list(ranges.reasons([of_note(wanted)], [of_note(stated)]))

    assert [(each.code, each.points) for each in said] == ([(code, 0.0)] if code else [])
    assert [each.is_missing for each in said] == ([code == "measure_outside"] if code else [])
    assert [dict(each.params) for each in said] == (
        [{"measure": wanted, "stated": stated}] if code else []
    )


def test_one_range_that_holds_it_is_enough():
    stated = [of_note("diameter ..60 mm"), of_note("diameter 50..300 mm")]

    (reason,) = ranges.reasons([of_note("diameter 200 mm")], stated)

    assert (reason.code, reason.params["stated"]) == ("measure_fits", "diameter 50..300 mm")


@given(st.floats(0.001, 1e6), st.floats(0.001, 1e6))
def test_a_range_holds_itself_and_what_is_narrower(one, other):
    low, high = sorted((one, other))
    wide = Measure("diameter", "mm", (low / 2,), (high * 2,))
    narrow = Measure("diameter", "mm", (low,), (high,))

    assert ranges.lies_in(narrow, narrow)
    assert ranges.lies_in(narrow, wide)
    assert not ranges.lies_in(wide, narrow)
    assert noted(wide)


def test_a_norm_that_an_offer_names_is_a_reason():
    said = list(ranges.named(["RAL 7016", "DIN 912"], ["RAL 9005", "RAL 7016"]))

    assert [(each.code, dict(each.params)) for each in said] == [
        ("norm_named", {"norm": "RAL 7016"})
    ]
