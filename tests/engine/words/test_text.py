"""Words as people write them, and what is left when case, endings and accents are gone."""

import unicodedata

import pytest

from kurzweg.engine.words import text


def test_words_keep_their_spelling_and_lose_what_says_nothing():
    assert text.words("Wir eloxieren für Sie ALU-Teile, 3 m") == [
        "eloxieren",
        "ALU",
        "Teile",
        "3",
        "m",
    ]


def test_decomposed_umlauts_are_the_same_word():
    decomposed = unicodedata.normalize("NFD", "Gehäuse")

    assert text.tokens(decomposed) == ["Gehäuse"]


def test_a_word_without_end_is_cut():
    assert [len(word) for word in text.tokens("a" * 130)] == [64, 64, 2]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("größe", "grosse"), ("café", "cafe"), ("stahl", "stahl"), ("łódź", "łodz")],
)
def test_folding_writes_without_umlauts_and_accents(word, folded):
    assert text.fold(word) == folded


def test_inflected_words_share_a_stem():
    assert {text.stem(word) for word in ("gehäuse", "gehäusen", "gehäuses")} == {"gehaus"}


def test_grams_mark_the_borders_of_each_word():
    owners, numbers = text.grams(["öl", "an"])

    named = [
        (owner, number.item().to_bytes(8, "big").lstrip(b"\0").decode())
        for owner, number in zip(owners.tolist(), numbers, strict=True)
    ]
    assert sorted(named) == [
        (0, "_ol"),
        (0, "_ol_"),
        (0, "ol_"),
        (1, "_an"),
        (1, "_an_"),
        (1, "an_"),
    ]


def test_no_words_have_no_grams():
    owners, numbers = text.grams([])

    assert (len(owners), len(numbers)) == (0, 0)
