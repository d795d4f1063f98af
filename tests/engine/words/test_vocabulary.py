"""Compounds fall apart into known words, wherever these words come from."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.words import vocabulary
from kurzweg.engine.words.vocabulary import Vocabulary, german, read_words, split

WORDS = "arbeit platz kirche turm blech edel stahl stahlbau bauer oberfläche"
KNOWN = Vocabulary.of(dict.fromkeys(WORDS.split(), 1))


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("stahlblech", ("stahl", "blech")),
        ("arbeitsplatz", ("arbeit", "platz")),  # a linking letter
        ("kirchturm", ("kirche", "turm")),  # a lost e
        ("stahlbleche", ("stahl", "blech")),  # an ending
        ("edelstahlbau", ("edel", "stahlbau")),
        ("blechturmstahlblechkirchturm", ("blech", "turm", "stahl", "kirche")),  # any length
        ("blech", ()),  # a known word alone
        ("bleche", ()),  # with an ending
        ("blechxyz", ()),  # a rest that nobody knows
        ("xyzabcde", ()),
        ("öl", ()),
        ("", ()),
    ],
)
def test_a_compound_is_cut_into_known_words(compound, parts):
    assert split([compound], known=KNOWN) == [parts]


def test_parts_are_cut_again():
    known = KNOWN | Vocabulary.of({"stahlblech": 1})

    assert split(["edelstahlblech"], known=known) == [("edel", "stahlblech", "stahl", "blech")]


def test_of_two_ways_the_one_with_the_commoner_words_wins():
    common = Vocabulary.of({"druck": 1, "guss": 9, "gussform": 1, "druckguss": 9, "form": 9})

    assert split(["druckgussform"], known=common)[0][:2] == ("druckguss", "druck")


def test_endings_that_dictionaries_list_are_no_parts():
    known = Vocabulary.of({"blech": 1, "keit": 1, "ungen": 1, "heiten": 1})

    assert split(["blechkeit", "blechungen", "blechheiten"], known=known) == [(), (), ()]


def test_long_lists_are_cut_chunk_by_chunk(monkeypatch):
    monkeypatch.setattr(vocabulary, "_CHUNK", 25)
    words = ["stahlblech", "arbeitsplatz", "kirchturm"] * 5

    assert split(words, known=KNOWN) == [split([word], known=KNOWN)[0] for word in words]


def test_nothing_is_cut_without_words():
    assert split(["stahlblech"], known=Vocabulary.of({})) == [()]
    assert split([], known=KNOWN) == []


def test_vocabularies_add_up():
    both = Vocabulary.of({"stahl": 2, "blech": 1}) | Vocabulary.of({"stahl": 3})

    prints = vocabulary.fingerprints(["stahl", "blech", "guss"])
    assert both.look_up(prints).tolist() == [5, 1, 0]


def test_the_german_dictionary_knows_common_words():
    prints = vocabulary.fingerprints(["werkzeug", "gehäuse", "qqqqq"])

    assert german().look_up(prints).tolist() == [1, 1, 0]


@given(st.lists(st.text(max_size=64)))
def test_different_words_have_different_fingerprints(words):
    assert len(np.unique(vocabulary.fingerprints(words))) == len(set(words))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("labels.csv", b"code;label\n25.61;Eloxal und Blech, Blech\n"),
        ("labels.txt", "Eloxal, Blech, Blech – code label und".encode("cp1252")),
        (
            "labels.jsonl",
            b'{"code": ["label", {"und": "Eloxal"}], "n": 5}\n\n"Blech Blech und Code"\n5',
        ),
        ("labels.xml", b"<code>label <b>Eloxal</b> Blech<c>Blech und code</c></code>"),
    ],
)
def test_words_are_read_from_files_of_labels(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    words = read_words(tmp_path / name)

    assert {word: words[word] for word in ("eloxal", "blech")} == {"eloxal": 1, "blech": 2}


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("labels.xml", "this is not XML: .*"),
        ("labels.json", "line 1 is not JSON"),
        ("labels.jsonl", "line 2 is not JSON"),
    ],
)
def test_a_broken_file_is_named(tmp_path, name, complaint):
    (tmp_path / name).write_text("{}\n<" if name.endswith("l") else "<{")

    with pytest.raises(ValueError, match=complaint):
        read_words(tmp_path / name)


def test_a_json_file_may_stand_on_several_lines(tmp_path):
    (tmp_path / "labels.json").write_text(json.dumps(["Eloxal", "Blech"], indent=2))

    assert read_words(tmp_path / "labels.json") == {"eloxal": 1, "blech": 1}
