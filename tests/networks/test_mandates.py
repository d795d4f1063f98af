"""Who has which task: a second member of the office, the board and its terms, on a page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kurzweg.core.models import OutboxMail
from kurzweg.core.templatetags.display import plain_day
from kurzweg.core.viewer import Role
from kurzweg.networks import mandates
from kurzweg.networks.models import Mandate, Network
from kurzweg.people.models import Account, Person
from tests.conftest import acting_for
from tests.factories import MandateFactory, PersonFactory
from tests.forms import forms_of, pressed

pytestmark = pytest.mark.django_db

TASKS = "/n/riegelstein/settings/tasks/"
NEW = f"{TASKS}new/"
SECOND = {
    "given_name": "Ida",
    "family_name": "Zweit",
    "email": "ida@netz.example",
    "kind": "office",
    "since": "2026-01-01",
    "is_told": "on",
}


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


def tasks(network) -> list[tuple[str, str]]:
    rows = Mandate.objects.in_network(network).select_related("person").order_by("pk")
    return [(row.person.family_name, row.kind) for row in rows]


def mail_of(person) -> OutboxMail | None:
    return OutboxMail.objects.filter(kind="task given", person_id=person.pk).first()


def row_of(person, network) -> Mandate:
    return Mandate.objects.in_network(network).get(person=person)


def page_of(mandate) -> str:
    return f"{TASKS}{mandate.public_id}/"


# A second person ---------------------------------------------------------------------------------


def test_a_second_member_of_the_office_can_sign_in_and_is_told(desk, network, viewer_of):
    desk.post(NEW, SECOND)

    ida = Person.objects.get(family_name="Zweit")
    ida.account = Account.objects.of(ida.email)
    ida.save()
    assert Role.OFFICE in viewer_of(ida).roles
    assert tasks(network) == [("Amt", "office"), ("Zweit", "office")]
    mail = mail_of(ida)
    assert "ida@netz.example" in mail.recipient
    assert "/n/riegelstein/me/" in mail.text
    assert not mail.is_held


def test_on_trial_her_mail_is_held_back_and_the_page_says_so(desk, network):
    Network.objects.filter(pk=network.pk).update(is_trial=True)

    said = desk.post(NEW, SECOND, follow=True).content.decode()

    assert "bis das Büro sie freigibt" in said
    assert mail_of(Person.objects.get(family_name="Zweit")).is_held


def test_whoever_has_lost_the_task_before_the_mail_leaves_gets_none(desk, network):
    from kurzweg.core import mails

    desk.post(NEW, SECOND)
    ida = Person.objects.get(family_name="Zweit")
    was_due = mails.is_still_due(mail_of(ida))
    mandates.end(row_of(ida, network), by=ida)

    assert was_due
    assert not mails.is_still_due(mail_of(ida))


def test_a_task_from_a_later_day_is_announced_for_that_day(desk, network):
    soon = network.today() + timedelta(days=3)

    said = desk.post(NEW, {**SECOND, "since": f"{soon:%Y-%m-%d}"}, follow=True).content.decode()

    mail = mail_of(Person.objects.get(family_name="Zweit")).text
    assert f"hat diese Aufgabe ab {plain_day(soon)}" in said
    assert "hat jetzt diese Aufgabe" not in said
    assert "/n/riegelstein/me/" in mail
    assert f"Ab {plain_day(soon)} steht hier" in mail


def test_a_task_that_was_given_and_ended_on_one_day_says_so(desk, network):
    today = network.today()
    MandateFactory(network=network, since=today, until=today)

    shown = desk.get(TASKS).content.decode()

    assert f"nur am {plain_day(today)}" in shown
    assert plain_day(today - timedelta(days=1)) not in shown


def test_nobody_is_told_who_is_not_to_be(desk):
    desk.post(NEW, {**SECOND, "is_told": ""})

    assert mail_of(Person.objects.get(family_name="Zweit")) is None


@pytest.mark.parametrize("kind", ["office", "coordinator"])
def test_the_office_needs_an_address_and_a_board_does_not(desk, network, kind):
    refused = desk.post(NEW, {**SECOND, "email": "", "kind": kind})
    taken = desk.post(NEW, {**SECOND, "email": "", "kind": "board"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert tasks(network) == [("Amt", "office"), ("Zweit", "board")]


def test_somebody_whom_the_network_knows_is_proposed_and_gets_the_task(desk, network, bakery):
    korn = acting_for(bakery, "Korn")
    entry = {**SECOND, "given_name": "", "family_name": "KORN", "email": ""}

    asked = desk.post(NEW, entry)
    chosen = {"which": korn.public_id, "seen": korn.public_id}
    desk.post(NEW, {**entry, **chosen})

    assert asked.status_code == 422
    assert "Bäckerei Korn" in asked.content.decode()
    assert row_of(korn, network).kind == "office"
    assert Person.objects.filter(family_name__iexact="korn").count() == 1


def test_somebody_else_of_the_same_name_is_a_person_of_her_own(desk, network, bakery):
    korn = acting_for(bakery, "Korn")

    answer = {"family_name": "Korn", "given_name": "", "which": "another", "seen": korn.public_id}
    desk.post(NEW, {**SECOND, **answer})

    given = Mandate.objects.in_network(network).get(person__email="ida@netz.example")
    assert given.person != korn


def test_a_person_of_another_network_stays_apart_and_is_not_proposed(
    desk, network, other_network, neighbour
):
    Person.objects.filter(pk=neighbour.pk).update(entered_by_network=other_network)
    entry = {**SECOND, "given_name": "", "family_name": "Bach", "email": neighbour.email}

    said = desk.post(NEW, entry, follow=True).content.decode()

    entered = row_of(Person.objects.get(entered_by_network=network), network).person
    assert (entered.account, entered == neighbour) == (neighbour.account, False)
    assert "mehrere Personen" not in said


def test_nobody_of_another_network_is_given_a_task_by_her_address(desk, neighbour):
    assert desk.get(f"{NEW}?person={neighbour.public_id}").status_code == 404
    assert desk.post(NEW, {**SECOND, "which": neighbour.public_id}).status_code == 404


def test_a_shared_address_is_said(desk, office, network):
    entry = {**SECOND, "email": office.email}

    asked = desk.post(NEW, entry)
    answer = {"which": "another", "seen": office.public_id}
    said = desk.post(NEW, {**entry, **answer}, follow=True).content.decode()

    assert asked.status_code == 422
    assert "mehrere Personen" in said


def test_an_address_is_added_to_a_row_of_this_office_only(desk, network, bakery):
    here = PersonFactory(family_name="Hier", email="", account=None, entered_by_network=network)
    own = acting_for(bakery, "Eigen")
    Person.objects.filter(pk=own.pk).update(email="", account=None)

    taken = desk.post(NEW, {**SECOND, "person": here.public_id, "email": "hier@netz.example"})
    refused = desk.post(NEW, {**SECOND, "person": own.public_id, "email": "fremd@netz.example"})

    here.refresh_from_db()
    own.refresh_from_db()
    assert (taken.status_code, here.email) == (302, "hier@netz.example")
    assert (refused.status_code, own.email) == (422, "")


# Terms -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "is_taken"),
    [
        ({"since": "2030-01-01", "until": ""}, False),
        ({"since": "2020-01-01", "until": "2025-12-31"}, True),
        ({"since": "2025-01-01", "until": "2026-01-01"}, False),
        ({"since": "2028-01-01", "until": "2029-12-31"}, True),
        ({"since": "2026-06-01", "until": "2026-06-30"}, False),
    ],
)
def test_one_has_a_task_of_a_kind_once_at_a_time(desk, network, bakery, term, is_taken):
    korn = acting_for(bakery, "Korn")
    first, over = date(2026, 1, 1), date(2028, 1, 1)
    MandateFactory(network=network, person=korn, kind="board", since=first, until=over)
    if term["since"] == "2030-01-01":
        MandateFactory(network=network, person=korn, kind="board", since=date(2029, 1, 1))

    answer = desk.post(NEW, {**SECOND, "kind": "board", "person": korn.public_id, **term})

    assert answer.status_code == (302 if is_taken else 422)


def test_what_ended_on_the_day_it_began_hinders_nothing(desk, network, bakery):
    korn, day = acting_for(bakery, "Korn"), date(2026, 1, 1)
    MandateFactory(network=network, person=korn, kind="board", since=day, until=day)

    term = {"kind": "board", "person": korn.public_id, "since": "2025-01-01"}
    assert desk.post(NEW, {**SECOND, **term}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2026-05-02", "until": "2026-05-01"},
        {"since": "0026-05-02"},
        {"until": "9999-12-31"},
        {"kind": "queen"},
        {"since": ""},
    ],
)
def test_a_term_that_cannot_be_is_refused(desk, network, wrong):
    answer = desk.post(NEW, {**SECOND, **wrong})

    assert answer.status_code == 422
    assert tasks(network) == [("Amt", "office")]


def test_a_term_ends_with_its_last_day(desk, network, bakery, viewer_of):
    korn = acting_for(bakery, "Korn")
    MandateFactory(network=network, person=korn, kind="board")
    page = page_of(row_of(korn, network))

    today = network.today()
    desk.post(page, pressed(desk.get(page), until=f"{today:%Y-%m-%d}"))

    row = row_of(korn, network)
    assert (row.last_day, row.until) == (today, today + timedelta(days=1))
    assert Role.BOARD in viewer_of(korn).roles


def test_two_who_change_one_task_both_keep_their_line(desk, network, bakery):
    mandate = MandateFactory(network=network, person=acting_for(bakery, "Korn"), kind="board")
    page = page_of(mandate)
    first, second, third = (desk.get(page) for _each in range(3))

    desk.post(page, pressed(first, title="Vorsitz"))
    desk.post(page, pressed(second, until="2031-12-31"))
    contested = desk.post(page, pressed(third, title="Beisitz"))

    mandate.refresh_from_db()
    assert (mandate.title, mandate.last_day) == ("Vorsitz", date(2031, 12, 31))
    assert contested.status_code == 409


# The page ----------------------------------------------------------------------------------------


def test_only_the_office_reads_who_has_which_task(client, office, owner, adviser, network):
    answers = []
    for person in (owner, adviser):
        client.force_login(person.account)
        answers.append(client.get(TASKS).status_code)

    client.force_login(office.account)
    page = client.get(TASKS).content.decode()

    assert answers == [404, 404]
    assert "Rat" in page
    assert "Nur eine Person" in page or "nur eine Person" in page


def test_a_task_of_another_network_is_not_there(desk, other_network):
    elsewhere = MandateFactory(network=other_network)

    assert desk.get(page_of(elsewhere)).status_code == 404
    assert desk.post(f"{page_of(elsewhere)}end/").status_code == 404
    assert elsewhere.person.name not in desk.get(TASKS).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    desk, network, number, django_assert_num_queries
):
    MandateFactory.create_batch(number, network=network, kind="board")
    desk.get(TASKS)

    with django_assert_num_queries(7):
        desk.get(TASKS)


def test_a_second_press_gives_no_second_task(desk, network):
    forms = forms_of(desk.get(NEW).content.decode())
    form = next(form for form in forms if form.named("family_name"))
    sent = form.values | SECOND

    for _press in range(2):
        assert desk.post(NEW, sent).status_code == 302

    assert tasks(network) == [("Amt", "office"), ("Zweit", "office")]
    assert OutboxMail.objects.filter(kind="task given").count() == 1


def test_what_has_ended_is_folded_away(desk, network, bakery):
    past = timezone.localdate() - timedelta(days=400)
    MandateFactory(network=network, person=acting_for(bakery, "Korn"), kind="board", until=past)

    page = desk.get(TASKS).content.decode()

    assert page.index('class="more"') < page.index("Korn")


def test_a_colleague_signs_in_by_her_address_alone(desk, network):
    from kurzweg.people import sign_in

    desk.post(NEW, SECOND)

    assert sign_in.is_known("ida@netz.example")
    assert Client().get(TASKS).status_code == 302


def test_whoever_has_lost_a_task_reads_why_there_is_nothing_here(desk, network, office):
    MandateFactory(network=network, kind="office")
    before = desk.get(f"{TASKS}nowhere/").content.decode()
    mandates.end(row_of(office, network), by=office)

    answer = desk.get(TASKS)
    stranger = Client().get("/n/riegelstein/nowhere/").content.decode()

    assert answer.status_code == 404
    assert "ist beendet" in answer.content.decode()
    assert "ist beendet" not in before + stranger
