"""A language model beside the words: part of a generation, and never wrong numbers."""

import logging
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.documents import Delta, Document, Request
from kurzweg.engine.index import embeddings
from kurzweg.engine.index.embeddings import EmbeddingFailed, Meanings, Remembering, vectors
from kurzweg.engine.index.generation import Generation, build_generation, in_memory
from kurzweg.engine.index.latent import Places
from kurzweg.engine.match.matcher import Matcher
from tests.engine.conftest import TODAY
from tests.language_model import CONCEPTS, Words

DOCUMENTS = (
    Document("1", title="Fügetechnik"),
    Document("2", title="Oberfläche"),
    Document("3", title="Steuerberatung"),
    Document("4"),
)


@pytest.fixture
def model():
    return Words()


@pytest.fixture
def built(known, model):
    return in_memory(DOCUMENTS, vocabulary=known, embedder=model)


def keys(answer):
    return [each.key for each in answer.ranked]


def test_what_shares_no_word_is_found_by_its_meaning_and_says_so(built, model, ask):
    answer = ask(Matcher(built, embedder=model), text="welding")

    assert keys(answer) == ["1"]
    found = answer.ranked[0]
    assert "same_meaning" in {reason.code for reason in found.reasons}
    assert found.signals["words"] ** 2 == pytest.approx(channels.MEANING, abs=0.01)


def test_it_is_off_unless_somebody_sets_it_up(built, known, ask):
    without = in_memory(DOCUMENTS, vocabulary=known)

    assert keys(ask(Matcher(built), text="welding")) == []
    assert ask(Matcher(built), text="Oberfläche") == ask(Matcher(without), text="Oberfläche")
    assert without.segment.index.meanings.model == ""


def test_the_other_channels_keep_their_proportions(built):
    off = Query.of("Oberfläche", statistics=built.statistics)
    on = replace(off, meaning=np.ones(4, dtype=np.float32) / 2)

    shares = dict(channels.shares(on))

    assert shares.pop(channels.meaning) == channels.MEANING
    rest = 1 - channels.MEANING
    assert shares == pytest.approx({each: rest * n for each, n in channels.shares(off).items()})


def test_points_of_a_faint_likeness_are_not_said_to_be_the_meaning(built, model, ask):
    matcher = Matcher(built, embedder=model)

    def codes(text):
        found = next(each for each in ask(matcher, text=text).ranked if each.key == "3")
        return [reason.code for reason in found.reasons]

    third, fifth = "Steuerberatung anodising welding", "Steuerberatung anodising welding xx yy"
    assert "same_meaning" in codes(third)  # the cosine is 1/√3, above ALIKE
    assert "same_meaning" not in codes(fifth)
    assert codes(fifth).count("other_words") == 1


@pytest.mark.parametrize("text", ["welding", "Oberfläche welding", "Fügetechnik advice"])
def test_reasons_add_up_to_the_score(built, model, text):
    answer = Matcher(built, embedder=model).search(Request(text=text, today=TODAY))

    assert answer.ranked
    for each in answer.ranked:
        assert sum(reason.points for reason in each.reasons) == each.score


def test_a_request_without_words_that_count_is_explained_too(known, model):
    built = in_memory([Document("1", title="ist")], vocabulary=known, embedder=model)

    found = Matcher(built, embedder=model).search(Request(text="und", today=TODAY)).ranked[0]

    assert [reason.code for reason in found.reasons] == ["other_words", "core"]
    assert sum(reason.points for reason in found.reasons) == found.score


def test_a_request_without_any_sense_has_no_reason_by_words(built, model, ask):
    offers = (Document("1", title="ist", codes=("wz2008:25.61",)),)
    matcher = Matcher(built, delta=Delta(changed=offers, gone=frozenset("234")))

    found = ask(matcher, text="und", codes=("wz2008:25.61",)).ranked[0]

    assert [reason.code for reason in found.reasons] == ["same_activity", "core"]


def test_a_generation_keeps_the_vectors(tmp_path, known, model, ask):
    build_generation(DOCUMENTS, tmp_path, vocabulary=known, embedder=model)
    model.asked.clear()

    opened = Generation.open(tmp_path)

    assert opened.segment.index.meanings.model == "tiny"
    assert keys(ask(Matcher(opened, embedder=model), text="welding")) == ["1"]
    assert model.asked == ["\nwelding"]


def test_a_change_counts_at_once(built, model, ask):
    delta = Delta(changed=(Document("5", title="Schweißen"),), gone=frozenset({"1"}))

    assert keys(ask(Matcher(built, delta=delta, embedder=model), text="welding")) == ["5"]


def test_an_index_may_begin_empty(known, model, ask):
    empty = in_memory([], vocabulary=known, embedder=model)

    matcher = Matcher(empty, delta=Delta(changed=DOCUMENTS), embedder=model)

    assert keys(ask(matcher, text="welding")) == ["1"]


def test_the_order_of_the_documents_does_not_matter(built, known, model, monkeypatch):
    monkeypatch.setattr(embeddings, "AT_ONCE", 2)

    turned = in_memory(reversed(DOCUMENTS), vocabulary=known, embedder=model)

    one, two = built.segment.index.meanings, turned.segment.index.meanings
    assert np.array_equal(one.places.coordinates, two.places.coordinates)
    assert np.array_equal(one.places.steps, two.places.steps)


def test_an_empty_text_points_nowhere(built, model):
    assert built.segment.index.meanings.places.coordinates[3].tolist() == [0, 0, 0, 0]
    assert embeddings.meaning_of(" ", embedder=model, dimensions=4).tolist() == [0, 0, 0, 0]


# What goes wrong --------------------------------------------------------------------------------


def test_a_request_that_the_model_cannot_read_is_answered_by_its_words(built, model, ask, caplog):
    matcher, without = Matcher(built, embedder=model), Matcher(built)

    model.fails = True

    assert ask(matcher, text="Oberfläche") == ask(without, text="Oberfläche")
    assert "answered without its meaning: the model is asleep" in caplog.text


def test_an_index_is_built_without_a_model_that_fails(known, model, ask, caplog):
    model.fails = True

    built = in_memory(DOCUMENTS, vocabulary=known, embedder=model)

    assert built.segment.index.meanings.model == ""
    assert keys(ask(Matcher(built), text="Oberfläche")) == ["2"]
    assert "indexed without their meaning: the model is asleep" in caplog.text


def test_it_is_not_asked_again_in_the_same_build(known, model, monkeypatch, caplog):
    monkeypatch.setattr(embeddings, "AT_ONCE", 1)
    model.fails = True

    in_memory(DOCUMENTS, vocabulary=known, embedder=model)

    assert len(caplog.records) == 1


def test_vectors_of_two_models_are_never_compared(built, ask, caplog):
    # The same name of an axis, another meaning: this model would take welding for advice.
    other = Words(CONCEPTS[::-1], model="other")

    answer = ask(Matcher(built, embedder=other), text="welding")

    assert keys(answer) == []
    assert "other is not asked: documents were indexed by tiny" in caplog.text
    assert other.asked == []


def test_a_model_waits_for_an_index_of_its_own(known, model, ask, caplog):
    matcher = Matcher(in_memory(DOCUMENTS, vocabulary=known), embedder=model)

    assert keys(ask(matcher, text="welding")) == []
    assert "tiny is not asked: documents were indexed without their meaning" in caplog.text


def test_changes_without_vectors_are_not_ranked_against_others_with(built, model, ask, caplog):
    model.fails = True
    matcher = Matcher(built, delta=Delta(changed=DOCUMENTS[:1]), embedder=model)
    model.fails = False

    assert keys(ask(matcher, text="welding")) == []
    assert "tiny is not asked" in caplog.text


def test_a_model_that_changed_its_dimensions_under_its_name_is_ignored(built, ask, caplog):
    smaller = Words(CONCEPTS[:1])

    assert keys(ask(Matcher(built, embedder=smaller), text="welding")) == []
    assert "tiny gave 2 numbers, not 4" in caplog.text


def test_vectors_of_different_lengths_make_no_index(known, model, monkeypatch, caplog):
    monkeypatch.setattr(embeddings, "AT_ONCE", 1)
    lengths = iter([2, 2, 3, 3])
    monkeypatch.setattr(model, "embed", lambda texts: np.ones((1, next(lengths))))

    built = in_memory(DOCUMENTS, vocabulary=known, embedder=model)

    assert built.segment.index.meanings.model == ""
    assert "different lengths" in caplog.text


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (np.ones(3), r"gave \(3,\) for 2 texts"),
        (np.ones((1, 3)), r"gave \(1, 3\) for 2 texts"),
        (np.ones((2, 0)), r"gave \(2, 0\) for 2 texts"),
        (np.full((2, 3), np.nan), "gave what is no number"),
    ],
)
def test_an_answer_that_cannot_be_true_is_a_failure(model, monkeypatch, answer, says):
    monkeypatch.setattr(model, "embed", lambda texts: answer)

    with pytest.raises(EmbeddingFailed, match=says):
        vectors(["a", "b"], embedder=model)


# Memory -----------------------------------------------------------------------------------------


def test_a_text_is_asked_for_once(model):
    memory = Remembering(model)

    first = memory.embed(["welding", "advice", "welding"])
    again = memory.embed(["advice", "welding"])

    assert model.asked == ["welding", "advice"]
    assert again.tolist() == first[[1, 0]].tolist()
    assert memory.model == "tiny"


def test_only_the_last_texts_are_remembered(model, monkeypatch):
    monkeypatch.setattr(embeddings, "REMEMBERED", 2)
    memory = Remembering(model)

    memory.embed(["welding", "advice"])
    memory.embed(["welding"])
    memory.embed(["anodising"])
    model.asked.clear()
    memory.embed(["welding", "advice"])

    assert model.asked == ["advice"]


def test_memory_does_not_mix_lengths(model, monkeypatch):
    memory = Remembering(model)
    memory.embed(["welding"])
    monkeypatch.setattr(model, "embed", lambda texts: np.ones((len(texts), 2)))

    with pytest.raises(EmbeddingFailed, match="different lengths"):
        memory.embed(["welding", "advice"])
    assert memory.embed(["welding"]).tolist() == [[1, 1]]


# Numbers ----------------------------------------------------------------------------------------

small = st.floats(-1, 1, width=32)


@settings(deadline=None)
@given(
    st.lists(st.lists(small, min_size=3, max_size=3), min_size=1, max_size=9),
    st.lists(small, min_size=3, max_size=3),
    st.integers(1, 9),
    st.randoms(),
)
def test_the_best_rows_are_those_with_the_highest_cosines(found, direction, limit, random):
    places = Places.of(np.array(found, dtype=np.float32))
    direction = np.array(direction, dtype=np.float32)
    allowed = np.array([random.random() < 0.7 for _ in found])

    best = Meanings("tiny", places).best(direction, allowed=allowed, limit=limit)

    cosines = places.cosines(np.arange(len(found)), direction)
    wanted = [row for row in np.flatnonzero(allowed) if cosines[row] > 0]
    assert sorted(cosines[best], reverse=True) == pytest.approx(
        sorted(cosines[wanted], reverse=True)[:limit]
    )


@given(st.lists(st.lists(small, min_size=3, max_size=3), min_size=1, max_size=9))
def test_eight_bits_hold_a_direction(found):
    vectors_ = np.array(found, dtype=np.float32)
    places = Places.of(vectors_)

    kept = places.coordinates * places.steps[:, None]

    lengths = np.linalg.norm(vectors_, axis=1)
    for vector, length, one in zip(vectors_, lengths, kept, strict=True):
        if length > 1e-6:
            assert one == pytest.approx(vector / length, abs=0.5 / 127 + 1e-6)


def test_a_model_adds_nothing_to_rows_that_are_not_there(built, model):
    meaning = embeddings.meaning_of("welding", embedder=model, dimensions=4)
    query = Query.of("welding", statistics=built.statistics, meaning=meaning)
    asked = Asked.of(built.segment.index, query)

    assert channels.words(asked, np.zeros(0, dtype=np.int64)).tolist() == []


@pytest.fixture(autouse=True)
def heard(caplog):
    caplog.set_level(logging.WARNING)
