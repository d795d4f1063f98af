"""A list is taken over: prepared while nobody waits, written in one short transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, Q
from django.utils import timezone

from kurzweg.core import audit, ledger
from kurzweg.engine.members import MemberRecord
from kurzweg.imports import comparing, known, writing
from kurzweg.imports.deciding import ChangedFirm, Decided, NewFirm, decided, unique
from kurzweg.imports.errors import AlreadyApplied, ListIsStale, NotReady
from kurzweg.imports.known import OF_FIRM, OF_SEAT, Firm, Known
from kurzweg.imports.models import Arrival, Choice, MemberList, State, Verdict, Written
from kurzweg.imports.rows import Maker, Unit, day_of, plain, print_of, said_fields
from kurzweg.imports.writing import Batch
from kurzweg.market.models import Offer
from kurzweg.networks.models import (
    ClassTerm,
    Membership,
    Network,
    SaidBy,
    SaidLine,
    Section,
)
from kurzweg.people.actions import follow_addresses
from kurzweg.people.models import Organisation, Person, Position, Site

Label = str


@dataclass(slots=True)
class Prepared:
    """All that is written for a list, made before the transaction begins."""

    maker: Maker
    units: list[Unit] = field(default_factory=list)
    changes: list[ChangedFirm] = field(default_factory=list)
    prints: dict[int, int] = field(default_factory=dict)  # of new rows, by what they are in memory
    batches: dict[type[Model], Batch] = field(default_factory=dict)

    def add(self, rows: Iterable[Model]) -> None:
        """Take rows as they are written, and their prints."""
        for row in rows:
            model = type(row)
            values = (getattr(row, name) for name in said_fields(model))
            self.prints[id(row)] = print_of(values)
            if model not in self.batches:
                self.batches[model] = Batch(model)
            self.batches[model].add(row)

    @property
    def made(self) -> Iterator[Model]:
        yield from self.maker.named
        for unit in self.units:
            yield from unit.made


def apply(member_list: MemberList, *, by: Person | None) -> MemberList:
    """Take a list over, all of it or nothing; raises ListIsStale where others were faster."""
    network = member_list.network
    there = known.of(network)
    prepared = prepare(decided(member_list, there), there, network=network, by=by)
    now = timezone.now()
    with transaction.atomic():
        # Two of an office may press at once, and somebody may enter a firm at this very moment.
        # Whoever merges takes this lock first as well; naming the network waits for nobody.
        Network.objects.select_for_update(no_key=True).get(pk=network.pk)
        locked = MemberList.objects.in_network(network).locked().get(pk=member_list.pk)
        if locked.state in (State.APPLIED, State.UNDOING, State.UNDONE):
            raise AlreadyApplied
        if locked.state not in (State.READY, State.APPLYING):
            raise NotReady
        if locked.known != known.state_of(network):
            raise ListIsStale
        _write(locked, prepared, by=by, now=now)
        audit.record(locked, "applied", by=by)
        ledger.changed(locked)
    _forget(locked)
    return locked


def _forget(member_list: MemberList) -> None:
    """What was taken over stands in the register; of the list only what was not is kept."""
    stayed = Q(verdict=Verdict.REJECTED) | Q(verdict=Verdict.DOUBTFUL, choice__in=("", Choice.OUT))
    rows = member_list.lines.filter(~stayed)
    rows._raw_delete(using=rows.db)


def prepare(
    decisions: list[Decided], there: Known, *, network: Network, by: Person | None = None
) -> Prepared:
    """Make all rows of a list in memory, each with its print; takes what is decided out of it."""
    maker = Maker(network, by=by)
    maker.look_up([person.email for each in decisions for person in each.record.persons])
    prepared = Prepared(maker)
    decisions.reverse()
    while decisions:  # what a new firm's row said is not held beside the rows made of it
        each = decisions.pop()
        each.record = _once(each.record)
        if isinstance(each, NewFirm):
            prepared.units.append(maker.firm(each.record, name=each.name))
        else:
            firm = there.firms.get(each.organisation_id)
            if firm is None:  # merged away or taken out since it was compared
                raise ListIsStale
            _look_up_address(each, firm, maker)
            prepared.units.append(_more_of(each, firm, maker))
            prepared.changes.append(each)
        prepared.add(prepared.units[-1].made)
    prepared.add(maker.named)
    return prepared


def _look_up_address(changed: ChangedFirm, firm: Firm, maker: Maker) -> None:
    """Find out where a new address lies before anybody waits for it."""
    new = {each["field"]: each["new"] for each in changed.changes if each["field"] in OF_SEAT}
    if new and firm.seat_id is not None:
        maker.locate(Site(**firm.seat | new))


def _once(record: MemberRecord) -> MemberRecord:
    return replace(record, persons=unique(record.persons))


def _more_of(changed: ChangedFirm, firm: Firm, maker: Maker) -> Unit:
    """Make what a firm that is known gets in addition."""
    organisation = Organisation(pk=firm.id)
    unit = Unit(changed.row, firm.name, organisation, is_new=False)
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changed.changes:
        said[change["field"]].append(change)
    if firm.seat_id is None and said.keys() & set(OF_SEAT):
        unit.made.append(maker.seat(organisation, changed.record))
    if said["membership"]:
        membership = maker.membership(organisation, changed.record)
        unit.made.append(membership)
        if name := changed.record.membership_class:
            unit.made.append(maker.term(membership, name, since=None))
    for each in said["class"]:
        one = Membership(pk=firm.membership_id, network=maker.network)
        unit.made.append(maker.term(one, each["new"], since=maker.today))
    unit.made += maker.sections(organisation, [each["new"] for each in said["section"]])
    unit.made += [maker.offer(organisation, each["new"]) for each in said["offer"]]
    unit.made += [
        maker.activity(organisation, each["new"], is_core=not firm.activities and at == 0)
        for at, each in enumerate(said["activity"])
    ]
    named = {each["new"] for each in said["person"]}
    for person in changed.record.persons:
        if comparing.full_name(person) in named:
            unit.made += maker.person(organisation, person, answers=not firm.persons)
    remarks = [
        (each["field"], each["column"], each["new"]) for each in (*said["consent"], *said["note"])
    ]
    unit.made += maker.remarks(organisation, remarks, persons=_meant(changed.record, firm, unit))
    return unit


def _meant(record: MemberRecord, firm: Firm, unit: Unit) -> list[Person]:
    """Give the persons of a row, whether they are made with it or known."""
    made = [row.person for row in unit.made if isinstance(row, Position)]
    known_ones = [
        Person(pk=known.id)
        for known in firm.persons
        if any(comparing.is_meant(person, known) for person in record.persons)
    ]
    return [*made, *known_ones]


# In the transaction ---------------------------------------------------------------------------


def _write(
    member_list: MemberList, prepared: Prepared, *, by: Person | None, now: datetime
) -> None:
    network = member_list.network
    changed = {each.organisation_id: each for each in prepared.changes}
    fields = {change["field"] for each in changed.values() for change in each.changes}
    people = any(name.startswith("person_") for name in fields)
    firms = known.values_of(network, only=changed, with_people=people)
    if firms.keys() != changed.keys():
        raise ListIsStale
    values: dict[int, list[Value]] = {pk: [] for pk in changed}
    for pk, firm in firms.items():
        values[pk] = list(_values(changed[pk], firm, prepared.maker))
        values[pk] += _now_said_by_a_list(changed[pk], firm, values[pk], now=now)
    for batch in writing.in_order(prepared.batches):
        batch.write()
    writing.update(
        (model, pk, name, new) for each in values.values() for model, pk, name, _old, new in each
    )
    readdressed = (
        pk
        for each in values.values()
        for model, pk, name, *_said in each
        if model is Person and name == "email"
    )
    follow_addresses(readdressed)
    _note_arrivals(member_list, prepared, now=now)
    _note_written(member_list, prepared, values)
    _tell(network, prepared, values, by=by)
    days = network.rule("import_undo_days")
    member_list.state, member_list.applied_at = State.APPLIED, now
    member_list.undo_until = network.today() + timedelta(days=days)
    member_list.content, member_list.by = None, by or member_list.by
    # The headings' examples are people's names and addresses, too.
    member_list.columns = [column | {"examples": []} for column in member_list.columns]
    member_list.save()


Value = tuple[type[Model], int, str, Any, Any]  # a row, its field, what stood there, what stands


def _values(changed: ChangedFirm, firm: Firm, maker: Maker) -> Iterator[Value]:
    """Say which values are written; what somebody changed since the preview stays hers."""
    seat: dict[str, str] = {}
    for change in changed.changes:
        name, old, new = change["field"], change["old"], change["new"]
        if name in OF_FIRM:
            if (firm.says[name] or "") == (old or ""):
                yield Organisation, firm.id, name, firm.says[name], new
        elif name in OF_SEAT and firm.seat_id is not None:
            if firm.seat[name] == old:
                seat[name] = new
        elif name == "number" and firm.membership_id and firm.number == old:
            yield Membership, firm.membership_id, "number", old, new
        elif name == "class" and firm.term_id and firm.membership_class == old:
            yield ClassTerm, firm.term_id, "until", None, maker.today
        elif name in ("joined", "left") and firm.membership_id:
            column = {"joined": "since", "left": "until"}[name]
            if getattr(firm, column) == day_of(old):
                yield Membership, firm.membership_id, column, day_of(old), day_of(new)
        elif name.startswith("person_"):
            yield from _of_person(change, firm)
    if seat:
        yield from _of_seat(firm, seat, maker)


def _now_said_by_a_list(
    changed: ChangedFirm, firm: Firm, values: Iterable[Value], *, now: datetime
) -> Iterator[Value]:
    """Let it be known that a line is a list's word now, where somebody else's is on record."""
    lines = {"sites" if model is Site else name for model, _pk, name, *_rest in values}
    if any(change["field"] == "activity" for change in changed.changes):
        lines.add("activities")
    for line in sorted(lines & firm.lines.keys()):
        pk, by, at = firm.lines[line]
        yield SaidLine, pk, "said_by", by, str(SaidBy.LIST)
        yield SaidLine, pk, "said_at", at, now


def _of_person(change: dict[str, Any], firm: Firm) -> Iterator[Value]:
    name = change["field"].removeprefix("person_")
    for person in firm.persons:
        if change["of"] == (person.position_id if name == "position" else person.id):
            if (person.says[name] or "") == change["old"]:
                model, column = (Position, "title") if name == "position" else (Person, name)
                yield model, change["of"], column, change["old"], change["new"]
            return


def _of_seat(firm: Firm, seat: dict[str, str], maker: Maker) -> Iterator[Value]:
    """Write an address, and where it lies."""
    site = Site(pk=firm.seat_id, **firm.seat, **firm.point)
    before = {
        name: getattr(site, name) for name in (*seat, "latitude", "longitude", "located_by", "ags")
    }
    for name, new in seat.items():
        setattr(site, name, new)
    if seat.keys() & {"postal_code", "town", "country"} and site.located_by != "hand":
        maker.locate(site)
    for name, old in before.items():
        if getattr(site, name) != old:
            yield Site, site.pk, name, old, getattr(site, name)


def _note_arrivals(member_list: MemberList, prepared: Prepared, *, now: datetime) -> None:
    at = connection.ops.adapt_datetimefield_value(now)
    persons = (row.pk for row in prepared.made if isinstance(row, Person))
    writing.insert(
        Arrival,
        ("network_id", "member_list_id", "person_id", "arrived_at"),
        ((member_list.network_id, member_list.pk, pk, at) for pk in persons),
    )


def _note_written(
    member_list: MemberList, prepared: Prepared, values: dict[int, list[Value]]
) -> None:
    names = ("row", "name", "organisation_id", "made", "changed")
    columns: list[Any] = [Written._meta.get_field(name) for name in names]
    writing.insert(
        Written,
        ("member_list_id", *names),
        (
            (
                member_list.pk,
                *(
                    column.get_db_prep_save(value, connection)
                    for column, value in zip(columns, each, strict=True)
                ),
            )
            for each in _written(prepared, values)
        ),
    )


def _written(
    prepared: Prepared, values: dict[int, list[Value]]
) -> Iterator[tuple[int, str, int, dict[Label, list[list[int]]], list[list[Any]]]]:
    """Say row by row what was made and what was changed, so that it can be undone."""
    for unit in prepared.units:
        pk = unit.organisation.pk
        changed = [
            [model._meta.label_lower, row, name, plain(old), plain(new)]
            for model, row, name, old, new in values.get(pk, ())
        ]
        if unit.made or changed:
            yield unit.row, unit.name[:200], pk, _made(unit.made, prepared.prints), changed
    if named := prepared.maker.named:
        yield 0, "", 0, _made(named, prepared.prints), []


def _made(rows: Sequence[Model], prints: dict[int, int]) -> dict[Label, list[list[int]]]:
    found: dict[Label, list[list[int]]] = {}
    for row in rows:
        found.setdefault(row._meta.label_lower, []).append([row.pk, prints[id(row)]])
    return found


def _tell(
    network: Network, prepared: Prepared, values: dict[int, list[Value]], *, by: Person | None
) -> None:
    """Note what was done: in the audit each firm and person, in the ledger what others read."""
    done: dict[type[Model], dict[int, set[str]]] = defaultdict(dict)
    for row in prepared.made:
        if isinstance(row, (Organisation, Membership, Person, Section)):
            done[type(row)][row.pk] = set()
    for each in values.values():
        for model, pk, name, _old, _new in each:
            if model is not SaidLine:  # which is a word on the change, and no change
                done[model].setdefault(pk, set()).add(name)
    writing.record(done, "imported", by=by, network_id=network.pk)
    own = {model: [row.pk for row in batch.rows] for model, batch in prepared.batches.items()}
    writing.note_own(network.pk, {model: own.get(model, []) for model in (Membership, Offer)})
    touched: dict[type[Model], set[int]] = defaultdict(set)
    for unit in prepared.units:
        if not unit.is_new:
            touched[Organisation].add(unit.organisation.pk)
    for each in values.values():
        for model, pk, *_value in each:
            touched[model].add(pk)
    for model, pks in touched.items():
        if ledger.is_told_of(model):
            writing.note(model, sorted(pks))
