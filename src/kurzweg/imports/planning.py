"""A list is compared with what the network knows: outside of any long transaction, in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from kurzweg.core.languages import reading_language
from kurzweg.engine.members import Field, LeftOut, MemberRecord, TableError, Why, whole_name
from kurzweg.engine.words import name_key
from kurzweg.imports import comparing, fitting, known, meant, reading
from kurzweg.imports.errors import NotReady, TooManyRows
from kurzweg.imports.known import Known, parts
from kurzweg.imports.meant import Meant
from kurzweg.imports.models import Line, MemberList, State, Verdict
from kurzweg.networks.models import MembershipClass, Section

AT_A_TIME = 500  # lines that are written at once: so long others wait at most
SAME = "same:"
# With one of these nobody can say what the row means as a whole.
REJECTING = (Why.NO_NAME, Why.JOINED_AFTER_LEAVING)


@dataclass(slots=True)
class Read:
    """A list as it was read: what can be kept of each row, and what cannot."""

    records: list[MemberRecord] = field(default_factory=list)
    unread: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    doubts: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    rejected: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.records) + len(self.rejected)


def compare(member_list: MemberList, *, problem: str = "") -> MemberList:
    """Say of each row of a list what it would change; whoever reads them sees how far it is.

    Done again it comes to the same, so it may be stopped and begun anew at any point. Why it is
    compared once more is said with the list.
    """
    if member_list.state != State.COMPARING:
        raise NotReady
    network = member_list.network
    try:
        read = _read(member_list)
    except (TableError, TooManyRows) as unreadable:
        return _failed(member_list, unreadable)
    at = known.state_of(network)
    there = known.of(network)
    meanings = meant.meanings(read.records, there.firms)
    _write(member_list, _lines(member_list, read, meanings, there), total=read.total)
    return _ready(member_list, read=read, at=at, problem=problem)


def _lines(
    member_list: MemberList, read: Read, meanings: Mapping[int, Meant], there: Known
) -> Iterator[Line]:
    """Make the lines one by one, for a list of 20,000 is some megabytes of them."""
    said = {line.row: line for line in member_list.lines.exclude(choice="", ticked=[])}
    for record in read.records:
        line = _line(record, meanings[record.row], there, read)
        if before := said.get(record.row):
            _keep_choice(line, before, record, there)
        yield line
    yield from read.rejected


def _read(member_list: MemberList) -> Read:
    read = Read()
    sections = Section.objects.in_network(member_list.network).order_by("pk")
    whole = {name_key(name): name for name in sections.values_list("name", flat=True)}
    for row in reading.rows_of(member_list, today=member_list.network.today()):
        if isinstance(row, LeftOut):
            if row.text.strip():
                read.rejected.append(_left_out(row.row, row.text, str(row.why)))
            continue
        record, unread = fitting.fitted(row)
        if len(record.sections) > 1:
            record = replace(record, sections=fitting.named_whole(record.sections, whole))
        why = next((each for each in unread if each["why"] in REJECTING), None)
        if not any(map(str.isalnum, record.name)):
            said = {"field": str(Field.NAME), "why": str(Why.NO_NAME), "text": row.name}
            too_long = (each for each in unread if each["field"] == Field.NAME)
            why = why or next(too_long, said)
        if why is None:
            read.records.append(record)
            read.unread[record.row] = unread
            read.doubts[record.row] = list(map(fitting.told_of, row.doubts))
        else:
            rejected = _left_out(row.row, record.name, why["why"], field=why["field"])
            rejected.unread = [why, *(each for each in unread if each is not why)]
            read.rejected.append(rejected)
    return read


def _left_out(row: int, text: str, why: str, *, field: str = "") -> Line:
    told = {"field": field, "why": why, "text": text[:200]}
    return Line(row=row, verdict=Verdict.REJECTED, name=text[:200], unread=[told])


def _line(record: MemberRecord, meaning: Meant, there: Known, read: Read) -> Line:
    line = Line(
        row=record.row,
        name=whole_name(record)[:200],
        town=record.town,
        record=fitting.as_kept(record),
        candidates=meaning.candidates,
        unread=read.unread[record.row],
        doubts=read.doubts[record.row],
    )
    if meaning.firm is not None:
        firm = there.firms[meaning.firm]
        line.organisation_id = firm.id
        line.changes = comparing.differences(record, firm, there.corrected)
        if comparing.contradicts(record, firm):
            line.unread = [*line.unread, _contradiction(record)]
        line.verdict = Verdict.CHANGED if line.changes else Verdict.SAME
    elif meaning.candidates:
        line.verdict = Verdict.DOUBTFUL
        sure = [place for place, each in enumerate(meaning.candidates) if each["sure"]]
        if sure:
            choose(line, f"{SAME}{sure[0]}", record=record, there=there)
    else:
        line.verdict = Verdict.NEW
    return line


def _contradiction(record: MemberRecord) -> dict[str, str]:
    told = f"{record.joined_on or ''} – {record.left_on or ''}".strip(" –")
    return {"field": str(Field.LEFT), "why": str(Why.JOINED_AFTER_LEAVING), "text": told}


def choose(line: Line, choice: str, *, record: MemberRecord, there: Known) -> None:
    """Say of a doubtful row what it is; what it changes of a firm that is known follows."""
    line.choice, line.organisation_id, line.changes, line.ticked = choice, None, [], []
    candidate = chosen(line)
    if candidate is None or candidate["kind"] != "firm":
        return
    firm = there.firms.get(candidate["id"])
    if firm is None:
        line.choice = ""
        return
    line.organisation_id = firm.id
    line.changes = comparing.differences(record, firm, there.corrected)


def chosen(line: Line) -> dict[str, Any] | None:
    """Give the candidate that a row was said to be."""
    if not line.choice.startswith(SAME):
        return None
    place = int(line.choice.removeprefix(SAME))
    return line.candidates[place] if place < len(line.candidates) else None


def _keep_choice(line: Line, before: Line, record: MemberRecord, there: Known) -> None:
    """What somebody said of a row still holds where the row is asked about in the same words."""
    if before.candidates != line.candidates:
        return
    if line.verdict == Verdict.DOUBTFUL:
        choose(line, before.choice, record=record, there=there)
    if before.changes == line.changes:
        line.ticked = before.ticked


def _write(member_list: MemberList, lines: Iterator[Line], *, total: int) -> None:
    """Write lines in pieces; those of before go with the first, when they were asked already."""
    member_list.total, member_list.done = total, 0
    if not total:
        member_list.lines.all().delete()
    for part in parts(lines, AT_A_TIME):
        with transaction.atomic():
            if not member_list.done:
                member_list.lines.all().delete()
            for line in part:
                line.member_list = member_list
            Line.objects.bulk_create(part)
            member_list.done += len(part)
            member_list.save(update_fields=["done", "total"])


def _ready(member_list: MemberList, *, read: Read, at: str, problem: str) -> MemberList:
    counts = Counter(member_list.lines.order_by().values_list("verdict", flat=True))
    member_list.counts = {str(verdict): counts.get(verdict, 0) for verdict in Verdict.values}
    member_list.named = _named_anew(member_list, read.records)
    member_list.known, member_list.state = at, State.READY
    member_list.problem = problem[:300]
    member_list.save(update_fields=["counts", "named", "known", "state", "problem"])
    return member_list


def _named_anew(member_list: MemberList, records: Sequence[MemberRecord]) -> dict[str, list[str]]:
    """Name the sections and classes that come with the list, each once."""
    network = member_list.network
    sections = Section.objects.in_network(network).values_list("name", flat=True)
    classes = MembershipClass.objects.in_network(network).values_list("name", flat=True)
    named = (name for record in records for name in record.sections)
    classed = (record.membership_class for record in records)
    return {
        "section": _unknown(named, sections.order_by("pk")),
        "class": _unknown(classed, classes.order_by("pk")),
    }


def _unknown(names: Iterable[str], there: Iterable[str]) -> list[str]:
    known_ones = set(map(name_key, there))
    return [
        name
        for key, name in {name_key(name): name for name in names if name}.items()
        if key not in known_ones
    ]


def _failed(member_list: MemberList, problem: TableError | TooManyRows) -> MemberList:
    said = str(problem)
    if isinstance(problem, TableError):
        said = problem.sentence(reading_language())
    member_list.state, member_list.problem = State.COLUMNS, said[:300]
    member_list.save(update_fields=["state", "problem"])
    return member_list
