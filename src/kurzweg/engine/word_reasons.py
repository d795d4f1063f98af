"""Which words of a request found which words of a document, and for how many points.

All three channels are sums over pairs (word of the request, word of the document), so the points
of the signal `words` fall apart without a rest: a BM25F term belongs to the words it came from, a
cosine is a sum of products of word vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import text
from kurzweg.engine.documents import Reason
from kurzweg.engine.first_stage import BODY, TERMS, TITLE, Scored
from kurzweg.engine.index import Index, Statistics, Table
from kurzweg.engine.query import Query, Word
from kurzweg.engine.rank import shares
from kurzweg.engine.wordlists import REQUEST_WORDS

MOST_WORDS = 5  # reasons by words; what the others add stands in one more
LIKE = 0.35  # cosine of two words' n-gram vectors from which they are said to look alike
IMPORTANT = 0.4  # part of the weight of the request's weightiest word


@dataclass(frozen=True, slots=True)
class _Pair:
    """A word of the request and the word of the document that it found, by its index number."""

    code: str
    offer: int
    part: str = ""


def explain(scored: Scored, row: int, *, points: float, statistics: Statistics) -> Iterator[Reason]:
    """Divide the points of the words among the request's words, and name those not covered."""
    query, index = scored.query, scored.index
    if not query.words:
        return
    words = np.union1d(index.titles.row(row)[0], index.bodies.row(row)[0])
    likeness = _products(query, index, words, statistics=statistics)
    parts = _contributions(scored, row, words=words, products=likeness.products)
    shared = shares(points, parts)
    pairs = [
        _pair(word, index, words, likeness.cosines[number])
        for number, word in enumerate(query.words)
    ]
    order = sorted(range(len(pairs)), key=lambda number: (-shared[number], number))
    named = [number for number in order if pairs[number] and shared[number] > 0][:MOST_WORDS]
    for number in named:
        yield _reason(query.words[number], pairs[number], index, points=float(shared[number]))
    rest = float(points - sum(shared[number] for number in named))
    if rest > 0:
        yield Reason("other_words", points=rest)
    missing = _missing(query, pairs, statistics=statistics)
    if missing:
        yield Reason("words_missing", {"words": ", ".join(missing)}, is_missing=True)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Products and cosines of the n-gram vectors of request words (rows) and document words."""

    products: NDArray[np.float64]
    cosines: NDArray[np.float64]


def _products(
    query: Query, index: Index, words: NDArray[np.int32], *, statistics: Statistics
) -> _Likeness:
    """Compare each word of a query with each of some words of an index."""
    asked = [word.word for word in query.words]
    found = [index.words[int(number)] for number in words]
    owners, numbers = text.grams([*asked, *found])
    grams, columns = np.unique(numbers, return_inverse=True)
    vectors = np.zeros((len(asked) + len(found), len(grams)))
    np.add.at(vectors, (owners, columns), 1.0)
    vectors *= statistics.weigh_grams(grams)
    products = vectors[: len(asked)] @ vectors[len(asked) :].T
    norms = np.linalg.norm(vectors, axis=1)
    return _Likeness(products, products / np.outer(norms[: len(asked)], norms[len(asked) :]))


def _contributions(
    scored: Scored, row: int, *, words: NDArray[np.int32], products: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each word of the query adds to the signal `words` of a document."""
    query, index = scored.query, scored.index
    by_terms = np.zeros(len(query.words))
    for term, count in zip(query.terms, query.term_counts, strict=True):
        weight = count * _posting(index, term, row) / (query.best_terms or 1.0)
        origin = np.array([word.count * word.terms.get(term, 0.0) for word in query.words])
        by_terms += weight * origin / origin.sum()
    damped = 1 + np.log([word.count for word in query.words])
    by_title = products @ _spread(index.titles, row, words)
    by_body = products @ _spread(index.bodies, row, words)
    title_norm = max(float(index.title_norms[row]) * query.gram_norm, 1e-12)
    body_norm = max(float(index.body_norms[row]) * query.gram_norm, 1e-12)
    return np.asarray(
        TERMS * by_terms + damped * (TITLE * by_title / title_norm + BODY * by_body / body_norm)
    )


def _posting(index: Index, term: str, row: int) -> float:
    number = index.terms.find(term)
    if number < 0:
        return 0.0
    documents, weights = index.postings.row(number)
    place = int(np.searchsorted(documents, row))
    found = place < len(documents) and documents[place] == row
    return float(weights[place]) if found else 0.0


def _spread(table: Table, row: int, words: NDArray[np.int32]) -> NDArray[np.float64]:
    """A row of a table, for some of its columns only."""
    columns, values = table.row(row)
    spread = np.zeros(len(words))
    spread[np.searchsorted(words, columns)] = values
    return spread


def _pair(
    word: Word, index: Index, words: NDArray[np.int32], cosines: NDArray[np.float64]
) -> _Pair | None:
    """Which word of a document a word of the request found, if any."""
    stem = text.stem(word.word)
    parts = {text.stem(part): part for part in reversed(word.parts)} | {stem: word.word}
    best: tuple[int, float] = (0, 0.0)
    pair: _Pair | None = None
    for place, number in enumerate(words.tolist()):
        columns, values = index.word_terms.row(number)
        terms = {
            index.terms[int(column)]: value for column, value in zip(columns, values, strict=True)
        }
        cosine = float(cosines[place])
        common = sorted(term for term in terms if term in parts)
        if terms.get(stem, 0.0) >= 1.0:
            kind, found = 3, _Pair("word_match", number)
        elif common:
            longest = max(common, key=len)
            kind, found = 2, _Pair("compound_part", number, parts[longest])
        elif cosine >= LIKE:
            kind, found = 1, _Pair("similar_word", number)
        else:
            continue
        if (kind, cosine) > best:
            best, pair = (kind, cosine), found
    return pair


def _reason(word: Word, pair: _Pair | None, index: Index, *, points: float) -> Reason:
    if pair is None:
        raise ValueError(word.surface)
    named: dict[str, str | int | float] = {
        "need": word.surface,
        "offer": index.surfaces[pair.offer],
    }
    if pair.part:
        named["part"] = pair.part
    return Reason(pair.code, named, points)


def _missing(query: Query, pairs: list[_Pair | None], *, statistics: Statistics) -> list[str]:
    """The important words that found nothing, at most as many as reasons are named."""
    weights = statistics.weigh_terms([text.stem(word.word) for word in query.words])
    threshold = IMPORTANT * float(weights.max())
    return [
        word.surface
        for word, pair, weight in zip(query.words, pairs, weights, strict=True)
        if pair is None
        and weight >= threshold
        and word.word.isalpha()
        and len(word.word) > 2
        and word.word not in REQUEST_WORDS
    ][:MOST_WORDS]
