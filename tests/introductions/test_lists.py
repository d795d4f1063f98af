"""Introductions and what is due, taken along: by whom they wait for, and by nobody else."""

from __future__ import annotations

import pytest

from kurzweg.core.agenda import keeping, waiting
from kurzweg.insight import lists as insight_lists
from kurzweg.people.models import Position
from tests.introductions.factories import IntroductionFactory
from tests.market.factories import NeedFactory
from tests.taken_along import taken_along

pytestmark = pytest.mark.django_db

LISTS = "/n/riegelstein/take-along/"


@pytest.fixture
def question(network, bakery, sawmill):
    """The baker looks for something, and the sawmill is asked."""
    need = NeedFactory(network=network, owner=bakery, title="=Bretter")
    return IntroductionFactory(need=need, organisation=sawmill, network=network)


def test_the_office_takes_introductions_along_as_its_page_says_them(question, office, as_person):
    client = as_person(office)

    rows = taken_along(client, "introductions", need=question.need.public_id)

    assert [(r["Anfrage"], r["Sucht es"], r["Kann es"]) for r in rows] == [
        ("'=Bretter", "Bäckerei Korn", "Sägewerk Tann")
    ]
    page = client.get("/n/riegelstein/introductions/").content.decode()
    assert rows[0]["Stand"] in page
    assert taken_along(client, "introductions", need="nothing") == []


def test_members_do_not_take_introductions_along(question, owner, as_person):
    client = as_person(owner)

    assert client.get(f"{LISTS}introductions/").status_code == 404
    page = client.get("/n/riegelstein/introductions/").content.decode()
    assert (question.organisation.name in page, "take-along" in page) == (True, False)


def test_each_takes_along_what_waits_for_her_and_nothing_else(
    question, sawyer, apprentice, as_person
):
    Position.objects.filter(person=sawyer).update(answers_requests=True)
    keeping.reconcile()

    found = [taken_along(as_person(who), "due") for who in (sawyer, apprentice)]

    assert [[row["Um wen es geht"] for row in rows] for rows in found] == [["Bäckerei Korn"], []]


def test_with_its_reader_left_out_everybody_reads_all_that_waits(
    question, sawyer, apprentice, viewer_of, as_person, monkeypatch
):
    """The negative control."""
    Position.objects.filter(person=sawyer).update(answers_requests=True)
    keeping.reconcile()
    sawyers = viewer_of(sawyer)
    monkeypatch.setattr(insight_lists, "for_viewer", lambda viewer: waiting.for_viewer(sawyers))

    assert [row["Um wen es geht"] for row in taken_along(as_person(apprentice), "due")] == [
        "Bäckerei Korn"
    ]
