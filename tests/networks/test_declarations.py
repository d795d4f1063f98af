"""Once a year a firm says by one link whether its entry is right; that counts as its own word."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kurzweg.core import ledger, links, mails
from kurzweg.core.agenda.waiting import waiting_for
from kurzweg.core.models import AuditEntry, Link, OutboxMail
from kurzweg.networks import declarations, said
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Network, SaidBy, SaidLine, SelfDeclaration
from kurzweg.people.models import Certificate, Organisation, Person, StaffBand
from tests.conftest import acting_for
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
ENTRY = {"staff_band": StaffBand.SMALL, "phone": "02921 4711", "website": "https://korn.example/"}


@pytest.fixture
def entry(bakery, owner):
    Organisation.objects.filter(pk=bakery.pk).update(**ENTRY)
    Certificate.objects.create(organisation=bakery, scheme="ISO 22000")
    owner.email = "eva@korn.example"
    owner.save()
    bakery.refresh_from_db()
    return bakery


@pytest.fixture
def asked(network, entry, office):
    """The bakery's question, and where the link of its letter leads."""
    assert declarations.ask(entry, network=network, by=office)
    return SelfDeclaration.objects.in_network(network).get(organisation=entry)


def link_in(mail) -> str:
    return re.search(r"/l/\w+/", mail.text)[0]


def page_of(asked) -> str:
    return link_in(OutboxMail.objects.filter(kind="self-declaration").latest("pk"))


def sent_by(client, page) -> dict[str, str]:
    html = client.get(page).content.decode()
    return next(form.values for form in forms_of(html) if "opened" in form.values)


def test_all_is_still_right_with_one_click_and_without_signing_in(client, asked, entry, network):
    page = page_of(asked)
    html = client.get(page).content.decode()
    assert all(each in html for each in ("02921 4711", "https://korn.example/", "ISO 22000"))
    assert not SelfDeclaration.objects.in_network(network).exclude(answered_at=None).exists()

    answer = client.post(page, {"right": "1"}, follow=True)

    asked.refresh_from_db()
    assert "Danke" in answer.content.decode()
    assert (asked.was_right, asked.answered_at is not None) == (True, True)
    assert {line for line in declarations.LINES if said.said_by_firm(entry, line)} == {
        *declarations.LINES
    }
    assert not said.said_by_firm(entry, "name")


def test_what_has_changed_is_kept_line_by_line(client, asked, entry, owner, network):
    page = page_of(asked)
    sent = sent_by(client, page)

    client.post(
        page,
        sent | {"changed": "1", "staff_band": "50", "seat_street": "Neuer Weg 1",
                "certificates-0-scheme": "ISO 22001", "certificates-0-valid_until": "2031-01-01"},
    )  # fmt: skip

    entry.refresh_from_db()
    asked.refresh_from_db()
    seat = entry.seat_on(network.today())
    assert (entry.staff_band, entry.phone, seat.street) == (50, "02921 4711", "Neuer Weg 1")
    assert [str(each) for each in entry.certificates.all()] == ["ISO 22001"]
    assert asked.was_right is False
    noted = AuditEntry.objects.get(action="confirmed")
    assert (noted.actor_id, noted.fields) == (owner.pk, ["certificates", "sites", "staff_band"])


def test_a_double_click_and_a_second_link_answer_once(client, asked, entry, network):
    page = page_of(asked)
    with transaction.atomic():
        _link, token = links.issue(
            declarations.PURPOSE, asked, person_id=None, expires_at=Link.objects.get().expires_at
        )

    client.post(page, {"right": "1"})
    again = client.post(page, {"right": "1"}, follow=True)
    other = client.get(f"/l/{token}/")

    assert [answer.status_code for answer in (again, other)] == [200, 200]
    assert all("Danke" in answer.content.decode() for answer in (again, other))
    assert AuditEntry.objects.filter(action="confirmed").count() == 1
    assert Link.objects.filter(used_at=None).count() == 0


def test_two_who_come_at_the_same_moment_answer_once(asked):
    link = Link.objects.get()
    declarations.answer(asked, None, link=link)

    with pytest.raises(links.LinkAlreadyUsed), transaction.atomic():
        declarations.answer(asked, None, link=link)


def test_what_the_office_mended_meanwhile_is_not_overwritten(client, asked, entry):
    page = page_of(asked)
    sent = sent_by(client, page)
    Organisation.objects.filter(pk=entry.pk).update(phone="02921 5000")

    client.post(page, sent | {"changed": "1", "staff_band": "50"})

    entry.refresh_from_db()
    assert (entry.phone, entry.staff_band) == ("02921 5000", 50)


def test_a_link_whose_time_is_over_says_so_and_changes_nothing(client, asked):
    Link.objects.update(expires_at=datetime(2020, 1, 1, tzinfo=UTC))

    answers = [client.get(page_of(asked)), client.post(page_of(asked), {"right": "1"})]

    assert all("ist vorbei" in each.content.decode() for each in answers)
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert client.get("/l/nobodyknowsthis/").status_code == 404


@pytest.mark.parametrize("gone", ["person", "firm"])
def test_a_link_ends_with_the_task_and_with_the_membership(
    client, asked, entry, owner, network, gone
):
    page = page_of(asked)
    rows = owner.positions if gone == "person" else entry.memberships.in_network(network)
    rows.update(until=network.today())

    shown = client.get(page).content.decode()
    client.post(page, {"right": "1"})

    asked.refresh_from_db()
    assert "spricht nicht mehr" in shown
    assert "02921 4711" not in shown
    assert asked.answered_at is None
    with pytest.raises(links.LinkExpired):
        declarations.answer(asked, None, link=Link.objects.latest("pk"))


def test_what_cannot_be_is_sent_back_with_the_question_open(client, asked):
    page = page_of(asked)

    answer = client.post(page, sent_by(client, page) | {"changed": "1", "website": "kein Netz"})

    asked.refresh_from_db()
    assert (answer.status_code, asked.answered_at) == (422, None)


# Asking ------------------------------------------------------------------------------------------


def test_in_the_month_of_the_rule_each_member_is_asked_once(network, entry, sawmill):
    network.decided_rules.create(name="declaration_month", value=network.today().month)
    Network.objects.update(is_trial=True)
    assert declarations.ask_due() == 1, "nobody at the sawmill is reached"

    assert declarations.ask_due() == 0

    [mail] = OutboxMail.objects.filter(kind="self-declaration")
    assert (mail.recipient, mail.is_held) == ("Korn <eva@korn.example>", True)
    assert [each.organisation for each in SelfDeclaration.objects.in_network(network)] == [entry]


def test_in_another_month_and_without_a_rule_nobody_is_asked(network, entry):
    assert declarations.ask_due() == 0
    network.decided_rules.create(name="declaration_month", value=network.today().month % 12 + 1)

    assert declarations.ask_due() == 0


def test_one_reminder_at_half_time_and_none_after_an_answer(network, asked, client):
    rows = SelfDeclaration.objects.in_network(network)
    assert declarations.ask_due() == 0
    assert OutboxMail.objects.count() == 1
    today = network.today()
    rows.update(asked_on=today - timedelta(days=14), ends_on=today + timedelta(days=14))

    declarations.ask_due()
    declarations.ask_due()

    first, again = OutboxMail.objects.order_by("pk")
    assert again.subject.startswith("Noch offen: ")
    assert link_in(first) != link_in(again)
    client.post(link_in(first), {"right": "1"})
    assert "Danke" in client.get(link_in(again)).content.decode()


def test_a_mail_that_waits_is_not_sent_when_the_firm_has_answered(asked, client):
    mail = OutboxMail.objects.get()
    page = link_in(mail)
    assert mails.is_still_due(mail)

    client.post(page, {"right": "1"})

    assert not mails.is_still_due(mail)


def test_the_office_reads_who_has_answered_and_asks_the_others(
    network, entry, sawmill, office, owner, as_person
):
    client = as_person(office)
    page = "/n/riegelstein/settings/declarations/"
    before = client.get(page)
    assert [each.name for each in before.context["waiting"]] == [entry.name]
    assert [each.name for each in before.context["unreached"]] == [sawmill.name]

    client.post(page, {"firm": [entry.public_id, sawmill.public_id]})

    after = client.get(page)
    assert [each.organisation for each in after.context["open"]] == [entry]
    assert after.context["waiting"] == []
    assert as_person(owner).get(page).status_code == 404


def test_the_office_reads_the_mail_and_chooses_before_anybody_is_asked(
    network, entry, sawmill, office, owner, as_person
):
    Organisation.objects.filter(pk=sawmill.pk).update(email="info@saege.example")
    Person.objects.filter(pk=owner.pk).update(given_name="Eva", family_name="Korn")
    client = as_person(office)
    page = "/n/riegelstein/settings/declarations/"

    asking = client.get(page, {"choose": "yes"}).content.decode()
    client.post(page)
    nobody = OutboxMail.objects.count()
    client.post(page, {"firm": sawmill.public_id})

    assert ("Guten Tag Eva Korn," in asking, "/l/" in asking) == (True, False)
    assert asking.count('name="firm"') == 2
    asked = SelfDeclaration.objects.in_network(network)
    assert (nobody, [each.organisation for each in asked]) == (0, [sawmill])


def test_where_the_firm_is_written_to_whoever_alone_is_known_there_is_greeted(
    network, sawmill, office
):
    known = acting_for(sawmill, "Säger")
    Person.objects.filter(pk=known.pk).update(given_name="Uwe", family_name="Säger")
    Organisation.objects.filter(pk=sawmill.pk).update(email="info@saege.example")
    sawmill.refresh_from_db()

    declarations.ask(sawmill, network=network, by=office)

    mail = OutboxMail.objects.get()
    assert ("info@saege.example" in mail.recipient, mail.person_id) == (True, None)
    assert mail.text.startswith("Guten Tag Uwe Säger,")


def test_who_is_silent_is_one_line_of_what_is_due(network, asked, office):
    viewer = viewer_for(office.account, person=office, network=network)

    def lines():
        return [each.title for each in waiting_for(viewer).first(50) if each.kind == "declarations"]

    assert lines() == []
    SelfDeclaration.objects.in_network(network).update(
        asked_on=network.today() - timedelta(days=30),
        ends_on=network.today() - timedelta(days=1),
    )
    with transaction.atomic():
        ledger.changed(asked)

    assert lines() == ["1 Firma hat nicht gesagt, ob ihr Eintrag stimmt: anrufen"]


# Who said what -----------------------------------------------------------------------------------


def test_what_the_firm_mends_is_its_own_and_what_the_office_mends_is_not(
    entry, owner, office, as_person
):
    page = f"/n/riegelstein/organisations/{entry.public_id}/edit/"

    def mend(person, **said):
        client = as_person(person)
        client.post(page, sent_by(client, page) | said)

    mend(owner, phone="1", website="https://eins.example/")
    mend(office, phone="2")

    assert said.lines_said_by_firms([entry.pk]) == {entry.pk: {"website"}}
    assert SaidLine.objects.get(organisation=entry, line="phone").said_by == SaidBy.OFFICE


def test_the_database_keeps_one_word_for_each_line_and_one_question_a_year(network, entry, asked):
    SaidLine.objects.create(organisation=entry, line="phone", said_by=SaidBy.FIRM)

    with pytest.raises(IntegrityError), transaction.atomic():
        SaidLine.objects.create(organisation=entry, line="phone", said_by=SaidBy.OFFICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfDeclaration.objects.create(
            network=network,
            organisation=entry,
            year=asked.year,
            asked_on=date(2026, 1, 1),
            ends_on=date(2026, 2, 1),
        )
    with pytest.raises(IntegrityError, match="answered_or_not"), transaction.atomic():
        SelfDeclaration.objects.in_network(network).update(was_right=True)
