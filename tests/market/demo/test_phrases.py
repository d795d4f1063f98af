"""Owners and buyers do not speak from one table, and every phrase has what it needs."""

from __future__ import annotations

import dataclasses
import string

import pytest

from kurzweg.core.demo.wording import Tally, for_staff, listed, number
from kurzweg.demo.crafts import all_crafts
from kurzweg.market.demo import slips, wording
from kurzweg.market.demo.speech import materials, need_phrases, offer_phrases, speeches
from tests.demo.test_region import sentences

GENERAL = {"thing", "things", "town", "near", "year", "staff", "family", "n", "stuff", "stuffs",
           "machine", "size", "both"}  # fmt: skip


def tables(phrases):
    """All phrases of a record, whatever table they stand in."""
    return {
        phrase
        for each in dataclasses.fields(phrases)
        if isinstance(table := getattr(phrases, each.name), tuple)
        for phrase in table
    }


def fields(phrase):
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def offered_phrases():
    own = {p for s in speeches().values() for p in (*s.titles, *s.offers, *s.details)}
    return own | tables(offer_phrases())


def needed_phrases():
    own = {p for s in speeches().values() for p in (*s.need_titles, *s.needs)}
    return own | tables(need_phrases())


def test_the_tables_of_owners_and_buyers_are_disjoint():
    bare_slots = {"{thing}"}  # a title may be the thing alone; the words for it differ

    assert (offered_phrases() & needed_phrases()) - bare_slots == set()


def test_no_sentence_of_an_owner_is_ever_said_by_a_buyer(region):
    owners = {s for offer in region.offers for s in (offer.title, *sentences(offer.text))}
    buyers = {s for need in region.needs for s in (need.title, *sentences(need.text))}

    assert owners & buyers == set()


def test_materials_have_other_names_for_owners_and_buyers():
    same = {key for key, each in materials().items() if set(each.offered) & set(each.needed)}

    assert same <= {"titanium", "bronze"}


@pytest.mark.parametrize("key", all_crafts())
def test_every_slot_of_a_phrase_can_be_filled(key):
    craft, speech = all_crafts()[key], speeches()[key]
    known = GENERAL | set(speech.slots)
    given = {
        "stuff": bool(craft.stuffs),
        "stuffs": bool(craft.stuffs),
        "machine": bool(craft.machines),
        "size": bool(craft.sizes),
        "n": bool(craft.lot_from),
    }
    phrases = (*speech.titles, *speech.offers, *speech.details, *speech.need_titles, *speech.needs)

    used = set().union(*(fields(phrase) for phrase in phrases))

    assert used <= known
    assert [name for name, is_there in given.items() if name in used and not is_there] == []


@pytest.mark.parametrize("key", all_crafts())
def test_a_craft_refers_only_to_what_exists(key):
    craft, speech = all_crafts()[key], speeches()[key]
    suiting = [
        thing
        for phrase in speech.needs
        if phrase.startswith("@")
        for thing in phrase.split()[0][1:].split(",")
    ]

    assert {*speech.neighbours, *craft.additions} <= set(all_crafts())
    assert {*suiting, *speech.most} <= set(craft.things)
    assert {*craft.stuffs, *speech.own_stuffs} <= set(materials())
    for thing in craft.things:
        usable = wording.about(speech.needs, thing)
        assert [p for p in usable if "{n}" not in p] or craft.lot_from
        assert usable


def test_a_list_reads_as_one_says_it():
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B und C"
    assert listed(["Winkel und Halter", "Blöcke"]) == "Winkel und Halter, Blöcke"


def test_numbers_and_spans_are_german():
    assert number(20000) == "20.000"
    assert [wording.span(days) for days in (1, 7, 10, 15, 33)] == [
        "ein Tag",
        "eine Woche",
        "zehn Tage",
        "zwei Wochen",
        "33 Tage",
    ]
    assert [wording.span_dative(days) for days in (1, 7, 10, 15, 90)] == [
        "einem Tag",
        "einer Woche",
        "zehn Tagen",
        "zwei Wochen",
        "drei Monaten",
    ]


def test_the_tally_lets_nobody_repeat_a_sentence_too_often():
    from random import Random

    tally = Tally(2)

    said = [tally.pick(Random(1), ("immer dasselbe.",), {}) for _ in range(3)]

    assert said == ["Immer dasselbe.", "Immer dasselbe.", ""]


def test_small_firms_do_not_speak_of_large_things():
    table = ("20+ Wir bilden aus.", "Anruf genügt.")

    assert for_staff(table, 5) == ["Anruf genügt."]
    assert for_staff(table, 20) == ["Wir bilden aus.", "Anruf genügt."]


def test_slips_never_touch_a_number():
    from random import Random

    text = "Wir brauchen 1.500 Gehäuse aus Aluminium, höchstens 30 Kilometer, ISO 9001."

    typed = {slips.typed(Random(seed), text) for seed in range(200)}

    assert len(typed) > 5
    assert all("1.500" in each and "30" in each and "9001" in each for each in typed)


@pytest.mark.parametrize("key", all_crafts())
def test_a_title_that_is_the_thing_alone_still_differs(key):
    offered = {word for words in all_crafts()[key].things.values() for word in words}
    needed = {word for words in speeches()[key].needed.values() for word in words}

    assert "{thing}" not in speeches()[key].need_titles or not offered & needed


def test_what_firms_make_and_what_is_said_about_it_are_rows_of_two_tables():
    """Whoever adds a trade to one of them and forgets the other learns it here."""
    made = {key: list(craft.things) for key, craft in all_crafts().items()}

    assert {key: list(speech.needed) for key, speech in speeches().items()} == made
