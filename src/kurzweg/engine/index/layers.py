"""What changed since a generation, indexed in few layers: the younger, the smaller."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.documents import Delta, Document
from kurzweg.engine.index.embeddings import Embedder
from kurzweg.engine.index.generation import Generation, Segment, segment_of

There = NDArray[np.bool_]  # of each document of a segment: whether it still holds


@dataclass(frozen=True, slots=True)
class Layer:
    """Documents that came or changed, indexed in memory, and which of them still hold."""

    documents: dict[str, Document]
    segment: Segment
    there: There

    def without(self, keys: AbstractSet[str]) -> Layer:
        """The same layer where documents of some keys do no longer hold."""
        if keys.isdisjoint(self.documents):
            return self
        kept = {key: each for key, each in self.documents.items() if key not in keys}
        return Layer(kept, self.segment, still_there(self.segment, keys, there=self.there))


@dataclass(frozen=True, slots=True)
class Layers:
    """A generation and the layers above it; nothing in them changes, so threads may share them.

    A layer is indexed again only when as many younger documents join it. So one change after a
    thousand costs what one costs, now and then more, and a request asks ten layers at most.
    """

    generation: Generation
    there: There
    above: tuple[Layer, ...] = ()

    @classmethod
    def of(cls, generation: Generation) -> Layers:
        """A generation above which nothing has changed yet."""
        return cls(generation, np.ones(len(generation.segment.columns), dtype=np.bool_))

    def after(self, delta: Delta, *, embedder: Embedder | None = None) -> Layers:
        """Put another delta on top: what it names holds no more below."""
        fresh = {document.key: document for document in delta.changed}
        keys = delta.gone | fresh.keys()
        there = still_there(self.generation.segment, keys, there=self.there)
        above = [layer.without(keys) for layer in self.above]
        above = [layer for layer in above if layer.documents]
        if fresh:
            while above and len(above[-1].documents) <= len(fresh):
                fresh = above.pop().documents | fresh
            above.append(self._indexed(fresh, embedder=embedder))
        return Layers(self.generation, there, tuple(above))

    def _indexed(self, documents: dict[str, Document], *, embedder: Embedder | None) -> Layer:
        statistics = self.generation.statistics
        segment = segment_of(documents.values(), statistics=statistics, embedder=embedder)
        return Layer(documents, segment, np.ones(len(segment.columns), dtype=np.bool_))

    def segments(self) -> list[tuple[Segment, There]]:
        """List what a request has to ask, the generation first."""
        return [
            (self.generation.segment, self.there),
            *((layer.segment, layer.there) for layer in self.above),
        ]


def still_there(segment: Segment, keys: AbstractSet[str], *, there: There) -> There:
    """Say which documents still hold when those of some keys do no more."""
    rows = [row for row in map(segment.columns.keys.find, keys) if row >= 0]
    if not rows:
        return there
    left = there.copy()
    left[rows] = False
    return left
