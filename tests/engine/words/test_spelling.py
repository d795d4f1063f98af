"""A request means the same however its umlauts and ß are written."""

from __future__ import annotations

import unicodedata

import pytest

from kurzweg.engine.documents import Document, Request
from kurzweg.engine.words.spelling import usual
from kurzweg.engine.words.vocabulary import Vocabulary
from tests.engine.conftest import TODAY

WORDS = """
    möbel schlösser steuer bauer gießerei stahl masse maße groß koeffizient änderung gerät neue
    manuell nagel muenchen gehaeuse
"""
KNOWN = Vocabulary.of(
    dict.fromkeys(WORDS.split(), 1) | {"gehäuse": 5, "münchen": 9, "duesseltech": 4}
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gehaeuse", "gehäuse"),
        ("gehäuse", "gehäuse"),
        ("muenchen", "münchen"),
        ("düsseltech", "duesseltech"),
        ("moebelschloesser", "möbelschlösser"),
        ("möbelschloesser", "möbelschlösser"),
        ("steuergeraet", "steuergerät"),
        ("koeffizientenaenderung", "koeffizientenänderung"),
        ("koeffizientenänderung", "koeffizientenänderung"),
        ("stahlgiesserei", "stahlgießerei"),
        ("giesserei", "gießerei"),
        ("großgeraet", "großgerät"),
        ("stuewe", "stüwe"),
        ("masse", "masse"),
        ("maße", "maße"),
        ("steuer", "steuer"),
        ("bauer", "bauer"),
        ("neue", "neue"),
        ("manuell", "manuell"),
        ("üäöüäöbrück", "üäöüäöbrück"),
        ("ueaeoeueaeoebrueck", "üäöüäöbrück"),
        ("nagel", "nagel"),
        ("oem", "oem"),
    ],
)
def test_a_word_is_spelled_as_people_mean_it(written, meant):
    assert usual([written], known=KNOWN).get(written, written) == meant


def test_of_no_words_there_is_nothing_to_say():
    assert usual([], known=KNOWN) == {}


OFFERS = [
    "Möbelschlösser und Beschläge", "Aluminiumgehäuse, eloxiert", "Stahlgießerei Stüwe",
    "Schlösser für Möbel und Türen", "Gehäuse aus Blech", "Moebelbeschlaege aus Messing",
    "Großmaschinen", "Gerätebau und Prüfmittel", "Bauer und Söhne", "Steuergeräte",
]  # fmt: skip


def ranked(matcher, text):
    return matcher.search(Request(text=text, today=TODAY)).ranked


@pytest.mark.parametrize(
    "spellings",
    [
        ("Möbelschlösser", "Moebelschloesser", "Möbelschloesser", "MOEBELSCHLOESSER"),
        ("Gehäuse", "Gehaeuse", "Ge\u00adhäu\u00adse", "GEHÄUSE"),
        ("Stahlgießerei Stüwe", "Stahlgiesserei Stuewe", "STAHLGIEẞEREI STÜWE"),
        ("Türschlösser für Geräte", "Tuerschloesser fuer Geraete"),
        ("Prüfgeräte flach", "Pruefgeraete ﬂach", "Ｐrüfgeräte flach"),
    ],
)
def test_the_same_words_in_any_spelling_give_the_same_ranking(matcher_of, spellings):
    matcher = matcher_of(
        *(Document(key=f"offer:{n}", title=title, text="") for n, title in enumerate(OFFERS))
    )
    written = {unicodedata.normalize(form, each) for each in spellings for form in ("NFC", "NFD")}

    found = {
        tuple(
            (each.key, each.score)
            for each in matcher.search(Request(text=text, today=TODAY), explain=False).ranked
        )
        for text in written
    }

    assert len(found) == 1
    assert len(found.pop()) > 1


def test_offers_in_another_spelling_fall_apart_into_the_same_words(matcher_of):
    titles = ["Moebelbeschlaege", "Möbelbeschläge", "Drehteile"]
    matcher = matcher_of(
        *(Document(key=f"offer:{n}", title=title, text="") for n, title in enumerate(titles))
    )

    found = [
        each.key for each in matcher.search(Request(text="Beschläge für Möbel", today=TODAY)).ranked
    ]

    assert sorted(found) == ["offer:0", "offer:1"]


def test_signs_that_take_no_room_change_no_score(matcher_of):
    title = "Aluminiumgehäuse, eloxiert, für Messgeräte"
    hyphened = (
        "Alu\u00admi\u00adni\u00adum\u00adge\u00adhäu\u00adse, elo\u00adxiert, für Mess\u00adgeräte"
    )
    matcher = matcher_of(
        Document(key="offer:1", title=title, text=title),
        Document(key="offer:2", title=hyphened, text=unicodedata.normalize("NFD", hyphened)),
    )

    plain, with_signs = ranked(matcher, "Aluminiumgehäuse eloxiert")
    assert (plain.score, plain.reasons) == (with_signs.score, with_signs.reasons)
