import pytest

from kurzweg.engine.match import naming


@pytest.mark.parametrize(
    "word", ["und", "bereits", "aktuell", "allen", "verfahren", "rahmen", "a1"]
)
def test_a_word_that_any_text_might_hold_is_not_named(word):
    assert not naming.may_be_named(word)


@pytest.mark.parametrize("word", ["eloxieren", "aluminium", "formenbau", "schweißen", "welding"])
def test_a_word_that_says_something_is_named(word):
    assert naming.may_be_named(word)


def test_words_are_listed_in_the_form_in_which_they_are_compared():
    assert all(word == word.lower() and word.isalpha() for word in naming.NEVER_NAMED)
