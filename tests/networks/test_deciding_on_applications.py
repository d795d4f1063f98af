"""What becomes of an application: by the office or by the board, taken back, answered, welcomed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks import application_mails, applications, applying, approving, welcoming
from kurzweg.networks.applications import Decision
from kurzweg.networks.errors import (
    AlreadyDecided,
    BelongsAlready,
    BoardDecides,
    HasAnswered,
    NobodyOnBoard,
    NotDecided,
)
from kurzweg.networks.models import (
    Application,
    ApplicationState,
    Approval,
    DecidedBy,
    Membership,
    MembershipClass,
    Welcome,
    WelcomeStep,
)
from tests import agenda
from tests.factories import MandateFactory, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SAID = {
    "name": "Gießerei Funk GmbH",
    "kind": "company",
    "town": "Riegelstein",
    "street": "Hüttenweg 3",
    "postal_code": "59457",
    "given_name": "Ute",
    "family_name": "Funk",
    "email": "ute@funk.example",
    "register_court": "Amtsgericht Riegel",
    "register_number": "HRB 77",
    "vat_id": "DE136695976",
    "source_said": "Bäckerei Korn",
}


@pytest.fixture
def application(network) -> Application:
    network.is_trial = False
    network.save()
    return applying.apply(network, SAID)[0]


@pytest.fixture
def board(network):
    """Three of the board; the rule lets two of them decide."""
    network.decided_rules.create(name="board_decides", value=1)
    persons = []
    for each in "abc":
        person = PersonFactory(email=f"{each}@vorstand.example", entered_by_network=network)
        MandateFactory(network=network, person=person, kind="board")
        persons.append(person)
    return persons


def yes(network, **other) -> Decision:
    of_office = {"is_accepted": True, "decided_by": DecidedBy.OFFICE, "on": network.today()}
    return Decision(**of_office | other)


def answered(application, person, *, is_yes=True):
    row = application.approvals.get(person=person)
    return approving.answer(row, is_yes=is_yes, comment="", by=person)


def due(viewer_of, person, kind):
    return [item for item in agenda.for_viewer(viewer_of(person)) if item.kind == kind]


# The office alone --------------------------------------------------------------------------------


def test_an_accepted_application_becomes_an_entry_a_person_and_a_membership(
    office, network, application
):
    firms = MembershipClass.objects.create(network=network, name="Firmen")
    since = network.today() + 10 * DAY

    accepted = applications.accept(
        application, yes(network), by=office, since=since, membership_class=firms
    )

    membership = accepted.membership
    firm = membership.organisation
    assert (membership.applied_on, membership.since) == (application.sent_on, since)
    assert (firm.register_entry, firm.vat_id) == ("Amtsgericht Riegel, HRB 77", "DE136695976")
    assert (firm.sites.get().street, membership.source) == ("Hüttenweg 3", "Bäckerei Korn")
    assert firm.positions.get().person.email == "ute@funk.example"
    assert membership.class_on(since) == firms
    assert accepted.state == ApplicationState.ACCEPTED


def test_a_firm_that_the_network_knows_becomes_a_member_again(office, network, application, bakery):
    Membership.objects.in_network(network).filter(organisation=bakery).update(
        until=network.today() - DAY
    )

    accepted = applications.accept(
        application, yes(network), by=office, since=network.today(), organisation=bakery
    )

    assert accepted.membership.organisation == bakery
    assert Membership.objects.in_network(network).filter(organisation=bakery).count() == 2


def test_a_member_that_applies_is_not_made_one_twice(office, network, application, bakery):
    with pytest.raises(BelongsAlready):
        applications.accept(
            application, yes(network), by=office, since=network.today(), organisation=bakery
        )

    application.refresh_from_db()
    assert application.is_undecided


def test_who_decides_second_hears_that_it_is_done(office, network, application):
    applications.decline(application, yes(network, is_accepted=False), by=office)

    for again in (
        lambda: applications.accept(application, yes(network), by=office, since=network.today()),
        lambda: applying.withdraw(application),
    ):
        with pytest.raises(AlreadyDecided):
            again()


def test_one_firm_that_applies_twice_is_seen(office, network, application, as_person):
    again = applying.apply(network, SAID | {"name": "Funk Guss", "email": "info@funk.example"})[0]
    applying.apply(network, {"name": "Andere", "email": "x@andere.example", "town": "Hier"})

    assert applications.others_alike(application) == [again]
    page = f"/n/riegelstein/applications/{application.public_id}/"
    assert "Funk Guss" in as_person(office).get(page).content.decode()


def test_a_decision_is_taken_back_and_the_membership_with_it(office, network, application):
    WelcomeStep.objects.create(network=network, name="Anrufen", days=3)
    accepted = applications.accept(application, yes(network), by=office, since=network.today())

    reopened = applications.reopen(accepted, by=office)

    assert reopened.state == ApplicationState.WAITING
    membership = Membership.objects.in_network(network).get(pk=accepted.membership.pk)
    assert (membership.since, membership.applied_on) == (None, application.sent_on)
    assert not Welcome.objects.in_network(network).exists()
    again = applications.accept(reopened, yes(network), by=office, since=network.today())
    assert again.membership == membership
    with pytest.raises(NotDecided):
        applications.reopen(applying.apply(network, SAID)[0], by=office)


def test_the_answer_leaves_as_the_office_read_it_and_once(office, network, application, as_person):
    desk, page = as_person(office), f"/n/riegelstein/applications/{application.public_id}/"
    desk.post(page, {"since": str(network.today()), "accept": "yes"})
    shown = desk.get(f"{page}answer/").context["form"]
    assert "Gießerei Funk GmbH" in shown["text"].value()
    assert not OutboxMail.objects.filter(kind=application_mails.ANSWER).exists()

    for _press in range(2):
        desk.post(f"{page}answer/", {"subject": "Willkommen", "text": "Wir freuen uns."})

    mail = OutboxMail.objects.get(kind=application_mails.ANSWER)
    assert (mail.subject, mail.text) == ("Willkommen", "Wir freuen uns.")
    assert mail.recipient == "Ute Funk <ute@funk.example>"


def test_what_waits_is_due_until_it_is_decided_and_answered(
    office, network, application, viewer_of
):
    (item,) = due(viewer_of, office, "application to decide")
    assert (item.who, item.due_on) == ("Gießerei Funk GmbH", network.today() + 14 * DAY)

    declined = applications.decline(application, yes(network, is_accepted=False), by=office)
    assert due(viewer_of, office, "application to decide") == []
    assert len(due(viewer_of, office, "application to answer")) == 1

    applications.answered_otherwise(declined, by=office)
    assert due(viewer_of, office, "application to answer") == []


# The board ---------------------------------------------------------------------------------------


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


def test_withdrawing_closes_the_questions(office, network, board, application):
    approving.ask(application, by=office)

    applying.withdraw(application, by=office)

    assert not Link.objects.filter(purpose=approving.PURPOSE, used_at=None).exists()


def test_an_application_on_paper_goes_the_way_of_all(office, network, board, as_person):
    on_paper = MembershipFactory(network=network, since=None, applied_on=network.today())
    desk = as_person(office)

    answer = desk.post(f"/n/riegelstein/memberships/{on_paper.public_id}/admit/")

    application = Application.objects.in_network(network).get(membership=on_paper)
    assert answer.url.endswith(f"/applications/{application.public_id}/")
    by_meeting = yes(network, decided_by=DecidedBy.MEETING)
    applications.accept(application, by_meeting, by=office, since=network.today())
    on_paper.refresh_from_db()
    assert on_paper.since == network.today()


# Welcome -----------------------------------------------------------------------------------------


def test_the_steps_of_welcome_are_due_ticked_off_and_taken_back(
    office, network, application, viewer_of, as_person
):
    step = WelcomeStep.objects.create(network=network, name="Anrufen", days=0)
    accepted = applications.accept(application, yes(network), by=office, since=network.today())
    step.delete()
    (item,) = due(viewer_of, office, "welcome")
    assert (item.title, item.due_on) == ("Anrufen", network.today())

    as_person(office).post(item.action_url)

    assert due(viewer_of, office, "welcome") == []
    welcome = Welcome.objects.in_network(network).get()
    welcoming.tick(welcome, is_done=False, by=office)
    assert len(due(viewer_of, office, "welcome")) == 1
    page = f"/n/riegelstein/memberships/{accepted.membership.public_id}/"
    assert "Anrufen" in as_person(office).get(page).content.decode()


def test_the_list_of_steps_is_entered_changed_and_shortened(as_person, office, network):
    desk, page = as_person(office), "/n/riegelstein/settings/welcome/"
    desk.post(page, {"name": "Anrufen", "days": "3"})
    step = WelcomeStep.objects.in_network(network).get()

    twice = desk.post(page, {"name": "anrufen", "days": "5"})
    desk.post(f"{page}{step.public_id}/remove/", {})

    assert (twice.status_code, WelcomeStep.objects.in_network(network).count()) == (422, 0)
