import pytest

from kurzweg.engine.facts import norms

SAID = [
    ("in RAL 7016", ["RAL 7016"]),
    ("RAL7035, ral 9010", ["RAL 7035", "RAL 9010"]),
    ("RAL-Ton 3020", ["RAL 3020"]),
    ("DIN 912 und DIN 934", ["DIN 912", "DIN 934"]),
    ("DIN EN ISO 1461:2009-10", ["DIN EN ISO 1461"]),
    ("DINEN62271-202", ["DIN EN 62271-202"]),
    ("EN 10204/3.1", ["EN 10204 3.1"]),
    ("DIN EN 10204", ["DIN EN 10204"]),
    ("ISO 2768-mK", ["ISO 2768-mK"]),
    ("ISO 5817 B", ["ISO 5817-B"]),
    ("IPC-A-610", ["IPC-A-610"]),
    ("ASTM D638", ["ASTM D638"]),
    ("DGUV V3, DGUV Vorschrift 70, DGUV 208-016", ["DGUV V3", "DGUV V70", "DGUV 208-016"]),
    ("Pantone 186 C, HKS 44", ["Pantone 186 C", "HKS 44"]),
    ("NCS S 0502-Y", ["NCS S 0502-Y"]),
    ("RAL 7016 und noch einmal RAL 7016", ["RAL 7016"]),
    ("DIN A4, DIN lang, EN AW-6060, EN-GJL-250", []),
    ("DIN 4 Seiten, RAL 70160, RAL 0,5, ISO-Container", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "named"), SAID)
def test_colours_and_norms_are_read_in_their_normal_form(text, named):
    assert [fact.value for fact in norms.find(text, taken=())] == named


def test_a_certificate_is_no_norm():
    assert norms.find("ISO 9001", taken=[(0, 8)]) == ()


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("ral7016", "RAL 7016"),
        (" DIN  EN 10204-3.1 ", "DIN EN 10204 3.1"),
        ("Hausfarbe Blau", "Hausfarbe Blau"),
        ("RAL 7016 matt", "RAL 7016 matt"),
    ],
)
def test_a_norm_is_brought_to_its_normal_form(written, normal):
    assert norms.normal(written) == normal


def test_all_that_a_text_states_is_read():
    assert norms.read("Pulver in RAL 7016 und RAL 9005") == ("RAL 7016", "RAL 9005")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("DIN EN 10204", "EN 10204", True),
        ("DIN EN ISO 1461", "ISO 1461", True),
        ("DIN 912", "ISO 912", False),
        ("RAL 7016", "RAL 7015", False),
    ],
)
def test_a_norm_is_the_same_whoever_took_it_over(one, other, is_same):
    assert norms.is_same(one, other) is is_same
