"""Latent dimensions: texts about the same that use different words.

Latent semantic analysis (Deerwester et al. 1990): words that stand in the same texts point the
same way. The axes are the first right singular vectors of a sample of texts, found by random
projection (Halko, Martinsson & Tropp 2011, algorithms 4.3 and 4.4); every text, later ones and
requests too, is folded in by one product per word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Matrix

DIMENSIONS = 128
MOST_SAMPLED = 100_000  # texts from which the axes are found
_MORE = 16  # dimensions that are dropped in the end, for a better basis
_ROUNDS = 3  # of power iteration
_SEED = 20_261
_AT_ONCE = 50_000  # texts that are folded in together
_STEPS = 127  # of a coordinate in eight bits
_FINE_STEPS = 32_767  # of a request's coordinate
_NO_LENGTH = 1e-7  # of the longest column, squared: what is shorter is rounding


@dataclass(frozen=True, slots=True)
class Axes:
    """How far each n-gram and each term points along d axes, of shape (grams, d), (terms, d)."""

    grams: NDArray[np.float16]
    terms: NDArray[np.float16]

    @classmethod
    def of(cls, axes: NDArray[np.float32], *, grams: int) -> Axes:
        """Divide axes over features, of which n-grams come first."""
        return cls(axes[:grams].astype(np.float16), axes[grams:].astype(np.float16))

    def features(self) -> NDArray[np.float32]:
        """The axes over all features, n-grams first."""
        return np.concatenate((self.grams, self.terms)).astype(np.float32)

    def taken(self, grams: NDArray[np.int64], terms: NDArray[np.int64]) -> Axes:
        """The same axes for some n-grams and terms by their numbers, -1 for unknown ones."""
        return Axes(_rows(self.grams, grams), _rows(self.terms, terms))


@dataclass(frozen=True, slots=True)
class Places:
    """Where n texts point: `coordinates` (n, d) times `steps` (n) are vectors of length 1.

    A text of which the axes know no word points nowhere: all zeros.
    """

    coordinates: NDArray[np.int8]
    steps: NDArray[np.float32]

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Places:
        """Keep the directions of n vectors, of shape (n, d)."""
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors = vectors / np.maximum(lengths, 1e-12).astype(np.float32)
        steps = (np.abs(vectors).max(axis=1, initial=0.0) / _STEPS).astype(np.float32)
        coordinates = np.rint(vectors / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
        return cls(coordinates, steps)

    @property
    def dimensions(self) -> int:
        """How many coordinates a text has: d."""
        return int(self.coordinates.shape[1])

    def cosines(
        self, rows: NDArray[np.int64], direction: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """The products of some texts' vectors with a direction, none below 0.

        Of whole numbers, so that a text's is the same in whatever company.
        """
        steps, step = fine_steps(direction)
        products = self.coordinates[rows].astype(np.int64) @ steps
        return np.asarray(np.maximum(products * (self.steps[rows].astype(np.float64) * step), 0.0))


def fine_steps(direction: NDArray[np.float32]) -> tuple[NDArray[np.int64], float]:
    """A direction in whole numbers, and what one of their steps is worth."""
    step = float(np.abs(direction).max(initial=0.0)) / _FINE_STEPS or 1.0
    return np.rint(direction.astype(np.float64) / step).astype(np.int64), step


def axes(texts: Matrix, features: Matrix) -> NDArray[np.float32]:
    """Find the axes of texts: shape (features, d), d at most DIMENSIONS.

    `texts` (n, words) holds how often each word counts, `features` (words, features) what a word
    is made of. The same input gives the same axes.
    """
    random = np.random.default_rng(_SEED)
    if texts.shape[0] > MOST_SAMPLED:
        sample = np.sort(random.choice(texts.shape[0], MOST_SAMPLED, replace=False))
        texts = texts[sample]
    texts = _of_length_one(texts, features)
    size = min(DIMENSIONS + _MORE, texts.shape[0], features.shape[1])
    if not size:
        return np.zeros((features.shape[1], 0), dtype=np.float32)
    basis = _orthonormal(random.standard_normal((features.shape[1], size)).astype(np.float32))
    for _ in range(_ROUNDS):
        there = _orthonormal(texts @ (features @ basis))
        basis = _orthonormal(features.T @ (texts.T @ there))
    projected = texts @ (features @ basis)
    _, rotation = np.linalg.eigh((projected.T @ projected).astype(np.float64))
    found = basis @ rotation[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    return np.ascontiguousarray(found)


def fold_in(texts: Matrix, features: Matrix, axes: NDArray[np.float32]) -> Places:
    """Let texts point somewhere, from the words that they are made of."""
    words = features @ axes
    coordinates = np.zeros((texts.shape[0], axes.shape[1]), dtype=np.int8)
    steps = np.zeros(texts.shape[0], dtype=np.float32)
    for start in range(0, texts.shape[0], _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        places = Places.of(texts[rows] @ words)
        coordinates[rows], steps[rows] = places.coordinates, places.steps
    return Places(coordinates, steps)


def _of_length_one(texts: Matrix, features: Matrix) -> Matrix:
    """Scale texts so that each one's features have the length 1."""
    squares = np.zeros(texts.shape[0])
    for start in range(0, texts.shape[0], _AT_ONCE // 10):
        rows = slice(start, start + _AT_ONCE // 10)
        chunk = texts[rows] @ features
        squares[rows] = np.asarray(chunk.multiply(chunk).sum(axis=1)).ravel()
    scaled = texts.astype(np.float32)
    scaled.data /= np.repeat(np.sqrt(np.maximum(squares, 1e-12)), np.diff(scaled.indptr))
    return scaled


def _orthonormal(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """An orthonormal basis of the columns, from the eigenvectors of their inner products."""
    squares, rotation = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    stretched = np.where(squares > squares[-1] * _NO_LENGTH, squares, np.inf) ** -0.5
    return vectors @ (rotation * stretched).astype(np.float32)


def _rows(axes: NDArray[np.float16], numbers: NDArray[np.int64]) -> NDArray[np.float16]:
    """Some rows, zeros for those that are not there."""
    taken = np.zeros((len(numbers), axes.shape[1]), dtype=np.float16)
    taken[numbers >= 0] = axes[numbers[numbers >= 0]]
    return taken
