"""The smallest change that would bring a document among the first, computed, not guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from kurzweg.engine.documents import Certificate, Document, Place, Reason, Request
from kurzweg.engine.match import changes, sentences
from tests.engine.conftest import TODAY
from tests.engine.match.test_promises import collections, matcher_of, promise, requests

HERE = Place(50.0, 9.0)
FAR = Place(50.5, 9.0)  # 55.6 km away
ASKED = Request("Eloxieren von Gehäusen", TODAY)
OFFER = Document("a", title="Eloxieren", text="Wir eloxieren Gehäuse", place=FAR)


def rivals(number, **facts):
    """So many offers that fit better than OFFER whatever its facts."""
    return [
        Document(f"r{each}", title="Eloxieren von Gehäusen", place=HERE, **facts)
        for each in range(number)
    ]


def of_request(request, *documents):
    return changes.of_request(matcher_of([OFFER, *documents]), request, "a")


def said(change):
    return change and sentences.change(change.steps, change.place)


BY_REQUEST = [
    (
        {},
        {"place": HERE, "radius_km": 40.0},
        "Mit einem Umkreis von 56 statt 40\u202fkm stünde die Firma auf Platz 1",
    ),
    (
        {"lot_max": 300},
        {"quantity": 500},
        "Mit 300 statt 500 Stück stünde die Firma auf Platz 1",
    ),
    (
        {"lot_min": 1000},
        {"quantity": 500},
        "Mit 1.000 statt 500 Stück stünde die Firma auf Platz 1",
    ),
    (
        {"lead_days": 14},
        {"deadline": TODAY},
        "Mit dem Termin 4. Dezember 2026 statt 20. November 2026 stünde die Firma auf Platz 1",
    ),
    (
        {},
        {"certificates": ("ISO 9001",)},
        "Ohne das verlangte Zertifikat ISO 9001 stünde die Firma auf Platz 1",
    ),
    (
        {},
        {"certificates": ("ISO 9001", "ISO 9001"), "place": HERE, "radius_km": 40.0},
        "Mit einem Umkreis von 56 statt 40\u202fkm und ohne das verlangte Zertifikat ISO 9001"
        " stünde die Firma auf Platz 1",
    ),
    (
        {"lead_days": 14},
        {"certificates": ("ISO 9001", "TISAX"), "deadline": TODAY},
        None,
    ),
    ({"radius_km": 20.0}, {"place": HERE}, None),
    ({"lot_min": 9, "lot_max": 3}, {"quantity": 5}, None),
    ({}, {}, None),
]


@pytest.mark.parametrize(("offered", "asked", "expected"), BY_REQUEST)
def test_the_smallest_change_of_a_request(offered, asked, expected):
    matcher = matcher_of([replace(OFFER, **offered)])

    assert said(changes.of_request(matcher, replace(ASKED, **asked), "a")) == expected


def test_a_request_that_may_not_find_a_document_hears_nothing_of_it():
    hidden = replace(OFFER, audiences=frozenset({"office"}), lead_days=9)
    request = replace(ASKED, audiences=frozenset({"public"}), deadline=TODAY)
    matcher = matcher_of([hidden])

    assert changes.of_request(matcher, request, "a") is None
    assert changes.of_request(matcher, request, "nobody") is None
    assert changes.of_document(matcher, request, hidden) is None


def test_a_wider_radius_does_not_help_behind_ten_that_fit_better():
    request = replace(ASKED, place=HERE, radius_km=40.0)

    assert of_request(request, *rivals(10)) is None
    assert of_request(request, *rivals(9)).place == 10


@pytest.mark.parametrize(("degrees", "is_named"), [(1.1, True), (5.0, False)])
def test_a_radius_many_times_as_wide_is_no_small_change(degrees, is_named):
    """Nobody who asks for 30 km around wants to hear what 556 km would bring."""
    offer = replace(OFFER, place=Place(HERE.latitude - degrees, HERE.longitude))
    request = replace(ASKED, place=HERE, radius_km=30.0)
    own = replace(offer, radius_km=30.0)

    found = (
        changes.of_request(matcher_of([offer]), request, "a"),
        changes.of_document(matcher_of([own]), replace(request, radius_km=None), own),
    )

    assert [each is not None for each in found] == [is_named, is_named]


CERTIFIED = (Certificate("ISO 9001"),)
BY_DOCUMENT = [
    ({"is_core": False}, {}, {}, "Als Kerngeschäft stünde die Firma auf Platz 1"),
    (
        {},
        {"quantity": 500},
        {"lot_max": 900},
        "Mit der Angabe „bis 500 Stück“ stünde die Firma auf Platz 1",
    ),
    (
        {"text": ""},
        {"text": "Eloxieren Gehäuse"},
        {"text": "Gehäuse"},
        "Mit „Gehäuse“ in den Angaben stünde die Firma auf Platz 1",
    ),
    (
        {},
        {"certificates": ("ISO 9001",), "certificates_required": False},
        {"certificates": CERTIFIED},
        "Mit gültigem Zertifikat ISO 9001 stünde die Firma auf Platz 1",
    ),
    (
        {},
        {"place": HERE},
        {"place": FAR},
        "Mit einem Standort in höchstens 55\u202fkm Entfernung stünde die Firma auf Platz 1",
    ),
    (
        {"is_core": False, "lead_days": 14},
        {"deadline": TODAY + timedelta(days=9)},
        {},
        "Mit 9 statt 14 Tagen Lieferzeit und als Kerngeschäft stünde die Firma auf Platz 1",
    ),
    ({"is_core": False}, {"quantity": 500}, {"lot_max": 900}, None),
    ({"is_core": False}, {"place": HERE}, {"place": HERE}, None),
]


@pytest.mark.parametrize(("mine", "asked", "theirs", "expected"), BY_DOCUMENT)
def test_the_smallest_change_of_a_document_behind_ten_others(mine, asked, theirs, expected):
    """Of equal ones it comes first by its key; so only what it lacks stands in its way."""
    document = replace(OFFER, place=None, **mine)
    others = [
        replace(OFFER, **{"key": f"b{each}", "place": None, "text": document.text, **theirs})
        for each in range(10)
    ]

    found = changes.of_document(matcher_of(others), replace(ASKED, **asked), document)

    assert said(found) == expected


MENDED = [
    ({"lot_min": 1000}, {"quantity": 500}, "Schon ab 500 statt 1.000 Stück"),
    ({"lot_max": 300}, {"quantity": 500}, "Bis 500 statt 300 Stück"),
    ({"lead_days": 14}, {"deadline": TODAY}, "Mit 0 statt 14 Tagen Lieferzeit"),
    ({}, {"certificates": ("ISO 9001",)}, "Mit gültigem Zertifikat ISO 9001"),
    ({"radius_km": 20.0}, {"place": HERE}, "Mit einem eigenen Umkreis von 56 statt 20\u202fkm"),
]


@pytest.mark.parametrize(("offered", "asked", "step"), MENDED)
def test_the_smallest_change_of_a_document_that_breaks_a_condition(offered, asked, step):
    matcher, request = matcher_of([OFFER]), replace(ASKED, **asked)

    found = changes.of_document(matcher, request, replace(OFFER, **offered))

    assert said(found) == f"{step} stünde die Firma auf Platz 1"


def test_what_no_change_of_a_document_mends():
    """It lies too far for the request, the day has passed, it lacks three things."""
    document = replace(OFFER, lead_days=14, lot_max=3)
    in_vain = [
        {"place": HERE, "radius_km": 40.0},
        {"deadline": TODAY - timedelta(days=1)},
        {"deadline": TODAY, "quantity": 5, "certificates": ("TISAX",)},
    ]

    found = [
        changes.of_document(matcher_of([OFFER]), replace(ASKED, **asked), document)
        for asked in in_vain
    ]

    assert found == [None, None, None]


def test_a_document_that_stands_there_needs_no_change():
    assert changes.of_document(matcher_of([OFFER]), ASKED, OFFER) is None
    assert changes.place_of(matcher_of([OFFER]), ASKED, "a") == 1


def test_a_document_counts_as_it_is_given_not_as_it_is_indexed():
    matcher = matcher_of([OFFER])

    assert (
        changes.place_of(matcher.replacing(replace(OFFER, title="", text="")), ASKED, "a") is None
    )
    assert changes.place_of(matcher, ASKED, "a") == 1


# What holds for any documents and any request ----------------------------------------------------


def least_less(step, asked):
    """The same step, one whole kilometre, piece or day less far; None where it has no size."""
    match step.code:
        case "with_radius":
            return replace(step, params={**step.params, "radius": step.params["radius"] - 1})
        case "with_quantity":
            less = 1 if step.params["quantity"] < asked.quantity else -1
            return replace(step, params={**step.params, "quantity": step.params["quantity"] + less})
        case "with_deadline":
            day = date.fromisoformat(step.params["on"]) - timedelta(days=1)
            return replace(step, params={**step.params, "on": day.isoformat()})
    return None


def after(matcher, request, key, steps):
    for step in steps:
        request = changes.changed_request(request, step)
    return changes.place_of(matcher, request, key, k=3)


@promise
@given(collections, requests)
def test_the_named_change_of_a_request_does_it_and_a_smaller_one_does_not(found, request):
    matcher = matcher_of(found)
    for document in found:
        change = changes.of_request(matcher, request, document.key, k=3)
        if change is None:
            continue
        assert after(matcher, request, document.key, ()) is None
        assert after(matcher, request, document.key, change.steps) == change.place
        for number, step in enumerate(change.steps):
            left, right = change.steps[:number], change.steps[number + 1 :]
            assert after(matcher, request, document.key, (*left, *right)) is None
            less = least_less(step, request)
            if less:
                assert after(matcher, request, document.key, (*left, less, *right)) is None


@promise
@given(collections, requests)
def test_the_named_change_of_a_document_does_it(found, request):
    matcher = matcher_of(found)
    for document in found[:2]:
        change = changes.of_document(matcher, request, document, k=3)
        if change is None:
            continue
        changed = document
        for step in change.steps:
            changed = changes.changed_document(changed, step, request=request)
        matched = matcher.replacing(changed)
        assert changes.place_of(matched, request, document.key, k=3) == change.place
        assert changes.place_of(matcher, request, document.key, k=3) is None


def test_a_change_that_is_guessed_would_be_noticed(monkeypatch):
    """Negative control: a radius that is rounded down does not reach."""
    monkeypatch.setattr(changes, "_least", lambda candidate, reaches: int(candidate.km))
    monkeypatch.setattr(changes, "place_of", lambda *arguments, k=10: 1)
    request = replace(ASKED, place=HERE, radius_km=40.0)
    guessed = changes.of_request(matcher_of([OFFER]), request, "a")
    monkeypatch.undo()

    assert after(matcher_of([OFFER]), request, "a", guessed.steps) is None


def test_a_larger_lot_is_said_in_a_whole_english_sentence():
    larger = Reason("with_lot_max", {"quantity": 20000, "stated": 5000})

    assert sentences.change([larger], 1, "en") == (
        "If it took up to 20,000 instead of 5,000 pieces, the firm would rank number 1"
    )
