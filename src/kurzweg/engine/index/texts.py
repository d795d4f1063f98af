"""What documents say: each one's different words and how often they stand in title and text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled
from kurzweg.engine.arrays.storage import Matrix

MOST = 255  # so often a word counts in a title or a text; so one byte holds it
HALF_A_TITLE = 15  # different words of a document of which the title says half
HALF_A_TOPIC = 8  # different words of a document from which half its topic can be told
# What a word counts that stands so often: 1 + ln count.
DAMPED = np.concatenate(([0.0], 1 + np.log(np.arange(1, 2 * MOST + 1)))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of n documents: those of one between two `ends` (n + 1), in order.

    Beside each word how often it stands `in_title` and `in_text`, topics included.
    """

    ends: NDArray[np.int64]
    words: NDArray[np.int32]
    in_title: NDArray[np.uint8]
    in_text: NDArray[np.uint8]

    @classmethod
    def of(
        cls,
        titles: tuple[NDArray[np.int64], NDArray[np.int32]],
        texts: tuple[NDArray[np.int64], NDArray[np.int32]],
        *,
        order: NDArray[np.int64],
        word_of: NDArray[np.int32],
        width: int,
    ) -> Texts:
        """Count the words of documents, given as ends (n + 1) and numbers of spellings.

        `order` (n) brings the documents into another order.
        `word_of` is the word of each spelling, below `width`, or -1 for one that does not count.
        """
        ends = _ends(*titles, *texts, order, word_of, width)
        counted = cls(
            ends=ends,
            words=np.zeros(ends[-1], dtype=np.int32),
            in_title=np.zeros(ends[-1], dtype=np.uint8),
            in_text=np.zeros(ends[-1], dtype=np.uint8),
        )
        _count(
            *titles, *texts, order, word_of, width,
            counted.ends, counted.words, counted.in_title, counted.in_text,
        )  # fmt: skip
        return counted

    def __len__(self) -> int:
        return len(self.ends) - 1

    def words_of(self, row: int) -> NDArray[np.int32]:
        """The different words of a document, in order."""
        return self.words[self.ends[row] : self.ends[row + 1]]

    def title(self, row: int) -> NDArray[np.float32]:
        """How often each of its words stands in a document's title, damped: 1 + ln count or 0."""
        return np.asarray(DAMPED[self.in_title[self.ends[row] : self.ends[row + 1]]])

    def lengths(
        self, rows: NDArray[np.int64] | None = None, *, half: int = HALF_A_TITLE
    ) -> NDArray[np.float64]:
        """How long documents are, between 0 and 1: n different words give n / (n + half)."""
        last, first = self.ends[1:], self.ends[:-1]
        words = (last - first if rows is None else last[rows] - first[rows]).astype(np.float64)
        return words / (words + half)

    def damped(self, *, width: int) -> Matrix:
        """How often words stand in title, text and topics together, damped: (n, width)."""
        counts = DAMPED[self.in_title.astype(np.int64) + self.in_text]
        return sparse.csr_matrix((counts, self.words, self.ends), shape=(len(self), width))


@compiled
def _ends(
    title_ends: NDArray[np.int64],
    titles: NDArray[np.int32],
    text_ends: NDArray[np.int64],
    texts: NDArray[np.int32],
    order: NDArray[np.int64],
    word_of: NDArray[np.int32],
    width: int,
) -> NDArray[np.int64]:
    """Where the different words of each document end, 0 first."""
    ends = np.zeros(len(order) + 1, np.int64)
    last_row = np.full(width, -1, np.int64)
    for row in range(len(order)):
        read, different = order[row], 0
        for stream, first, last in (
            (titles, title_ends[read], title_ends[read + 1]),
            (texts, text_ends[read], text_ends[read + 1]),
        ):
            for place in range(first, last):
                word = word_of[stream[place]]
                if word >= 0 and last_row[word] != row:
                    last_row[word] = row
                    different += 1
        ends[row + 1] = ends[row] + different
    return ends


@compiled
def _count(
    title_ends: NDArray[np.int64],
    titles: NDArray[np.int32],
    text_ends: NDArray[np.int64],
    texts: NDArray[np.int32],
    order: NDArray[np.int64],
    word_of: NDArray[np.int32],
    width: int,
    ends: NDArray[np.int64],
    words: NDArray[np.int32],
    in_title: NDArray[np.uint8],
    in_text: NDArray[np.uint8],
) -> None:
    """Write the words of each document in order, and count them."""
    counts = np.zeros((width, 2), np.int64)
    for row in range(len(order)):
        read, filled = order[row], ends[row]
        for field, stream, first, last in (
            (0, titles, title_ends[read], title_ends[read + 1]),
            (1, texts, text_ends[read], text_ends[read + 1]),
        ):
            for place in range(first, last):
                word = word_of[stream[place]]
                if word >= 0:
                    if counts[word, 0] + counts[word, 1] == 0:
                        words[filled] = word
                        filled += 1
                    counts[word, field] += 1
        words[ends[row] : filled].sort()
        for place in range(ends[row], filled):
            in_title[place] = min(counts[words[place], 0], MOST)
            in_text[place] = min(counts[words[place], 1], MOST)
            counts[words[place]] = 0
