"""A membership under notice, ended, going on after all; its days mended; one that begins later."""

import re
from datetime import date, timedelta

import pytest

from kurzweg.core.models import AuditEntry
from kurzweg.networks import ending
from kurzweg.networks.errors import BelongsAgain, MembershipIsOver, NothingToTakeBack
from kurzweg.networks.models import Membership, MembershipState
from tests.factories import MembershipFactory, OrganisationFactory
from tests.forms import pressed

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LIST = "/n/riegelstein/organisations/"


@pytest.fixture
def membership(network, bakery):
    return Membership.objects.in_network(network).get(organisation=bakery)


@pytest.fixture
def page(membership):
    return f"/n/riegelstein/memberships/{membership.public_id}/"


def names(client, **query):
    return [row.organisation.name for row in client.get(LIST, query).context["page"]]


def edited(client, page, **fields):
    return client.post(page, pressed(client.get(page), **fields))


def test_a_notice_says_when_it_came_and_until_when_it_holds(
    office, network, membership, page, bakery, as_person
):
    today, client = network.today(), as_person(office)
    last = today + 30 * DAY

    client.post(
        f"{page}end/",
        {"notice_on": str(today), "until": str(last), "end_reason": "Nachfolge ungeklärt"},
    )

    membership.refresh_from_db()
    assert (membership.notice_on, membership.until) == (today, last + DAY)
    assert membership.state(today) == MembershipState.UNDER_NOTICE
    assert membership.state(last) == MembershipState.UNDER_NOTICE
    assert membership.state(last + DAY) == MembershipState.LEFT
    assert names(client, on=str(last)) == ["Bäckerei Korn"]
    assert names(client, on=str(last + DAY)) == []
    entry = AuditEntry.objects.filter(kind="membership").latest("pk")
    assert (entry.action, entry.actor_id) == ("ended", office.pk)
    assert entry.fields == ["end_reason", "notice_on", "until"]


def test_why_it_left_is_read_by_the_office_only(
    office, owner, adviser, membership, bakery, as_person, client, network
):
    membership.until, membership.end_reason = network.today() + 9 * DAY, "Nachfolge ungeklärt"
    membership.save()
    page = f"{LIST}{bakery.public_id}/"

    assert "Nachfolge" in as_person(office).get(page).content.decode()
    for person in (owner, adviser):
        assert "Nachfolge" not in as_person(person).get(page).content.decode()
    client.logout()
    assert "Nachfolge" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"until": ""}, "until"),
        ({"until": "2019-12-31"}, "until"),
        ({"until": "2026-01-31", "notice_on": "2026-03-01"}, "notice_on"),
    ],
)
def test_days_that_cannot_be_are_refused(sent, wrong, office, membership, page, as_person):
    answer = as_person(office).post(f"{page}end/", sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    membership.refresh_from_db()
    assert membership.until is None


def test_a_notice_is_taken_back_before_it_holds_and_not_after(office, network, membership, page):
    today = network.today()
    with pytest.raises(NothingToTakeBack):
        ending.take_back(membership, by=office)
    days = {"notice_on": today - DAY, "end_reason": "Umzug", "by": office}
    ending.end(membership, until=today + DAY, **days)

    ending.take_back(membership, by=office)

    membership.refresh_from_db()
    assert (membership.notice_on, membership.until, membership.end_reason) == (None, None, "")
    ending.end(membership, until=today, **days)
    for again in (
        lambda: ending.take_back(membership, by=office),
        lambda: ending.end(membership, until=today + DAY, **days),
    ):
        with pytest.raises(MembershipIsOver):
            again()


@pytest.mark.parametrize(
    ("notice_on", "says"),
    [(None, "Ende zurücknehmen"), (date(2026, 1, 2), "Kündigung zurücknehmen")],
)
def test_an_end_without_a_notice_is_called_an_end(
    office, as_person, network, membership, page, notice_on, says
):
    later = network.today() + DAY
    ending.end(membership, until=later, notice_on=notice_on, end_reason="Umzug", by=office)

    shown = as_person(office).get(page).content.decode()

    assert re.findall(r"(?:Ende|Kündigung) zurücknehmen", shown) == [says]
    assert 'Grund: <span dir="auto">Umzug</span>' in shown


def test_a_notice_is_not_taken_back_into_a_new_membership(office, network, membership, bakery):
    later = network.today() + 30 * DAY
    ending.end(membership, until=later, notice_on=None, end_reason="", by=office)
    MembershipFactory(network=network, organisation=bakery, since=later)

    with pytest.raises(BelongsAgain):
        ending.take_back(membership, by=office)


def test_the_page_leads_to_what_can_be_done(office, membership, page, network, as_person):
    client = as_person(office)
    assert f"{page}end/" in client.get(page).content.decode()
    ending.end(membership, until=network.today() + DAY, notice_on=None, end_reason="", by=office)

    shown = client.get(page).content.decode()
    assert f"{page}end/" not in shown
    client.post(f"{page}go-on/")

    membership.refresh_from_db()
    assert membership.until is None


def test_an_application_is_closed_without_a_membership(office, network, as_person):
    applied = MembershipFactory(network=network, since=None, applied_on=network.today() - DAY)
    page = f"/n/riegelstein/memberships/{applied.public_id}/end/"

    as_person(office).post(page, {"until": str(network.today() - DAY)})

    applied.refresh_from_db()
    assert applied.state(network.today()) == MembershipState.LEFT
    assert not Membership.objects.in_network(network).applied(network.today()).exists()


def test_days_that_were_entered_wrongly_are_overwritten_and_noted(
    office, membership, page, as_person, client
):
    edited(as_person(office), page, since="2018-05-01", number="M 17")

    membership.refresh_from_db()
    assert (membership.since, membership.number) == (date(2018, 5, 1), "M 17")
    entry = AuditEntry.objects.filter(kind="membership").latest("pk")
    assert (entry.action, entry.fields) == ("mended", ["number", "since"])
    assert names(client, on="2019-01-01") == ["Bäckerei Korn"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"since": ""}, "since"),
        ({"since": "2010-06-01"}, "since"),
        ({"until": "2019-12-31"}, "until"),
        ({"until": "2021-12-31", "notice_on": "2022-02-01"}, "notice_on"),
    ],
)
def test_a_mended_membership_meets_no_other(
    sent, wrong, office, network, bakery, membership, page, as_person
):
    MembershipFactory(
        network=network, organisation=bakery, since=date(2010, 1, 1), until=date(2012, 1, 1)
    )

    answer = edited(as_person(office), page, **sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])


def test_whoever_becomes_a_member_later_is_shown_so_and_waits_for_no_answer(
    office, network, client, as_person
):
    later = network.today() + 40 * DAY
    firm = OrganisationFactory(name="Neuwerk")
    coming = MembershipFactory(
        network=network, organisation=firm, applied_on=network.today(), since=later
    )
    page = f"{LIST}{firm.public_id}/"

    assert client.get(page).status_code == 404
    assert "Wird Mitglied am" in as_person(office).get(page).content.decode()
    waiting = Membership.objects.in_network(network).applied(network.today())
    assert list(waiting) == []
    Membership.objects.in_network(network).filter(pk=coming.pk).update(since=None)
    assert list(waiting.all()) == [coming]


def test_nobody_else_ends_or_mends_it(
    owner, adviser, neighbour, membership, page, as_person, office
):
    for person in (owner, adviser, neighbour):
        client = as_person(person)
        answers = [client.get(page), client.get(f"{page}end/"), client.post(f"{page}go-on/")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert as_person(office).get(page).status_code == 200
