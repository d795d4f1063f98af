"""Which firm a row of a list is: one that is known, one of an earlier row, or a new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kurzweg.engine.documents import Reason
from kurzweg.engine.duplicates import Likeness, Party, judge, pairs
from kurzweg.engine.members import MemberRecord, party_of, whole_name
from kurzweg.engine.words import name_key, place_key
from kurzweg.imports.comparing import number_key
from kurzweg.imports.known import Firm

Candidate = dict[str, Any]
SAME_NUMBER = Reason("same_number")
SAME_FIRM = Reason("same_firm")
MOST_CANDIDATES = 5


@dataclass(slots=True)
class Meant:
    """Which firm a row is for sure, or which it may be."""

    firm: int | None = None
    candidates: list[Candidate] = field(default_factory=list)


def meanings(records: Sequence[MemberRecord], firms: Mapping[int, Firm]) -> dict[int, Meant]:
    """Say for each row, by its number, which firm is meant."""
    meant = {record.row: Meant() for record in records}
    _by_number(records, firms, meant)
    _by_name(records, firms, meant)
    _by_likeness(records, firms, meant)
    _once_each(records, meant)
    return meant


def party_of_firm(firm: Firm) -> Party:
    said, seat = firm.says, firm.seat
    return Party(
        id=firm.id,
        name=firm.name,
        street=seat.get("street", ""),
        postal_code=seat.get("postal_code", ""),
        town=seat.get("town", ""),
        register_number=said.get("register_number", ""),
        register_court=said.get("register_court", ""),
        vat_id=said.get("vat_id", ""),
        website=said["website"],
        phone=said["phone"],
        email=said["email"],
    )


def party_of_row(record: MemberRecord) -> Party:
    """Let a row be compared; its number counts below zero, those of firms above."""
    return party_of(record, number=-record.row)


def _by_number(
    records: Iterable[MemberRecord], firms: Mapping[int, Firm], meant: dict[int, Meant]
) -> None:
    numbers = {firm.id: number_key(firm.number) for firm in firms.values() if firm.number}
    by_number = _only_one(numbers)
    for record in records:
        firm = firms.get(by_number.get(number_key(record.number), 0)) if record.number else None
        if firm is None:
            continue
        found = judge(party_of_row(record), party_of_firm(firm))
        if found.likeness == Likeness.OTHER:
            # Numbers are given anew, and lists are of other networks: nobody decides that alone.
            candidate = _firm(firm, [SAME_NUMBER, Reason("other_name", is_missing=True)])
            meant[record.row].candidates.append(candidate)
        else:
            meant[record.row].firm = firm.id


def _by_name(
    records: Iterable[MemberRecord], firms: Mapping[int, Firm], meant: dict[int, Meant]
) -> None:
    known = _only_one(
        {
            firm.id: (name_key(firm.name), place_key(firm.seat.get("town", "")))
            for firm in firms.values()
        }
    )
    for record in records:
        said = (name_key(whole_name(record)), place_key(record.town))
        if meant[record.row].firm is None and not meant[record.row].candidates:
            firm_id = known.get(said) or known.get((name_key(record.name), said[1]))
            meant[record.row].firm = firm_id


def _only_one(keys: Mapping[int, Hashable]) -> dict[Any, int]:
    """Turn it round: who has a key that nobody else has."""
    often = Counter(keys.values())
    return {key: each for each, key in keys.items() if often[key] == 1}


def _by_likeness(
    records: Sequence[MemberRecord], firms: Mapping[int, Firm], meant: dict[int, Meant]
) -> None:
    """Ask for the rows that nobody knows yet: are they a known firm, or one of each other?"""
    open_rows = {each.row: each for each in records if meant[each.row].firm is None}
    if not open_rows:
        return
    parties = [*map(party_of_firm, firms.values()), *map(party_of_row, open_rows.values())]
    found: dict[int, list[tuple[int, bool, Sequence[Reason]]]] = defaultdict(list)
    for pair in pairs(parties):
        one, other = sorted((pair.a, pair.b))
        if one < 0:  # two firms of the network are another list's business
            found[-one].append((other, pair.is_sure, pair.reasons))
    for row, told in found.items():
        sure = [other for other, is_sure, _ in told if is_sure and other > 0]
        if len(sure) == 1 and not meant[row].candidates:
            meant[row].firm = sure[0]
            continue
        meant[row].candidates += _candidates(told, firms, open_rows)


def _candidates(
    told: Iterable[tuple[int, bool, Sequence[Reason]]],
    firms: Mapping[int, Firm],
    rows: Mapping[int, MemberRecord],
) -> Iterator[Candidate]:
    # A firm that is known comes before a row that may be one, the sure ones first.
    for other, is_sure, reasons in sorted(told, key=lambda each: (each[0] < 0, not each[1])):
        if other > 0:
            yield _firm(firms[other], reasons) | {"sure": is_sure}
        else:
            yield _row(rows[-other], reasons) | {"sure": is_sure}


def _once_each(records: Sequence[MemberRecord], meant: dict[int, Meant]) -> None:
    """Let no two rows write one firm without somebody having said that both are it."""
    first: dict[int, MemberRecord] = {}
    for record in records:
        told = meant[record.row]
        del told.candidates[MOST_CANDIDATES:]
        if told.firm is None:
            continue
        if told.firm in first:
            told.candidates.insert(0, _row(first[told.firm], [SAME_FIRM]) | {"sure": True})
            told.firm = None
        else:
            first[told.firm] = record


def _firm(firm: Firm, reasons: Collection[Reason]) -> Candidate:
    told = {"kind": "firm", "id": firm.id, "name": firm.name, "town": firm.seat.get("town", "")}
    return told | {"sure": False, "reasons": _kept(reasons)}


def _row(record: MemberRecord, reasons: Collection[Reason]) -> Candidate:
    told = {"kind": "row", "id": record.row, "name": whole_name(record), "town": record.town}
    return told | {"sure": False, "reasons": _kept(reasons)}


def _kept(reasons: Collection[Reason]) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "params": dict(each.params), "against": each.is_missing}
        for each in reasons
    ]
