"""A figure is issued: counted once, kept with its rows, and compared with what is known later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, indicators, ledger
from kurzweg.core.errors import DomainError
from kurzweg.core.indicators import Fact, Indicator
from kurzweg.engine.words import name_key
from kurzweg.insight.models import Snapshot, SnapshotRow
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

SMALLEST = 5  # a group below it is not broken down (design, principle 6)

Group = tuple[str, int]


class DayIsNotOver(DomainError):
    sentence = _("This day is not over yet: a figure holds for its end, at 24.00.")


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator at the end of a day, with all that is behind its number."""

    indicator: Indicator
    day: date
    facts: list[Fact]
    # How many more were counted on the day itself: they left with it.
    left_with_it: int
    # What is passed on leaves small groups out; the office, which reads all names, reads them all.
    groups: list[tuple[str, list[Group]]]
    all_groups: list[tuple[str, list[Group]]]

    @property
    def number(self) -> int:
        return len(self.facts)


def figure(indicator: Indicator, network_id: int, day: date) -> Figure:
    """Count an indicator when a day is over, at 24.00, and tell the rows."""
    ids = indicators.at_end(indicator, network_id, day)
    told = indicators.facts(indicator, network_id, ids)
    on_the_day = indicators.value(indicator.name, network_id, day).number
    counted = [
        (str(name), count(network_id, day, told)) for name, count in indicator.groups.items()
    ]
    large = [(name, large_groups(sizes, total=len(told))) for name, sizes in counted]
    return Figure(
        indicator,
        day,
        told,
        on_the_day - len(ids),
        groups=[(name, shown) for name, shown in large if shown],
        all_groups=[(name, _by_size(sizes)) for name, sizes in counted if sizes],
    )


def _by_size(sizes: Mapping[str, int]) -> list[Group]:
    return sorted(sizes.items(), key=lambda group: (-group[1], name_key(group[0])))


def large_groups(sizes: Mapping[str, int], *, total: int) -> list[Group]:
    """Name the groups that are large enough, so that the rest is none or large enough as well."""
    shown = sorted(
        ((name, size) for name, size in sizes.items() if size >= SMALLEST),
        key=lambda group: (-group[1], name_key(group[0])),
    )
    # Whoever subtracts what is shown from the whole must not find a small group either.
    while shown and 0 < total - sum(size for _name, size in shown) < SMALLEST:
        shown.pop()
    return shown


@transaction.atomic
def issue(
    indicator: Indicator, *, network: Network, day: date, by: Person, occasion: str = ""
) -> Snapshot:
    """Keep a figure as it is told today: what is mended later changes nothing in it."""
    if day >= network.today():
        raise DayIsNotOver
    with translation.override(network.language):
        counted = figure(indicator, network.pk, day)
        issued = Snapshot.objects.create(
            network=network,
            indicator=indicator.name,
            label=str(indicator.label),
            unit=str(indicator.unit),
            definition=str(indicator.definition),
            source=str(indicator.source),
            occasion=occasion,
            counted_on=day,
            number=counted.number,
            groups=counted.groups,
        )
    SnapshotRow.objects.bulk_create(
        (
            SnapshotRow(
                snapshot=issued,
                row_id=fact.row_id,
                organisation_id=fact.organisation_id,
                name=fact.name,
                number=fact.number,
                since=fact.since,
                until=fact.until,
            )
            for fact in counted.facts
        ),
        batch_size=1_000,
    )
    audit.record(issued, "issued", by=by)
    ledger.changed(issued)
    return issued
