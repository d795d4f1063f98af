"""When the last one responsible for an entry goes, she is told before, and the office after."""

from __future__ import annotations

import pytest
from django.db import transaction

from kurzweg.core.agenda.waiting import waiting_for
from kurzweg.networks import left_alone
from kurzweg.networks.middleware import viewer_for
from kurzweg.people import erasing
from kurzweg.people.models import Position
from tests.conftest import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(network, office):
    def lines():
        viewer = viewer_for(office.account, person=office, network=network)
        return [
            each.who for each in waiting_for(viewer).first(50) if each.kind == left_alone.ACTION
        ]

    return lines


def leave(firm, client):
    client.post(f"/n/riegelstein/organisations/{firm.public_id}/leave/")


def test_who_was_the_last_to_leave_is_due_at_the_office(bakery, owner, as_person, due):
    before = due()

    leave(bakery, as_person(owner))

    assert (before, due()) == ([], [bakery.name])


def test_where_somebody_else_is_responsible_nothing_is_due(bakery, owner, as_person, due):
    acting_for(bakery, "Zweit", is_admin=True)

    leave(bakery, as_person(owner))

    assert due() == []


def test_once_somebody_is_responsible_again_it_is_done(bakery, owner, as_person, due):
    leave(bakery, as_person(owner))

    acting_for(bakery, "Neu", is_admin=True)

    assert due() == []


def test_the_last_one_is_told_before_she_is_erased_and_the_office_after(
    bakery, sawmill, owner, as_person, due
):
    said = as_person(owner).get("/me/data/").context["consequences"]

    with transaction.atomic():
        erasing.erase([owner], by=owner)

    [sentence] = said
    assert "Bäckerei Korn" in sentence
    assert not Position.objects.filter(organisation=bakery).exists()  # no row says it any more
    assert due() == [bakery.name]


def test_whose_colleague_stays_responsible_is_told_nothing(bakery, owner, as_person, due):
    acting_for(bakery, "Zweit", is_admin=True)
    said = as_person(owner).get("/me/data/").context["consequences"]

    erasing.erase([owner], by=owner)

    assert (said, due()) == ([], [])


def test_without_the_note_in_the_audit_nobody_would_know(bakery, owner, monkeypatch, due):
    """Negative control."""
    monkeypatch.setattr(left_alone.audit, "record", lambda *_row, **_said: None)

    erasing.erase([owner], by=owner)

    assert due() == []
