"""How much documents say terms: BM25F over titles and texts.

Robertson & Zaragoza 2009, "The probabilistic relevance framework", section 3.6: a term's frequency
tf is Σ over fields of weight × count / (1 - b + b × length / average length); to a score it adds
idf × (k1 + 1) × tf / (tf + k1). Lengths count terms, the parts of a compound for less than itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled
from kurzweg.engine.arrays.storage import Table
from kurzweg.engine.index.texts import Texts

K1, B = 0.9, 0.75  # saturation (Trotman, Puurula & Burgess 2014) and length normalisation of BM25
TITLE_WEIGHT = 3.0  # a word in a title counts as often

Weights = tuple[NDArray[np.float32], NDArray[np.float32]]  # of a word in each title, in each text


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many terms, or n-grams, titles and texts have on average."""

    title: float
    text: float


def field_weights(
    texts: Texts, word_terms: Table, *, average: Lengths | None = None
) -> tuple[Weights, Lengths]:
    """What a word counts in the title and in the text of each document (n each).

    Lengths are compared with an `average`, or with that of these documents, which is given back.
    """
    of_words = np.add.reduceat(np.append(word_terms.values, 0), word_terms.ends[:-1])
    lengths = _lengths(texts.ends, texts.words, texts.in_title, texts.in_text, of_words)
    if average is None:
        average = Lengths(*lengths.sum(axis=1) / max(len(texts), 1))
    title, text = (
        (weight / (1 - B + B * length / (mean or 1.0))).astype(np.float32)
        for weight, length, mean in zip(
            (TITLE_WEIGHT, 1.0), lengths, (average.title, average.text), strict=True
        )
    )
    return (title, text), average


def terms_of_documents(
    texts: Texts, word_terms: Table, *, weights: Weights
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:
    """The different terms of each document, between two ends (n + 1), and their saturation.

    tf / (tf + k1) lies between 0 and 1, for which 255 stands.
    """
    ends = _ends(texts.ends, texts.words, word_terms.ends, word_terms.columns, word_terms.width)
    terms, strengths = np.zeros(ends[-1], dtype=np.int32), np.zeros(ends[-1], dtype=np.uint8)
    _fill(
        texts.ends, texts.words, texts.in_title, texts.in_text,
        word_terms.ends, word_terms.columns, word_terms.values, word_terms.width,
        *weights, ends, terms, strengths,
    )  # fmt: skip
    return ends, terms, strengths


@dataclass(frozen=True, slots=True)
class Wanted:
    """Terms that are looked for, and what each is worth to a document that says nothing else.

    `word_terms` and `weights` are those of the documents, `terms` numbers, -1 for a term that
    these documents lack.
    """

    texts: Texts
    word_terms: Table
    weights: Weights
    terms: NDArray[np.int64]
    values: NDArray[np.float64]

    def scores(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Σ value × tf / (tf + k1) for some documents, added in the order of the terms."""
        scores = np.zeros(len(rows))
        texts, table = self.texts, self.word_terms
        _add_scores(
            texts.ends, texts.words, texts.in_title, texts.in_text,
            table.ends, table.columns, table.values, *self.weights,
            rows, self._places(), self.values, scores,
        )  # fmt: skip
        return scores

    def parts(self, row: int) -> NDArray[np.float64]:
        """What each term adds to the score of one document."""
        saturations = np.zeros(len(self.terms))
        texts, table = self.texts, self.word_terms
        _saturate(
            texts.ends, texts.words, texts.in_title, texts.in_text,
            table.ends, table.columns, table.values, *self.weights,
            row, self._places(), saturations,
        )  # fmt: skip
        return saturations * self.values

    def _places(self) -> NDArray[np.int32]:
        """Where each term of these documents stands among those wanted, or -1."""
        places = np.full(self.word_terms.width, -1, dtype=np.int32)
        places[self.terms[self.terms >= 0]] = np.flatnonzero(self.terms >= 0)
        return places


@compiled
def _lengths(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    in_text: NDArray[np.uint8],
    of_words: NDArray[np.float32],
) -> NDArray[np.float64]:
    """The lengths of titles and of texts, of shape (2, documents)."""
    lengths = np.zeros((2, len(ends) - 1))
    for row in range(len(ends) - 1):
        for place in range(ends[row], ends[row + 1]):
            lengths[0, row] += of_words[words[place]] * in_title[place]
            lengths[1, row] += of_words[words[place]] * in_text[place]
    return lengths


@compiled
def _ends(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    term_ends: NDArray[np.int64],
    terms_of: NDArray[np.int32],
    width: int,
) -> NDArray[np.int64]:
    """Where the different terms of each document end, 0 first."""
    found = np.zeros(len(ends), np.int64)
    last_row = np.full(width, -1, np.int64)
    for row in range(len(ends) - 1):
        different = 0
        for place in range(ends[row], ends[row + 1]):
            for entry in range(term_ends[words[place]], term_ends[words[place] + 1]):
                if last_row[terms_of[entry]] != row:
                    last_row[terms_of[entry]] = row
                    different += 1
        found[row + 1] = found[row] + different
    return found


@compiled
def _fill(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    in_text: NDArray[np.uint8],
    term_ends: NDArray[np.int64],
    terms_of: NDArray[np.int32],
    values: NDArray[np.float32],
    width: int,
    title_weights: NDArray[np.float32],
    text_weights: NDArray[np.float32],
    found_ends: NDArray[np.int64],
    found: NDArray[np.int32],
    strengths: NDArray[np.uint8],
) -> None:
    """Write the different terms of each document and their saturation."""
    frequencies = np.zeros(width)
    for row in range(len(ends) - 1):
        filled = found_ends[row]
        for place in range(ends[row], ends[row + 1]):
            counted = title_weights[row] * in_title[place] + text_weights[row] * in_text[place]
            for entry in range(term_ends[words[place]], term_ends[words[place] + 1]):
                if frequencies[terms_of[entry]] == 0:
                    found[filled] = terms_of[entry]
                    filled += 1
                frequencies[terms_of[entry]] += counted * values[entry]
        for place in range(found_ends[row], filled):
            frequency = frequencies[found[place]]
            strengths[place] = max(1, round(255 * frequency / (frequency + K1)))
            frequencies[found[place]] = 0


@compiled
def _saturate(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    in_text: NDArray[np.uint8],
    term_ends: NDArray[np.int64],
    terms_of: NDArray[np.int32],
    values: NDArray[np.float32],
    title_weights: NDArray[np.float32],
    text_weights: NDArray[np.float32],
    row: int,
    place_of: NDArray[np.int32],
    saturations: NDArray[np.float64],
) -> None:
    """Write how far a document says each term that has a place: tf / (tf + k1)."""
    saturations[:] = 0
    for place in range(ends[row], ends[row + 1]):
        counted = title_weights[row] * in_title[place] + text_weights[row] * in_text[place]
        for entry in range(term_ends[words[place]], term_ends[words[place] + 1]):
            wanted = place_of[terms_of[entry]]
            if wanted >= 0:
                saturations[wanted] += counted * values[entry]
    for wanted in range(len(saturations)):
        saturations[wanted] /= saturations[wanted] + K1


@compiled
def _add_scores(
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    in_text: NDArray[np.uint8],
    term_ends: NDArray[np.int64],
    terms_of: NDArray[np.int32],
    values: NDArray[np.float32],
    title_weights: NDArray[np.float32],
    text_weights: NDArray[np.float32],
    rows: NDArray[np.int64],
    place_of: NDArray[np.int32],
    worth: NDArray[np.float64],
    scores: NDArray[np.float64],
) -> None:
    """Add up what the terms of some documents are worth, one document after the other."""
    saturations = np.zeros(len(worth))
    for number in range(len(rows)):
        _saturate(
            ends, words, in_title, in_text, term_ends, terms_of, values,
            title_weights, text_weights, rows[number], place_of, saturations,
        )  # fmt: skip
        for wanted in range(len(worth)):
            scores[number] += worth[wanted] * saturations[wanted]
