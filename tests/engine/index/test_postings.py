"""The pruned walk over postings finds what adding up everything would find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurzweg.engine.index.postings import BLOCK, Postings

WIDTH = 5  # terms
said = st.dictionaries(st.integers(0, WIDTH - 1), st.integers(1, 255), max_size=WIDTH)
collections = st.lists(st.tuples(said, st.booleans()), max_size=40)
queries = st.dictionaries(st.integers(0, WIDTH - 1), st.integers(1, 900), max_size=WIDTH)


def postings_of(documents):
    terms = [term for document in documents for term in document]
    strengths = [strength for document in documents for strength in document.values()]
    return Postings.of(
        np.cumsum([0, *map(len, documents)]),
        np.array(terms, dtype=np.int32),
        np.array(strengths, dtype=np.uint8),
        width=WIDTH,
    )


def best(postings, query, allowed, limit):
    rows, sums = postings.best(
        np.array(list(query), dtype=np.int64),
        np.array(list(query.values()), dtype=np.int64),
        allowed=np.array(allowed, dtype=np.bool_),
        limit=limit,
    )
    return list(zip(rows.tolist(), sums.tolist(), strict=True))


def exhaustive(documents, query, allowed, limit):
    """All sums, the highest first, of equal ones the first row."""
    sums = [sum(query.get(term, 0) * value for term, value in each.items()) for each in documents]
    found = [(row, sums[row]) for row in range(len(sums)) if sums[row] and allowed[row]]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


@settings(derandomize=True, deadline=None)
@given(collections, queries, st.integers(1, 12))
def test_the_best_are_those_of_an_exhaustive_scan(collection, query, limit):
    documents, allowed = [each for each, _ in collection], [flag for _, flag in collection]

    found = best(postings_of(documents), query, allowed, limit)

    assert found == exhaustive(documents, query, allowed, limit)


@settings(derandomize=True, deadline=None)
@given(collections, queries, st.randoms())
def test_the_order_of_the_query_does_not_matter(collection, query, random):
    postings = postings_of([each for each, _ in collection])
    shuffled = dict(random.sample(list(query.items()), len(query)))
    everything = [True] * len(collection)

    assert best(postings, query, everything, 3) == best(postings, shuffled, everything, 3)


@pytest.fixture(scope="module")
def many():
    """Documents in three blocks; term 0 is strong in the last one only, term 4 everywhere."""
    random = np.random.default_rng(7)
    return [
        {0: 255 if row > 2 * BLOCK else 3, 4: 20 + int(random.integers(5))}
        if random.random() < 0.2
        else {int(random.integers(1, 4)): int(random.integers(1, 40)), 4: 1}
        for row in range(2 * BLOCK + 5_000)
    ]


@pytest.fixture(scope="module")
def postings_of_many(many):
    return postings_of(many)


@pytest.mark.parametrize("query", [{0: 9, 4: 1}, {1: 3, 2: 3, 3: 2}, {4: 7}, {0: 1}, {}])
@pytest.mark.parametrize("limit", [1, 10, 200])
def test_blocks_are_left_out_only_where_they_hold_nothing_better(
    many, postings_of_many, query, limit
):
    allowed = [row % 3 > 0 for row in range(len(many))]

    found = best(postings_of_many, query, allowed, limit)

    assert found == exhaustive(many, query, allowed, limit)


def test_a_block_without_an_allowed_row_is_left_out(many, postings_of_many):
    allowed = [BLOCK <= row < 2 * BLOCK for row in range(len(many))]

    found = best(postings_of_many, {0: 9, 4: 1}, allowed, 10)

    assert found == exhaustive(many, {0: 9, 4: 1}, allowed, 10)


def test_equal_sums_come_by_row_across_blocks():
    documents = [{0: 7} if row % BLOCK in (3, 5) else {} for row in range(2 * BLOCK)]

    found = best(postings_of(documents), {0: 2}, [True] * len(documents), 3)

    assert found == [(3, 14), (5, 14), (BLOCK + 3, 14)]


def test_a_wrong_peak_would_be_noticed(many, postings_of_many):
    """Negative control: a block whose bound is too low is left out although it holds the best."""
    peaks = postings_of_many.peaks.copy()
    peaks[:] = 1
    broken = Postings(
        **{
            name: peaks if name == "peaks" else getattr(postings_of_many, name)
            for name in Postings.__dataclass_fields__
        }
    )
    everything = [True] * len(many)

    assert best(broken, {0: 9, 4: 1}, everything, 5) != exhaustive(
        many, {0: 9, 4: 1}, everything, 5
    )
