"""From running text to words, stems and character n-grams, for German and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray

from kurzweg.engine.words.names import visible
from kurzweg.engine.words.wordlists import STOPWORDS

_WORD = re.compile(r"[^\W\d_]{1,64}|\d{1,64}")  # the longest German word has 63 letters
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_GERMAN = Stemmer.Stemmer("german", 0)  # without its own cache, which threads may not share

GRAM_SIZES = (3, 4, 5)  # bytes; five of them fit into an integer, so a gram is its own number
LAST_TRIGRAM = 256**3 - 1  # the number of no longer gram is smaller


def tokens(text: str) -> list[str]:
    """Cut a text into words and numbers as they are written, in their order."""
    return _WORD.findall(visible(text))


def words(text: str) -> list[str]:
    """Cut a text into words as they are written, without those that say nothing."""
    return [token for token in tokens(text) if token.lower() not in STOPWORDS]


def fold(word: str) -> str:
    """Write a lower-case word without umlauts and accents."""
    plain = word.translate(_UMLAUTS)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut a lower-case word to its stem (Snowball's German algorithm), umlauts folded."""
    return fold(_GERMAN.stemWord(word))


def grams(words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """List the character n-grams of lower-case words, borders marked, as two parallel arrays.

    The first array says to which word (position in `words`) the gram belongs, the second holds
    the gram's bytes as one integer. Repeated grams are listed repeatedly.
    """
    folded = [f"_{fold(word)}_".encode() for word in words]
    letters = np.frombuffer(b"".join(folded), dtype=np.uint8).astype(np.uint64)
    lengths = np.fromiter(map(len, folded), dtype=np.int64, count=len(folded))
    owner = np.repeat(np.arange(len(folded), dtype=np.int32), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))  # letters to the end
    owners, numbers = [], []
    for size in GRAM_SIZES:
        starts = np.flatnonzero(left >= size)
        number = np.zeros(len(starts), dtype=np.uint64)
        for offset in range(size):
            number = (number << np.uint64(8)) | letters[starts + offset]
        owners.append(owner[starts])
        numbers.append(number)
    return np.concatenate(owners), np.concatenate(numbers)
