"""Other words for the same, as groups and inside compounds."""

from importlib.resources import files

import pytest

from kurzweg.engine.words import synonyms
from kurzweg.engine.words.synonyms import Synonyms, read_group, shipped
from kurzweg.engine.words.text import stem, tokens

CAREER = Synonyms.of(read_group("Karriere, Laufbahn"))


def test_the_words_of_a_group_stand_for_each_other():
    pairs = set(read_group("Karriere, Laufbahn, Werdegang"))

    assert len(pairs) == 6
    assert {("laufbahn", "karriere"), ("karriere", "laufbahn")} < pairs


def test_an_arrow_is_read_from_left_to_right_only():
    assert set(read_group("Bioethanol > Biokraftstoff, Alkohol")) == {
        ("bioethanol", "biokraftstoff"),
        ("bioethanol", "alkohol"),
    }


def test_english_words_are_read_in_both_directions():
    assert set(read_group("welding > Schweißen", both_ways=True)) == {
        ("welding", "schweißen"),
        ("schweißen", "welding"),
    }


@pytest.mark.parametrize("line", ["", "# Finanzen"])
def test_headings_and_empty_lines_name_no_words(line):
    assert list(read_group(line)) == []


def test_a_word_is_found_however_it_is_inflected():
    assert CAREER.others("laufbahnen") == ("karriere",)
    assert CAREER.others("planung") == ()


def test_words_of_one_stem_are_no_other_words():
    assert Synonyms.of([("planung", "planungen")]).of_stem == {}


@pytest.mark.parametrize(
    ("word", "parts", "other"),
    [
        ("laufbahnplanung", ("laufbahn", "planung"), "karriereplanung"),
        ("hochschullaufbahn", ("hochschule", "laufbahn"), "hochschulkarriere"),
        ("karrieresprung", ("karriere", "sprung"), "laufbahnsprung"),
    ],
)
def test_a_part_of_a_compound_is_written_in_other_words(word, parts, other):
    assert other in set(CAREER.rewritten(word, parts))


def test_the_link_of_the_old_part_goes_with_it():
    known = Synonyms.of(read_group("Arbeit, Beruf"))

    assert "berufsplatz" in set(known.rewritten("arbeitsplatz", ("arbeit", "platz")))


def test_a_part_that_lost_its_last_letter_is_found():
    known = Synonyms.of(read_group("Schule, Akademie"))

    assert "akademieleiter" in set(known.rewritten("schulleiter", ("schule", "leiter")))


def test_a_word_without_parts_is_not_rewritten():
    assert list(CAREER.rewritten("laufbahn", ())) == []
    assert list(CAREER.rewritten("laufbahn", ("laufbahn",))) == []
    assert list(CAREER.rewritten("laufbahn", ("beruf",))) == []
    assert list(CAREER.rewritten("laufbahnxyz", ("laufbahn",))) == []


def test_the_shipped_lists_know_trades_and_business_in_both_languages():
    known = shipped()

    assert "karriere" in known.others("Laufbahn".lower())
    assert "schweißen" in known.others("welding")
    assert "welding" in known.others("schweißen")
    assert len(known.of_stem) > 8_000


def test_every_line_of_the_shipped_lists_is_in_form():
    seen = set()
    for file in files(synonyms).iterdir():
        if not file.name.endswith(".txt"):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            where = f"{file.name}, line {number}: {line}"
            if not line or line.startswith("# "):
                continue
            words = [word for side in line.split(" > ") for word in side.split(", ")]
            assert len(words) >= 2, f"{where}: a group has two words at least"
            assert all(tokens(word) == [word] for word in words), f"{where}: single words only"
            assert len({stem(word.lower()) for word in words}) > 1, f"{where}: one and the same"
            assert line not in seen, f"{where}: stands there twice"
            seen.add(line)


def test_an_english_word_means_the_first_german_one():
    known = Synonyms.of([], english=read_group("welding > Schweißen, Fügen"))

    assert known.in_german("welding") == "schweißen"
    assert known.in_german("schweißen") is None


def test_a_list_can_be_left_out():
    without = shipped(tuple(name for name in synonyms.LISTS if name != synonyms.ENGLISH))

    assert shipped().in_german("welding") == "schweißen"
    assert without.in_german("welding") is None
    assert "schweißen" not in without.others("welding")
    assert "karriere" in without.others("laufbahn")


def test_every_list_is_read():
    found = {file.name for file in files("kurzweg.engine.words.synonyms").iterdir()}

    assert {name for name in found if name.endswith(".txt")} == set(synonyms.LISTS)
