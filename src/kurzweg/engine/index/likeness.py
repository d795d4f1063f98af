"""How alike texts look: cosines of tf-idf vectors over character n-grams inside words.

Salton & Buckley 1988; McNamee & Mayfield 2004. A text's vector is the sum of its words' vectors,
each times 1 + ln count, so only words have vectors, and a text costs one product per word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled
from kurzweg.engine.arrays.storage import Table
from kurzweg.engine.index.postings import FULL
from kurzweg.engine.index.texts import DAMPED, Texts

TINY = 1e-12  # instead of 0 below a line


def documents_having(texts: Texts, word_grams: Table) -> NDArray[np.int64]:
    """In how many documents each n-gram stands."""
    return _having(texts.ends, texts.words, word_grams.ends, word_grams.columns, word_grams.width)


def title_norms(texts: Texts, word_grams: Table) -> NDArray[np.float32]:
    """The Euclidean lengths of the titles' vectors (n)."""
    return _title_norms(
        texts.ends, texts.words, texts.in_title,
        word_grams.ends, word_grams.columns, word_grams.values, word_grams.width,
    )  # fmt: skip


def title_words(
    texts: Texts,
    *,
    word_norms: NDArray[np.float32],
    title_norms: NDArray[np.float32],
    heading_weights: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:
    """The words of each title, between two ends (n + 1), and their share in its vector.

    Damped count × length of the word's vector / length of the title's, the less the longer the
    document is, at most 1, for which 255 stands. A heading has its weight as one word more, whose
    number is the number of words.
    """
    is_heading = heading_weights > 0
    counts = np.add.reduceat(np.append(texts.in_title > 0, False), texts.ends[:-1], dtype=np.int64)
    counts[texts.ends[:-1] == texts.ends[1:]] = 0
    ends = np.append(0, np.cumsum(counts + is_heading))
    words, shares = np.zeros(ends[-1], dtype=np.int32), np.zeros(ends[-1], dtype=np.float32)
    brevity = (1 - texts.lengths()) / np.maximum(title_norms, TINY)
    _write_titles(
        texts.ends, texts.words, texts.in_title, word_norms, brevity, heading_weights,
        ends, words, shares,
    )  # fmt: skip
    return ends, words, np.clip(np.rint(FULL * shares), 1, FULL).astype(np.uint8)


def title_cosines(
    texts: Texts,
    rows: NDArray[np.int64],
    *,
    norms: NDArray[np.float32],
    products: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The cosines of some titles with a query.

    `products` (v) are those of each word's vector with the query's, divided by the latter's length.
    """
    sums = _title_sums(texts.ends, texts.words, texts.in_title, rows, products)
    return np.asarray(sums / np.maximum(norms[rows], TINY))


def share_letters(
    texts: Texts, rows: NDArray[np.int64], *, products: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether some documents have a word, anywhere, with an n-gram of a query.

    `products` (v) are those of each word's vector with the query's.
    """
    return _any_product(texts.ends, texts.words, rows, products)


@compiled
def _any_product(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    rows: NDArray[np.int64],
    products: NDArray[np.float64],
) -> NDArray[np.bool_]:
    found = np.zeros(len(rows), np.bool_)
    for number in range(len(rows)):
        for place in range(ends[rows[number]], ends[rows[number] + 1]):
            if products[words[place]] > 0:
                found[number] = True
                break
    return found


@compiled
def _having(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    gram_ends: NDArray[np.int64],
    grams_of: NDArray[np.int32],
    width: int,
) -> NDArray[np.int64]:
    having = np.zeros(width, np.int64)
    last_row = np.full(width, -1, np.int64)
    for row in range(len(ends) - 1):
        for place in range(ends[row], ends[row + 1]):
            for entry in range(gram_ends[words[place]], gram_ends[words[place] + 1]):
                gram = grams_of[entry]
                if last_row[gram] != row:
                    last_row[gram] = row
                    having[gram] += 1
    return having


@compiled
def _title_norms(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    gram_ends: NDArray[np.int64],
    grams_of: NDArray[np.int32],
    values: NDArray[np.float32],
    width: int,
) -> NDArray[np.float32]:
    norms = np.zeros(len(ends) - 1, np.float32)
    vector = np.zeros(width)
    for row in range(len(ends) - 1):
        total = 0.0
        for step in range(2):  # add all words first, then take each n-gram once
            for place in range(ends[row], ends[row + 1]):
                if in_title[place] == 0:
                    continue
                for entry in range(gram_ends[words[place]], gram_ends[words[place] + 1]):
                    if step == 0:
                        vector[grams_of[entry]] += DAMPED[in_title[place]] * values[entry]
                    else:
                        total += vector[grams_of[entry]] ** 2
                        vector[grams_of[entry]] = 0
        norms[row] = np.sqrt(total)
    return norms


@compiled
def _title_sums(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    rows: NDArray[np.int64],
    products: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Add up the products of the words in some titles, each as often as it counts."""
    sums = np.zeros(len(rows))
    for number in range(len(rows)):
        for place in range(ends[rows[number]], ends[rows[number] + 1]):
            sums[number] += DAMPED[in_title[place]] * products[words[place]]
    return sums


@compiled
def _write_titles(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    word_norms: NDArray[np.float32],
    brevity: NDArray[np.float64],
    heading_weights: NDArray[np.float32],
    title_ends: NDArray[np.int64],
    found: NDArray[np.int32],
    shares: NDArray[np.float32],
) -> None:
    for row in range(len(ends) - 1):
        filled = title_ends[row]
        for place in range(ends[row], ends[row + 1]):
            if in_title[place] > 0:
                found[filled] = words[place]
                shares[filled] = DAMPED[in_title[place]] * word_norms[words[place]] * brevity[row]
                filled += 1
        if filled < title_ends[row + 1]:
            found[filled] = len(word_norms)
            shares[filled] = heading_weights[row]
