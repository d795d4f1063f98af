"""Tables that people write: read into records, and wrong ones named by file, line and field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from kurzweg.core.demo import tables
from kurzweg.core.demo.tables import TableError

pytestmark = pytest.mark.plain


@dataclass(frozen=True)
class Words:
    said: tuple[str, ...]


@dataclass(frozen=True)
class Bird:
    key: str
    name: str
    songs: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    colours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    can_fly: bool = True
    share: float = 1.0


WREN = """
wren:
  name: Zaunkönig
  songs: |
    {n} Strophen: laut
    so laut, dass man
      ihn im Garten hört
  weights: [8, 9]
  colours:
    back: braun; rost braun;
  words:
    nest:
      said: Kugel; Moos
  can_fly: false
  share: 0.5
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="birds.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_row_is_read_as_its_record_says(written):
    read = tables.records(written(WREN), Bird)

    assert read == {
        "wren": Bird(
            key="wren",
            name="Zaunkönig",
            songs=("{n} Strophen: laut", "so laut, dass man ihn im Garten hört"),
            weights=(8, 9),
            colours={"back": ("braun", "rost braun")},
            words={"nest": Words(("Kugel", "Moos"))},
            can_fly=False,
            share=0.5,
        )
    }


def test_files_are_read_in_the_order_of_their_names(written):
    written("owl:\n  name: Eule\n", "02-night.yaml")

    read = tables.records(written("wren:\n  name: Zaunkönig\n", "01-day.yaml"), Bird)

    assert list(read) == ["wren", "owl"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wren:\n  nam: X\n", "line 2, wren.nam: there is no such field"),
        ("wren:\n  key: X\n", "line 2, wren.key: there is no such field"),
        ("wren:\n  songs: x\n", "line 2, wren.name: this field is missing"),
        ("wren:\n  name: A\n  name: B\n", "line 3, wren.name: this stands here twice"),
        ("wren:\n  name: [A, B]\n", "line 2, wren.name: a single value is expected"),
        ("wren:\n  name: A\n  can_fly: maybe\n", "wren.can_fly: true or false is expected"),
        ("wren:\n  name: A\n  weights: [8, heavy]\n", "a whole number is expected, not “heavy”"),
        ("wren:\n  name: A\n  share: much\n", "line 3, wren.share: a number is expected"),
        ("wren:\n  name: A\n  songs: ;\n", "line 3, wren.songs: this is empty"),
        ("wren:\n  name: A\n  colours: red\n", "line 3, wren.colours: names with values"),
        ("wren:\n  name: A\n  words:\n    nest:\n      sad: x\n", "line 5, wren.words.nest.sad"),
        ("wren: A\n", "line 1, wren: names with values are expected"),
        ("wren:\n  name: {A\n", "line 3: did not find expected"),
        ("# nothing\n", "there is nothing in it"),
    ],
)
def test_what_cannot_be_read_is_named_by_file_line_and_field(written, text, said):
    with pytest.raises(TableError) as raised:
        tables.records(written(text), Bird)

    assert said in str(raised.value)
    assert "birds.yaml" in str(raised.value)


def test_a_row_stands_in_one_file_only(written):
    written("wren:\n  name: Zaunkönig\n", "01.yaml")

    with pytest.raises(TableError, match=r"02.yaml, line 1, wren: there is a row of this name"):
        tables.records(written("wren:\n  name: Zaunkönig\n", "02.yaml"), Bird)


def test_a_table_can_be_one_file_or_one_record(written):
    folder = written("said: Kugel\n", "one.yaml")
    written("nest:\n  said: Moos\n", "many.yaml")

    assert tables.single(folder / "one.yaml", Words) == Words(("Kugel",))
    assert tables.rows(folder / "many.yaml", Words) == {"nest": Words(("Moos",))}
