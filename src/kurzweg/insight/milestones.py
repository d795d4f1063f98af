"""How far it is to the next round number of members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kurzweg.core import indicators
from kurzweg.networks.models import Network

NEAR = 10  # a milestone further away than this is no news


@dataclass(frozen=True, slots=True)
class Milestone:
    """A number of members that the network is about to reach."""

    goal: int
    number: int

    @property
    def missing(self) -> int:
        return self.goal - self.number


def next_of(network: Network, *, on: date) -> Milestone | None:
    """Say how many members are missing to the next milestone, if it is near."""
    step = network.rule("membership_milestone")
    number = indicators.value("members", network.pk, on).number
    milestone = Milestone(goal=(number // step + 1) * step, number=number)
    return milestone if milestone.missing <= NEAR else None
