"""Two entries become one, are two again, or are said to be two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger
from kurzweg.merging import visible
from kurzweg.merging.errors import (
    AlreadyApart,
    AlreadyMerged,
    ChangedSince,
    FactsAreGone,
    KnownElsewhere,
)
from kurzweg.merging.models import Distinct, Merge
from kurzweg.merging.moving import Moving
from kurzweg.merging.since import altered_since, sentence_of, touched_by
from kurzweg.merging.snapshots import hold, keys_about, prints, put_back, rows_of
from kurzweg.networks.concerned import of_organisations
from kurzweg.networks.models import Mandate, Membership, Network
from kurzweg.people.models import Organisation, Person

OFFICES = "whoever merges runs the office of every network concerned"


@transaction.atomic
def merge(
    kept: Organisation,
    other: Organisation,
    *,
    values: Mapping[str, Any],
    network: Network,
    by: Person,
) -> Merge:
    """Let one entry take over all that another one is and holds; the other one goes.

    `values` are those of the other entry that replace the kept one's. No persons are joined.
    Raises AlreadyMerged, KnownElsewhere, and BothHold where one of two things must end first.
    """
    _hold_networks(kept, other)
    # Two of an office may press at once, also the other way round: the second finds one entry.
    rows = Organisation.objects.select_for_update().filter(pk__in=(kept.pk, other.pk))
    locked = {row.pk: row for row in rows.order_by("pk")}
    if len(locked) < 2:
        raise AlreadyMerged
    kept, other = locked[kept.pk], locked[other.pk]
    if not runs_all_offices(kept, other, by=by):
        raise KnownElsewhere
    # What somebody edits meanwhile would be written over unseen, or missing on the way back.
    hold(keys_about(kept) | keys_about(other))
    moving = Moving()
    moving.note(kept)
    moving.note(other)
    _tell_of_members(other, "merged", by=by)
    visible.settle(kept, other, taken=values, moving=moving, on=network.today())
    moving.hand_over(other, to=kept)
    gone = {"merged_id": other.pk, "merged_public_id": other.public_id, "merged_name": other.name}
    other.delete()
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    done = Merge(network=network, kept=kept, **gone)
    done.facts = {
        "before": list(moving.before.values()),
        "after": prints(kept, moving.before),
        "touched": [list(key) for key in moving.before],
    }
    done.save()
    audit.record(done, "merged", by=by, fields=values)
    audit.record(kept, "merged", by=by, fields=values)
    ledger.changed(kept)
    return done


@transaction.atomic
def unmerge(done: Merge, *, by: Person) -> Organisation:
    """Make two entries of one again, exactly as they were; gives the one that comes back.

    Raises AlreadyApart, FactsAreGone, KnownElsewhere, and ChangedSince once something was edited.
    """
    done = Merge.objects.in_network(done.network_id).locked().get(pk=done.pk)
    if done.undone_at is not None:
        raise AlreadyApart
    if not done.facts:
        raise FactsAreGone
    _hold_networks(done.kept)
    kept = Organisation.objects.select_for_update().get(pk=done.kept_id)
    if not runs_all_offices(kept, by=by):
        raise KnownElsewhere
    hold(keys_about(kept) | touched_by(done))
    if altered := altered_since([done])[done.pk]:
        raise ChangedSince(sentence_of(altered))
    ledger.changed(kept)
    back = put_back(done.facts["before"])
    other = next(row for row in back if isinstance(row, Organisation) and row.pk != kept.pk)
    ledger.changed(*(row for row in back if ledger.is_told_of(type(row))))
    _tell_of_members(other, "unmerged", by=by)
    done.facts, done.undone_at = {}, timezone.now()
    done.save(update_fields=["facts", "undone_at"])
    audit.record(done, "unmerged", by=by)
    audit.record(kept, "unmerged", by=by)
    return other


@transaction.atomic
def tell_apart(one: Organisation, other: Organisation, *, network: Network, by: Person) -> Distinct:
    """Remember that two entries are not the same."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    said, is_new = Distinct.objects.in_network(network).get_or_create(
        network=network, one=first, other=second
    )
    if is_new:
        audit.record(said, "told apart", by=by)
        ledger.changed(said)
    return said


def runs_all_offices(*organisations: Organisation, by: Person) -> bool:
    """Say whether somebody runs the office of every network whose rows are concerned."""
    return _concerned(*organisations) <= _offices_of(by)


def _hold_networks(*organisations: Organisation) -> None:
    """Lock the networks before any firm, as a list that is taken over does: one order for all."""
    rows = Network.objects.filter(pk__in=_concerned(*organisations)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _concerned(*organisations: Organisation) -> set[int]:
    concerned = {network for _one, network in of_organisations([each.pk for each in organisations])}
    for organisation in organisations:
        named = (getattr(row, "network_id", None) for row, _name in rows_of(organisation))
        concerned |= {network_id for network_id in named if network_id is not None}
    return concerned


def _offices_of(by: Person) -> set[int]:
    rows = Person.objects.filter(pk=by.pk)
    if by.account_id is not None:
        rows = Person.objects.same_as(by) | rows
    tasks = Mandate.objects.across_networks(OFFICES).of_office().filter(person__in=rows)
    tasks = tasks.select_related("network")
    return {task.network_id for task in tasks if task.holds_on(task.network.today())}


def _tell_of_members(organisation: Organisation, action: str, *, by: Person) -> None:
    """Note at each membership what became of its firm: figures that counted it say so."""
    for row in Membership.objects.across_networks(OFFICES).filter(organisation=organisation):
        audit.record(row, action, by=by)
