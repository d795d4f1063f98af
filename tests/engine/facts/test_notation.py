import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.facts import Measure, notation
from kurzweg.engine.facts.units import UNITS

WRITTEN = [
    ("diameter 20..80 mm", "Ø 20–80\u202fmm", "Ø 20–80\u202fmm"),
    ("diameter ..60 mm", "bis Ø 60\u202fmm", "up to Ø 60\u202fmm"),
    ("length 2.5 m", "Länge 2,5\u202fm", "length 2.5\u202fm"),
    ("length ..6 m", "Länge bis 6\u202fm", "length up to 6\u202fm"),
    ("weight 0.5.. kg", "ab 0,5\u202fkg", "from 0.5\u202fkg"),
    ("size 1500x800x600 mm", "1.500 × 800 × 600\u202fmm", "1,500 × 800 × 600\u202fmm"),
    ("size ..1500x800 mm", "bis 1.500 × 800\u202fmm", "up to 1,500 × 800\u202fmm"),
    ("temperature -40..85 °C", "-40 bis 85\u202f°C", "-40 to 85\u202f°C"),
    ("tolerance 0.02 mm", "± 0,02\u202fmm", "± 0.02\u202fmm"),
    ("roughness Rz ..16 µm", "Rz bis 16\u202fµm", "Rz up to 16\u202fµm"),
    ("nominal 50..150 DN", "DN 50–150", "DN 50–150"),
    ("nominal pressure ..16 PN", "bis PN 16", "up to PN 16"),
    ("rotation 18000 rpm", "18.000\u202fU/min", "18,000\u202frpm"),
    ("force 200 t", "Presskraft 200\u202ft", "force 200\u202ft"),
]


@pytest.mark.parametrize(("note", "german", "english"), WRITTEN)
def test_a_measure_is_written_for_people(note, german, english):
    measure = notation.of_note(note)

    assert notation.noted(measure) == note
    assert notation.written(measure, "de") == german
    assert notation.written(measure, "en") == english


@pytest.mark.parametrize("note", ["", "length 3", "length 3 furlong", "45 mm", "length x mm"])
def test_what_is_no_note_is_refused(note):
    with pytest.raises(ValueError, match=note or ".*"):
        notation.of_note(note)


@pytest.mark.parametrize("written", ["", "blau", "20", "Ø 20 mm, 3 t"])
def test_what_is_not_one_measure_is_none(written):
    assert notation.read_one(written, "de") is None


amounts = st.integers(1, 9_999_999).map(lambda thousandths: thousandths / 1000)
NAMES = {"mm": ["diameter", "length", "width", "height", "thickness", "depth", "radius"]}


@st.composite
def some_measures(draw):
    unit = draw(st.sampled_from(sorted(set(UNITS) - {"DN", "PN"})))
    dimension = draw(st.sampled_from([UNITS[unit].dimension, *NAMES.get(UNITS[unit].base, [])]))
    low, high = sorted(draw(st.tuples(amounts, amounts)))
    bounds = [((low,), (low,)), ((low,), ()), ((), (high,))]
    if low < high:
        bounds.append(((low,), (high,)))
    return Measure(dimension, unit, *draw(st.sampled_from(bounds)))


@given(measure=some_measures(), language=st.sampled_from(["de", "en"]))
def test_what_is_written_for_people_is_read_again(measure, language):
    if measure.unit == "km" and measure.dimension == "size":
        return  # a bare distance is no measure

    assert notation.of_note(notation.noted(measure)) == measure
    assert notation.read_one(notation.written(measure, language), language) == measure
