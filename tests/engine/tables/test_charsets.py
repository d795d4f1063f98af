"""Encodings are told apart in short files as in long ones, or said to be unclear."""

import random

import pytest

from kurzweg.engine.facts.words import word_list
from kurzweg.engine.tables import charsets

GERMAN = sorted(
    word_list(
        "Müller Schäfer Köln Gießen Straße Gehäuse Öl Übergabe Ärztehaus Größe Härterei Höhe für"
        " Fräsen Bänder grün weiß Maß Tür Möbel Nürnberg Düren München Görlitz Österreich Prüfung"
        " gemäß außen Stückzahl Läden Blöcke Füße öffentlich ähnlich üblich"
    )
)
PLAIN = sorted(
    word_list(
        "Firma Werk Drehteile aus Messing und Stahl Soest Dresden Lohn Montage Holz Blech Rohr Guss"
        " Kunststoff Elektro Anlage Technik Service"
    )
)
SIGNS = ["„Bau“", "– neu", "5 €", "§ 34", "100 m²", "20 °C", "Café", "Citroën", "MÜLLER", "ÄRZTE"]


def text(chance: random.Random, rows: int) -> str:
    """Rows of German words, of which between two and thirty in a hundred have an umlaut."""
    share = chance.choice([0.02, 0.1, 0.3])
    written = ["Firma;Ort;Leistung"]
    for _ in range(rows):
        words = [
            chance.choice(GERMAN if chance.random() < share else PLAIN)
            for _ in range(chance.randint(3, 14))
        ]
        if chance.random() < 0.15:
            words.insert(1, chance.choice(SIGNS))
        written.append(";".join([" ".join(words[:2]), words[2], " ".join(words[3:])]))
    return "\r\n".join(written) + "\r\n"


def read(content: bytes) -> tuple[str, bool]:
    found = charsets.find(content.splitlines(keepends=True))
    decoded = [found.decode(line) for line in content.splitlines(keepends=True)]
    return "".join(part for part, _ in decoded), any(doubted for _, doubted in decoded)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("rows", [1, 2, 5, 20, pytest.param(500, marks=pytest.mark.slow)])
def test_no_file_is_read_wrongly_without_a_word(encoding, rows):
    chance = random.Random(f"{encoding} {rows}")
    doubted, wrong = 0, []
    for _ in range(80 if rows < 500 else 20):
        content = text(chance, rows).encode(encoding, "replace")
        found, is_doubted = read(content)
        doubted += is_doubted
        if found != content.decode(encoding) and not is_doubted:
            wrong.append(content)

    assert wrong == []
    assert doubted <= (12 if rows < 20 else 2)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Gruß“ aus Soest".encode("cp1252"), "Gruß“ aus Soest"),
        ("Zoë und Chloé".encode("cp1252"), "Zoë und Chloé"),
        ("»Öl«, ß".encode("cp1252"), "»Öl«, ß"),
        ("für „Ä“ und „ö“".encode("mac_roman"), "für „Ä“ und „ö“"),
        ("شركة".encode(), "شركة"),
        ("ʤ".encode(), "ʤ"),
    ],
)
def test_single_lines_are_told_by_their_letters(line, text):
    assert read(line)[0] == text
