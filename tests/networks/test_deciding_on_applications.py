"""What becomes of an application: by the office or by the board, taken back, answered, welcomed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks import application_mails, applications, applying, approving, welcoming
from kurzweg.networks.errors import (
    AlreadyDecided,
    BelongsAlready,
    BelongsLonger,
    NotDecided,
    NoticeFollowed,
)
from kurzweg.networks.models import (
    Application,
    ApplicationState,
    DecidedBy,
    Membership,
    MembershipClass,
    Welcome,
    WelcomeStep,
)
from tests import agenda
from tests.factories import MembershipFactory
from tests.networks.deciding import SAID, yes

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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


def test_a_membership_under_notice_is_not_taken_away_with_the_decision(
    office, network, application
):
    accepted = applications.accept(application, yes(network), by=office, since=network.today())
    membership = accepted.membership
    membership.until, membership.notice_on = network.today() + 90 * DAY, network.today()
    membership.save()

    with pytest.raises(NoticeFollowed):
        applications.reopen(accepted, by=office)

    membership.refresh_from_db()
    assert (membership.since, membership.notice_on) == (network.today(), network.today())


def test_a_membership_that_is_older_than_the_application_is_not_taken_away(
    office, network, application, bakery
):
    """Two entries became one: what the application names now began long before it."""
    accepted = applications.accept(application, yes(network), by=office, since=network.today())
    older = bakery.memberships.in_network(network).get()
    Membership.objects.in_network(network).filter(pk=older.pk).update(since=date(2020, 1, 1))
    Application.objects.in_network(network).filter(pk=accepted.pk).update(membership=older)

    with pytest.raises(BelongsLonger):
        applications.reopen(accepted, by=office)

    older.refresh_from_db()
    assert older.since == date(2020, 1, 1)


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
