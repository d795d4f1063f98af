"""The bench of the reasons deletes words: what that costs stands beside what is said."""

from datetime import date

from bench import reasons
from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import Vocabulary

OFFER = Document("a", title="Eloxieren", text="eloxieren, Blech: Bleche.", topics=("Blech", "CNC"))


def test_a_word_is_deleted_wherever_it_stands_alone():
    left = reasons.without(OFFER, "blech")

    assert (left.title, left.text, left.topics) == ("Eloxieren", "eloxieren, : Bleche.", ("CNC",))


def test_each_named_word_has_its_points_and_what_is_lost_without_it():
    others = [Document(f"b{each}", title="Blech", text="CNC") for each in range(9)]
    matcher = Matcher(in_memory([OFFER, *others], vocabulary=Vocabulary.of({})))
    request = Request("Blech eloxieren", date(2026, 11, 20))
    (found, *_) = matcher.match(request).ranked

    case = reasons.case(matcher, request, OFFER, found)

    assert set(case.points) == set(case.lost) == {"eloxieren", "blech"}
    assert case.points["eloxieren"] > case.points["blech"] > 0
    assert case.lost["eloxieren"] > max(case.lost["blech"], 0)


def test_the_table_tells_reasons_from_orders_that_know_nothing(capsys):
    reasons.measure(needs=3)

    title, *table = capsys.readouterr().out.strip().splitlines()
    names = [line.split("|")[1].strip() for line in table if line.startswith("| ")]
    assert title.startswith("Faithful reasons: the first 10 of 3 needs")
    assert names == ["order of words by", *reasons.orders()]
