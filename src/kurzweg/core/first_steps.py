"""Contract: what an empty network does first, in which order, and by which rows it is done.

An app's `first_steps.py` registers its own. The office sees on "what is due" those that nothing
proves yet; nobody ticks anything off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from kurzweg.core import prepared
from kurzweg.core.models import AgendaDay
from kurzweg.core.prepared import Blank


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to begin with: `done(network)` are the rows that prove it, for an id or OuterRef.

    `route` is the page of the network on which it is done; without one, `say` tells where.
    """

    name: str
    order: int
    title: str | Promise
    say: str | Promise
    done: Callable[[OuterRef], QuerySet]
    route: str = ""
    action: str | Promise = ""

    def url(self, network: str) -> str:
        """Say where it is done in a network; "" where no page does it."""
        return reverse(self.route, args=[network]) if self.route else ""


_steps: dict[str, FirstStep] = {}


def register(step: FirstStep) -> None:
    """Add a step; names are unique in the house."""
    if step.name in _steps:
        raise ValueError(f"two apps declare the first step {step.name!r}")
    _steps[step.name] = step


def declared() -> list[FirstStep]:
    """List all steps in the order in which they are taken."""
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))


def left(network_id: int) -> list[FirstStep]:
    """List what nothing proves yet; one query, however many steps there are.

    Of a network whose agenda nobody could write yet nothing is known, so nothing is asked.
    """
    known = prepared.rows(_proofs, network=network_id)
    return [
        step for answer in known for step, done in zip(declared(), answer, strict=True) if not done
    ]


def _proofs() -> QuerySet:
    # A row that stands for the network here, where nobody knows networks: written by its agenda.
    here = AgendaDay.objects.filter(network_id=Blank("network"))
    return here.values_list(*(Exists(step.done(OuterRef("network_id"))) for step in declared()))


def leads_somewhere(step: FirstStep) -> bool:
    """Say whether the route of a step is one of a network."""
    try:
        step.url("network")
    except NoReverseMatch:
        return False
    return True
