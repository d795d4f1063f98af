"""What an office does with a list: it brings it, says what it means, takes it over, undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from kurzweg.core import audit, jobs
from kurzweg.engine.members import Field
from kurzweg.imports import fitting, known, planning, reading
from kurzweg.imports.errors import (
    AlreadyApplied,
    AlreadyUploaded,
    CannotBeUndone,
    NoNames,
    NotReady,
)
from kurzweg.imports.models import (
    OPEN,
    KnownHeadings,
    Line,
    MemberList,
    Remark,
    State,
    Verdict,
)
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

# A file of so many bytes is compared and taken over while somebody waits for the page.
SMALL = 60_000
# No command is at one list for so long; what is older was left by one that was killed.
ABANDONED = timedelta(minutes=30)
NAMES = (Field.NAME, Field.FAMILY_NAME, Field.PERSON)


def upload(content: bytes, *, name: str, network: Network, by: Person | None) -> MemberList:
    """Keep a file and propose what its columns hold; the same file twice at once is refused."""
    content = reading.without_pictures(content, name=name)
    columns = reading.columns_of(content, name=name, network=network)
    try:
        with transaction.atomic():
            member_list = MemberList.objects.create(
                network=network,
                by=by,
                file_name=name[-200:],
                digest=reading.digest_of(content),
                content=content,
                size=len(content),
                columns=columns,
            )
            audit.record(member_list, "uploaded", by=by)
    except IntegrityError:
        raise AlreadyUploaded from None
    return member_list


def understand(
    member_list: MemberList, fields: Sequence[Field], *, in_a_job: bool | None = None
) -> MemberList:
    """Keep what the columns hold, for this list and the next with these headings; compare it.

    A small list is compared in the same transaction: whatever stops it, its columns are asked anew.
    """
    if member_list.columns and not set(fields) & set(NAMES):
        raise NoNames
    waits = is_small(member_list) if in_a_job is None else not in_a_job
    columns = member_list.columns
    for column, field in zip(columns, fields, strict=True):
        column["field"] = str(field)
    network = member_list.network
    with transaction.atomic():
        locked = _locked(member_list, State.COLUMNS, State.READY)
        KnownHeadings.objects.in_network(network).update_or_create(
            network=network,
            headings=reading.headings_of(columns),
            defaults={"fields": [str(field) for field in fields]},
        )
        locked.columns, locked.state, locked.problem = columns, State.COMPARING, ""
        locked.done = locked.total = 0
        locked.save(update_fields=["columns", "state", "problem", "done", "total"])
        if not waits:
            jobs.enqueue("kurzweg.imports.jobs.compare", locked.pk)
            return locked
        return planning.compare(locked)


def is_small(member_list: MemberList) -> bool:
    """Whether somebody may wait for it."""
    return member_list.size <= SMALL


@transaction.atomic
def choose(line: Line, choice: str, *, member_list: MemberList) -> Line:
    """Say of a doubtful row which firm it is."""
    _locked(member_list, State.READY)
    there = known.of(member_list.network, only=[each["id"] for each in line.candidates])
    planning.choose(line, choice, record=fitting.read_back(line.record), there=there)
    line.save(update_fields=["choice", "organisation_id", "changes", "ticked"])
    return line


@transaction.atomic
def tick(line: Line, places: Sequence[int], *, member_list: MemberList) -> Line:
    """Say which values that a firm corrected itself are overwritten after all."""
    _locked(member_list, State.READY)
    own = {place for place, change in enumerate(line.changes) if change.get("own")}
    line.ticked = sorted(own & set(places))
    line.save(update_fields=["ticked"])
    return line


@transaction.atomic
def discard(member_list: MemberList, *, by: Person | None) -> None:
    """Throw a list away that was not taken over, its file with it."""
    locked = _locked(member_list, *(state for state in OPEN if state != State.APPLYING))
    audit.record(locked, "discarded", by=by)
    locked.delete()


@transaction.atomic
def discard_abandoned(network: Network) -> None:
    """Throw away what commands left behind that were killed: nobody goes on with such a list.

    Lists of the pages have somebody who brought them; a command that still runs is younger.
    """
    left = (
        MemberList.objects.in_network(network)
        .locked()
        .filter(
            by=None,
            state__in=(State.COLUMNS, State.COMPARING, State.READY),
            uploaded_at__lt=timezone.now() - ABANDONED,
        )
    )
    for member_list in left.order_by("pk"):
        audit.record(member_list, "discarded", by=None)
        member_list.delete()


@transaction.atomic
def remove(remark: Remark, *, by: Person) -> None:
    """Remove what a list said of a firm that the office does not want to keep."""
    audit.record(remark, "removed", by=by)
    remark.delete()


@transaction.atomic
def begin_apply(member_list: MemberList, *, by: Person) -> MemberList:
    """Let the worker take a list over; a second press is told so."""
    locked = _locked(member_list, State.READY)
    locked.state, locked.by, locked.problem = State.APPLYING, by, ""
    locked.save(update_fields=["state", "by", "problem"])
    jobs.enqueue("kurzweg.imports.jobs.apply", locked.pk, by.pk)
    return locked


@transaction.atomic
def begin_undo(member_list: MemberList, *, by: Person) -> MemberList:
    """Let the worker undo a list."""
    locked = MemberList.objects.in_network(member_list.network_id).locked().get(pk=member_list.pk)
    if not locked.can_be_undone(locked.network.today()):
        raise CannotBeUndone
    locked.state, locked.problem = State.UNDOING, ""
    locked.save(update_fields=["state", "problem"])
    jobs.enqueue("kurzweg.imports.jobs.undo", locked.pk, by.pk)
    return locked


@transaction.atomic
def compare_again(member_list: MemberList, *, why: str = "") -> MemberList:
    """Compare a list once more with what the network knows now, a long one by the worker."""
    locked = _locked(member_list, State.READY, State.APPLYING)
    locked.state, locked.done, locked.total = State.COMPARING, 0, 0
    locked.save(update_fields=["state", "done", "total"])
    if is_small(locked):
        return planning.compare(locked, problem=why)
    jobs.enqueue("kurzweg.imports.jobs.compare", locked.pk, why)
    return locked


def undecided(member_list: MemberList) -> int:
    """Count the doubtful rows of which nobody said what they are; they stay outside."""
    return member_list.lines.filter(verdict=Verdict.DOUBTFUL, choice="").count()


def _locked(member_list: MemberList, *states: State) -> MemberList:
    lists = MemberList.objects.in_network(member_list.network_id).locked()
    locked = lists.get(pk=member_list.pk)
    if locked.state not in states:
        is_over = locked.state in (State.APPLYING, State.APPLIED, State.UNDOING, State.UNDONE)
        raise AlreadyApplied if is_over else NotReady
    return locked
