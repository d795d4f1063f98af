"""An office changes hands in one step: shown before, on a day, and taken back."""

from datetime import timedelta

import pytest
import time_machine

from kurzweg.core.models import OutboxMail
from kurzweg.networks import handing_over, mandates
from kurzweg.networks.errors import CannotBeGivenBack, NothingToHandOver
from kurzweg.networks.models import Mandate
from tests.committees.factories import CommitteeFactory, seated
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(network, office):
    return Mandate.objects.in_network(network).get(person=office)


@pytest.fixture
def circle(network, office):
    circle = CommitteeFactory(network=network, name="Arbeitskreis")
    seated(office, circle, "chair")
    return circle


def entry(network, days=0, **said):
    told = {"given_name": "Nora", "family_name": "Nachfolge", "email": "nora@netz.example"}
    return {**told, "since": network.today() + timedelta(days=days), **said}


def terms(network):
    rows = Mandate.objects.in_network(network).order_by("person__family_name", "kind", "since")
    return [(row.person.family_name, str(row.kind), row.since, row.until) for row in rows]


def days_of(network, days=0):
    return network.today() + timedelta(days=days)


def test_office_and_seats_go_over_on_one_day_and_one_mail_says_so(network, office, held, circle):
    on = days_of(network, 30)
    before = {kind: since for _name, kind, since, _until in terms(network)}

    handing_over.hand_over(held, entry(network, 30), person=None, by=office)

    assert terms(network) == [
        ("Amt", "committee", before["committee"], on),
        ("Amt", "office", before["office"], on),
        ("Nachfolge", "committee", on, None),
        ("Nachfolge", "office", on, None),
    ]
    mail = OutboxMail.objects.get()
    assert mail.recipient == "Nora Nachfolge <nora@netz.example>"


def test_a_board_is_elected_anew(network, office, held):
    board = mandates.board_of(network)
    seated(office, board)

    handing_over.hand_over(held, entry(network), person=None, by=office)

    going_on = Mandate.objects.in_network(network).filter(until=None)
    assert sorted(going_on.values_list("person__family_name", "kind")) == [
        ("Amt", "board"),
        ("Nachfolge", "office"),
    ]


def test_the_office_never_stands_empty(network, office, held):
    last = Mandate.objects.in_network(network).of_office()

    handing_over.hand_over(held, entry(network), person=None, by=office)

    found = mandates.first_day_without_office(
        last.values_list("since", "until"), today=network.today()
    )
    assert found.year == 9999


def test_handed_over_twice_the_second_is_told(network, office, held):
    handing_over.hand_over(held, entry(network), person=None, by=office)

    with pytest.raises(NothingToHandOver):
        handing_over.hand_over(held, entry(network), person=None, by=office)


@pytest.mark.parametrize("days", [0, 30])
def test_taken_back_all_is_as_it_was(network, office, held, circle, days):
    before = terms(network)
    new = handing_over.hand_over(held, entry(network, days), person=None, by=office)[0]

    handing_over.take_back(new, by=office)

    today = network.today()
    still = [row for row in terms(network) if row[3] is None or row[3] > max(today, row[2])]
    assert still == before


def test_what_was_changed_since_is_not_taken_back(network, office, held):
    new = handing_over.hand_over(held, entry(network), person=None, by=office)[0]
    Mandate.objects.in_network(network).filter(pk=held.pk).update(until=days_of(network, 5))
    new.follows.refresh_from_db()

    with pytest.raises(CannotBeGivenBack):
        handing_over.take_back(new, by=office)


def test_it_is_shown_before_it_is_done(network, office, held, circle, as_person):
    browser, url = as_person(office), f"/n/riegelstein/settings/tasks/{held.public_id}/hand-over/"
    later = entry(network, 30)
    sent = {name: str(value) for name, value in later.items()}

    shown = browser.post(url, sent)
    before = len(terms(network))
    done = browser.post(url, {**sent, "do": "1"}, follow=True)

    assert "Büro jetzt übergeben" in text_of(shown)
    assert "Arbeitskreis" in text_of(shown)
    assert (before, len(terms(network))) == (2, 4)
    assert "Übergeben: Nora Nachfolge führt das Büro ab" in text_of(done)


def test_who_is_known_is_asked_about_and_takes_over(network, office, held, owner, as_person):
    browser, url = as_person(office), f"/n/riegelstein/settings/tasks/{held.public_id}/hand-over/"
    sent = {
        "family_name": owner.family_name,
        "email": owner.email,
        "since": str(days_of(network, 1)),
    }

    asked = browser.post(url, sent)
    browser.post(url, {**sent, "which": owner.public_id, "seen": "", "do": "1"})

    assert (asked.status_code, held.followed_by.person) == (422, owner)


def test_a_day_that_is_over_is_refused(network, office, held, as_person):
    url = f"/n/riegelstein/settings/tasks/{held.public_id}/hand-over/"
    sent = {name: str(value) for name, value in entry(network, -1).items()}

    answer = as_person(office).post(url, {**sent, "do": "1"})

    assert (answer.status_code, len(terms(network))) == (422, 1)


def test_rights_change_on_the_day(network, office, held, as_person):
    heir = handing_over.hand_over(held, entry(network, 2), person=None, by=office)[0].person

    seen = []
    for days in (1, 2):
        with time_machine.travel(days_of(network, days), tick=False):
            seen.append([mandates.holds_already(
                person, network=network, kind="office",
                term=(network.today(), network.today() + timedelta(days=1)),
            ) for person in (office, heir)])  # fmt: skip

    assert seen == [[True, False], [False, True]]
