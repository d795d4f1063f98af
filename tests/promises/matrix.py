"""The authorisation matrix: a world, a caller, and what all calls together showed."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kurzweg.core.policy import Route
from tests.promises.cells import DENIED, Call, Cell, Outcome, all_routes, call_of, cells_of
from tests.promises.oracles import ORACLES, PAIR, Caller, Deviation, Report, fingerprint, tell_apart
from tests.promises.world import Relation, World


@dataclass(slots=True)
class Matrix:
    world: World
    caller: Caller
    seed: int
    has_part: dict[str, bool] = field(default_factory=dict)
    _whole: list[Call] = field(default_factory=list)

    def cells(self, routes: Iterable[Route] | None = None) -> Iterator[Cell]:
        """All calls; where htmx gets the whole page, it asks for each own object only."""
        for route in all_routes() if routes is None else routes:
            for cell in cells_of(route, self.world):
                if not cell.is_partial or is_own(cell) or self.answers_with_a_part(route):
                    yield cell

    def answers_with_a_part(self, route: Route) -> bool:
        """Whether a page says that htmx gets something else; one that nobody may open may."""
        if route.path not in self.has_part:
            self.has_part[route.path] = self._answers_with_a_part(route)
        return self.has_part[route.path]

    def _answers_with_a_part(self, route: Route) -> bool:
        for cell in cells_of(route, self.world):
            if cell.method == "GET" and not cell.is_partial and is_own(cell):
                call = call_of(cell, self.world)
                answer = self.caller.call(call) if call.expected == Outcome.OK else None
                if answer and answer.status == 200:
                    return "HX-Request" in answer.headers.get("Vary", "")
        return True

    def whole_pages(self) -> list[Call]:
        """Each call with its first query: what a mistake would show in a part, it shows there."""
        if not self._whole:
            first = {}
            for route in all_routes():
                for cell in cells_of(route, self.world):
                    if not cell.is_partial:
                        first.setdefault((cell.row, cell.principal, cell.relations), cell)
            self._whole = [call_of(cell, self.world) for cell in first.values()]
        return self._whole

    def run(self, cells: Iterable[Cell], *, until_red: bool = False, first: str = "") -> Report:
        """Make the calls in the order of the seed and look at each answer."""
        shuffled = list(cells)
        random.Random(self.seed).shuffle(shuffled)
        if until_red:
            # The rooms named first, and reading before writing: it tells more and costs less.
            shuffled.sort(key=lambda cell: (not cell.route.name.startswith(first), cell.method))
        report = Report(self.seed)
        seen = {}
        logging.getLogger("django.request").disabled = True  # 404 is what most calls are to get
        for cell in shuffled:
            call = call_of(cell, self.world)
            answer = self.caller.call(call)
            report.calls += 1
            if is_compared(call):
                seen[cell] = call, fingerprint(call, answer)
            for oracle in ORACLES:
                if sentence := oracle(call, answer, self.caller.canaries):
                    report.deviations.append(Deviation(cell, oracle.__name__, sentence))
            if until_red and report.deviations:
                return report
        report.deviations += tell_apart(seen)
        return report


def is_own(cell: Cell) -> bool:
    return all(relation == Relation.OWN for _name, relation in cell.relations)


def is_compared(call: Call) -> bool:
    """Whether it is one of two calls that must not be told apart."""
    return call.expected in DENIED and any(
        relation in PAIR for _name, relation in call.cell.relations
    )
