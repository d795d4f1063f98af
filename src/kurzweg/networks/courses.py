"""The course of each rule of a network: what held, what holds, what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise

from kurzweg.core import rules
from kurzweg.core.rules import Rule
from kurzweg.networks.models import Network, NetworkRule


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a rule, from its first day to its last one; null is open."""

    rule: Rule
    value: int
    since: date | None = None
    last_day: date | None = None
    public_id: str = ""

    @property
    def words(self) -> str:
        return self.rule.words(self.value)


@dataclass(frozen=True, slots=True)
class Course:
    """What held by one rule, what holds today, and what was decided for later; newest first."""

    rule: Rule
    now: Held
    earlier: tuple[Held, ...]
    planned: tuple[Held, ...]


def course(rule: Rule, decided: Sequence[NetworkRule], *, on: date) -> Course:
    """Say what held when by a rule, from what was decided about it in the order of its days."""
    begins: list[tuple[date | None, int, str]] = [
        (each.since, each.value, each.public_id) for each in decided
    ]
    if not begins or begins[0][0] is not None:
        begins.insert(0, (None, int(rule.default), ""))
    ends = [since and since - timedelta(days=1) for since, _value, _id in begins[1:]]
    held = [
        Held(rule, value, since, last_day, public_id)
        for (since, value, public_id), last_day in zip(begins, [*ends, None], strict=True)
    ]
    begun = [each for each in held if each.since is None or each.since <= on]
    return Course(rule, begun[-1], tuple(reversed(begun[:-1])), tuple(held[len(begun) :]))


def of(network: Network, *, on: date) -> dict[str | Promise, list[Course]]:
    """Say the courses of all rules of a network, under their headings."""
    decided: dict[str, list[NetworkRule]] = {}
    for each in network.decided_rules.all():
        decided.setdefault(each.name, []).append(each)
    return {
        heading: [course(rule, decided.get(rule.name, []), on=on) for rule in group]
        for heading, group in rules.grouped().items()
    }
