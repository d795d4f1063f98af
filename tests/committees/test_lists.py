"""Who sits in a committee, what it decided and who does what, taken along by whoever reads it."""

from __future__ import annotations

import pytest

from kurzweg.committees.models import MeetingRecord
from kurzweg.committees.models.records import MeetingRecordQuerySet
from kurzweg.networks.models import Committee
from tests.committees.factories import given, seated, written
from tests.taken_along import taken_along

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(circle, chair) -> tuple[MeetingRecord, MeetingRecord]:
    """Released minutes with a decision and a task, and a draft with the same."""
    released, draft = written(circle, is_released=True), written(circle)
    draft.points.update(decision="Noch nichts.")
    given(released, to=chair)
    given(draft, to=chair)
    return released, draft


def test_decisions_and_tasks_of_released_minutes_go_along(records, circle, desk):
    decisions, tasks = taken_along(desk, "decisions"), taken_along(desk, "committee-tasks")

    assert [(row["Gremium"], row["Beschluss"]) for row in decisions] == [
        (circle.name, "Sie findet statt.")
    ]
    assert [(row["Aufgabe"], row["Stand"]) for row in tasks] == [("Schulen anschreiben", "offen")]


@pytest.mark.parametrize("name", ["decisions", "committee-tasks"])
def test_nobody_outside_the_committee_reads_its_papers(name, records, owner, sawyer, as_person):
    found = [len(taken_along(as_person(who), name)) for who in (owner, sawyer)]

    assert found == [1, 0]


def test_with_its_door_open_everybody_reads_decisions(records, sawyer, as_person, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(
        MeetingRecordQuerySet, "visible_to", lambda rows, viewer: rows.in_network(viewer)
    )

    assert len(taken_along(as_person(sawyer), "decisions")) == 1


def test_one_committee_is_taken_along_from_its_page(
    records, network, circle, sawyer, desk, office, as_person
):
    other = Committee.objects.create(network=network, name="Anderer Kreis", kind="circle")
    seated(sawyer, other)
    written(other, is_released=True)
    page = desk.get(f"/n/riegelstein/committees/{circle.public_id}/").content.decode()

    found = {
        name: {row["Gremium"] for row in taken_along(desk, name, committee=circle.public_id)}
        for name in ("seats", "decisions", "committee-tasks")
    }

    assert found == {name: {circle.name} for name in found}
    assert {row["Gremium"] for row in taken_along(desk, "seats")} == {circle.name, other.name}
    assert all(f"{name}/?committee={circle.public_id}" in page for name in found)


def test_seats_are_of_a_day_and_addresses_for_the_office(circle, chair, owner, desk, as_person):
    (for_office,) = taken_along(desk, "seats")
    assert (for_office["Nachname"], for_office["Mail"]) == (owner.family_name, owner.email)
    assert taken_along(desk, "seats", on="1999-01-01") == []

    (for_member,) = taken_along(as_person(owner), "seats")
    assert "Mail" not in for_member
