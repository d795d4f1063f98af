"""The board says yes or no to an application, by link or signed in; who left it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kurzweg.core.agenda import waiting
from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks import application_mails, applications, applying, approving
from kurzweg.networks.errors import (
    BoardDecides,
    HasAnswered,
    NobodyOnBoard,
    NotOnBoard,
)
from kurzweg.networks.models import (
    Approval,
    DecidedBy,
    Mandate,
)
from tests import agenda
from tests.factories import MandateFactory, PersonFactory
from tests.networks.deciding import SAID, answered, yes

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def due(viewer_of, person, kind):
    return [item for item in agenda.for_viewer(viewer_of(person)) if item.kind == kind]


def test_the_office_alone_decides_nothing_where_the_board_does(office, network, board, application):
    with pytest.raises(BoardDecides):
        applications.accept(application, yes(network), by=office, since=network.today())
    with pytest.raises(BoardDecides):
        applications.decline(application, yes(network, is_accepted=False), by=office)


def test_two_of_the_board_agree_by_link_and_the_office_accepts(
    office, network, board, application, client
):
    approving.ask(application, by=office)
    links = {
        mail.person_id: mail.text[mail.text.index("/l/") :].split()[0]
        for mail in OutboxMail.objects.filter(kind=application_mails.QUESTION)
    }
    assert len(links) == 3

    for person in board[:2]:
        client.get(links[person.pk])
        client.post(links[person.pk], {"answer": "yes"})

    application.refresh_from_db()
    assert applications.outcome_of_board(application) is True
    by_board = yes(network, decided_by=DecidedBy.APPROVALS)
    applications.accept(application, by_board, by=office, since=network.today())
    assert "erledigt" in client.get(links[board[2].pk]).content.decode()
    assert client.post(links[board[2].pk], {"answer": "no"}).status_code == 200
    assert application.approvals.filter(is_yes=False).count() == 0


def test_looking_at_the_question_says_nothing(office, network, board, application, client):
    approving.ask(application, by=office)
    mail = OutboxMail.objects.filter(kind=application_mails.QUESTION).first()
    page = mail.text[mail.text.index("/l/") :].split()[0]

    shown = client.get(page).content.decode()

    assert not application.approvals.exclude(answered_at=None).exists()
    assert [text for text in ("ute@funk.example", "DE136695976") if text in shown] == []


def test_who_has_answered_is_not_asked_twice(office, network, board, application):
    approving.ask(application, by=office)
    answered(application, board[0])

    again = approving.ask(application, by=office)

    assert [row.person for row in again] == board[1:]
    asked = OutboxMail.objects.filter(kind=application_mails.QUESTION, person_id=board[0].pk)
    assert (application.approvals.count(), asked.count()) == (3, 1)
    with pytest.raises(HasAnswered):
        answered(application, board[0], is_yes=False)


def test_one_person_with_two_tasks_in_the_board_is_one_voice(network, board):
    twin = PersonFactory(email=board[0].email, entered_by_network=network)
    MandateFactory(network=network, person=twin, kind="board")

    assert approving.board_of(network) == board


def test_more_noes_than_it_can_bear_are_an_answer(office, network, board, application):
    approving.ask(application, by=office)
    for person in board[:2]:
        assert applications.outcome_of_board(application) is None
        answered(application, person, is_yes=False)

    assert applications.outcome_of_board(application) is False
    by_board = yes(network, decided_by=DecidedBy.APPROVALS, is_accepted=False)
    assert applications.decline(application, by_board, by=office).state == "declined"


def test_a_meeting_decides_as_well(office, network, board, application):
    decision = yes(network, decided_by=DecidedBy.MEETING, on=network.today() - DAY, reason="TOP 3")

    accepted = applications.accept(application, decision, by=office, since=network.today())

    assert (accepted.decided_on, accepted.decision_reason) == (network.today() - DAY, "TOP 3")


def test_an_answer_is_taken_back_while_it_is_open(office, network, board, application, client):
    approving.ask(application, by=office)
    mail = OutboxMail.objects.filter(kind=application_mails.QUESTION).first()
    page = mail.text[mail.text.index("/l/") :].split()[0]
    client.post(page, {"answer": "yes"})

    client.post(page, {"take-back": "yes"})
    client.post(page, {"answer": "no"})

    assert [*application.approvals.exclude(is_yes=None).values_list("is_yes", flat=True)] == [False]


def test_after_its_last_day_a_link_takes_nothing_back(office, network, board, application, client):
    approving.ask(application, by=office)
    mail = OutboxMail.objects.filter(kind=application_mails.QUESTION).first()
    page = mail.text[mail.text.index("/l/") :].split()[0]
    client.post(page, {"answer": "yes"})
    Link.objects.filter(purpose="approval").update(expires_at=timezone.now() - DAY)

    shown = client.post(page, {"take-back": "yes"}).content.decode()

    assert application.approvals.filter(is_yes=True).count() == 1
    assert 'name="take-back"' not in shown


def test_who_left_the_board_neither_answers_nor_takes_back(
    office, network, board, application, client
):
    approving.ask(application, by=office)
    mails = OutboxMail.objects.filter(kind=application_mails.QUESTION)
    pages = {mail.person_id: mail.text[mail.text.index("/l/") :].split()[0] for mail in mails}
    answered(application, board[0])
    gone = Mandate.objects.in_network(network).filter(person__in=board[:2])
    gone.update(until=network.today())

    said = [
        client.post(pages[board[0].pk], {"take-back": "yes"}).content.decode(),
        client.post(pages[board[1].pk], {"answer": "yes"}).content.decode(),
    ]

    assert "Danke, Sie haben Ja gesagt" in said[0], "what she said while she sat there counts"
    assert "nicht mehr im Vorstand" in said[1]
    answers = application.approvals.exclude(is_yes=None).values_list("person", "is_yes")
    assert [*answers] == [(board[0].pk, True)]
    with pytest.raises(NotOnBoard):
        answered(application, board[1])


def test_whoever_left_the_board_is_waited_for_by_nobody(office, network, board, application):
    approving.ask(application, by=office)
    answered(application, board[0], is_yes=False)
    Mandate.objects.in_network(network).filter(person=board[1]).update(until=network.today())

    assert applications.outcome_of_board(application) is False
    assert [*Approval.objects.in_network(network).open(network.today())] == [
        application.approvals.get(person=board[2])
    ]


def test_nobody_on_the_board_is_said(office, network, application):
    network.decided_rules.create(name="board_decides", value=1)

    with pytest.raises(NobodyOnBoard):
        approving.ask(application, by=office)


def test_who_has_not_answered_is_reminded_once_and_the_link_expires(
    office, network, board, application, client
):
    approving.ask(application, by=office)
    answered(application, board[0])
    mail = OutboxMail.objects.filter(person_id=board[1].pk).get()
    page = mail.text[mail.text.index("/l/") :].split()[0]
    in_time, late = (network.today() + days * DAY for days in (7, 16))

    assert approving.remind() == 0
    with time_machine.travel(in_time):
        assert (approving.remind(), approving.remind()) == (2, 0)
    with time_machine.travel(late):
        assert approving.remind() == 0
        assert "vorbei" in client.get(page).content.decode()
        client.post(page, {"answer": "yes"})

    reminded = OutboxMail.objects.filter(kind=application_mails.REMINDER)
    assert {each.person_id for each in reminded} == {person.pk for person in board[1:]}
    assert application.approvals.filter(answered_at__isnull=False).count() == 1


def test_the_board_and_the_office_read_what_is_due(office, network, board, application, viewer_of):
    approving.ask(application, by=office)

    assert len(due(viewer_of, board[0], "application to approve")) == 1
    answered(application, board[0])
    assert due(viewer_of, board[0], "application to approve") == []
    (item,) = due(viewer_of, office, "application to decide")
    assert item.detail == "Bisher stimmen 1 von 2 zu"


def test_only_who_is_asked_answers_signed_in(office, network, board, application, as_person, owner):
    approving.ask(application, by=office)
    row = application.approvals.get(person=board[0])
    page = f"/n/riegelstein/approvals/{row.public_id}/"

    assert as_person(owner).get(page).status_code == 404
    assert Approval.objects.in_network(network).exclude(answered_at=None).count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_many_applications_are_due_in_as_many_queries_as_one(
    office, network, board, viewer_of, django_assert_num_queries, many
):
    for number in range(many):
        said = SAID | {"name": f"Guss {number}", "email": f"{number}@guss.example"}
        application = applying.apply(network, said)[0]
        approving.ask(application, by=office)
        answered(application, board[0])
    viewer = viewer_of(office)
    agenda.for_viewer(viewer)  # what changed is read

    with django_assert_num_queries(8):
        shown = waiting.for_viewer(viewer)

    details = [item.detail for item in shown if item.kind == "application to decide"]
    assert details == ["Bisher stimmen 1 von 2 zu"] * many
