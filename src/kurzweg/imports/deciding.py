"""What is to be written for a list: rows that are one firm are put together before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kurzweg.engine.members import ListedPerson, MemberRecord
from kurzweg.engine.words import name_key
from kurzweg.imports import comparing, fitting, planning
from kurzweg.imports.known import Known
from kurzweg.imports.models import Choice, Line, MemberList, Verdict

Change = dict[str, Any]


@dataclass(slots=True)
class NewFirm:
    """A firm that nobody knows yet, as all rows about it say together."""

    row: int
    name: str
    record: MemberRecord


@dataclass(slots=True)
class ChangedFirm:
    """A firm that is known, and what is written of it."""

    row: int
    name: str
    organisation_id: int
    record: MemberRecord
    changes: list[Change] = field(default_factory=list)


Decided = NewFirm | ChangedFirm


def decided(member_list: MemberList, there: Known) -> list[Decided]:
    """Say what is written for a list, by its lines and by what was chosen of each."""
    lines = {line.row: line for line in member_list.lines.all().order_by("row").iterator()}
    found: dict[int, Decided] = {}
    firms: dict[int, ChangedFirm] = {}
    for line in lines.values():
        root = _root(line, lines)
        if root is None or line.verdict == Verdict.REJECTED:
            continue
        record, line.record = fitting.read_back(line.record), {}  # many of them at once
        if root is not line:
            if root.row in found:
                _add(found[root.row], record, there)
            continue
        if line.organisation_id is None:
            found[line.row] = NewFirm(line.row, line.name, record)
        elif line.organisation_id in firms:
            found[line.row] = firms[line.organisation_id]
            _add(found[line.row], record, there)
        else:
            one = ChangedFirm(line.row, line.name, line.organisation_id, record, line.taken)
            firms[one.organisation_id] = found[line.row] = one
    unique = {id(each): each for each in found.values()}.values()
    return [each for each in unique if isinstance(each, NewFirm) or each.changes]


def _root(line: Line, lines: Mapping[int, Line]) -> Line | None:
    """Follow "the same as row …" to the row that is the firm; None: it is left out."""
    while line.verdict == Verdict.DOUBTFUL:
        if line.choice in ("", Choice.OUT):
            return None
        candidate = planning.chosen(line)
        if line.choice == Choice.ANOTHER or candidate is None or candidate["kind"] == "firm":
            return line
        line = lines[candidate["id"]]  # an earlier row: this comes to an end
    return line


def _add(firm: Decided, record: MemberRecord, there: Known) -> None:
    """Take from another row of the same firm what the first one does not say."""
    if isinstance(firm, NewFirm):
        firm.record = together(firm.record, record)
        return
    known = there.firms.get(firm.organisation_id)
    if known is None:
        return
    whole = together(firm.record, record)
    said = {_what(change) for change in firm.changes}
    for change in comparing.differences(whole, known, there.corrected):
        is_more = not change["old"] and change["field"] != "membership"
        if is_more and _what(change) not in said:
            firm.changes.append(change)
    firm.record = whole


def _what(change: Change) -> tuple[Any, ...]:
    several = change["field"] in ("person", "offer", "section", "activity")
    of = change.get("of") or change.get("column")
    return change["field"], of, change["new"] if several else None


def together(one: MemberRecord, other: MemberRecord) -> MemberRecord:
    """Put two rows about one firm together: the first one's word counts, lists are joined."""
    filled = {
        name: getattr(other, name)
        for name in (
            "legal_form", "number", "street", "postal_code", "town", "country", "phone", "email",
            "website", "joined_on", "left_on", "staff", "register_court", "register_number",
            "vat_id", "membership_class",
        )
        if not getattr(one, name)
    }  # fmt: skip
    joined: dict[str, Any] = {
        name: (*getattr(one, name), *getattr(other, name))
        for name in ("sections", "offers", "activities", "consents")
    }
    persons = unique((*one.persons, *other.persons))
    joined["note"] = "\n".join(dict.fromkeys(filter(None, (one.note, other.note))))
    if one.joined_on or one.left_on or one.street or one.town:
        # Days go together, and so does an address: half of each would be nobody's.
        kept: tuple[str, ...] = ("joined_on", "left_on") if one.joined_on or one.left_on else ()
        kept += ("street", "postal_code", "town", "country") if one.street and one.town else ()
        filled = {name: value for name, value in filled.items() if name not in kept}
    return replace(one, **filled, **joined, persons=persons)


def unique(persons: tuple[ListedPerson, ...]) -> tuple[ListedPerson, ...]:
    """Name everybody once, with all that is said of her."""
    found: dict[tuple[str, str], ListedPerson] = {}
    for person in persons:
        key = (name_key(person.given_name), name_key(person.family_name))
        before = found.get(key)
        found[key] = person if before is None else _both(before, person)
    return tuple(found.values())


def _both(one: ListedPerson, other: ListedPerson) -> ListedPerson:
    names = ("title", "email", "phone", "position")
    filled = {name: getattr(other, name) for name in names if not getattr(one, name)}
    return replace(one, **filled)


def rows_left_out(member_list: MemberList) -> Iterator[Line]:
    """Go through the doubtful rows of which nobody said what they are, or that they stay out."""
    doubtful = member_list.lines.filter(verdict=Verdict.DOUBTFUL, choice__in=("", Choice.OUT))
    yield from doubtful.order_by("row")
