"""Contract: what a network decides for itself, each with what holds unless it does.

An app's `rules.py` registers its own; `network.rule(name)` asks for the value that holds. A value
holds from a day on. Whoever was told a day keeps it: it stands on the row, or is counted by the
rule of the day on which it was told (`network.rule(name, on=…)`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from kurzweg.core.templatetags.display import number

DAYS = ngettext_lazy("%(shown)s day", "%(shown)s days", "number")
MINUTES = ngettext_lazy("%(shown)s minute", "%(shown)s minutes", "number")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a whole number within bounds and its unit, one of some choices, or yes and no.

    `group` is the heading under which the rules page shows it. `then(network_id)` does what has
    to be done at once where another value begins to hold, in the transaction of the change.
    `refused` reads all values that would hold and says why this one cannot; nothing: it can.
    """

    name: str
    default: int | bool
    label: str | Promise
    group: str | Promise
    unit: str | Promise = ""
    least: int = 0
    most: int = 1
    help: str | Promise = ""
    then: Callable[[int], object] | None = None
    choices: Mapping[int, str | Promise] = field(default_factory=dict)
    refused: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def is_yes_or_no(self) -> bool:
        return isinstance(self.default, bool)

    def read(self, stored: int) -> int | bool:
        """Give a stored value as code asks for it."""
        return bool(stored) if self.is_yes_or_no else stored

    def words(self, value: int) -> str:
        """Say a value as people do: "10 days", "yes"."""
        if self.is_yes_or_no:
            return _("yes") if value else _("no")
        if self.choices:
            return str(self.choices.get(value, value))
        unit: Any = self.unit
        return str(unit % {"number": value, "shown": number(value)})

    @property
    def bounds(self) -> str:
        """Say between which values a network chooses."""
        if self.is_yes_or_no or self.choices:
            return ""
        return _("%(least)s to %(most)s") % {
            "least": number(self.least),
            "most": self.words(self.most),
        }


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules; names are unique in the house."""
    for rule in rules:
        if rule.name in _rules:
            raise ValueError(f"two apps declare the rule {rule.name!r}")
        _rules[rule.name] = rule


def declared(name: str) -> Rule:
    """Look up a rule; a name that no app declared is a KeyError."""
    return _rules[name]


def grouped() -> Mapping[str | Promise, list[Rule]]:
    """List all rules under their headings, in the order of the apps."""
    groups: dict[str | Promise, list[Rule]] = {}
    for rule in _rules.values():
        groups.setdefault(rule.group, []).append(rule)
    return groups
