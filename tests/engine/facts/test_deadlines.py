from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.facts import days, deadlines
from kurzweg.engine.facts.words import readable

TODAY = date(2026, 11, 24)  # a Tuesday

SAID = [
    ("in 10 Tagen", date(2026, 12, 4)),
    ("Lieferung in zwei Wochen", date(2026, 12, 8)),
    ("innerhalb von 14 Tagen lieferbar", date(2026, 12, 8)),
    ("binnen einer Woche", date(2026, 12, 1)),
    ("innerhalb von 48 Stunden", date(2026, 11, 26)),
    ("Anfang nächster Woche", date(2026, 11, 30)),
    ("Mitte nächster Woche", date(2026, 12, 2)),
    ("bis Quartalsende", date(2026, 12, 31)),
    ("bis Ende des nächsten Quartals", date(2027, 3, 31)),
    ("im ersten Quartal", date(2027, 3, 31)),
    ("Ende: ca. 3. Quartal 2027", date(2027, 9, 30)),
    ("noch in diesem Jahr", date(2026, 12, 31)),
    ("eine neue Welle, am besten nächste Woche", date(2026, 12, 4)),
    ("heute noch", date(2026, 11, 24)),
    ("bis Ostern", date(2027, 3, 28)),
    ("vor Pfingsten", date(2027, 5, 16)),
    ("Einbau bis Mai 2027", date(2027, 5, 31)),
    ("Wartung noch im November", date(2026, 11, 30)),
    ("Lieferung KW 9-11", date(2027, 3, 19)),
    ("Liefertermin Montag, 14.12.", date(2026, 12, 14)),
    ("Abholtermin ist der 14.12.", date(2026, 12, 14)),
    ("Donnerstag brauchen wir den Bus", date(2026, 11, 26)),
    ("die Anlage muss Ende Januar laufen", date(2027, 1, 31)),
    ("29. November ist Abgabe", date(2026, 11, 29)),
    (
        "Termin bis 27. November. Der Vorrat reicht noch bis Freitag nächster Woche",
        date(2026, 11, 27),
    ),
    ("realistisch bis 24.11. 20 km um Soest", date(2026, 11, 24)),
    ("innerhalb von 3 Monaten", date(2027, 2, 24)),
    ("in 2 bis 3 Wochen", date(2026, 12, 15)),
    ("in einem Monat", date(2026, 12, 24)),
    ("10 Tage Lieferzeit", date(2026, 12, 4)),
    ("Lieferzeit max. 3 Wochen", date(2026, 12, 15)),
    ("Lieferfrist: 4 Wochen", date(2026, 12, 22)),
    ("500 Gehäuse, schwarz, 10 Tage, 30 km", date(2026, 12, 4)),
    ("in 5 Arbeitstagen", date(2026, 12, 1)),
    ("Deadline ist der 29. November", date(2026, 11, 29)),
    ("realistisch bis 30.11. Angebote bitte an den Einkauf", date(2026, 11, 30)),
    ("Zeit haben wir 13 Tage, mehr nicht", date(2026, 12, 7)),
    ("34 Tage Zeit", date(2026, 12, 28)),
    ("Mehr als 10 Tage kann ich nicht warten", date(2026, 12, 4)),
    ("27.11. ist Abgabe", date(2026, 11, 27)),
    ("spaetestens 8.12.2026", date(2026, 12, 8)),
    ("bis Ende März", date(2027, 3, 31)),
    ("bis Ende Februar 2028", date(2028, 2, 29)),
    ("Ende November brauchen wir die Teile, spätestens Ende November", date(2026, 11, 30)),
    ("bis Mitte Dezember", date(2026, 12, 15)),
    ("bis Anfang Mai", date(2027, 5, 1)),
    ("bis 15.3.", date(2027, 3, 15)),
    ("bis 15.3 wäre gut", date(2027, 3, 15)),
    ("bis spätestens 20.12.", date(2026, 12, 20)),
    ("bis zum 15.03.2027", date(2027, 3, 15)),
    ("bis zum 1. Juni 2027", date(2027, 6, 1)),
    ("bis 1.6.27", date(2027, 6, 1)),
    ("spätestens am 3. Februar", date(2027, 2, 3)),
    ("Liefertermin: 15.01.2027", date(2027, 1, 15)),
    ("Liefertermin ist der 15.3. oder früher, also bis 15.3.", date(2027, 3, 15)),
    ("Lieferung im Februar", date(2027, 2, 28)),
    ("KW 12", date(2027, 3, 26)),
    ("bis KW 50", date(2026, 12, 11)),
    ("in der 3. KW", date(2027, 1, 22)),
    ("KW 5/2027", date(2027, 2, 5)),
    ("bis Freitag", date(2026, 11, 27)),
    ("bis kommenden Montag", date(2026, 11, 30)),
    ("bis Dienstag", date(2026, 12, 1)),
    ("bis Freitag nächster Woche", date(2026, 12, 4)),
    ("bis nächste Woche", date(2026, 12, 4)),
    ("noch diese Woche", date(2026, 11, 27)),
    ("bis Ende der Woche", date(2026, 11, 27)),
    ("bis Ende des Monats", date(2026, 11, 30)),
    ("bis Monatsende", date(2026, 11, 30)),
    ("Ende nächsten Monats, also bis Ende nächsten Monats", date(2026, 12, 31)),
    ("bis Jahresende", date(2026, 12, 31)),
    ("bis Ende des Jahres", date(2026, 12, 31)),
    ("bis Ende 2027", date(2027, 12, 31)),
    ("bis Ende Q1", date(2027, 3, 31)),
    ("bis zum 2. Quartal 2027", date(2027, 6, 30)),
    ("bis morgen", date(2026, 11, 25)),
    ("noch heute", TODAY),
    ("bis Weihnachten", date(2026, 12, 24)),
    ("bis zum 30.", date(2026, 11, 30)),
    ("bis zum 3., sonst steht die Linie", date(2026, 12, 3)),
    ("Caterer für 80 Personen am 15. Mai", date(2027, 5, 15)),
    ("Angebot bitte bis 1.12., Lieferung bis 20.12.", date(2026, 12, 20)),
    ("Wir treffen uns am 3. Mai, Teile bis 20. April", date(2027, 4, 20)),
    ("Drehteile, 15.03.2027, Lippstadt", date(2027, 3, 15)),
    ("within 10 days", date(2026, 12, 4)),
    ("by end of March", date(2027, 3, 31)),
    ("by 15 March 2027", date(2027, 3, 15)),
    ("by March 15", date(2027, 3, 15)),
    ("until 2027-03-15", date(2027, 3, 15)),
    ("by Friday", date(2026, 11, 27)),
    ("by Friday next week", date(2026, 12, 4)),
    ("delivery in week 3", date(2027, 1, 22)),
    ("2 weeks lead time", date(2026, 12, 8)),
    ("by the end of the year", date(2026, 12, 31)),
    ("by tomorrow", date(2026, 11, 25)),
    ("in 3 working days", date(2026, 11, 27)),
]

NOT_SAID = [
    "Bis Ende Januar brauchen wir ein Angebot",
    "Am 3. März war die Messe",
    "von Montag bis Donnerstag besetzt",
    "Der Vertrag endet in jedem Fall spätestens am 31.12.2026",
    "Beginn: ca. 3. Quartal 2027",
    "Reinigung am Wochenende",
    "im Ernstfall in 4 Stunden da",
    "binnen zwei Stunden da",
    "Zahlungsziel 30 Tage",
    "vor 3 Wochen ausgefallen",
    "seit 2 Wochen",
    "seit dem 1. Mai",
    "ab 1.4.",
    "ab Montag",
    "Ihr Schreiben vom 3. Mai",
    "vom 3. bis 5. Mai",
    "alle 2 Wochen",
    "jeden Freitag",
    "freitags",
    "für 3 Tage",
    "5 Tage Schulung",
    "2-tägige Schulung",
    "Wir melden uns bis Freitag",
    "Angebote bitte bis 15.3.",
    "Angebot gültig bis 31.12.",
    "bis 31.2.",
    "bis 1.1.2020",
    "am 3. Mai 2019",
    "KW 60",
    "KW 12/2020",
    "bis nächsten Freitag",
    "Besuch am 15.3 um acht",
    "Interesse bis zum 30.7. zu bekunden",
    "Unterlagen bis Freitag einreichen",
    "per E-Mail bis Freitag",
    "bis März",
    "bis 15.3 mm",
    "Länge 15.3.27",
    "Version 1.2.3",
    "in 10 Jahren",
    "asap",
    "in den letzten 3 Monaten",
    "24 Monate Garantie",
    "wir haben 2 Wochen Urlaub",
    "mehr als 10 Tage Lieferzeit sind üblich",
    "12 Monate Laufzeit",
    "Garantie 24 Monate",
    "10 Tage oder 3 Wochen, also in 10 Tagen oder in 3 Wochen",
    "bis Freitag oder bis Montag",
    "Öffnungszeiten: geöffnet bis Freitag",
    "heute haben wir gemerkt",
    "Schicht 6 bis 14 Uhr",
    "bis 15.3. € Rabatt",
    "DIN 1.4301",
    "am Montag letzter Woche",
    "",
]


@pytest.mark.parametrize(("text", "day"), SAID)
def test_a_deadline_is_read_from_a_sentence(text, day):
    assert deadlines.find(readable(text), today=TODAY, taken=()).value == day


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_day_that_is_no_deadline_is_left_out(text):
    assert deadlines.find(readable(text), today=TODAY, taken=()) is None


def test_a_deadline_says_where_it_stands():
    text = "Wir brauchen das bis zum 1. Juni 2027, sonst steht alles."

    fact = deadlines.find(text, today=TODAY, taken=())

    assert text[fact.start : fact.end] == "bis zum 1. Juni 2027"


def test_a_day_inside_another_fact_is_no_deadline():
    assert deadlines.find("bis Freitag", today=TODAY, taken=[(0, 11)]) is None


def test_on_a_friday_until_friday_is_the_one_in_a_week():
    assert deadlines.find("bis Freitag", today=date(2026, 11, 27), taken=()).value == date(
        2026, 12, 4
    )


def test_in_december_the_end_of_next_month_is_in_january():
    fact = deadlines.find("bis Ende nächsten Monats", today=date(2026, 12, 10), taken=())

    assert fact.value == date(2027, 1, 31)


def test_a_day_that_the_month_lacks_is_no_deadline():
    assert deadlines.find("bis zum 31.", today=date(2026, 11, 24), taken=()).value == date(
        2026, 12, 31
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wir suchen dringend Ersatz", "dringend"),
        ("Es eilt: Linie steht", "eilt"),
        ("dringender Bedarf", "dringender"),
        ("asap", "asap"),
        ("so schnell wie möglich", "so schnell wie möglich"),
        ("urgently needed", "urgently"),
        ("nicht dringend, aber das hier eilt", "eilt"),
    ],
)
def test_a_hurry_is_noticed(text, word):
    assert deadlines.find_urgency(text).value == word


@pytest.mark.parametrize(
    "text", ["nicht dringend", "nicht so eilig", "in Ruhe", "Dringlichkeitsliste", "keine eilige"]
)
def test_no_hurry_is_no_hurry(text):
    assert deadlines.find_urgency(text) is None


@settings(deadline=None)  # the machine may be busy
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from([text for text, _ in SAID]))
def test_no_deadline_lies_in_the_past(today, text):
    fact = deadlines.find(readable(text), today=today, taken=())

    assert fact is None or fact.value >= today


@pytest.mark.parametrize(
    "text",
    [
        "Wickelarbeiten, der Hersteller vertröstet uns auf in sechs Wochen",
        "Unser Bestücker hat zwanzig Wochen Lieferzeit, wir brauchen 15 Platinen",
    ],
)
def test_the_time_that_somebody_else_needs_is_no_deadline(text):
    assert deadlines.find(readable(text), today=TODAY, taken=[]) is None


# Dates of Easter as printed in calendars.
EASTERS = [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)]


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)
def test_easter_is_computed(year, month, day):
    assert days.easter_sunday(year) == date(year, month, day)
