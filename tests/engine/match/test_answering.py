"""One answer holds what each of its parts would say alone."""

from dataclasses import replace

import pytest

from kurzweg.engine.documents import Document, Place, Request
from kurzweg.engine.match import answer, changes
from tests.engine.conftest import TODAY

HERE, AWAY = Place(50.0, 8.0), Place(51.0, 8.0)
ALL = frozenset({"all"})
NEAR = Document("near", title="Eloxieren", place=HERE, owner="a", audiences=ALL)
FAR = Document("far", title="Eloxieren", place=AWAY, owner="b", audiences=ALL)
FEW = Document("few", title="Eloxieren", place=HERE, owner="c", lot_max=10, audiences=ALL)
SILENT = Document("silent", title="Steuer", place=HERE, owner="c", audiences=ALL)
HIDDEN = replace(NEAR, key="hidden", owner="d", audiences=frozenset({"board"}))
ASKED = Request(
    text="Eloxieren", today=TODAY, place=HERE, radius_km=50, quantity=100, audiences=ALL
)


@pytest.fixture
def matcher(matcher_of):
    return matcher_of(NEAR, FAR, FEW, SILENT, HIDDEN)


def test_an_answer_is_that_of_the_matcher(matcher):
    found = answer(matcher, ASKED)

    assert found == matcher.match(ASKED)
    assert [each.key for each in found.ranked] == ["near"]
    assert {each.key: each.change for each in found.excluded} == {"far": None, "few": None}


def test_a_near_miss_says_what_would_bring_it_in(matcher):
    found = answer(matcher, ASKED, with_changes=True)

    steps = {each.key: (each.change.steps[0].code, each.change.place) for each in found.excluded}
    assert steps == {"far": ("with_radius", 2), "few": ("with_quantity", 1)}
    assert [each.change for each in found.excluded] == [
        changes.of_request(matcher, ASKED, each.key) for each in found.excluded
    ]


def test_a_change_counts_only_among_as_many_as_were_asked_for(matcher):
    found = answer(matcher, ASKED, k=1, with_changes=True)

    (only,) = found.excluded
    assert (only.key, only.change) == ("far", None)
    assert answer(matcher, ASKED, k=2, with_changes=True).excluded[0].change.place == 2


def test_ones_own_document_stands_at_its_place_with_its_reasons(matcher):
    found = answer(matcher, ASKED, own=[NEAR])

    (ranked,), own = matcher.match(ASKED).ranked, found.own
    assert (own.key, own.place, own.reasons, own.change) == ("near", 1, ranked.reasons, None)
    assert [(each.key, each.reasons) for each in found.ranked] == [("near", ())]
    assert found.excluded == ()


def test_of_ones_own_documents_the_one_counts_that_says_most(matcher):
    own = answer(matcher, ASKED, own=[SILENT, FEW]).own

    assert (own.key, own.place) == ("few", None)
    assert [each.code for each in own.reasons if each.is_missing] == ["lot_too_large"]
    assert own.change == changes.of_document(matcher, ASKED, FEW)
    assert own.change.steps[0].code == "with_lot_max"


def test_a_change_starts_from_the_document_as_it_is_given(matcher):
    as_indexed = answer(matcher, ASKED, own=[FEW]).own.change
    as_given = answer(matcher, ASKED, own=[replace(FEW, lot_max=20)]).own.change

    assert [each.steps[0].params["stated"] for each in (as_indexed, as_given)] == [10, 20]


def test_nobody_stands_where_the_request_may_find_nothing_of_theirs(matcher):
    assert answer(matcher, ASKED, own=[HIDDEN]).own is None
    assert answer(matcher, ASKED, own=[HIDDEN, NEAR]).own.key == "near"
    assert answer(matcher, ASKED).own is None
