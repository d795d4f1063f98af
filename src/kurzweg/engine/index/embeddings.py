"""Vectors of texts from a language model that others have trained: optional, off by default.

A model is a folder on this machine (`engine.index.onnx_folder`) or an address
(`core.embeddings`); the engine only knows the protocol. The vectors of a generation's documents are
part of it, under the name of the model. Where a model fails, or is another one, ranking goes on
without it and the log says so: vectors of two models are never compared.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.compiled import compiled
from kurzweg.engine.index.latent import Places, fine_steps
from kurzweg.engine.index.likeness import TINY

ALIKE = 0.5  # cosine from which two texts are said to mean the same
AT_ONCE = 64  # texts of a build that are handed over together
REMEMBERED = 2_000  # texts whose vectors are kept in memory: those of a delta and recent requests
NOWHERE = np.zeros(0, dtype=np.float32)  # the meaning of a request when no model was asked
_BLANK = "-"  # stands for an empty text, which models refuse

logger = logging.getLogger(__name__)


class EmbeddingFailed(Exception):
    """A model gave no vectors; the text says why, and never what was to be embedded."""


class Embedder(Protocol):
    """Whatever turns texts into vectors of one length."""

    @property
    def model(self) -> str:
        """The name under which vectors can be compared; not empty."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of n texts, of shape (n, d). Raises EmbeddingFailed."""
        ...


@dataclass(frozen=True, slots=True)
class Meanings:
    """Where n texts point in the d dimensions of a model; without a model d is 0 and it is ""."""

    model: str
    places: Places

    def best(
        self, direction: NDArray[np.float32], *, allowed: NDArray[np.bool_], limit: int
    ) -> NDArray[np.int64]:
        """The rows with the highest cosines above 0, among those with a flag, best first.

        All are compared: n × d multiplications of whole numbers.
        """
        steps, _ = fine_steps(direction)
        cosines = _products(self.places.coordinates, steps, allowed) * self.places.steps
        rows = np.flatnonzero(cosines > 0)
        return np.asarray(rows[np.argsort(-cosines[rows], kind="stable")[:limit]])


class Collector:
    """Takes texts one by one and keeps their vectors, if there is a model and it does not fail."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._waiting: list[str] = []
        self._places: list[Places] = []

    def read(self, text: str) -> None:
        """Take in the text of one document."""
        if self._embedder is not None:
            self._waiting.append(text)
            if len(self._waiting) >= AT_ONCE:
                self._embed(self._embedder)

    def meanings(self, order: NDArray[np.int64]) -> Meanings:
        """The vectors of all texts in another order; those of no model after a failure."""
        if self._embedder is not None:
            self._embed(self._embedder)
        if self._embedder is None:
            empty = np.zeros((len(order), 0), dtype=np.float32)
            return Meanings("", Places.of(empty))
        coordinates = np.concatenate([each.coordinates for each in self._places])
        steps = np.concatenate([each.steps for each in self._places])
        return Meanings(self._embedder.model, Places(coordinates[order], steps[order]))

    def _embed(self, embedder: Embedder) -> None:
        try:
            places = Places.of(vectors(self._waiting, embedder=embedder))
            if self._places and places.dimensions != self._places[0].dimensions:
                raise EmbeddingFailed(f"{embedder.model} gives vectors of different lengths")
        except EmbeddingFailed as failure:
            logger.warning("documents are indexed without their meaning: %s", failure)
            self._embedder = None
        else:
            self._places.append(places)
            self._waiting.clear()


class Remembering:
    """Keeps the vectors of the texts it was asked for last, so that none is asked for twice."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}
        self._lock = Lock()

    @property
    def model(self) -> str:
        """The name of the embedder's model."""
        return self._embedder.model

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Ask for the vectors of new texts only."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found |= dict(zip(new, vectors(new, embedder=self._embedder), strict=True))
        if len({len(vector) for vector in found.values()}) > 1:
            self._known.clear()
            raise EmbeddingFailed(f"{self.model} gives vectors of different lengths")
        with self._lock:
            for text, vector in found.items():
                self._known.pop(text, None)
                self._known[text] = vector
            for text in list(self._known)[:-REMEMBERED]:
                del self._known[text]
        return np.array([found[text] for text in texts], dtype=np.float32)


def vectors(texts: Sequence[str], *, embedder: Embedder) -> NDArray[np.float32]:
    """Vectors of n texts, of shape (n, d); an empty text has one of zeros.

    Raises EmbeddingFailed also for an answer that cannot be true.
    """
    is_blank = np.array([not text.strip() for text in texts], dtype=np.bool_)
    asked = [text if text.strip() else _BLANK for text in texts] or [_BLANK]
    found = embedder.embed(asked)
    if found.ndim != 2 or len(found) != len(asked) or not found.shape[1]:
        raise EmbeddingFailed(f"{embedder.model} gave {found.shape} for {len(asked)} texts")
    if not np.isfinite(found).all():
        raise EmbeddingFailed(f"{embedder.model} gave what is no number")
    found = np.array(found[: len(texts)], dtype=np.float32)
    found[is_blank] = 0
    return found


def meaning_of(text: str, *, embedder: Embedder | None, dimensions: int) -> NDArray[np.float32]:
    """The vector of a request, of length 1; NOWHERE, and a line in the log, where that fails."""
    if embedder is None:
        return NOWHERE
    try:
        found = vectors([text], embedder=embedder)[0]
        if len(found) != dimensions:
            raise EmbeddingFailed(f"{embedder.model} gave {len(found)} numbers, not {dimensions}")
    except EmbeddingFailed as failure:
        logger.warning("a request is answered without its meaning: %s", failure)
        return NOWHERE
    return np.asarray(found / max(float(np.linalg.norm(found)), TINY), dtype=np.float32)


def agreeing(embedder: Embedder | None, meanings: Iterable[Meanings]) -> Embedder | None:
    """The embedder if all documents were embedded by it; else None, and a line in the log."""
    if embedder is None:
        return None
    for each in meanings:
        if each.model != embedder.model:
            logger.warning(
                "%s is not asked: documents were indexed %s",
                embedder.model,
                f"by {each.model}" if each.model else "without their meaning",
            )
            return None
    return embedder


@compiled
def _products(
    coordinates: NDArray[np.int8], steps: NDArray[np.int64], allowed: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The products of all allowed rows with a direction, 0 of the others."""
    products = np.zeros(len(coordinates), np.int64)
    for row in range(len(coordinates)):
        if allowed[row]:
            total = np.int64(0)
            for axis in range(len(steps)):
                total += np.int64(coordinates[row, axis]) * steps[axis]
            products[row] = total
    return products
