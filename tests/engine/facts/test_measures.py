import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.facts import Measure, measures
from kurzweg.engine.facts.words import readable


def exactly(dimension, value, unit):
    return Measure(dimension, unit, (value,), (value,))


def between(dimension, low, high, unit):
    return Measure(dimension, unit, (low,), (high,))


def most(dimension, value, unit):
    return Measure(dimension, unit, high=(value,))


def least(dimension, value, unit):
    return Measure(dimension, unit, low=(value,))


SAID = [
    ("Wellen Ø 20–80 mm", between("diameter", 20, 80, "mm")),
    ("Wellen bis Ø 60 mm", most("diameter", 60, "mm")),
    ("Achsen Ø 12 h6", exactly("diameter", 12, "mm")),
    ("Durchmesser = 1,60 m", exactly("diameter", 1.6, "m")),
    ("Länge 2.400 mm", exactly("length", 2400, "mm")),
    ("2 400 mm lang", exactly("length", 2400, "mm")),
    ("0.05 mm dick", exactly("thickness", 0.05, "mm")),
    ("2,364 km Radweg", exactly("size", 2.364, "km")),
    ("6 m Dammhöhe", exactly("height", 6, "m")),
    ("3 mm Draht", exactly("size", 3, "mm")),
    ("3 mm Stahlblech", exactly("thickness", 3, "mm")),
    ("Licht von 532 nm", exactly("size", 532, "nm")),
    ("Rahmen (4,5 m lang)", exactly("length", 4.5, "m")),
    ("Blech 3 mm", exactly("thickness", 3, "mm")),
    ("mindestens 8 µm Zink", least("size", 8, "µm")),
    ("Teile über 40 kg", least("weight", 40, "kg")),
    ("Lasten bis 3 t", most("weight", 3, "t")),
    ("200 t Schließkraft", exactly("force", 200, "t")),
    ("zwischen 3,5 und 7,5 t", between("weight", 3.5, 7.5, "t")),
    ("- 40 °C bis + 85 °C", between("temperature", -40, 85, "°C")),
    ("bei -20 °C", exactly("temperature", -20, "°C")),
    ("von 30 kW bis 200 kW", between("power", 30, 200, "kW")),
    ("500 W bis 2 kW", between("power", 0.5, 2, "kW")),
    ("± 0,02 mm", exactly("tolerance", 0.02, "mm")),
    ("Ra 0,8", exactly("roughness", 0.8, "µm")),
    ("Rz < 16 µm", most("roughness Rz", 16, "µm")),
    ("58-62 HRC", between("hardness", 58, 62, "HRC")),
    ("DN 50 bis DN 150", between("nominal", 50, 150, "DN")),
    ("bis DN 1200", most("nominal", 1200, "DN")),
    ("PN 16", exactly("nominal pressure", 16, "PN")),
    ("ca. 1,5 Mio. m3 Stauraum", exactly("volume", 1_500_000, "m³")),
    ("Fläche von 7,65 ha", exactly("area", 7.65, "ha")),
    ("120 Kva", exactly("power", 120, "kVA")),
    ("2000 x 1000 mm", Measure("size", "mm", (2000, 1000), (2000, 1000))),
    ("2000 x 800 x 600", Measure("size", "mm", (2000, 800, 600), (2000, 800, 600))),
    ("bis 1,5 x 0,8 m", Measure("size", "m", high=(1.5, 0.8))),
    ("ab 300 × 200 mm", Measure("size", "mm", low=(300, 200))),
]

SAID_IN_ENGLISH = [
    ("2.5 mm thick", exactly("thickness", 2.5, "mm")),
    ("1,200 mm long", exactly("length", 1200, "mm")),
    ("diameter 12 to 40 mm", between("diameter", 12, 40, "mm")),
    ("loads up to 5 t", most("weight", 5, "t")),
    ("at least 4 m wide", least("width", 4, "m")),
]

NOT_SAID = [
    "",
    "20 Stück",
    "M8 und M12",
    "1.4301",
    "5 x 200",
    "16 2/3 Hz",
    "Halle 5 A",
    "Los 1A",
    "30 km entfernt",
    "um 90 Grad gebogen",
    "30 Grad geneigt",
    "30 km Umkreis",
    "Wir fahren 80.000 km im Jahr",
    "80–20 mm",
    "2 mm bis 3 kg",
    "DN 80–20",
    "3 t/Tag",
    "10 Uhr",
    "20 Minuten",
]


def read(text, language="de"):
    return [fact.value for fact in measures.find(readable(text), taken=(), language=language)]


@pytest.mark.parametrize(("text", "measure"), SAID)
def test_a_measure_is_read_with_its_range(text, measure):
    assert read(text) == [measure]


@pytest.mark.parametrize(("text", "measure"), SAID_IN_ENGLISH)
def test_a_measure_is_read_from_english(text, measure):
    assert read(text, "en") == [measure]


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_number_that_is_no_measure_is_left_out(text):
    assert read(text) == []


def test_several_measures_come_once_each_in_their_order():
    text = "Ø 45 mm, Länge bis 120 mm, noch einmal Ø 45 mm, 2 kg Gewicht"

    found = measures.find(text, taken=(), language="de")

    assert [text[fact.start : fact.end] for fact in found] == [
        "Ø 45 mm",
        "Länge bis 120 mm",
        "2 kg Gewicht",
    ]


def test_what_says_something_else_is_no_measure():
    assert measures.find("3 t Schrott", taken=[(0, 3)], language="de") == ()


def test_all_that_a_text_states_is_read():
    stated = measures.read("Drehen bis Ø 60 mm, Fräsen, Teile bis 5 kg", language="de")

    assert stated == (most("diameter", 60, "mm"), most("weight", 5, "kg"))


numbers = st.integers(1, 99_999)


@given(low=numbers, high=numbers, unit=st.sampled_from(["mm", "kg", "bar", "kW", "m³/h"]))
def test_a_range_is_read_as_it_was_written(low, high, unit):
    found = read(f"von {low} bis {high} {unit}")

    if low < high:
        assert [(each.low, each.high, each.unit) for each in found] == [((low,), (high,), unit)]
    else:
        assert found == []
