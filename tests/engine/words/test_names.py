"""Names and places are compared as people compare them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.words.names import loose_key, name_key, place_key, visible
from tests.engine.words.same_names import NAMES, PLACES

Pair = tuple[str, str, bool]


def misjudged(pairs: tuple[Pair, ...], key: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, same in pairs if (key(one) == key(other)) is not same]


def test_names_are_the_same_where_people_take_them_for_the_same():
    assert misjudged(NAMES, name_key) == []


def test_places_are_the_same_where_people_take_them_for_the_same():
    # No German word has an ü after an a, so this one costs nothing.
    assert misjudged(PLACES, place_key) == [("Auer", "Aür")]


def test_case_alone_brings_few_of_these_names_together():
    """The control: the pairs tell a poor normal form from a good one."""
    assert len(misjudged(NAMES, str.casefold)) > len(NAMES) / 2
    assert len(misjudged(PLACES, str.casefold)) > len(PLACES) / 2


LETTERS = st.text(st.sampled_from("aäöüÜßẞéçłøæ .&+-'’GmbHKuo"), max_size=30)


@given(LETTERS)
def test_a_name_has_one_key_however_it_is_encoded(name):
    encoded = {unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD")}

    assert {name_key(each) for each in encoded} == {name_key(name)}
    assert {place_key(each) for each in encoded} == {place_key(name)}


@given(LETTERS, st.sampled_from("\u00ad\u200b\u200d\u2060\ufeff\u200e\u202c"))
def test_signs_that_take_no_room_change_no_key(name, sign):
    assert name_key(sign.join(name)) == name_key(name)
    assert place_key(sign.join(name)) == place_key(name)
    assert visible(sign.join(name)) == visible(name)


@given(st.text(max_size=40))
def test_every_text_has_keys(written):
    assert name_key(written) == name_key(f"  {written}\n")
    assert place_key(written) == place_key(f"  {written}\n")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Stuwe", "Stüwe"),
        ("Muller Guss", "Müller-Guss"),
        ("Moller", "Møller"),
        ("Brauer", "Bräuer"),
    ],
)
def test_a_name_without_its_dots_is_found_loosely(typed, name):
    assert name_key(typed) != name_key(name)
    assert loose_key(name_key(typed)) == loose_key(name_key(name))


@pytest.mark.parametrize(
    ("one", "other"), [("Baur", "Bauer"), ("Neu", "Neue"), ("Qulle", "Quelle"), ("Stur", "Steuer")]
)
def test_an_e_that_belongs_to_no_umlaut_counts_loosely_too(one, other):
    assert loose_key(name_key(one)) != loose_key(name_key(other))


def test_whoever_changes_a_form_writes_the_stored_keys_anew():
    """Another digest needs a migration that calls `core.keys.rewrite`, as people's fourth does."""
    keys = [(name_key(one), name_key(other)) for one, other, _ in NAMES]
    keys += [(place_key(one), place_key(other)) for one, other, _ in PLACES]

    assert sha256(repr(keys).encode()).hexdigest()[:16] == "627f5a3b5315a06f"


def test_a_name_of_signs_alone_is_compared_by_its_signs():
    assert name_key("…!") == "...!"
    assert name_key("Firma") == "firma"
