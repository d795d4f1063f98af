import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Facts, Gazetteer, Quantity, matter, read

TODAY = date(2026, 11, 24)
PLACES = Gazetteer({"Lippstadt": Place(51.67, 8.34, "Lippstadt"), "59555": Place(51.67, 8.34)})
CALL = (
    "Wir suchen dringend 500 Aluminiumgehäuse, schwarz eloxiert, in 10 Tagen, im Umkreis von 30 km "
    "um Lippstadt, mit ISO 9001. Nicht sichtbar für Firmen derselben Branche."
)


def pieces(text, facts):
    """Every fact's value with the piece of text it was read from."""
    single = (
        facts.quantity, facts.place, facts.postal_code, facts.radius, facts.deadline,
        facts.urgency, facts.hidden_from_same_branch,
    )  # fmt: skip
    several = (*facts.topics, *facts.certificates, *facts.welcome_certificates)
    return [text[fact.start : fact.end] for fact in (*single, *several) if fact]


def test_the_sentence_of_a_caller_is_read_completely():
    facts = read(CALL, today=TODAY, places=PLACES)

    assert facts.quantity.value == Quantity(500)
    assert facts.place.value.name == "Lippstadt"
    assert facts.radius.value == 30
    assert facts.deadline.value == date(2026, 12, 4)
    assert [fact.value for fact in facts.certificates] == ["ISO 9001"]
    assert [fact.value for fact in facts.topics] == ["Aluminiumgehäuse", "eloxiert"]
    assert facts.is_urgent
    assert facts.language == "de"
    assert pieces(CALL, facts) == [
        "500",
        "Lippstadt",
        "im Umkreis von 30 km",
        "in 10 Tagen",
        "dringend",
        "Nicht sichtbar für Firmen derselben Branche",
        "Aluminiumgehäuse",
        "eloxiert",
        "ISO 9001",
    ]


def test_what_is_said_beside_the_facts_is_the_matter():
    said = matter(CALL, read(CALL, today=TODAY, places=PLACES))

    assert len(said) == len(CALL)
    assert " ".join(said.split()) == (
        "Wir suchen Aluminiumgehäuse, schwarz eloxiert, , um , mit . ."
    )


def test_a_text_of_nothing_but_facts_is_its_own_matter():
    assert matter("40 Paletten", read("40 Paletten", today=TODAY)) == "40 Paletten"


def test_what_is_not_said_is_left_out():
    facts = read("Wir suchen eine Dreherei", today=TODAY)

    assert facts == Facts(language="de", title="Dreherei", topics=facts.topics)
    assert not facts.is_urgent


@pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "<b></b>", "\x00", "…", "1", "-"])
def test_a_text_without_words_says_nothing(text):
    assert read(text, today=TODAY) == Facts()


def test_tags_addresses_and_phone_numbers_hold_no_facts():
    text = (
        '<script>var a = "300 Stück"</script><p class="x 20">500 Stück Deckel</p>'
        " https://example.org/20-Tage max@40.example Tel. 02941 300 Stück"
    )

    facts = read(text, today=TODAY)

    assert pieces(text, facts) == ["500 Stück", "Deckel"]


DEMANDED = [
    ("nur mit ISO 9001", ["ISO 9001"], []),
    ("ISO 9001 ist Bedingung, ISO 14001 wünschenswert", ["ISO 9001"], ["ISO 14001"]),
    ("idealerweise TISAX", [], ["TISAX"]),
    ("EMAS wäre schön", [], ["EMAS"]),
    ("ISO 9001 nicht zwingend", [], ["ISO 9001"]),
    ("ISO 9001 ist nicht erforderlich", [], []),
    ("keine ISO 9001 nötig", [], []),
    ("ohne AZAV", [], []),
    ("Ohne ISO 9001 kommt es nicht durch den Wareneingang", ["ISO 9001"], []),
    ("wir sind nach ISO 9001 zertifiziert", [], []),
    ("wir sind ISO 9001 zertifiziert und suchen Partner mit IATF", ["IATF 16949"], []),
    ("als AZAV-Träger suchen wir Dozenten", [], []),
    ("ISO 9001, also wirklich ISO 9001", ["ISO 9001"], []),
    ("wir suchen einen Betrieb, der als EN 1090 Schweißer arbeitet", [], []),
    ("we need ISO 13485, ISO 9001 preferred", ["ISO 13485"], ["ISO 9001"]),
    ("no ISO 9001 required", [], []),
    ("Schulung zur ISO 9001 für drei Leute", [], []),
    ("Wir möchten uns nach ISO 27001 zertifizieren lassen", [], []),
    ("Workshop „ISO 45001 in der Praxis“", [], []),
    ("Wir pflegen unsere ISO-9001-Dokumente selbst nicht mehr", [], []),
    ("Schulung, Träger mit AZAV", ["AZAV"], []),
    ("Schulung bei einem AZAV-zertifizierten Träger", ["AZAV"], []),
    ("Druckerei mit PEFC oder FSC", [], ["PEFC", "FSC"]),
    ("Wir möchten bis zum Herbst die ISO 9001 haben", [], []),
    ("Der Lieferant muss die ISO 9001 haben", ["ISO 9001"], []),
    ("IATF 16949 oder ISO 9001", ["ISO 9001"], ["IATF 16949"]),
]


@pytest.mark.parametrize(("text", "demanded", "welcome"), DEMANDED)
def test_a_demanded_certificate_is_told_from_a_welcome_one(text, demanded, welcome):
    facts = read(text, today=TODAY)

    assert [fact.value for fact in facts.certificates] == demanded
    assert [fact.value for fact in facts.welcome_certificates] == welcome


HIDDEN = [
    ("Nicht sichtbar für Firmen derselben Branche", True),
    ("Bitte keine Firmen der gleichen Branche", True),
    ("Unsere Wettbewerber sollen das nicht sehen", True),
    ("nicht für die Konkurrenz", True),
    ("Firmen unserer Branche sollen das nicht sehen", True),
    ("Betriebe aus derselben Branche dürfen nichts davon erfahren", True),
    ("not visible to firms of the same trade", True),
    ("Wir suchen Firmen derselben Branche", False),
    ("Unsere Branche ist klein", False),
    ("nicht lackiert, gleiche Farbe", False),
]


@pytest.mark.parametrize(("text", "is_hidden"), HIDDEN)
def test_the_wish_to_be_hidden_from_ones_branch_is_heard(text, is_hidden):
    assert (read(text, today=TODAY).hidden_from_same_branch is not None) == is_hidden


TOPICS = [
    ("Drehteile aus Messing vernickeln", ["Drehteile", "Messing", "vernickeln"]),
    ("Wir suchen Drehteile, Drehteil nach Muster", ["Drehteile", "Muster"]),
    ("brauche gehäuse aus blech gekantet", ["gehäuse", "blech", "gekantet"]),
    ("DRINGEND DREHTEILE AUS MESSING", ["DREHTEILE", "MESSING"]),
    ("Guten Tag, wir suchen einen Partner", []),
    ("5-Achs-Fräsen und CNC-Drehen", ["Achs-Fräsen", "CNC-Drehen"]),
    ("Wir möchten Bleche lasern und kanten", ["Bleche", "lasern", "kanten"]),
    ("We need anodised aluminium housings", ["anodised", "aluminium", "housings"]),
    ("PCB assembly for a new unit", ["PCB", "assembly", "unit"]),
    (" ".join(f"Wort{letter}" for letter in "abcdefghijk"), [f"Wort{x}" for x in "abcdefgh"]),
]


@pytest.mark.parametrize(("text", "topics"), TOPICS)
def test_topics_are_the_words_that_matter(text, topics):
    assert [fact.value for fact in read(text, today=TODAY).topics] == topics


def test_a_stated_language_is_not_guessed():
    assert read("1,200 Stück", today=TODAY, language="en").language == "en"


@pytest.mark.parametrize(
    "text",
    ["Wir suchen 500 Stück Gehäuse bis Freitag. " * 500, " " * 20_000, "1 " * 10_000,
     "und " * 5_000, "😀" * 20_000, "<" * 20_000, "a" * 20_000, "500 kleine " * 1_800,
     "zuverlässige und " * 1_100, "bis zum " * 2_500, "wir sind " * 2_000, "1.1." * 5_000],
)  # fmt: skip
def test_a_very_long_text_does_not_run_away(text):
    started = time.process_time()

    read(text[:20_000], today=TODAY, places=PLACES)

    assert time.process_time() - started < 5  # an expression that backtracks takes minutes


SAID = st.sampled_from(
    [*CALL.split(), "bis", "Freitag", "KW", "12", "3,5", "t", "z.B.", "<b>", "Ende", "März", ":",
     "EN", "1090", "EXC3", "59555", "in", "max.", "2-3", "Wochen", "İ", "ﬁ", "ß", "\n", "Q1"]
)  # fmt: skip


@settings(deadline=None)  # the machine may be busy
@given(st.one_of(st.text(max_size=300), st.lists(SAID, max_size=40).map(" ".join)))
def test_any_text_is_read_and_facts_lie_inside_it(text):
    facts = read(text, today=TODAY, places=PLACES)

    found = pieces(text, facts)
    assert all(piece.strip() for piece in found)
    assert len(facts.title) <= 60
