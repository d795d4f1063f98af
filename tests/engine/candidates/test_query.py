"""A request as words: those that were written, and what English ones mean."""

import pytest

from kurzweg.engine.candidates.query import is_english, read_words
from kurzweg.engine.documents import Document
from kurzweg.engine.index.generation import in_memory


@pytest.fixture
def words_of(known):
    statistics = in_memory([Document("1")], vocabulary=known).statistics

    def read(written):
        words = read_words(written, statistics=statistics)
        return [(word.word, word.surface, word.count) for word in words]

    return read


def test_what_an_english_word_means_is_a_word_under_its_surface(words_of):
    assert words_of("The Welding of xyz, welding") == [
        ("welding", "Welding", 2),
        ("xyz", "xyz", 1),
        ("schweißen", "Welding", 2),
    ]


def test_what_was_said_in_german_too_is_not_said_again(words_of):
    assert words_of("welding (Schweißen) of pipes")[:2] == [
        ("welding", "welding", 1),
        ("schweißen", "Schweißen", 1),
    ]


def test_words_of_a_german_text_stay_as_they_are(words_of):
    assert words_of("Welding für die Halle") == [("welding", "Welding", 1), ("halle", "Halle", 1)]


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("We need welding", True),
        ("welding within 30 km – gern in der Nähe, please, we need it", True),
        ("Wir suchen ein Team für Design and Print", False),
        ("Point of Sale für den Laden und die Kasse", False),
        ("Eloxieren", False),
        ("", False),
    ],
)
def test_the_language_is_told_by_little_words(written, english):
    assert is_english(written) is english
