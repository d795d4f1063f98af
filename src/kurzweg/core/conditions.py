"""Contract: questions about people and organisations by which a list of recipients is put together.

An app's `conditions.py` registers one `Condition` per question. Whoever knows who belongs to a
network registers that once: no condition can select anybody else, whatever it looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from kurzweg.core.viewer import Viewer

About = Literal["person", "organisation"]
# Who belongs to a network on a day, by ids; and who acts there for whom: (person, organisation).
Everyone = Callable[[int, date], Iterable[int]]
Acting = Callable[[int, date], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Condition:
    """One question about people or about organisations.

    `choices(network_id, viewer)` lists its answers with their labels; `selects(network_id, day,
    value)` gives the ids for which one is true on a day, none for an answer that nobody offers;
    `because(network_id, value)` says so to whoever was selected: "weil Sie im Vorstand sind".
    """

    name: str
    about: About
    label: str | Promise
    choices: Callable[[int, Viewer], Sequence[tuple[str, str | Promise]]]
    selects: Callable[[int, date, str], Iterable[int]]
    because: Callable[[int, str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition with the answer that was chosen."""

    condition: str
    value: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Who was selected, for which organisations they act, and by which conditions."""

    network_id: int
    organisation_ids: frozenset[int]
    person_ids: frozenset[int]
    all_of: tuple[Asked, ...]

    def why(self, person_id: int) -> list[str]:
        """Say why a person was selected; of nobody else there is anything to say."""
        if person_id not in self.person_ids:
            return []
        return [
            declared(asked.condition).because(self.network_id, asked.value) for asked in self.all_of
        ]


_conditions: dict[str, Condition] = {}
_everyone: dict[About, Everyone] = {}
_acting: list[Acting] = []


def register(condition: Condition) -> None:
    """Add a condition; names are unique in the house."""
    if condition.name in _conditions:
        raise ValueError(f"two apps declare the condition {condition.name!r}")
    _conditions[condition.name] = condition


def belonging(*, persons: Everyone, organisations: Everyone, acting: Acting) -> None:
    """Say who belongs to a network at all: nobody else is ever selected there."""
    _everyone["person"], _everyone["organisation"] = persons, organisations
    _acting[:] = [acting]


def declared(name: str) -> Condition:
    """Look up a condition; a name that no app declared is a KeyError."""
    return _conditions[name]


def conditions() -> list[Condition]:
    """List all conditions in the order of the apps."""
    return list(_conditions.values())


def everyone(about: About, network_id: int, day: date) -> frozenset[int]:
    """Give all people or organisations that belong to a network on a day."""
    return frozenset(_everyone[about](network_id, day))


def select(
    network_id: int, day: date, *, all_of: Iterable[Asked] = (), none_of: Iterable[Asked] = ()
) -> Selection:
    """Select the people of whom all of these hold and none of those.

    What is asked about organisations holds for one and the same of them, for which the person
    acts. Where nothing is asked about any, whoever acts for none is selected as well.
    """
    wanted, unwanted = tuple(all_of), tuple(none_of)

    def left(about: About) -> frozenset[int]:
        ids = everyone(about, network_id, day)
        for asked in _about(about, wanted):
            ids &= frozenset(declared(asked.condition).selects(network_id, day, asked.value))
        for asked in _about(about, unwanted):
            ids -= frozenset(declared(asked.condition).selects(network_id, day, asked.value))
        return ids

    organisations, persons = left("organisation"), left("person")
    if _about("organisation", wanted + unwanted):
        [acting] = _acting
        through = {person for person, firm in acting(network_id, day) if firm in organisations}
        persons &= through
    return Selection(network_id, organisations, persons, wanted)


def _about(about: About, asked: Iterable[Asked]) -> list[Asked]:
    return [each for each in asked if declared(each.condition).about == about]
