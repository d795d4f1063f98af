"""Which lists are due to be forgotten, and of whom it need not be known where she came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kurzweg.core import audit
from kurzweg.core.retention import Subject, before_erasing, due
from kurzweg.engine.members import LeftOut, ListedPerson, TableError
from kurzweg.imports import fitting, reading
from kurzweg.imports.comparing import is_meant
from kurzweg.imports.errors import TooManyRows
from kurzweg.imports.known import OF_PERSON, KnownPerson
from kurzweg.imports.models import OPEN, Arrival, Line, MemberList, Remark, Written
from kurzweg.networks.retention import EVERYWHERE, people, prospects
from kurzweg.people.models import Person, Position


@due("member list", MemberList)
def old_lists(before: datetime) -> QuerySet[MemberList]:
    return MemberList.objects.across_networks(EVERYWHERE).filter(uploaded_at__lt=before)


@due("member list", Line, network="member_list__network")
def old_lines(before: datetime) -> QuerySet[Line]:
    return Line.objects.filter(member_list__uploaded_at__lt=before)


@due("member list", Written, network="member_list__network")
def old_writings(before: datetime) -> QuerySet[Written]:
    return Written.objects.filter(member_list__uploaded_at__lt=before)


@due("list remark", Remark)
def old_remarks(before: datetime) -> QuerySet[Remark]:
    return Remark.objects.across_networks(EVERYWHERE).filter(said_on__lt=before.date())


@before_erasing
def _nothing_of_hers_is_put_back(subject: Subject) -> None:
    """Let no undo put back, and no row that stayed outside show, what somebody was who is erased.

    These name her by number or address within what a row of a list says.
    """
    positions = Position.objects.filter(person__in=subject.persons).order_by("pk")
    hers = {("people.person", pk) for pk in subject.persons}
    hers |= {("people.position", pk) for pk in positions.values_list("pk", flat=True)}
    of_people = Q(changed__icontains="people.person") | Q(changed__icontains="people.position")
    for written in Written.objects.filter(of_people).order_by("pk"):
        others = [each for each in written.changed if (each[0], each[1]) not in hers]
        if others != written.changed:
            written.changed = others
            written.save(update_fields=["changed"])
    ids = {pk for _label, pk in hers}
    rows = Person.objects.filter(pk__in=subject.persons).order_by("pk").values("pk", *OF_PERSON)
    known = [KnownPerson(row["pk"], 0, row, is_mendable=True) for row in rows]
    for line in _lines_that_may_name(known, at=positions.values("organisation")):
        persons = [ListedPerson(**each) for each in line.record.get("persons", ())]
        others = [each for each in persons if not any(is_meant(each, one) for one in known)]
        line.record["persons"] = list(map(asdict, others))
        line.changes = [each for each in line.changes if each.get("of") not in ids]
        line.ticked = []
        line.save(update_fields=["record", "changes", "ticked"])


def _lines_that_may_name(known: list[KnownPerson], *, at: QuerySet[Any, Any]) -> QuerySet[Line]:
    """Look for rows with one of her addresses, or of a firm where she acts."""
    named = Q(organisation_id__in=at)
    for person in known:
        if person.says["email"]:
            named |= Q(record__icontains=person.says["email"])
    return Line.objects.filter(named).order_by("pk")


@due("origin", Arrival)
def arrivals(before: datetime) -> QuerySet[Arrival]:
    rows = Arrival.objects.across_networks(EVERYWHERE)
    return rows.filter(person__in=people(before).values("pk"))


@due("prospect", Arrival)
def arrivals_of_prospects(before: datetime) -> QuerySet[Arrival]:
    rows = Arrival.objects.across_networks(EVERYWHERE)
    return rows.filter(prospect__in=prospects(before).values("pk"))


@before_erasing
def _lists_stay(subject: Subject) -> None:
    """Empty who brought a list: whoever leaves the office takes nobody's way back along."""
    lists = MemberList.objects.across_networks(EVERYWHERE)
    lists.filter(by__in=subject.persons).update(by=None)


@before_erasing
def _no_list_brings_her_back(subject: Subject) -> None:
    """Throw lists away that name her and were not taken over; of others the rows that stayed."""
    whom = _Whom(subject)
    for member_list in MemberList.objects.across_networks(EVERYWHERE).order_by("pk"):
        if member_list.state not in OPEN:
            hers = [line.pk for line in member_list.lines.order_by("pk") if whom.is_in(line)]
            member_list.lines.filter(pk__in=hers).delete()
            others = [each for each in member_list.kept if not whom.is_in({"kept": each})]
            if others != member_list.kept:
                MemberList.objects.in_network(member_list.network).filter(pk=member_list.pk).update(
                    kept=others
                )
        elif any(map(whom.is_in, _said(member_list))):
            audit.record(member_list, "discarded", by=None)
            member_list.delete()


class _Whom:
    """Somebody as a list may name her: by an address, or by all of her name."""

    def __init__(self, subject: Subject) -> None:
        persons = Person.objects.filter(pk__in=subject.persons).order_by("pk")
        named = persons.exclude(given_name="").exclude(family_name="")
        self._ways = [{address} for address in subject.addresses] + [
            set(names) for names in named.values_list("given_name", "family_name")
        ]

    def is_in(self, said: Line | dict[str, Any]) -> bool:
        if isinstance(said, Line):
            said = {"all": [said.name, said.record, said.changes, said.unread, said.doubts]}
        text = json.dumps(said, ensure_ascii=False).casefold()
        return any(all(word.casefold() in text for word in way) for way in self._ways)


def _said(member_list: MemberList) -> Iterator[Line | dict[str, Any]]:
    """Go through what a list says: its rows are made anew from its file at any time."""
    yield {"columns": member_list.columns}
    yield from member_list.lines.order_by("pk")
    try:
        for row in reading.rows_of(member_list, today=member_list.network.today()):
            yield {"text": row.text} if isinstance(row, LeftOut) else fitting.as_kept(row)
    except (TableError, TooManyRows):
        return  # nobody reads it, so it brings nobody
