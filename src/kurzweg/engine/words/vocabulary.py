"""Which words are known, and into which of them a compound falls apart.

Words are kept as 64-bit fingerprints in one sorted array, so that a million of them are eight
megabytes which all processes share, and all substrings of a word are looked up at once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from kurzweg.engine.words.text import tokens
from kurzweg.engine.words.wordlists import NO_PARTS

SHORTEST, LONGEST = 4, 24  # letters of a word that may be a part
LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")  # between two parts: Arbeit-s-platz
ENDINGS = ("", "n", "s", "e", "en", "er", "es")  # of the last part: Blech-e
COST_OF_A_LINK, COST_OF_A_LOST_E = 0.5, 1.0
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_CHUNK = 32_768  # letters that are looked at together
_AT_ONCE = 10_000  # words that are numbered together
_POWERS = np.cumprod(np.array([1] + [_BASE] * _CHUNK, dtype=np.uint64))
_INVERSES = np.cumprod(np.array([1] + [pow(_BASE, -1, 2**64)] * _CHUNK, dtype=np.uint64))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known lower-case words as sorted fingerprints, how often each one and all were seen."""

    fingerprints: NDArray[np.uint64]
    counts: NDArray[np.int64]
    total: int

    @classmethod
    def of(cls, words: Mapping[str, int]) -> Vocabulary:
        """Take words with their counts; those too short or too long to be a part are left out."""
        usable = [
            word for word in words if SHORTEST <= len(word) <= LONGEST and word not in NO_PARTS
        ]
        counts = np.fromiter((words[word] for word in usable), dtype=np.int64, count=len(usable))
        return _summed(fingerprints(usable), counts)

    def __or__(self, other: Vocabulary) -> Vocabulary:
        return _summed(
            np.concatenate((self.fingerprints, other.fingerprints)),
            np.concatenate((self.counts, other.counts)),
        )

    def look_up(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How often the word with each fingerprint was seen; 0 when it is not known."""
        if not len(self.fingerprints):
            return np.zeros(len(wanted), dtype=np.int64)
        positions = np.searchsorted(self.fingerprints, wanted)
        positions[positions == len(self.fingerprints)] = 0
        return np.where(self.fingerprints[positions] == wanted, self.counts[positions], 0)


@cache
def german() -> Vocabulary:
    """The words of simplemma's German dictionary, each seen once."""
    dictionary = DefaultDictionaryFactory().get_dictionary("de")
    return Vocabulary.of({word.lower(): 1 for word in dictionary if word.isalpha()})


def read_words(file: Path) -> Counter[str]:
    """Count the lower-case words of a file of labels: XML, JSONL, CSV or any other text.

    UTF-8, or Windows-1252 where it is not. Raises ValueError when XML or JSON is broken.
    """
    content = file.read_bytes()
    if file.suffix.lower() == ".xml":
        try:
            pieces: Iterable[str] = ElementTree.fromstring(content).itertext()  # noqa: S314
        except ElementTree.ParseError as problem:
            raise ValueError(f"this is not XML: {problem}") from None
    elif file.suffix.lower() == ".json":
        pieces = _strings_of_json(_decoded(content))
    elif file.suffix.lower() == ".jsonl":
        lines = _decoded(content).splitlines()
        pieces = (
            piece
            for line, row in enumerate(lines, start=1)
            for piece in _strings_of_json(row, line)
        )
    else:
        pieces = _decoded(content).splitlines()
    return Counter(word.lower() for piece in pieces for word in tokens(piece) if word.isalpha())


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _strings_of_json(content: str, line: int = 1) -> Iterator[str]:
    try:
        waiting = [json.loads(content or "null")]
    except json.JSONDecodeError as problem:
        raise ValueError(f"line {line + problem.lineno - 1} is not JSON") from None
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def fingerprints(words: Sequence[str]) -> NDArray[np.uint64]:
    """Number words so that equal words have equal numbers: sum of letter × base**position."""
    chunks = [_prints(words[start : start + _AT_ONCE]) for start in range(0, len(words), _AT_ONCE)]
    return np.concatenate(chunks) if chunks else np.zeros(0, dtype=np.uint64)


def _prints(words: Sequence[str]) -> NDArray[np.uint64]:
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(lengths) - lengths
    positions = np.minimum(np.arange(lengths.sum()) - np.repeat(starts, lengths), _CHUNK)
    # One letter more, so that an empty word at the end has a place.
    products = np.append(_letters("".join(words)) * _POWERS[positions], np.uint64(0))
    return np.asarray(np.where(lengths, np.add.reduceat(products, starts), np.uint64(0)))


def split(words: Sequence[str], *, known: Vocabulary) -> list[tuple[str, ...]]:
    """Cut lower-case words into known words and these again; () where a word is no compound.

    "edelstahlverarbeitung" gives "edel", "stahlverarbeitung", "stahl" and "verarbeitung". The
    cheapest way to cut wins: rare parts and linking letters cost (a unigram model as in Koehn &
    Knight 2003, solved by dynamic programming over the known substrings).
    """
    if not words:
        return []
    total = float(np.log(known.total + 1))
    cuts: list[tuple[str, ...]] = []
    for chunk in _chunks(words):
        pieces = _pieces(chunk, known=known, total=total)
        cuts.extend(_cheapest(word, starts) for word, starts in zip(chunk, pieces, strict=True))
    parts = sorted({part for cut in cuts for part in cut})
    inside = dict(zip(parts, split(parts, known=known), strict=True))
    return [
        tuple(dict.fromkeys(each for part in cut for each in (part, *inside[part]))) for cut in cuts
    ]


def _chunks(words: Sequence[str]) -> Iterable[list[str]]:
    """Cut a list of at least one word so that no chunk has more letters than powers are known."""
    chunk: list[str] = []
    letters = 0
    for word in words:
        if letters + len(word) > _CHUNK and chunk:
            yield chunk
            chunk, letters = [], 0
        chunk.append(word[:_CHUNK])
        letters += len(word)
    yield chunk


Pieces = dict[int, list[tuple[int, float, str]]]  # start → (end, cost, known word)


def _pieces(words: list[str], *, known: Vocabulary, total: float) -> list[Pieces]:
    """Find the known words inside each word, and those that only lack their final e."""
    found: list[Pieces] = [{} for _ in words]
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    begins = np.cumsum(lengths) - lengths
    letters = _letters("".join(words))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * _POWERS[: len(letters)], out=sums[1:])
    left = np.repeat(begins + lengths, lengths) - np.arange(len(letters))
    owner = np.repeat(np.arange(len(words)), lengths)
    long_enough = np.repeat(lengths >= 2 * SHORTEST, lengths)
    for size in range(SHORTEST, LONGEST + 1):
        starts = np.flatnonzero((left >= size) & long_enough)
        if not len(starts):
            break
        prints = np.multiply(sums[starts + size] - sums[starts], _INVERSES[starts])
        counts = known.look_up(prints)
        with_e = known.look_up(prints + _letters("e") * _POWERS[size])
        with_e[counts > 0] = 0
        for lost, seen in (("", counts), ("e", with_e)):
            for hit in np.flatnonzero(seen):
                word, start = int(owner[starts[hit]]), int(starts[hit])
                start -= int(begins[word])
                cost = total - float(np.log(seen[hit])) + (COST_OF_A_LOST_E if lost else 0.0)
                piece = words[word][start : start + size] + lost
                found[word].setdefault(start, []).append((start + size, cost, piece))
    return found


def _cheapest(word: str, pieces: Pieces) -> tuple[str, ...]:
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for start in range(len(word)):
        if start not in best or start not in pieces:
            continue
        cost_so_far, parts = best[start]
        for end, cost, piece in pieces[start]:
            if start == 0 and len(word) - end < SHORTEST:
                continue  # the word itself, perhaps with an ending, is no compound
            lost_e = not word.startswith(piece, start)
            for link in ENDINGS if len(word) - end <= 2 else LINKS:
                reached = end + len(link)
                is_last = reached == len(word)
                if (lost_e and (link or is_last)) or not word.startswith(link, end):
                    continue
                if not is_last and len(word) - reached < SHORTEST:
                    continue
                price = cost_so_far + cost + (COST_OF_A_LINK if link else 0.0)
                if reached not in best or (price, (*parts, piece)) < best[reached]:
                    best[reached] = (price, (*parts, piece))
    return best.get(len(word), (0.0, ()))[1]


def _letters(text: str) -> NDArray[np.uint64]:
    """The letters' code points and 1, so that no letter counts nothing."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return points.astype(np.uint64) + np.uint64(1)


def _summed(prints: NDArray[np.uint64], counts: NDArray[np.int64]) -> Vocabulary:
    unique, inverse = np.unique(prints, return_inverse=True)
    sums = np.zeros(len(unique), dtype=np.int64)
    np.add.at(sums, inverse, counts)
    return Vocabulary(unique, sums, int(sums.sum()))
