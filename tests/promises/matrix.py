"""The authorisation matrix: a world, a caller, and what all calls together showed."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kurzweg.core.policy import Route
from tests.promises.cells import Cell, all_routes, call_of, cells_of
from tests.promises.oracles import ORACLES, Caller, Deviation, Report, fingerprint, tell_apart
from tests.promises.world import World


@dataclass(slots=True)
class Matrix:
    world: World
    caller: Caller
    seed: int

    def cells(self, routes: Iterable[Route] | None = None) -> Iterator[Cell]:
        for route in all_routes() if routes is None else routes:
            yield from cells_of(route, self.world)

    def run(self, cells: Iterable[Cell], *, until_red: bool = False) -> Report:
        """Make the calls in the order of the seed and look at each answer."""
        shuffled = list(cells)
        random.Random(self.seed).shuffle(shuffled)
        report = Report(self.seed)
        seen = {}
        logging.getLogger("django.request").disabled = True  # 404 is what most calls are to get
        for cell in shuffled:
            call = call_of(cell, self.world)
            answer = self.caller.call(call)
            report.calls += 1
            seen[cell] = call, fingerprint(call, answer)
            for oracle in ORACLES:
                if sentence := oracle(call, answer, self.caller.canaries):
                    report.deviations.append(Deviation(cell, oracle.__name__, sentence))
            if until_red and report.deviations:
                return report
        report.deviations += tell_apart(seen)
        return report
