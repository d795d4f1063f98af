"""What holds for any documents and any request."""

import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kurzweg.engine.documents import Certificate, Delta, Document, Place, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match import rank
from kurzweg.engine.match.matcher import DEFAULT_PROFILE, Matcher, RankingProfile
from kurzweg.engine.match.reasons import SIGNAL_OF
from kurzweg.engine.words.vocabulary import Vocabulary

TODAY = date(2026, 11, 20)
WORDS = """
    Eloxieren Eloxalbetrieb Aluminium Aluminiumgehäuse Gehäuse Stahlblech Blech Bleche biegen
    Blechbearbeitung Steuerberatung und 500 Beratung Betrieb CNC
"""
KNOWN = Vocabulary.of(
    dict.fromkeys(["eloxal", "betrieb", "aluminium", "gehäuse", "stahl", "blech", "steuer"], 1)
)

texts = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)
places = st.builds(Place, st.floats(47, 55), st.floats(6, 15))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
codes = st.lists(st.sampled_from(["wz2008:25.61", "wz2008:25.62", "wz2008:69.20"]), max_size=2)
schemes = st.sampled_from(["ISO 9001", "IATF 16949", "TISAX"])
documents = st.builds(
    Document,
    key=st.text("abcdef", min_size=1, max_size=3),
    title=texts,
    text=texts,
    codes=codes.map(tuple),
    place=st.none() | places,
    radius_km=st.none() | st.floats(1, 900),
    certificates=st.lists(st.builds(Certificate, schemes, st.none() | days), max_size=2).map(tuple),
    lot_min=st.none() | st.integers(0, 50),
    lot_max=st.none() | st.integers(20, 900),
    lead_days=st.none() | st.integers(0, 90),
    staff=st.none() | st.sampled_from([1, 10, 50, 250]),
    is_core=st.booleans(),
    owner=st.sampled_from(["", "A", "B", "C"]),
    audiences=st.frozensets(st.sampled_from(["public", "n1"]), min_size=1),
    changed_on=st.none() | days,
)
collections = st.lists(documents, max_size=12, unique_by=lambda document: document.key)
requests = st.builds(
    Request,
    text=texts,
    today=st.just(TODAY),
    codes=codes.map(tuple),
    place=st.none() | places,
    radius_km=st.none() | st.floats(1, 900),
    certificates=st.lists(schemes, max_size=2).map(tuple),
    certificates_required=st.booleans(),
    quantity=st.none() | st.integers(1, 1000),
    deadline=st.none() | days,
    audiences=st.none() | st.just(frozenset({"public"})),
    small_first=st.booleans(),
)
promise = settings(
    max_examples=50 if os.environ.get("CI") == "true" else 20,  # the long form, and the daily one
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


def matcher_of(found, **options):
    return Matcher(in_memory(found, vocabulary=KNOWN), **options)


@promise
@given(collections, requests, st.randoms())
def test_the_order_of_the_documents_does_not_matter(found, request, random):
    shuffled = random.sample(found, len(found))

    assert matcher_of(found).match(request) == matcher_of(shuffled).match(request)


@promise
@given(collections, requests)
def test_better_comes_first_and_equal_ones_stand_by_key(found, request):
    ranked = matcher_of(found).match(request).ranked

    order = [(-each.score, each.key) for each in ranked]
    assert order == sorted(order)


@promise
@given(collections, requests)
def test_signals_and_scores_lie_between_0_and_1(found, request):
    answer = matcher_of(found).match(request)

    numbers = [number for each in answer.ranked for number in each.signals.values()]
    assert all(0 <= number <= 1 for number in numbers)
    assert all(0 <= each.score <= 1 for each in (*answer.ranked, *answer.excluded))


@promise
@given(collections, requests)
def test_a_score_is_the_sum_of_its_reasons(found, request):
    for each in matcher_of(found).match(request).ranked:
        assert sum(reason.points for reason in each.reasons) == each.score
        assert all(reason.points > 0 for reason in each.reasons if not reason.is_missing)
        assert all(reason.points == 0 for reason in each.reasons if reason.is_missing)


def unfaithful(generation, request):
    """The documents and signals without which a score loses anything but the signal's reasons."""
    whole = Matcher(generation).match(request, k=99).ranked
    for signal in rank.SIGNALS:
        weights = {name: each for name, each in DEFAULT_PROFILE.weights.items() if name != signal}
        without = Matcher(generation, profile=RankingProfile("less", weights))
        scores = {
            each.key: each.score
            for each in without.match(request, k=99, one_per_owner=False).ranked
        }
        for each in whole:
            lost = sum(why.points for why in each.reasons if SIGNAL_OF.get(why.code) == signal)
            # Without its words a document may have nothing to say.
            if each.key in scores and each.score - lost != scores[each.key]:
                yield each.key, signal


@promise
@given(collections, requests)
def test_without_a_signal_a_score_loses_exactly_its_reasons(found, request):
    assert list(unfaithful(in_memory(found, vocabulary=KNOWN), request)) == []


EVERYTHING = Request(
    text="Auto Stahlblech Eloxieren biegen Gehäuse Aluminiumgehäuse Beratung Betrieb Blech CNC",
    today=TODAY,
    codes=("wz2008:25.61",),
    place=Place(50, 9),
    certificates=("ISO 9001",),
    quantity=500,
    small_first=True,
)
SAYING_ALL = [
    Document(
        key,
        title=title,
        text=text,
        codes=("wz2008:25.61",),
        place=Place(50, 9),
        certificates=(Certificate("ISO 9001"),),
        lot_max=900,
        staff=10,
        changed_on=TODAY,
    )
    for key, title, text in (
        ("a", "Eloxieren", "Eloxalbetrieb, Bleche biegen für den Wagen: PKW, Kraftfahrzeug."),
        ("b", "Stahl", "Eloxieren; Stahl: Aluminium und Gehäuse, eloxierte Bleche"),
        ("c", "Gravur", "Vereloxieren und biegen im Betrieb; Eloxieren"),
        ("d", "Lager", "Vereloxieren"),
    )
]


def test_the_same_holds_for_each_reason_that_can_count():
    generation = in_memory(SAYING_ALL, vocabulary=KNOWN)
    ranked = Matcher(generation).match(EVERYTHING).ranked

    said = {why.code for each in ranked for why in each.reasons if why.points}
    assert set(SIGNAL_OF) - said == {"same_meaning"}, "it needs a language model"
    assert list(unfaithful(generation, EVERYTHING)) == []


@pytest.mark.parametrize("code", sorted(set(SIGNAL_OF) - {"same_meaning"}))
def test_a_reason_that_counts_for_another_signal_would_be_noticed(monkeypatch, code):
    """Negative control, for each reason."""
    signal = SIGNAL_OF[code]
    other = "codes" if signal == "words" else "words"
    monkeypatch.setitem(SIGNAL_OF, code, other)

    found = {each for _, each in unfaithful(in_memory(SAYING_ALL, vocabulary=KNOWN), EVERYTHING)}

    assert found == {signal, other}


@promise
@given(collections, requests, documents)
def test_a_score_does_not_depend_on_who_else_is_asked(found, request, other):
    matcher = matcher_of(found)
    more = Matcher(matcher._generation, delta=Delta(changed=(replace(other, key="other"),)))

    alone = {each.key: each.score for each in matcher.search(request, k=99).ranked}
    together = {each.key: each.score for each in more.search(request, k=99).ranked}

    together.pop("other", None)
    assert alone == together


@promise
@given(collections, collections, st.frozensets(st.text("abcdef", max_size=2)), requests)
def test_a_delta_finds_what_a_new_generation_would(found, changed, gone, request):
    gone -= {document.key for document in changed}
    left = [
        document
        for document in found
        if document.key not in gone | {document.key for document in changed}
    ]
    delta = Delta(changed=tuple(changed), gone=gone)

    applied = Matcher(matcher_of(found)._generation, delta=delta).search(request, k=99)
    rebuilt = matcher_of([*left, *changed]).search(request, k=99)

    assert {each.key for each in applied.ranked} == {each.key for each in rebuilt.ranked}


@promise
@given(collections, requests)
def test_what_is_ranked_is_not_excluded(found, request):
    answer = matcher_of(found).match(request)

    ranked = {each.key for each in answer.ranked}
    assert ranked & {each.key for each in answer.excluded} == set()
    owners = [document.owner for document in found if document.key in ranked and document.owner]
    assert len(owners) == len(set(owners))


def test_a_profile_whose_points_lie_would_be_noticed(monkeypatch):
    """Negative control: reasons that round for themselves do not add up to the score."""
    monkeypatch.setattr(rank, "_GRAIN", 10.0)
    offer = Document("1", title="Eloxieren Aluminium Blech", place=Place(51, 8))
    answer = matcher_of([offer]).match(Request(text="Eloxieren Blech biegen", today=TODAY))
    monkeypatch.undo()
    exact = matcher_of([offer]).match(Request(text="Eloxieren Blech biegen", today=TODAY))

    assert answer.ranked[0].score != pytest.approx(exact.ranked[0].score, abs=1e-4)
