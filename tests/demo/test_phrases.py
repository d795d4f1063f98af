"""Owners and buyers do not speak from one table, and every phrase has what it needs."""

from __future__ import annotations

import dataclasses
import string

import pytest

from kurzweg.demo import slips, wording
from kurzweg.demo.trades import CRAFTS
from kurzweg.market.demo.speech import materials, need_phrases, offer_phrases
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
    own = {p for c in CRAFTS.values() for p in (*c.titles, *c.offers, *c.details)}
    return own | tables(offer_phrases())


def needed_phrases():
    own = {p for c in CRAFTS.values() for p in (*c.need_titles, *c.needs)}
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


@pytest.mark.parametrize("craft", CRAFTS.values(), ids=CRAFTS)
def test_every_slot_of_a_phrase_can_be_filled(craft):
    known = GENERAL | set(craft.slots)
    given = {
        "stuff": bool(craft.stuffs),
        "stuffs": bool(craft.stuffs),
        "machine": bool(craft.machines),
        "size": bool(craft.sizes),
        "n": bool(craft.lot_from),
    }
    phrases = (*craft.titles, *craft.offers, *craft.details, *craft.need_titles, *craft.needs)

    used = set().union(*(fields(phrase) for phrase in phrases))

    assert used <= known
    assert [name for name, is_there in given.items() if name in used and not is_there] == []


@pytest.mark.parametrize("craft", CRAFTS.values(), ids=CRAFTS)
def test_a_craft_refers_only_to_what_exists(craft):
    suiting = [
        thing
        for phrase in craft.needs
        if phrase.startswith("@")
        for thing in phrase.split()[0][1:].split(",")
    ]

    assert {*craft.neighbours, *craft.additions} <= set(CRAFTS)
    assert {*suiting, *craft.most} <= set(craft.things)
    assert {*craft.stuffs, *craft.own_stuffs} <= set(materials())
    for thing in craft.things:
        usable = wording.about(craft.needs, thing)
        assert [p for p in usable if "{n}" not in p] or craft.lot_from
        assert usable


def test_a_list_reads_as_one_says_it():
    assert wording.listed(["A"]) == "A"
    assert wording.listed(["A", "B", "C"]) == "A, B und C"
    assert wording.listed(["Winkel und Halter", "Blöcke"]) == "Winkel und Halter, Blöcke"


def test_numbers_and_spans_are_german():
    assert wording.number(20000) == "20.000"
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


def test_the_ledger_lets_nobody_repeat_a_sentence_too_often():
    from random import Random

    ledger = wording.Ledger(most=2)

    said = [ledger.pick(Random(1), ("immer dasselbe.",), {}) for _ in range(3)]

    assert said == ["Immer dasselbe.", "Immer dasselbe.", ""]


def test_small_firms_do_not_speak_of_large_things():
    table = ("20+ Wir bilden aus.", "Anruf genügt.")

    assert wording.for_staff(table, 5) == ["Anruf genügt."]
    assert wording.for_staff(table, 20) == ["Wir bilden aus.", "Anruf genügt."]


def test_slips_never_touch_a_number():
    from random import Random

    text = "Wir brauchen 1.500 Gehäuse aus Aluminium, höchstens 30 Kilometer, ISO 9001."

    typed = {slips.typed(Random(seed), text) for seed in range(200)}

    assert len(typed) > 5
    assert all("1.500" in each and "30" in each and "9001" in each for each in typed)


@pytest.mark.parametrize("craft", CRAFTS.values(), ids=CRAFTS)
def test_a_title_that_is_the_thing_alone_still_differs(craft):
    offered = {word for thing in craft.things.values() for word in thing.offered}
    needed = {word for thing in craft.things.values() for word in thing.needed}

    assert "{thing}" not in craft.need_titles or not offered & needed
