"""The matcher: a request goes in, ranked and explained documents come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import islice

from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.first_stage import ByPostings, Stage
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.documents import Answer, Delta, Document, Request
from kurzweg.engine.index.embeddings import Embedder, agreeing, meaning_of
from kurzweg.engine.index.generation import Generation, build_generation
from kurzweg.engine.index.layers import Layers
from kurzweg.engine.match.choosing import chosen, merged
from kurzweg.engine.match.rank import DEFAULT_PROFILE, RankingProfile
from kurzweg.engine.match.view import Candidate, View
from kurzweg.engine.words.names import visible

__all__ = [
    "DEFAULT_PROFILE",
    "Answer",
    "Delta",
    "Document",
    "Generation",
    "Matcher",
    "RankingProfile",
    "Request",
    "build_generation",
]


class Matcher:
    """Answers requests from a generation and what has changed since it was built.

    What has changed is a delta, which is indexed here, or layers that were indexed before. Nothing
    in a matcher changes afterwards, so several threads may share one. The `embedder` is asked if it
    is the one whose vectors the generation holds.
    """

    def __init__(
        self,
        generation: Generation,
        *,
        delta: Delta | None = None,
        layers: Layers | None = None,
        profile: RankingProfile = DEFAULT_PROFILE,
        first_stage: Stage = ByPostings,
        embedder: Embedder | None = None,
    ) -> None:
        self._generation = generation
        self._profile = profile
        self._first_stage = first_stage
        self._layers = layers or Layers.of(generation)
        if delta is not None:
            self._layers = self._layers.after(delta, embedder=embedder)
        meanings = [segment.index.meanings for segment, _there in self._layers.segments()]
        self._embedder = agreeing(embedder, meanings)

    def replacing(self, document: Document) -> Matcher:
        """The same matcher where one document has come, or has changed."""
        other = copy(self)
        delta = Delta(changed=(document,))
        other._layers = self._layers.after(delta, embedder=self._embedder)
        return other

    def candidate(self, request: Request, key: str) -> Candidate | None:
        """The numbers of one document, fitting or not; None where the request may not find it."""
        return next(self.candidates(request, [key]), None)

    def candidates(self, request: Request, keys: Iterable[str]) -> Iterator[Candidate]:
        """Those of some documents that the request may find, fitting or not, as they are given."""
        views = self.views(request)
        for key in keys:
            found = (view.candidate(key, profile=self._profile) for view in views)
            yield from islice(filter(None, found), 1)

    def match(
        self, request: Request, *, k: int = 10, one_per_owner: bool = True, explain: bool = True
    ) -> Answer:
        """Rank the k best documents for which something can be said, and name near misses.

        An owner appears with the best offer only, unless `one_per_owner` is switched off. Without
        reasons there are no near misses either; the ranked ones stay the same.
        """
        views = self.views(request)
        shown, missed = chosen(
            [view.best(k=k, profile=self._profile) for view in views],
            [view.misses(k=k, profile=self._profile) for view in views] if explain else (),
            k=k,
            one_per_owner=one_per_owner,
        )
        return Answer(
            ranked=tuple(each.ranked(explain=explain) for each in shown),
            excluded=tuple(each.excluded() for each in missed),
            generation=self._generation.id,
        )

    def search(self, request: Request, *, k: int = 10, explain: bool = True) -> Answer:
        """Rank the k best documents of any kind, each for itself, whatever can be said for it."""
        views = self.views(request)
        best = merged(view.best(k=k, profile=self._profile) for view in views)
        ranked = tuple(each.ranked(explain=explain) for each in islice(best, k))
        return Answer(ranked, (), self._generation.id)

    def views(self, request: Request) -> list[View]:
        """The generation and what has changed since, as a request sees them."""
        statistics = self._generation.statistics
        written = visible("\n".join((request.title, request.text, *request.topics)))
        meaning = meaning_of(
            written,
            embedder=self._embedder,
            dimensions=self._generation.segment.index.meanings.places.dimensions,
        )
        query = Query.of(written, statistics=statistics, meaning=meaning)
        return [
            View(
                segment,
                there=there,
                request=request,
                asked=Asked.of(segment.index, query),
                statistics=statistics,
                first_stage=self._first_stage,
            )
            for segment, there in self._layers.segments()
        ]
