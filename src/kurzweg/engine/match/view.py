"""One segment as one request sees it: its candidates, and what can be said about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.candidates.first_stage import CANDIDATES, Found, Stage
from kurzweg.engine.documents import Excluded, Ranked, Reason, Request
from kurzweg.engine.index.collection import Statistics
from kurzweg.engine.index.columns import distances_km
from kurzweg.engine.index.generation import Segment
from kurzweg.engine.match import conditions, rank, reasons
from kurzweg.engine.match.rank import RankingProfile
from kurzweg.engine.match.word_reasons import WordReasons, names_a_word


@dataclass(frozen=True)
class Candidate:
    """A document that may answer a request, with its numbers; `km` is None where unknown."""

    view: View
    row: int
    key: str
    kind: str
    owner: str
    score: float
    signals: Mapping[str, float]
    points: Mapping[str, float]
    km: float | None

    @property
    def words(self) -> float:
        """How far it fits by its words."""
        return self.signals["words"]

    @cached_property
    def says_something(self) -> bool:
        """Whether more can be said for it than that it is near and fresh."""
        return self.view.says_something(self)

    def ranked(self, *, explain: bool = True) -> Ranked:
        """The document as it comes out, with its reasons or without."""
        why = self.view.explain(self) if explain else ()
        return Ranked(self.key, self.score, self.signals, why, self.km)

    def excluded(self) -> Excluded:
        """The document as it is left out."""
        return Excluded(self.key, self.score, self.view.exclusions(self), self.km, self.signals)


class View:
    """Conditions are checked for all documents at once; words are scored by the first stage."""

    def __init__(
        self,
        segment: Segment,
        *,
        there: NDArray[np.bool_],
        request: Request,
        asked: Asked,
        statistics: Statistics,
        first_stage: Stage,
    ) -> None:
        self._segment, self._request, self.asked = segment, request, asked
        self._statistics, self._stage = statistics, first_stage(asked)
        self._there = there

    def best(self, *, k: int, profile: RankingProfile) -> Iterator[Candidate]:
        """Documents that fit, by words or by activity; best first, of equal ones by key."""
        limit = max(CANDIDATES, k)
        found = self._stage.candidates(self.fits, limit=limit)
        rows = np.union1d(found, self.same_activity(limit=limit)[0])
        return self.ordered(rows, profile=profile)

    def misses(self, *, k: int, profile: RankingProfile) -> Iterator[Candidate]:
        """The k best by words that break a hard condition; best first, of equal ones by key."""
        rows = self._stage.candidates(self.unfit, limit=k)
        return self.ordered(rows, profile=profile)

    def candidate(self, key: str, *, profile: RankingProfile) -> Candidate | None:
        """One document, fitting or not; None where it is not here or may not be found."""
        row = self._segment.columns.keys.find(key)
        is_here = row >= 0 and bool(self._visible[row])
        rows = np.array([row] if is_here else [], dtype=np.int64)
        return next(self.ordered(rows, profile=profile), None)

    def ordered(self, rows: NDArray[np.int64], *, profile: RankingProfile) -> Iterator[Candidate]:
        """Some documents, in the order of rows, as candidates; best first, of equal ones by key."""
        columns = self._segment.columns
        km = distances_km(columns.point[:, rows], self._request.place)
        words = channels.words(self.asked, rows)
        signals = rank.signals(columns, rows, request=self._request, words=words, km=km)
        points = rank.points(signals, profile=profile)
        scores = np.sum(list(points.values()), axis=0)
        for place in np.argsort(-scores, kind="stable").tolist():  # rows are in the order of keys
            row = int(rows[place])
            yield Candidate(
                view=self,
                row=row,
                key=columns.keys[row],
                kind=columns.kinds[int(columns.kind[row])],
                owner=columns.owners[int(columns.owner[row])],
                score=float(scores[place]),
                signals={name: float(values[place]) for name, values in signals.items()},
                points={name: float(values[place]) for name, values in points.items()},
                km=None if np.isnan(km[place]) else float(km[place]),
            )

    def explain(self, candidate: Candidate) -> tuple[Reason, ...]:
        """What fits, weightiest first, and then what is missing."""
        words = self._word_reasons.explain(candidate.row, points=candidate.points["words"])
        facts = reasons.of_facts(
            self._segment.columns,
            candidate.row,
            request=self._request,
            points=candidate.points,
            km=candidate.km,
        )
        return tuple(sorted((*words, *facts), key=lambda each: (each.is_missing, -each.points)))

    def says_something(self, candidate: Candidate) -> bool:
        """Whether a candidate's reasons hold one that is no mere circumstance."""
        if candidate.points["codes"]:
            return True
        if names_a_word(self.asked, candidate.row, points=candidate.points["words"]):
            return True
        return any(each.code in reasons.SAYS_SOMETHING for each in self.explain(candidate))

    def exclusions(self, candidate: Candidate) -> tuple[Reason, ...]:
        """Which hard conditions a document breaks."""
        codes = [code for code, breaks in self._broken.items() if breaks[candidate.row]]
        return tuple(
            reasons.of_exclusion(
                self._segment.columns,
                candidate.row,
                request=self._request,
                codes=codes,
                km=candidate.km,
            )
        )

    @cached_property
    def _broken(self) -> conditions.Broken:
        return conditions.broken(self._segment.columns, self._request)

    @cached_property
    def _visible(self) -> NDArray[np.bool_]:
        return self._there & conditions.visible(self._segment.columns, self._request)

    @cached_property
    def fits(self) -> NDArray[np.bool_]:
        """Which documents the request may find, and break none of its conditions."""
        fits = self._visible.copy()
        for breaks in self._broken.values():
            fits &= ~breaks
        return fits

    @property
    def unfit(self) -> NDArray[np.bool_]:
        """Which documents the request may find, but break one."""
        return self._visible & ~self.fits

    @cached_property
    def _word_reasons(self) -> WordReasons:
        return WordReasons.of(self.asked, statistics=self._statistics)

    def same_activity(self, *, limit: int) -> Found:
        """The nearest documents with a code of the request or one below it, and their nearness."""
        columns = self._segment.columns
        rows = conditions.with_codes(columns, self._request.codes)
        rows = rows[self.fits[rows]]
        km = distances_km(columns.point[:, rows], self._request.place)
        nearness = -np.nan_to_num(km, nan=np.inf)
        nearest = np.argsort(-nearness, kind="stable")[:limit]
        return rows[nearest], nearness[nearest]
