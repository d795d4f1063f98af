"""From documents to an index: words are read once, and each distinct word is analysed once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kurzweg.engine import text, vocabulary
from kurzweg.engine.columns import Columns, Facts, columns, facts
from kurzweg.engine.documents import Document
from kurzweg.engine.index import (
    Index,
    Matrix,
    Statistics,
    Table,
    gram_idf,
    term_idf,
)
from kurzweg.engine.storage import Strings
from kurzweg.engine.vocabulary import Vocabulary
from kurzweg.engine.wordlists import STOPWORDS

K1, B = 0.9, 0.75  # saturation (Trotman, Puurula & Burgess 2014) and length normalisation of BM25
TITLE_WEIGHT = 2.0  # a word in a title counts as often
PART_WEIGHT = 0.7  # a part of a compound, against 1 for the word itself
_ROWS_AT_ONCE = 20_000  # documents whose n-gram vectors are held at the same time


class Reader:
    """Takes documents one by one and keeps their facts and the numbers of their words."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._facts: list[Facts] = []
        self._titles, self._texts = array("i"), array("i")
        self._title_ends, self._text_ends = array("q", [0]), array("q", [0])

    def read(self, documents: Iterable[Document]) -> None:
        """Take in documents; of two with the same key `finish` will complain."""
        number = self._numbers.__getitem__
        for document in documents:
            self._facts.append(facts(document))
            self._titles.extend(map(number, text.tokens(document.title)))
            self._texts.extend(map(number, text.tokens(document.text)))
            for topic in document.topics:
                self._texts.extend(map(number, text.tokens(topic)))
            self._title_ends.append(len(self._titles))
            self._text_ends.append(len(self._texts))

    def finish(
        self, *, known: Vocabulary, statistics: Statistics | None = None
    ) -> tuple[Columns, Index, Vocabulary]:
        """Lay everything out, sorted by key and by word, so that the order of reading is lost.

        Words are weighed by `statistics`, or by this collection's own without them; `known`
        grows by the collection's words. Raises ValueError when two documents share a key.
        """
        order = sorted(range(len(self._facts)), key=lambda row: self._facts[row].key)
        rows = [self._facts[row] for row in order]
        for first, second in pairwise(rows):
            if first.key == second.key:
                raise ValueError(f"two documents have the key {first.key!r}")
        words, surfaces, place = _sorted_words(
            list(self._numbers), np.array(self._titles + self._texts, dtype=np.int64)
        )
        titles = _counts(self._titles, self._title_ends, place, len(words))[order]
        texts = _counts(self._texts, self._text_ends, place, len(words))[order]
        if statistics is None:
            seen = np.asarray((titles + texts).sum(axis=0)).ravel()
            known |= Vocabulary.of(
                {word: int(n) for word, n in zip(words, seen, strict=True) if word.isalpha()}
            )
        index = _index(words, surfaces, titles, texts, known=known, statistics=statistics)
        return columns(rows), index, known


class _Numbers(dict[str, int]):
    """Numbers words in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _sorted_words(
    written: Sequence[str], stream: NDArray[np.int64]
) -> tuple[list[str], list[str], NDArray[np.int64]]:
    """Bring spellings together: words, how most people write each, and the word of each spelling.

    The word of a stop word is -1.
    """
    seen = np.bincount(stream, minlength=len(written))
    spellings: dict[str, str] = {}
    for number in sorted(range(len(written)), key=lambda number: (-seen[number], written[number])):
        word = written[number].lower()
        if word not in STOPWORDS:
            spellings.setdefault(word, written[number])
    words = sorted(spellings)
    number_of = {word: number for number, word in enumerate(words)}
    place = np.array([number_of.get(each.lower(), -1) for each in written], dtype=np.int64)
    return words, [spellings[word] for word in words], place


def _counts(stream: array[int], ends: array[int], place: NDArray[np.int64], width: int) -> Matrix:
    """How often each word stands in each document, shape (documents, words)."""
    columns_ = place[np.array(stream, dtype=np.int64)]
    borders = np.array(ends, dtype=np.int64)
    rows = np.repeat(np.arange(len(ends) - 1), borders[1:] - borders[:-1])
    is_word = columns_ >= 0
    ones = np.ones(int(is_word.sum()), dtype=np.float32)
    matrix = sparse.csr_matrix(
        (ones, (rows[is_word], columns_[is_word])), shape=(len(ends) - 1, width)
    )
    matrix.sum_duplicates()
    return matrix


def _index(
    words: list[str],
    surfaces: list[str],
    titles: Matrix,
    texts: Matrix,
    *,
    known: Vocabulary,
    statistics: Statistics | None,
) -> Index:
    """Weigh and lay out the words of documents, given as counts of shape (documents, words)."""
    documents = titles.shape[0]
    terms, word_terms = _analysed(words, known=known)
    frequencies, lengths = _frequencies(titles @ word_terms, texts @ word_terms, statistics)
    bodies, titles = _damped(titles + texts), _damped(titles)
    grams, word_grams = _grams_of(words)
    if statistics:
        term_weights = statistics.weigh_terms(terms).astype(np.float32)
        gram_weights = statistics.weigh_grams(grams).astype(np.float32)
    else:
        having = np.bincount(frequencies.indices, minlength=len(terms))
        term_weights = term_idf(having, documents=documents).astype(np.float32)
        having = _documents_having(bodies, word_grams)
        gram_weights = gram_idf(having, documents=documents).astype(np.float32)
    word_grams = word_grams @ sparse.diags_array(gram_weights)
    return Index(
        words=Strings.of(words),
        surfaces=Strings.of(surfaces),
        word_terms=Table.of(word_terms),
        terms=vocabulary.fingerprints(terms),
        term_weights=term_weights,
        postings=Table.of(_impacts(frequencies, term_weights).T),
        grams=grams,
        gram_weights=gram_weights,
        gram_words=Table.of(word_grams.T),
        titles=Table.of(titles),
        title_norms=_norms(titles, word_grams),
        bodies=Table.of(bodies),
        body_norms=_norms(bodies, word_grams),
        title_length=lengths[0],
        text_length=lengths[1],
    )


def _frequencies(
    titles: Matrix, texts: Matrix, statistics: Statistics | None
) -> tuple[Matrix, tuple[float, float]]:
    """BM25F's term frequencies, each field's over its length, and the average lengths used.

    Robertson & Zaragoza 2009, section 3.6.1: Σ over fields of w tf / (1 - b + b length / average).
    """
    lengths = [np.asarray(field.sum(axis=1)).ravel() for field in (titles, texts)]
    averages = (_mean(lengths[0]), _mean(lengths[1]))
    if statistics:
        averages = (statistics.title_length, statistics.text_length)
    norms = [
        1 - B + B * length / (average or 1.0)
        for length, average in zip(lengths, averages, strict=True)
    ]
    frequencies = sparse.diags_array(TITLE_WEIGHT / norms[0]) @ titles
    frequencies += sparse.diags_array(1 / norms[1]) @ texts
    return sparse.csr_matrix(frequencies), averages


def _impacts(frequencies: Matrix, weights: NDArray[np.float32]) -> Matrix:
    """BM25's saturation: what each term adds to a document's score, tf (k1 + 1) / (tf + k1) idf."""
    impacts = frequencies.copy()
    tf = frequencies.data
    impacts.data = tf * (K1 + 1) / (tf + K1) * weights[frequencies.indices]
    return impacts


def _analysed(words: Sequence[str], *, known: Vocabulary) -> tuple[list[str], Matrix]:
    """Find the terms of words, sorted by fingerprint, and a matrix of shape (words, terms)."""
    vectors = [
        term_vector(word, parts)
        for word, parts in zip(words, vocabulary.split(words, known=known), strict=True)
    ]
    terms = list({term for vector in vectors for term in vector})
    terms = [terms[place] for place in np.argsort(vocabulary.fingerprints(terms)).tolist()]
    number = {term: position for position, term in enumerate(terms)}
    rows = np.repeat(np.arange(len(words)), [len(vector) for vector in vectors])
    columns_ = [number[term] for vector in vectors for term in vector]
    values = [value for vector in vectors for value in vector.values()]
    matrix = sparse.csr_matrix(
        (np.array(values, dtype=np.float32), (rows, columns_)), shape=(len(words), len(terms))
    )
    return terms, matrix


def term_vector(word: str, parts: Sequence[str]) -> dict[str, float]:
    """The terms of a lower-case word: its stem, and less heavy the stems of its parts."""
    vector = {text.stem(word): 1.0}
    for part in map(text.stem, parts):
        vector[part] = vector.get(part, 0.0) + PART_WEIGHT
    return vector


def _grams_of(words: Sequence[str]) -> tuple[NDArray[np.uint64], Matrix]:
    rows, numbers = text.grams(words)
    grams, columns_ = np.unique(numbers, return_inverse=True)
    matrix = sparse.csr_matrix(
        (np.ones(len(rows), dtype=np.float32), (rows, columns_)), shape=(len(words), len(grams))
    )
    matrix.sum_duplicates()
    return grams, matrix


def _documents_having(texts: Matrix, word_grams: Matrix) -> NDArray[np.int64]:
    """In how many texts each n-gram stands."""
    having = np.zeros(word_grams.shape[1], dtype=np.int64)
    for start in range(0, texts.shape[0], _ROWS_AT_ONCE):
        chunk = texts[start : start + _ROWS_AT_ONCE] @ word_grams
        having += np.bincount(chunk.indices, minlength=len(having))
    return having


def _norms(texts: Matrix, word_grams: Matrix) -> NDArray[np.float32]:
    """The Euclidean length of each text's n-gram vector."""
    norms = np.zeros(texts.shape[0], dtype=np.float32)
    for start in range(0, texts.shape[0], _ROWS_AT_ONCE):
        chunk = texts[start : start + _ROWS_AT_ONCE] @ word_grams
        squares = np.asarray(chunk.multiply(chunk).sum(axis=1)).ravel()
        norms[start : start + _ROWS_AT_ONCE] = np.sqrt(squares)
    return norms


def _damped(counts: Matrix) -> Matrix:
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return damped


def _mean(lengths: NDArray[np.float32]) -> float:
    return float(lengths.mean()) if len(lengths) else 0.0
