"""Whose values in issued figures are due to be emptied; that they were counted stays."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kurzweg.core.retention import Subject, before_erasing, due, first_day_of_year
from kurzweg.insight.models import SnapshotRow
from kurzweg.networks.retention import left_by
from kurzweg.people.models import Kind, Organisation, Person


@due("firm name", SnapshotRow)
def counted_rows(before: datetime) -> QuerySet[SnapshotRow]:
    """Rows of firms whose name is forgotten; of one that is gone, as long after the issue."""
    firm = Organisation.objects.filter(pk=OuterRef("organisation_id"))
    forgotten = left_by(first_day_of_year(before)).values("pk")
    is_gone = ~Exists(firm) & Q(snapshot__issued_at__lt=before)
    return SnapshotRow.objects.filter(Q(organisation_id__in=forgotten) | is_gone)


@before_erasing
def _values_of_members_who_are_persons(subject: Subject) -> None:
    """Empty what issued figures tell of a natural person who was a member; the number stays.

    Whoever only acts for a natural person, as a colleague or a relative, is not that member.
    """
    for person in Person.objects.filter(pk__in=subject.persons).order_by("pk"):
        herself = Organisation.objects.filter(
            kind=Kind.PERSON, positions__person=person, name__icontains=person.family_name
        )
        counted = SnapshotRow.objects.filter(organisation_id__in=herself.values("pk"))
        counted.update(name="", number="")
        # Of an entry that is gone, merged or taken out, only its name says whose it was.
        gone = SnapshotRow.objects.filter(
            ~Exists(Organisation.objects.filter(pk=OuterRef("organisation_id"))),
            name__icontains=person.family_name,
        )
        gone.filter(name__icontains=person.given_name).update(name="", number="")
