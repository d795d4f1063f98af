"""However many shards a generation is cut into, the answers are those of the whole."""

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.batch import shards
from kurzweg.engine.batch.shards import Job, answers, shards_of
from kurzweg.engine.documents import Document, Place, Request
from kurzweg.engine.index.generation import Generation, build_generation, in_memory
from kurzweg.engine.index.parts import part
from kurzweg.engine.match import view
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.match.reasons import SAYS_SOMETHING
from tests.engine.match.test_promises import KNOWN, TODAY, collections, promise, requests

many = st.lists(requests, min_size=1, max_size=3)


def at_once(_, function, *arguments):
    """Do a step here and now, with what would travel to another process."""
    return copied(function(*copied(arguments)))


def copied(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


def sharded(built, asked, *, count, job):
    return answers(at_once, shards_of(built, count=count), asked, job=job)


@promise
@given(collections, many, st.integers(1, 6), st.integers(1, 4), st.booleans(), st.booleans())
def test_any_number_of_shards_answers_like_one(found, asked, count, k, explain, is_tight):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if is_tight:  # then the shards together have more candidates than the whole
            patch.setattr(shards, "CANDIDATES", 1)
            patch.setattr(view, "CANDIDATES", 1)
        build_generation(found, Path(folder), vocabulary=KNOWN)
        matcher = Matcher(Generation.open(Path(folder)))
        one_by_one = [matcher.match(request, k=k, explain=explain) for request in asked]

        together = sharded(Path(folder), asked, count=count, job=Job(k=k, explain=explain))

    assert together == one_by_one


@promise
@given(collections, requests)
def test_reasons_change_nobodys_place(found, request):
    matcher = Matcher(in_memory(found, vocabulary=KNOWN))

    told, untold = matcher.match(request), matcher.match(request, explain=False)

    assert [(each.key, each.score) for each in untold.ranked] == [
        (each.key, each.score) for each in told.ranked
    ]
    assert (untold.excluded, [each.reasons for each in untold.ranked]) == (
        (),
        [()] * len(untold.ranked),
    )


@promise
@given(collections, requests)
def test_who_says_something_has_a_reason_that_says_so(found, request):
    (seen,) = Matcher(in_memory(found, vocabulary=KNOWN)).views(request)

    for each in seen.best(k=99, profile=shards.DEFAULT_PROFILE):
        codes = {reason.code for reason in each.ranked().reasons}
        assert each.says_something == bool(codes & SAYS_SOMETHING)


def test_shards_hold_every_document_once_in_the_order_of_keys(tmp_path):
    offers = [Document(key, title="Eloxieren") for key in "edcba"]
    whole = build_generation(offers, tmp_path, vocabulary=KNOWN)

    cut = shards_of(tmp_path, count=3)

    held = [part(whole.segment, first=each.first, last=each.last).columns.keys for each in cut]
    assert [list(keys) for keys in held] == [["a"], ["b", "c"], ["d", "e"]]


def test_there_are_no_more_shards_than_documents(tmp_path):
    build_generation([], tmp_path / "none", vocabulary=KNOWN)
    build_generation([Document("1", title="Eloxieren")], tmp_path / "one", vocabulary=KNOWN)

    assert [len(shards_of(tmp_path / name, count=4)) for name in ("none", "one")] == [1, 1]


def test_equal_offers_of_different_shards_stand_by_key(tmp_path):
    offers = [Document(f"{number:02}", title="Eloxieren") for number in range(20)]
    build_generation(offers, tmp_path, vocabulary=KNOWN)
    request = Request(text="Eloxieren", today=TODAY)

    (answer,) = sharded(tmp_path, [request], count=7, job=Job(k=12))

    assert [each.key for each in answer.ranked] == [f"{number:02}" for number in range(12)]


def test_candidates_of_a_shard_alone_would_come_out_otherwise(tmp_path, monkeypatch):
    """The negative control of the step `keep`."""
    for module in (shards, view):
        monkeypatch.setattr(module, "CANDIDATES", 1)
    near, far = Place(51.0, 8.0), Place(48.0, 12.0)
    offers = [
        Document("1", title="Eloxieren", place=far),
        Document("2", title="Eloxieren", text="Blech", place=near),
    ]
    build_generation(offers, tmp_path, vocabulary=KNOWN)
    request = Request(text="Eloxieren", today=TODAY, place=near)

    (right,) = sharded(tmp_path, [request], count=2, job=Job(k=1))
    monkeypatch.setattr(shards, "in_common", lambda found, limit: [each[0][0] for each in found])
    (wrong,) = sharded(tmp_path, [request], count=2, job=Job(k=1))

    assert [answer.ranked[0].key for answer in (right, wrong)] == ["1", "2"]
