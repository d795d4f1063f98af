"""The first stage leaves nothing out that an exhaustive scan would rank first."""

import numpy as np
from hypothesis import example, given

from kurzweg.engine.candidates import channels, first_stage
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.first_stage import ByPostings
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import Vocabulary
from tests.engine.match.test_promises import KNOWN, TODAY, collections, promise, requests

A_HEADING_BESIDE_AN_ANSWER = [
    Document("a", text="Aluminium"),
    Document("b", title="Eloxieren"),
    Document("c", text="Eloxieren"),
]
A_COMPOUND_BESIDE_AN_ANSWER = [
    Document("a", text="Beratung"),
    Document("b", text="Steuerberatung"),
]


class Exhaustive:
    """Everybody who shares a term or letters; what the first stage is held against."""

    def __init__(self, asked):
        self.asked = asked

    def candidates(self, allowed, *, limit):
        rows = np.arange(len(allowed))
        shared = channels.terms(self.asked, rows) + channels.letters(self.asked, rows)
        return np.flatnonzero(allowed & (shared > 0))


def candidates(documents, text, *, limit, allowed=None):
    built = in_memory(documents, vocabulary=Vocabulary.of({"blech": 1, "stahl": 1}))
    asked = Asked.of(built.segment.index, Query.of(text, statistics=built.statistics))
    flags = np.ones(len(documents), dtype=np.bool_) if allowed is None else np.array(allowed)
    return ByPostings(asked).candidates(flags, limit=limit).tolist()


@promise
@given(collections, requests)
@example(A_HEADING_BESIDE_AN_ANSWER, Request(text="Aluminium", today=TODAY))
@example(A_COMPOUND_BESIDE_AN_ANSWER, Request(text="Betrieb", today=TODAY))
def test_few_documents_are_all_found(found, request):
    generation = in_memory(found, vocabulary=KNOWN)

    pruned = Matcher(generation).search(request, k=99)

    assert pruned == Matcher(generation, first_stage=Exhaustive).search(request, k=99)


def test_headings_are_no_answer_to_a_request_that_shares_nothing():
    documents = [
        Document("1", title="Blech"),
        Document("2", text="Stahl; Blech"),
        Document("3", text="Kupfer; Blech"),
    ]

    assert candidates(documents, "Xyz", limit=9) == []
    assert candidates(documents, "Bleche", limit=9) == [0, 1, 2]


def test_no_heading_comes_in_because_somebody_else_says_the_word():
    assert candidates(A_HEADING_BESIDE_AN_ANSWER, "Aluminium", limit=9) == [0]
    assert candidates(A_HEADING_BESIDE_AN_ANSWER, "Eloxieren", limit=9) == [1, 2]


def test_no_compound_comes_in_because_somebody_else_says_a_part_that_looks_alike():
    assert candidates(A_COMPOUND_BESIDE_AN_ANSWER, "Betrieb", limit=9) == [0]
    assert candidates(A_COMPOUND_BESIDE_AN_ANSWER, "Beraten", limit=9) == [0, 1]


def test_each_channel_brings_its_best():
    documents = [
        Document("1", title="Anderes", text="Stahlblech"),
        Document("2", title="Bleche"),
        Document("3", title="Anderes", text="Blech und noch vieles, das sonst keiner sagt"),
    ]

    assert candidates(documents, "Stahl Blechen", limit=1) == [0, 1]


def test_what_only_looks_alike_is_found_where_the_words_find_little():
    documents = [
        Document("1", title="Anderes", text="Aluminium"),
        Document("2", title="Nochmals anderes", text="Holz"),
    ]

    assert candidates(documents, "Aluminum", limit=2) == [0]
    assert candidates(documents, "Aluminum", limit=2, allowed=[False, True]) == []


def test_only_the_words_most_like_the_request_are_followed(monkeypatch):
    monkeypatch.setattr(first_stage, "SIMILAR_WORDS", 1)
    documents = [Document("1", title="Aluminiums"), Document("2", title="Alufelge")]

    assert candidates(documents, "Aluminum", limit=2) == [0]
