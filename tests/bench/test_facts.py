"""Facts read from judged sentences: the goals hold, on those worked with and those put aside."""

from datetime import date

import pytest

from bench import facts
from bench.facts import scores, sentences
from bench.facts.scores import Score
from bench.facts.sentences import Sentence
from kurzweg.engine.facts import Gazetteer

FEWEST = 60
FEWEST_OF_TENDERS = 100


@pytest.fixture(scope="module")
def batches():
    return facts.batches()


@pytest.fixture(scope="module")
def tenders(batches):
    if len(batches) < 2:
        pytest.skip(f"the sentences of tenders stand in {sentences.DATA}, which is not there")
    return batches[1][0]


@pytest.fixture(scope="module", params=[False, True], ids=["worked with", "put aside"])
def part(batches, request):
    return facts.totals(batches, is_held_out=request.param)


@pytest.mark.parametrize("kind", scores.KINDS)
def test_what_people_read_is_read(part, kind):
    score = part[kind]

    assert score.precision >= scores.LEAST_PRECISION
    assert score.recall >= scores.LEAST_RECALL


@pytest.mark.parametrize("kind", scores.KINDS)
def test_there_are_enough_sentences_of_each_kind(kind):
    about = [
        each
        for each in sentences.ours()
        if each.source == kind or {name for name, _ in each.says} & scores.KINDS[kind]
    ]

    assert len(about) >= FEWEST
    assert all(any(each.is_held_out == part for each in about) for part in (False, True))


def test_there_are_enough_sentences_of_tenders(tenders):
    assert len(tenders) >= FEWEST_OF_TENDERS
    assert all(each.text.strip() == each.text != "" for each in tenders)


def test_no_sentence_stands_twice():
    texts = [each.text for each in sentences.ours()]

    assert len(texts) == len(set(texts))


def test_about_a_third_is_put_aside():
    ours = sentences.ours()

    assert 0.28 <= sum(each.is_held_out for each in ours) / len(ours) <= 0.38


def said(text, *says):
    return Sentence(text, date(2026, 11, 24), frozenset(says), "test", text)


def test_a_wrong_value_is_missed_and_invented():
    judged = [said("Umkreis 30 km", ("radius", "40")), said("Umkreis 20 km", ("radius", "20"))]

    assert scores.score(judged, Gazetteer({}))["radius"] == Score(said=2, found=2, right=1)
    assert [(m.missed, m.invented) for m in scores.mistakes(judged, Gazetteer({}))] == [
        ({("radius", "40")}, {("radius", "30")})
    ]


def test_what_says_nothing_and_is_read_as_nothing_is_right():
    score = scores.score([said("Wir suchen eine Dreherei")], Gazetteer({}))["radius"]

    assert (score.precision, score.recall) == (1.0, 1.0)


def test_without_tenders_one_sentence_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sentences.tenders, "__defaults__", (tmp_path,))

    assert len(facts.batches()) == 1
    assert capsys.readouterr().out.startswith("\nSentences of tenders are left out: ")


def test_all_kinds_stand_in_one_table(batches, monkeypatch, capsys):
    monkeypatch.setattr(facts, "batches", lambda: batches)

    facts.measure()

    rows = [line.split("|")[1].strip() for line in capsys.readouterr().out.splitlines()[5:]]
    assert rows == list(scores.KINDS)
