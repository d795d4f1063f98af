"""Committees with whoever sits there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from kurzweg.committees.models import MeetingRecord, Paper, Task
from kurzweg.committees.seats import kind_of
from kurzweg.core import files
from kurzweg.networks.models import Committee, Mandate
from kurzweg.people.models import Person
from tests.factories import LONG_AGO, MandateFactory, NetworkFactory


class CommitteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Committee

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda number: f"Arbeitskreis {number}")
    kind = "working group"
    since = LONG_AGO


def seated(person: Any, committee: Committee, seat: str = "member", **term: date | None) -> Mandate:
    """Let somebody sit in a committee."""
    return MandateFactory(
        network=committee.network,
        person=person,
        committee=committee,
        kind=kind_of(committee, seat),
        seat=seat,
        **term,
    )


def written(committee: Committee, *, is_released: bool = False, on: Any = None) -> MeetingRecord:
    """Minutes with one line of each part."""
    record = MeetingRecord.objects.create(
        network=committee.network,
        committee=committee,
        met_on=on or LONG_AGO,
        note="Viel Lob.",
        released_at=timezone.now() if is_released else None,
    )
    record.attendances.create(name="A. Anwesend")
    record.points.create(title="Messe", decision="Sie findet statt.", is_unanimous=True)
    record.remarks.create(kind="objection", name="A. Anwesend", at="17:30")
    return record


def given(record: MeetingRecord, *, to: Person) -> Task:
    return Task.objects.create(
        network=record.network,
        committee=record.committee,
        record=record,
        text="Schulen anschreiben",
        owner=to,
        due_on=record.network.today() + timedelta(days=10),
    )


def paper_of(committee: Committee) -> Paper:
    """A file that the committee keeps."""
    pdf = {"media_type": "application/pdf", "kept_by": "committees"}
    stored = files.keep(b"%PDF-1.7 x", network_id=committee.network_id, **pdf)
    return Paper.objects.create(
        network=committee.network, committee=committee, stored=stored, name="Haushalt.pdf"
    )
