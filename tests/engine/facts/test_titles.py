from datetime import date

import pytest

from kurzweg.engine.documents import Place
from kurzweg.engine.facts import languages, read, titles

TODAY = date(2026, 11, 24)
PLACES = {name: Place(51.0, 8.0, name) for name in ("Soest", "Lippstadt", "Hagen")}

WRITTEN = [
    (
        "Wir suchen dringend 500 Aluminiumgehäuse, schwarz eloxiert, in 10 Tagen, im Umkreis von "
        "30 km um Lippstadt, mit ISO 9001. Nicht sichtbar für Firmen derselben Branche.",
        "500 Aluminiumgehäuse, schwarz eloxiert",
    ),
    (
        "Hallo zusammen, unser Lieferant ist ausgefallen. Wir brauchen bis Freitag einen Betrieb, "
        "der uns 200 Wellen schleift.",
        "200 Wellen schleift",
    ),
    ("Wer kann uns 200 Gehäuse pulverbeschichten?", "200 Gehäuse pulverbeschichten"),
    ("Wer fräst uns 300 Hydraulikblöcke?", "300 Hydraulikblöcke fräsen"),
    ("Wer kantet uns Trichter, Stahl?", "Trichter kanten, Stahl"),
    ("wer lackiert Türen bis Freitag?", "Türen lackieren"),
    ("Wer wickelt Spulen?", "Spulen wickeln"),
    ("Unser Messraum ist zu, wer übernimmt Vermessung für 8 Teile?", "Vermessung für 8 Teile"),
    ("Unser Gerät fällt durch, gesucht: Entstörung", "Entstörung"),
    ("Für einen Umbau brauchen wir Zuschnitte", "Zuschnitte"),
    ("Wir suchen jemanden für Aktenvernichtung", "Aktenvernichtung"),
    ("Angebot bitte für Malerarbeiten", "Malerarbeiten"),
    ("Umstellung auf LED in Soest. Danke", "Umstellung auf LED"),
    ("Wer macht uns Eloxal in Schwarz?", "Eloxal in Schwarz"),
    ("Suche einen zuverlässigen Lieferanten für Kartons in Soest", "Kartons"),
    ("Laserschneiden von Blechen gesucht, 2 mm", "Laserschneiden von Blechen, 2 mm"),
    ("Gesucht: Härterei in der Nähe von Hagen", "Härterei"),
    ("Gesucht wird eine Härterei für Wellen", "Härterei für Wellen"),
    ("Spedition gesucht: 12 Paletten nach Norden", "Spedition, 12 Paletten nach Norden"),
    ("brauche 500 alugehäuse schwarz eloxiert bis freitag", "500 alugehäuse schwarz eloxiert"),
    ("Wir suchen einen schwarzen Lack für Beschläge", "Schwarzer Lack für Beschläge"),
    ("Wir suchen einen erfahrenen Spezialisten für Honen", "Spezialist für Honen"),
    ("Wir suchen einen Lieferanten", "Lieferant"),
    ("AZAV-zertifizierter Träger für Staplerschulung", "Träger für Staplerschulung"),
    ("Lagerfläche 500 m² im Raum Soest, mit Rampe", "Lagerfläche 500 m², mit Rampe"),
    ("Guten Tag, wir benötigen eine neue Webseite.", "Webseite"),
    ("Sehr geehrte Damen und Herren, wir suchen Gussteile", "Gussteile"),
    ("Betreff: Anfrage Drehteile M8", "Drehteile M8"),
    ("Ca. 50 Stk. Deckel nach Muster. Danke!", "Ca. 50 Stk. Deckel nach Muster"),
    ("Planung: Rohr-, Fernmelde- und Tiefbau", "Planung, Rohr-, Fernmelde- und Tiefbau"),
    ("Es geht um Wartung von Kränen", "Wartung von Kränen"),
    ("We are looking for a supplier of 5000 housings by Friday", "5000 housings"),
    ("We urgently need 20 pallets of granulate", "20 pallets of granulate"),
    ("Hello, who can make stamped brackets?", "Stamped brackets"),
    ("Hafen Soest – Neubau der Mole\nDie Mole wird erneuert.", "Hafen Soest – Neubau der Mole"),
    ("Umbau 2. Bauabschnitt\nDie Schule braucht neue Fenster.", "Umbau 2. Bauabschnitt"),
    ("Hallo Frau Berger\nwir suchen Gussteile", "Gussteile"),
    ("Strecke km 6,239 sanieren", "Strecke km 6,239 sanieren"),
    ("", ""),
    ("😀😀", ""),
    ("in 10 Tagen", ""),
    ("Dreherei für Wellen, höchstens 30 km von Soest", "Dreherei für Wellen"),
    ("Schulung zur ISO 9001, in 10 Tagen", "Schulung zur ISO 9001"),
    ("wir suchen", ""),
    ("bis Freitag, ISO 9001", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), WRITTEN)
def test_a_title_is_a_subject_line(text, title):
    assert read(text, today=TODAY, places=PLACES).title == title


def test_a_long_title_is_cut_at_a_word():
    text = "Planung und örtliche Bauüberwachung informationstechnischer Rohrleitungsanlagen"

    assert titles.of(text, facts=()) == "Planung und örtliche Bauüberwachung…"


def test_a_title_of_one_endless_word_is_cut():
    assert titles.of("X" * 100, facts=()) == "X" * 59 + "…"


def test_parts_are_added_while_they_fit():
    text = "Drehteile aus Messing, vernickelt, mit Gewinde M8 und Nut, verpackt zu je 20 Stück"

    assert titles.of(text, facts=()) == "Drehteile aus Messing, vernickelt, mit Gewinde M8 und Nut"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir suchen eine Dreherei", "de"),
        ("We are looking for a supplier", "en"),
        ("CNC", "de"),
        ("", "de"),
        ("Laser cutting for Gehäuse, die wir bis Freitag brauchen", "de"),
        ("Need help with welding", "en"),
    ],
)
def test_the_language_is_guessed_by_its_small_words(text, language):
    assert languages.guess(text) == language
