"""Tasks: due with whoever has them, answered from the mail, handed on, never without an owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from kurzweg.committees import actions
from kurzweg.committees.actions.tasks import Word
from kurzweg.committees.errors import AlreadyAnswered
from kurzweg.committees.models import MeetingRecord, Task
from kurzweg.core.models import AuditEntry, Link, OutboxMail
from tests.agenda import for_viewer
from tests.committees.factories import seated
from tests.introductions.conftest import token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(circle, chair, network):
    """The baker took it on at a meeting of today, until in ten days."""
    record = MeetingRecord(network=network, committee=circle, met_on=network.today())
    actions.begin(record, by=chair)
    row = Task.objects.create(
        network=network,
        committee=circle,
        record=record,
        text="Schulen anschreiben",
        owner=chair,
        due_on=network.today() + timedelta(days=10),
    )
    actions.release(record, by=chair)
    row.refresh_from_db()
    return row


def link_of(task) -> str:
    """The newest link with which the task can be answered."""
    mail = OutboxMail.objects.filter(text__contains=task.text).order_by("-pk").first()
    which = 1 if mail.kind == "committee minutes" else 0
    return f"/l/{token_in(mail, which=which)}/"


def due(viewer) -> list[tuple[str, str]]:
    return [
        (item.kind, item.detail) for item in for_viewer(viewer) if "committee task" in item.kind
    ]


def page_of(task, rest: str = "") -> str:
    return f"/n/riegelstein/committee-tasks/{task.public_id}/{rest}"


# From the mail ------------------------------------------------------------------------------------


def test_looking_at_the_link_decides_nothing(client, task):
    page = client.get(link_of(task)).content.decode()

    task.refresh_from_db()
    assert (task.state, "Schulen anschreiben" in page) == ("open", True)
    assert not Link.objects.filter(used_at__isnull=False).exists()


def test_one_click_says_done_and_the_used_link_shows_it(client, task, chair):
    link = link_of(task)

    client.post(link, {"word": "done"})
    again = client.post(link, {"word": "cannot", "reason": "Doch nicht."})

    task.refresh_from_db()
    assert (task.state, task.answered_by, task.reason) == ("done", chair, "")
    assert "Sie haben gesagt: erledigt" in again.content.decode()


def test_later_moves_the_day_and_keeps_the_first_one(client, task):
    first, later = task.due_on, task.due_on + timedelta(days=20)

    client.post(link_of(task), {"word": "later", "day": f"{later}"})

    task.refresh_from_db()
    assert (task.state, task.due_on, task.first_due_on) == ("open", later, first)


@pytest.mark.parametrize(
    ("said", "mistake"),
    [
        ({"word": "later"}, "Bis zu welchem Tag?"),
        ({"word": "later", "day": "2020-01-01"}, "Er liegt in der Zukunft"),
        ({"word": "later", "day": "morgen"}, "gültiges Datum"),
        ({"word": "cannot"}, "Warum ist es nicht möglich?"),
        ({"word": "anything"}, "keine"),
    ],
)
def test_what_is_not_said_wholly_decides_nothing_and_says_why(client, task, said, mistake):
    answer = client.post(link_of(task), said)

    task.refresh_from_db()
    assert (answer.status_code, task.state) == (422, "open")
    assert mistake in answer.content.decode()


def test_whoever_left_the_committee_cannot_answer_by_an_old_link(client, task, circle, network):
    link = link_of(task)
    before = client.get(link).status_code

    circle.seats.update(until=network.today())

    assert (before, client.post(link, {"word": "done"}).status_code) == (200, 404)
    assert Task.objects.in_network(network).get().is_open


# What is due --------------------------------------------------------------------------------------


def test_a_task_is_due_with_its_owner_and_with_the_office_when_it_is_overdue(
    task, viewer_of, office, chair
):
    now = due(viewer_of(chair)), due(viewer_of(office))

    with time_machine.travel(task.due_on + timedelta(days=1, hours=12)):
        later = due(viewer_of(office))

    said = task.text
    assert now == ([("committee task", said)], [])
    assert later == [("overdue committee task", said)]


def test_what_is_answered_is_due_with_nobody(task, viewer_of, chair):
    actions.answer(task, actions.Reply(Word.DONE), by=chair)

    assert due(viewer_of(chair)) == []


def test_a_task_whose_owner_left_is_named_to_the_office(task, circle, viewer_of, office, network):
    circle.seats.update(until=network.today())

    assert due(viewer_of(office)) == [("committee task without owner", task.text)]


def test_a_task_whose_owner_sits_there_is_not(task, viewer_of, office):
    """Negative control of the above."""
    assert due(viewer_of(office)) == []


def test_a_draft_gives_nobody_anything_to_do(task, viewer_of, chair):
    MeetingRecord.objects.in_network(task.network_id).update(released_at=None)

    assert due(viewer_of(chair)) == []


# Signed in ----------------------------------------------------------------------------------------


def test_the_office_notes_what_somebody_said_and_that_it_was_the_office(
    desk, task, office, chair, client
):
    link = link_of(task)

    desk.post(page_of(task, "done/"))

    task.refresh_from_db()
    entry = AuditEntry.objects.get(action="done")
    assert (task.state, task.answered_by) == ("done", office)
    assert (entry.actor_id, entry.on_behalf_of_id) == (office.pk, chair.pk)
    client.logout()
    assert "anders erledigt" not in client.get(link).content.decode()


def test_a_task_is_handed_over_to_somebody_in_the_committee_who_gets_a_mail(
    desk, task, circle, sawyer, stranger
):
    seated(sawyer, circle)
    sawyer.email = "saege@holz.example"
    sawyer.save()

    refused = desk.post(page_of(task, "hand-over/"), {"owner": stranger.pk})
    desk.post(page_of(task, "hand-over/"), {"owner": sawyer.pk})

    task.refresh_from_db()
    assert (refused.status_code, task.owner) == (422, sawyer)
    assert OutboxMail.objects.get(kind="committee task").person_id == sawyer.pk


def test_a_plain_member_answers_for_herself_and_for_nobody_else(as_person, task, circle, sawyer):
    seated(sawyer, circle)
    browser = as_person(sawyer)

    assert browser.get(page_of(task)).status_code == 404
    assert browser.post(page_of(task, "done/")).status_code == 404
    task.owner = sawyer
    task.save()
    assert browser.get(page_of(task)).status_code == 200
    assert browser.post(page_of(task, "hand-over/"), {"owner": sawyer.pk}).status_code == 404


def test_of_two_answers_the_second_hears_of_the_first(task, chair):
    actions.answer(task, actions.Reply(Word.DONE), by=chair)

    with pytest.raises(AlreadyAnswered):
        actions.answer(task, actions.Reply(Word.CANNOT, reason="x"), by=chair)
    with pytest.raises(AlreadyAnswered):
        actions.hand_over(task, chair, by=chair)


# Reminders ----------------------------------------------------------------------------------------


def test_somebody_is_reminded_once_before_the_day_and_once_more_before_another(task):
    with time_machine.travel(task.due_on - timedelta(days=4), tick=False):
        too_early = actions.remind()
    with time_machine.travel(task.due_on - timedelta(days=2), tick=False):
        reminded = [actions.remind() for _each in range(2)]
    later = actions.Reply(Word.LATER, day=task.due_on + timedelta(days=20))
    actions.answer(task, later, by=task.owner)
    with time_machine.travel(later.day - timedelta(days=1), tick=False):
        again = [actions.remind() for _each in range(2)]

    assert (too_early, reminded, again) == (0, [1, 0], [1, 0])


def test_nobody_is_reminded_of_what_is_done_or_who_has_left(task, circle, network, chair):
    day = task.due_on - timedelta(days=1)
    circle.seats.update(until=network.today())

    with time_machine.travel(day, tick=False):
        assert actions.remind() == 0
    assert not OutboxMail.objects.filter(kind="committee task").exists()


def test_the_database_knows_no_answered_task_without_its_moment(task):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.in_network(task.network_id).update(state="done")
