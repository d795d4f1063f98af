"""Until when a membership holds after a notice, by the network's rule and by § 39 BGB."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from kurzweg.networks.models import Membership, Network

A_DAY = timedelta(days=1)
MONTHS = ngettext_lazy("%(shown)s month", "%(shown)s months", "number")
# § 39 (2) BGB: whoever has given notice is not held for longer, whatever the statutes say.
MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Term:
    """How long before which day a notice arrives: `months` before the end of `every` months.

    The year is counted from the month `begins`; `every` 0 lets a membership end on any day.
    """

    months: int
    every: int
    begins: int = 1

    def until(self, arrived_on: date) -> date:
        """Give the first day on which a membership holds no more: it ends at 24.00 before it."""
        return min(self._by_rule(arrived_on), longest(arrived_on))

    def is_bounded(self, arrived_on: date) -> bool:
        """Whether the law lets it end before the rule would."""
        return self._by_rule(arrived_on) > longest(arrived_on)

    def last_arrival(self, until: date) -> date:
        """Give the last day on which a notice arrives in time for an end."""
        return months_later(until, -self.months) - A_DAY

    def end_reached_by(self, last_arrival: date) -> date:
        """Give the end for which a day is the last: each end is the first day of a month."""
        return months_later(last_arrival + A_DAY, self.months)

    def next_end(self, on: date) -> date | None:
        """Give the end that a notice can still reach; None: any day can be one."""
        return self._by_rule(on) if self.every else None

    def _by_rule(self, arrived_on: date) -> date:
        if not self.every:
            return months_later(arrived_on, self.months) + A_DAY
        # At the latest this many ends further on a notice of today is in time.
        end = date(arrived_on.year - 1, self.begins, 1)
        while end <= arrived_on or self.last_arrival(end) < arrived_on:
            end = months_later(end, self.every)
        return end

    @property
    def words(self) -> str:
        """Say the rule as statutes do: "3 months before the end of the year"."""
        months: Any = MONTHS
        before = months % {"number": self.months, "shown": self.months} if self.months else ""
        return f"{before} {ENDS[self.every]}".strip()


ENDS: Mapping[int, str | Promise] = {
    12: gettext_lazy("to the end of the year"),
    6: gettext_lazy("to the end of a half-year"),
    3: gettext_lazy("to the end of a quarter"),
    1: gettext_lazy("to the end of a month"),
    0: gettext_lazy("to any day"),
}


def months_later(day: date, months: int) -> date:
    """Count months as § 188 BGB does: to the day of the same number, or the month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def longest(arrived_on: date) -> date:
    """Give the end that the law allows at the latest."""
    return months_later(arrived_on, MOST_MONTHS) + A_DAY


def term_of(network: Network, *, on: date) -> Term:
    """Say what held in a network on the day on which a notice arrived."""
    return Term(
        months=network.rule("notice_months", on=on),
        every=network.rule("notice_end", on=on),
        begins=network.rule("year_begins", on=on),
    )


def after_notice(membership: Membership) -> Term | None:
    """Give the rule by which a membership ends; None: no notice, or another day was agreed."""
    arrived_on, network = membership.notice_on, membership.network
    if arrived_on is None or membership.until is None:
        return None
    term = term_of(network, on=arrived_on)
    return term if term.until(arrived_on) == membership.until else None


def refused(values: Mapping[str, Any]) -> str:
    """Say why a rule about notices cannot hold: somebody would be bound for more than two years."""
    if values["notice_months"] + values["notice_end"] <= MOST_MONTHS:
        return ""
    return _(
        "Whoever gives notice a day too late would stay for more than two years: § 39 BGB forbids "
        "that. Two years to the end of a year are too long already; one year is not."
    )
