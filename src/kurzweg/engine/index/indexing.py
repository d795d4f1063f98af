"""From documents to an index: words are read once, and each distinct word is analysed once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Matrix, Strings, Table
from kurzweg.engine.documents import Document
from kurzweg.engine.index import bm25, latent, likeness
from kurzweg.engine.index.bm25 import Lengths
from kurzweg.engine.index.collection import Index, Statistics, find_sorted, gram_idf, term_idf
from kurzweg.engine.index.columns import Columns, Facts
from kurzweg.engine.index.embeddings import Collector as MeaningCollector
from kurzweg.engine.index.embeddings import Embedder, Meanings
from kurzweg.engine.index.headings import Collector, Headings
from kurzweg.engine.index.latent import Axes, Places
from kurzweg.engine.index.postings import Postings
from kurzweg.engine.index.texts import Texts
from kurzweg.engine.words import spelling, text, vocabulary
from kurzweg.engine.words.names import visible
from kurzweg.engine.words.vocabulary import Vocabulary
from kurzweg.engine.words.wordlists import STOPWORDS

PART_WEIGHT = 0.7  # a part of a compound, against 1 for the word itself
LATENT_GRAMS = 0.3  # what n-grams weigh, against 1 for terms, where latent dimensions are found


class Reader:
    """Takes documents one by one and keeps their facts and the numbers of their words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._numbers = _Numbers()
        self._facts = Facts()
        self._names = Collector()
        self._meanings = MeaningCollector(embedder)
        self._titles, self._texts = array("i"), array("i")
        self._title_ends, self._text_ends = array("q", [0]), array("q", [0])

    def read(self, documents: Iterable[Document]) -> None:
        """Take in documents; of two with the same key `finish` will complain."""
        number = self._numbers.__getitem__
        for document in documents:
            title, body = visible(document.title), visible(document.text)
            topics = [visible(topic) for topic in document.topics]
            self._facts.add(document)
            self._names.read(title, body)
            self._meanings.read("\n".join((title, body, *topics)))
            self._titles.extend(map(number, text.tokens(title)))
            for piece in (body, *topics):
                self._texts.extend(map(number, text.tokens(piece)))
            self._title_ends.append(len(self._titles))
            self._text_ends.append(len(self._texts))

    def finish(
        self, *, known: Vocabulary, statistics: Statistics | None = None
    ) -> tuple[Columns, Index, Vocabulary]:
        """Lay everything out, sorted by key and by word, so that the order of reading is lost.

        Words are weighed by `statistics`, or by this collection's own without them; `known`
        grows by the collection's words. Raises ValueError when two documents share a key.
        """
        keys = self._facts.keys
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
        for first, second in pairwise(order.tolist()):
            if keys[first] == keys[second]:
                raise ValueError(f"two documents have the key {keys[first]!r}")
        titles, texts = (
            (np.frombuffer(ends, dtype=np.int64), np.frombuffer(stream, dtype=np.int32))
            for ends, stream in ((self._title_ends, self._titles), (self._text_ends, self._texts))
        )
        written = list(self._numbers)
        seen = np.zeros(len(written), dtype=np.int64)
        for _, stream in (titles, texts):
            seen += np.bincount(stream, minlength=len(written))
        words, surfaces, word_of = _sorted_words(written, seen)
        counted = Texts.of(titles, texts, order=order, word_of=word_of, width=len(words))
        if statistics is None:
            known |= _vocabulary(words, seen=seen, word_of=word_of)
        headings = statistics.headings if statistics else self._names.headings()
        index = _index(
            words,
            surfaces,
            counted,
            headings=headings,
            heading_weights=headings.weights(self._names.titles()[order]),
            meanings=self._meanings.meanings(order),
            known=known,
            statistics=statistics,
        )
        return self._facts.columns(order), index, known


class _Numbers(dict[str, int]):
    """Numbers words in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _sorted_words(
    written: Sequence[str], seen: NDArray[np.int64]
) -> tuple[list[str], list[str], NDArray[np.int32]]:
    """Bring spellings together: words, how most people write each, and the word of each spelling.

    `seen` is how often each spelling was. The word of a stop word is -1.
    """
    spellings: dict[str, str] = {}
    for number in sorted(range(len(written)), key=lambda number: (-seen[number], written[number])):
        word = written[number].lower()
        if word not in STOPWORDS:
            spellings.setdefault(word, written[number])
    words = sorted(spellings)
    number_of = {word: number for number, word in enumerate(words)}
    word_of = np.array([number_of.get(each.lower(), -1) for each in written], dtype=np.int32)
    return words, [spellings[word] for word in words], word_of


def _vocabulary(
    words: Sequence[str], *, seen: NDArray[np.int64], word_of: NDArray[np.int32]
) -> Vocabulary:
    """The words of a collection with how often they were seen in any spelling."""
    counts = np.zeros(len(words), dtype=np.int64)
    np.add.at(counts, word_of[word_of >= 0], seen[word_of >= 0])
    return Vocabulary.of(
        {word: count for word, count in zip(words, counts.tolist(), strict=True) if word.isalpha()}
    )


def _index(
    words: list[str],
    surfaces: list[str],
    texts: Texts,
    *,
    headings: Headings,
    heading_weights: NDArray[np.float32],
    meanings: Meanings,
    known: Vocabulary,
    statistics: Statistics | None,
) -> Index:
    """Weigh and lay out the words of documents, by `statistics` or by their own without them."""
    terms = _terms(words, texts, known=known, statistics=statistics)
    looks = _looks(words, texts, heading_weights=heading_weights, statistics=statistics)
    axes, places = _latent(
        texts, looks.counts, terms.table.matrix() @ sparse.diags_array(terms.weights),
        known=_axes_of(statistics, grams=looks.grams, terms=terms.prints),
    )  # fmt: skip
    return Index(
        words=Strings.of(words),
        surfaces=Strings.of(surfaces),
        word_terms=terms.table,
        terms=terms.prints,
        term_weights=terms.weights,
        grams=looks.grams,
        gram_weights=looks.weights,
        gram_words=Table.of(looks.counts.T),
        word_norms=looks.word_norms,
        word_trigrams=looks.trigrams,
        texts=texts,
        title_weights=terms.in_fields[0],
        text_weights=terms.in_fields[1],
        title_letter_weights=looks.in_fields[0],
        text_letter_weights=looks.in_fields[1],
        title_norms=looks.title_norms,
        heading_weights=heading_weights,
        headings=headings,
        axes=axes,
        places=places,
        meanings=meanings,
        by_term=terms.postings,
        by_title=looks.postings,
        lengths=terms.lengths,
        letter_lengths=looks.lengths,
    )


class _Terms(NamedTuple):
    """What words are made of (v, t), what each term weighs (t), and which documents say it."""

    prints: NDArray[np.uint64]
    table: Table
    weights: NDArray[np.float32]
    in_fields: bm25.Weights
    lengths: Lengths
    postings: Postings


def _terms(
    words: Sequence[str], texts: Texts, *, known: Vocabulary, statistics: Statistics | None
) -> _Terms:
    names, table = _analysed(words, known=known)
    in_fields, lengths = bm25.field_weights(
        texts, table, average=statistics.lengths if statistics else None
    )
    of_documents = bm25.terms_of_documents(texts, table, weights=in_fields)
    if statistics:
        weights = statistics.weigh_terms(names)
    else:
        having = np.bincount(of_documents[1], minlength=len(names))
        weights = term_idf(having, documents=len(texts))
    return _Terms(
        prints=vocabulary.fingerprints(names),
        table=table,
        weights=weights.astype(np.float32),
        in_fields=in_fields,
        lengths=lengths,
        postings=Postings.of(*of_documents, width=len(names)),
    )


class _Looks(NamedTuple):
    """What words look like: their n-grams, weighed (v, g), and the same for titles.

    `trigrams` and what stands `in_fields` count the n-grams of three letters, unweighed.
    """

    grams: NDArray[np.uint64]
    weights: NDArray[np.float32]
    counts: Matrix
    word_norms: NDArray[np.float32]
    title_norms: NDArray[np.float32]
    postings: Postings
    trigrams: Table
    in_fields: bm25.Weights
    lengths: Lengths


def _looks(
    words: Sequence[str],
    texts: Texts,
    *,
    heading_weights: NDArray[np.float32],
    statistics: Statistics | None,
) -> _Looks:
    grams, counts = _grams_of(words)
    if statistics:
        weights = statistics.weigh_grams(grams).astype(np.float32)
    else:
        having = likeness.documents_having(texts, Table.of(counts))
        weights = gram_idf(having, documents=len(texts)).astype(np.float32)
    is_trigram = sparse.diags_array((grams <= text.LAST_TRIGRAM).astype(np.float32))
    trigrams = Table.of(counts @ is_trigram)
    in_fields, lengths = bm25.field_weights(
        texts, trigrams, average=statistics.letter_lengths if statistics else None
    )
    counts = counts @ sparse.diags_array(weights)
    word_norms = np.sqrt(np.asarray(counts.power(2).sum(axis=1))).ravel().astype(np.float32)
    title_norms = likeness.title_norms(texts, Table.of(counts))
    in_titles = likeness.title_words(
        texts, word_norms=word_norms, title_norms=title_norms, heading_weights=heading_weights
    )
    return _Looks(
        grams=grams,
        weights=weights,
        counts=counts,
        word_norms=word_norms,
        title_norms=title_norms,
        postings=Postings.of(*in_titles, width=len(words) + 1),
        trigrams=trigrams,
        in_fields=in_fields,
        lengths=lengths,
    )


def _latent(
    texts: Texts, word_grams: Matrix, word_terms: Matrix, *, known: Axes | None
) -> tuple[Axes, Places]:
    """Where texts point along known axes, or along their own without them."""
    features = sparse.hstack((word_grams * LATENT_GRAMS, word_terms), format="csr")
    counted = texts.damped(width=features.shape[0])
    axes = known or Axes.of(latent.axes(counted, features), grams=word_grams.shape[1])
    return axes, latent.fold_in(counted, features, axes.features())


def _axes_of(
    statistics: Statistics | None, *, grams: NDArray[np.uint64], terms: NDArray[np.uint64]
) -> Axes | None:
    """The axes of a whole collection in the numbers of a part of it."""
    if statistics is None:
        return None
    return statistics.axes.taken(
        find_sorted(grams, among=statistics.grams), find_sorted(terms, among=statistics.terms)
    )


def _analysed(words: Sequence[str], *, known: Vocabulary) -> tuple[list[str], Table]:
    """Find the terms of words, sorted by fingerprint, and a matrix of shape (words, terms)."""
    usual = spelling.usual(filter(spelling.is_written_out, words), known=known)
    parts_of = vocabulary.split([usual.get(word, word) for word in words], known=known)
    vectors = [term_vector(word, parts) for word, parts in zip(words, parts_of, strict=True)]
    terms = list({term for vector in vectors for term in vector})
    terms = [terms[place] for place in np.argsort(vocabulary.fingerprints(terms)).tolist()]
    number = {term: position for position, term in enumerate(terms)}
    rows = np.repeat(np.arange(len(words)), [len(vector) for vector in vectors])
    columns_ = [number[term] for vector in vectors for term in vector]
    values = [value for vector in vectors for value in vector.values()]
    matrix = sparse.csr_matrix(
        (np.array(values, dtype=np.float32), (rows, columns_)), shape=(len(words), len(terms))
    )
    return terms, Table.of(matrix)


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
