"""A network may keep its own rows for less time than the files say, down to what they allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kurzweg.core import rules
from kurzweg.core.retention import declarations
from kurzweg.core.retention.periods import PERIOD

GROUP = _("How long data are kept")
FOR_GOOD = _("What is older then is deleted in the night and does not come back.")
UNITS = {
    "days": rules.DAYS,
    "months": ngettext_lazy("%(shown)s month", "%(shown)s months", "number"),
}

# Says which networks decided otherwise about a rule, and what.
Decided = Callable[[str], Iterable[tuple[int, int]]]
_decided: list[Decided] = []


def decided_by(decided: Decided) -> Decided:
    """Declare who knows what networks decided."""
    _decided.append(decided)
    return decided


def name_of(rule: declarations.Rule) -> str:
    """Name the network's rule that shortens a period."""
    return f"keep_{rule.name.replace(' ', '_')}"


def shortened(rule: declarations.Rule) -> Iterator[tuple[int, str]]:
    """Say which networks keep their rows for less time, and how long."""
    if rule.least:
        least, unit = rule.least.split()
        for decided in _decided:
            for network_id, value in decided(name_of(rule)):
                # What was decided before the file asked for more is no reason to keep less.
                yield network_id, f"{max(value, int(least))} {unit}"


def register() -> None:
    """Add a rule of the network for each period that may be shortened."""
    for rule in declarations.rules():
        kept, least = PERIOD.fullmatch(rule.kept), PERIOD.fullmatch(rule.least)
        if kept and least:
            rules.register(
                rules.Rule(
                    name_of(rule),
                    default=int(kept[1]),
                    label=rule.label,
                    group=GROUP,
                    unit=UNITS[kept[2]],
                    least=int(least[1]),
                    most=int(kept[1]),
                    help=FOR_GOOD,
                )
            )


register()
