"""Titles that other documents name are headings."""

import pytest

from kurzweg.engine.index import headings
from kurzweg.engine.index.headings import Collector


def collected(*documents):
    collector = Collector()
    for title, text in documents:
        collector.read(title, text)
    return collector


def weights(collector):
    return collector.headings().weights(collector.titles()).tolist()


def test_who_is_named_by_others_is_a_heading():
    collector = collected(("Bau", ""), ("Hochbau", "Bau"), ("Tiefbau", "Bau > Hochbau; Erde"))

    bau, hochbau, tiefbau = weights(collector)

    assert bau > hochbau > tiefbau == 0
    assert collector.headings().named_by.tolist().count(2) == 1


def test_case_and_spaces_do_not_matter_but_whole_phrases_do():
    collector = collected(("Bau von Brücken", ""), ("a", "BAU VON  BRÜCKEN. Mehr"), ("Bau", ""))

    assert [weight > 0 for weight in weights(collector)] == [True, False, False]


def test_a_document_does_not_name_itself_nor_twice():
    collector = collected(("Bau", "Bau; Bau"), ("Hochbau", "Bau; Bau"))

    assert collector.headings().named_by.tolist() == [1]


def test_a_thousand_names_say_no_more_than_ten_thousand():
    collector = collected(("Bau", ""), *((str(number), "Bau") for number in range(1_500)))

    assert weights(collector)[0] == 1


@pytest.mark.parametrize("documents", [(), (("", "Bau"), ("", ""))])
def test_without_titles_there_are_no_headings(documents):
    assert weights(collected(*documents)) == [0.0] * len(documents)


def test_many_phrases_are_counted_in_pieces(monkeypatch):
    monkeypatch.setattr(headings, "_AT_ONCE", 1)

    assert weights(collected(("Bau", ""), ("a", "Bau; Erde"), ("b", "Bau")))[0] > 0
