"""Records of arrays come back from disk as they were."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Lists, Strings, flatten, map_arrays, restore, write_arrays

texts = st.text(st.characters(exclude_categories=()), max_size=8)


@given(st.lists(texts))
def test_strings_come_back_as_they_were(strings):
    kept = Strings.of(strings)

    assert [kept[position] for position in range(len(kept))] == strings


@given(st.sets(texts), texts)
def test_a_sorted_string_is_found_where_it_stands(strings, wanted):
    ordered = sorted(strings)

    place = Strings.of(ordered).find(wanted)

    assert place == (ordered.index(wanted) if wanted in strings else -1)


def test_there_is_no_string_behind_the_last_one():
    with pytest.raises(IndexError):
        Strings.of(["a"])[1]


def test_strings_with_a_prefix_stand_together():
    names = Strings.of(["wz:25", "wz:25.6", "wz:25.61", "wz:26"])

    assert list(names.starting_with("wz:25")) == [0, 1, 2]


@given(st.lists(st.lists(st.integers(0, 4), max_size=3)), st.randoms())
def test_lists_give_the_values_of_rows(rows, random):
    lists = Lists(
        np.cumsum([0, *map(len, rows)]),
        np.array([value for row in rows for value in row], dtype=np.int32),
    )
    order = random.sample(range(len(rows)), len(rows))

    positions, places = lists.of_many(np.array(order, dtype=np.int64))
    ordered = lists.ordered(np.array(order, dtype=np.int64))
    turned, stood = lists.turned(5)

    assert [lists.of(row).tolist() for row in range(len(rows))] == rows
    assert list(zip(positions.tolist(), lists.values[places].tolist(), strict=True)) == [
        (position, value) for position, row in enumerate(order) for value in rows[row]
    ]
    assert [ordered.of(position).tolist() for position in range(len(rows))] == [
        rows[row] for row in order
    ]
    assert [turned.of(value).tolist() for value in range(5)] == [
        [row for row, values in enumerate(rows) for each in values if each == value]
        for value in range(5)
    ]
    assert lists.values[stood].tolist() == sorted(lists.values.tolist())


@dataclass(frozen=True)
class Shelf:
    number: int
    names: Strings
    lengths: NDArray[np.float64]


@pytest.mark.parametrize("names", [["a", "bc"], []])
def test_a_record_is_mapped_from_its_files(tmp_path, names):
    shelf = Shelf(3, Strings.of(names), np.array([len(name) for name in names], dtype=np.float64))

    write_arrays(flatten(shelf), folder=tmp_path)
    mapped = restore(Shelf, map_arrays(tmp_path))

    assert mapped.number == 3
    assert [mapped.names[place] for place in range(len(mapped.names))] == names
    assert mapped.lengths.tolist() == shelf.lengths.tolist()
    assert not mapped.lengths.flags.writeable
