"""Who was asked what, taken along by the office: the board about applications, firms each year."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kurzweg.networks import approving, declarations
from kurzweg.networks.models import SelfDeclaration
from tests.taken_along import taken_along

pytestmark = pytest.mark.django_db

LISTS = "/n/riegelstein/take-along/"


@pytest.fixture
def questions(network, bakery, sawmill, owner, sawyer, office):
    """Two firms that were asked, of which one has said that all is right."""
    for firm in (bakery, sawmill):
        assert declarations.ask(firm, network=network, by=office)
    rows = SelfDeclaration.objects.in_network(network).filter(organisation=bakery)
    rows.update(answered_at=timezone.now(), was_right=True)


def test_the_office_takes_along_who_was_asked_and_who_answered(
    questions, network, office, as_person
):
    rows = taken_along(as_person(office), "declarations")

    today = network.today().isoformat()
    assert [
        (row["Organisation"], row["Gefragt am"], row["Beantwortet am"], row["Antwort"])
        for row in rows
    ] == [("Bäckerei Korn", today, today, "alles stimmte"), ("Sägewerk Tann", today, "", "")]


def test_the_office_takes_along_how_the_board_voted(office, network, board, application, as_person):
    asked = approving.ask(application, by=office)
    approving.answer(asked[0], is_yes=True, comment="Gerne.", by=board[0])
    client = as_person(office)

    rows = taken_along(client, "approvals", application=application.public_id)

    assert [(row["Stimmt zu"], row["Bemerkung"]) for row in rows] == [
        ("ja", "Gerne."),
        ("", ""),
        ("", ""),
    ]
    assert rows == taken_along(client, "approvals")
    assert taken_along(client, "approvals", application="nothing") == []


@pytest.mark.parametrize("name", ["declarations", "approvals"])
def test_members_take_neither_along(name, owner, as_person):
    assert as_person(owner).get(f"{LISTS}{name}/").status_code == 404
