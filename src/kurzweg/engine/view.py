"""One segment as one request sees it: its candidates, and what can be said about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine import channels, conditions, rank, reasons
from kurzweg.engine.channels import Asked
from kurzweg.engine.columns import distances_km
from kurzweg.engine.documents import Excluded, Ranked, Reason, Request
from kurzweg.engine.first_stage import CANDIDATES, Stage
from kurzweg.engine.generation import Segment
from kurzweg.engine.index import Statistics
from kurzweg.engine.rank import RankingProfile
from kurzweg.engine.word_reasons import WordReasons


@dataclass(frozen=True, slots=True)
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
        self._segment, self._request, self._asked = segment, request, asked
        self._statistics, self._stage = statistics, first_stage(asked)
        columns = segment.columns
        self._broken = conditions.broken(columns, request)
        self._visible = there & conditions.visible(columns, request)
        self._fits = self._visible.copy()
        for breaks in self._broken.values():
            self._fits &= ~breaks

    def best(self, *, k: int, profile: RankingProfile) -> Iterator[Candidate]:
        """Documents that fit, by words or by activity; best first, of equal ones by key."""
        limit = max(CANDIDATES, k)
        rows = np.union1d(
            self._stage.candidates(self._fits, limit=limit), self._same_activity(limit=limit)
        )
        return self._ordered(rows, profile=profile)

    def misses(self, *, k: int, profile: RankingProfile) -> Iterator[Candidate]:
        """The k best by words that break a hard condition; best first, of equal ones by key."""
        rows = self._stage.candidates(self._visible & ~self._fits, limit=k)
        return self._ordered(rows, profile=profile)

    def candidate(self, key: str, *, profile: RankingProfile) -> Candidate | None:
        """One document, fitting or not; None where it is not here or may not be found."""
        row = self._segment.columns.keys.find(key)
        is_here = row >= 0 and bool(self._visible[row])
        rows = np.array([row] if is_here else [], dtype=np.int64)
        return next(self._ordered(rows, profile=profile), None)

    def _ordered(self, rows: NDArray[np.int64], *, profile: RankingProfile) -> Iterator[Candidate]:
        columns = self._segment.columns
        km = distances_km(columns.point[:, rows], self._request.place)
        words = channels.words(self._asked, rows)
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
    def _word_reasons(self) -> WordReasons:
        return WordReasons.of(self._asked, statistics=self._statistics)

    def _same_activity(self, *, limit: int) -> NDArray[np.int64]:
        """The nearest documents with a code of the request or one below it."""
        columns = self._segment.columns
        rows = conditions.with_codes(columns, self._request.codes)
        rows = rows[self._fits[rows]]
        km = distances_km(columns.point[:, rows], self._request.place)
        nearest = np.argsort(np.nan_to_num(km, nan=np.inf), kind="stable")
        return np.asarray(rows[nearest[:limit]])
