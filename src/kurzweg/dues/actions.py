"""A list of dues is issued: reckoned once, and kept with its rows as they stood there."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import translation

from kurzweg.core import audit, ledger
from kurzweg.dues import owing
from kurzweg.dues.models import DuesAgreement, DuesList, DuesRow, DuesRule
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


@transaction.atomic
def enter(rule: DuesRule, *, by: Person) -> DuesRule:
    """Add a line to the scale; what held before stays, for the days before."""
    rule.save(force_insert=True)
    audit.record(rule, "entered", by=by)
    ledger.changed(rule)
    return rule


@transaction.atomic
def agree(agreement: DuesAgreement, *, by: Person) -> DuesAgreement:
    """Enter what was agreed with a member; what was agreed before stays, for its days."""
    agreement.save(force_insert=True)
    audit.record(agreement, "entered", by=by)
    ledger.changed(agreement)
    return agreement


@transaction.atomic
def issue(network: Network, *, as_of: date, by: Person) -> DuesList:
    """Keep a list of dues as it is told today: what is mended later changes nothing in it."""
    with translation.override(network.language):
        told = owing.dues(network, as_of)
    issued = DuesList.objects.create(
        network=network,
        begins_on=told.begins_on,
        known_on=told.known_on,
        parts=told.parts,
        number=len(told.rows),
        doubtful=told.doubtful,
        total=told.total,
    )
    DuesRow.objects.bulk_create(
        (
            DuesRow(dues_list=issued, place=place, **_kept(row))
            for place, row in enumerate(told.rows, start=1)
        ),
        batch_size=1_000,
    )
    audit.record(issued, "issued", by=by)
    ledger.changed(issued)
    return issued


def _kept(row: owing.Owed) -> dict[str, object]:
    kept = asdict(row)
    del kept["public_id"]
    return kept
