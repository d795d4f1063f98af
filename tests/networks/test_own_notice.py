"""A firm gives notice of its membership itself, once, and takes it back while it still belongs."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core.models import AuditEntry, OutboxMail
from kurzweg.networks import ending, notice_mails
from kurzweg.networks.errors import EndsAlready
from kurzweg.networks.models import Membership
from tests import agenda
from tests.factories import MembershipFactory
from tests.forms import forms_of

pytestmark = pytest.mark.django_db

TODAY, END = date(2026, 9, 30), date(2027, 1, 1)


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-09-30 11:00 +0200", tick=False)


@pytest.fixture
def membership(network, bakery) -> Membership:
    return Membership.objects.in_network(network).get(organisation=bakery)


@pytest.fixture
def page(bakery) -> str:
    return f"/n/riegelstein/organisations/{bakery.public_id}/membership/"


@pytest.fixture
def pages(membership, page) -> dict[str, str]:
    """Where the office, and where the firm take a notice down and back."""
    desk = f"/n/riegelstein/memberships/{membership.public_id}/"
    return {"end": f"{desk}end/", "give": page, "back": f"{page}take-back/"}


def confirmed() -> list[OutboxMail]:
    return [*OutboxMail.objects.filter(kind=notice_mails.CONFIRMED).order_by("pk")]


def days(membership) -> tuple[date | None, date | None]:
    membership.refresh_from_db()
    return membership.notice_on, membership.until


def filled(response, name: str) -> dict[str, str]:
    """What the form with a field of this name sends as it is drawn."""
    return next(f for f in forms_of(response.content.decode()) if f.named(name)).values


def give(client, page):
    return client.post(page, filled(client.get(page), "until"))


def test_the_day_is_shown_before_and_holds_after(
    owner, office, membership, page, as_person, viewer_of
):
    client = as_person(owner)
    shown = client.get(page)
    assert days(membership) == (None, None), "a look ends nothing"
    assert "endet die Mitgliedschaft mit Ablauf des 31. Dezember 2026, 24 Uhr" in text(shown)
    assert "3 Monate zum Jahresende" in text(shown)

    client.post(page, filled(shown, "until"))

    assert days(membership) == (TODAY, END)
    entry = AuditEntry.objects.filter(kind="membership").latest("pk")
    assert (entry.action, entry.actor_id) == ("gave notice", owner.pk)
    [due] = [each for each in agenda.for_viewer(viewer_of(office)) if each.kind == "notice"]
    assert due.who == membership.organisation.name


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_firm_is_confirmed_when_it_arrived(owner, page, as_person):
    owner.email = "korn@korn.example"
    owner.save()

    give(as_person(owner), page)

    (mail,) = confirmed()
    assert mail.recipient.endswith("<korn@korn.example>")
    assert "ist am 30. September 2026 eingegangen" in mail.text


def test_two_clicks_make_one_notice(owner, membership, page, as_person):
    client = as_person(owner)
    owner.email = "korn@korn.example"
    owner.save()
    sent = filled(client.get(page), "until")

    client.post(page, sent)
    client.post(page, sent)
    client.post(page, {"until": f"{END}"})  # from another tab: a form of its own

    assert len(confirmed()) == 1
    assert AuditEntry.objects.filter(kind="membership", action="gave notice").count() == 1


def test_whoever_read_another_day_is_asked_again(owner, membership, page, as_person, time_machine):
    client = as_person(owner)
    read = filled(client.get(page), "until")
    time_machine.move_to("2026-10-01 00:01 +0200", tick=False)

    answer = client.post(page, read)

    assert answer.status_code == 422
    assert "31. Dezember 2027" in text(answer)
    assert days(membership) == (None, None)


def test_the_second_of_firm_and_office_overwrites_nothing(
    owner, office, membership, page, pages, as_person
):
    read = filled(as_person(office).get(pages["end"]), "notice_on") | {"until": "2026-10-31"}
    give(as_person(owner), page)

    heard = as_person(office).post(pages["end"], read, follow=True)

    assert days(membership) == (TODAY, END)
    assert "ist schon eine Kündigung oder ein Ende eingetragen" in text(heard)


def test_an_end_that_the_office_entered_is_not_overwritten_by_a_notice(
    owner, office, membership, page, as_person
):
    client = as_person(owner)
    read = filled(client.get(page), "until")
    ending.end(membership, until=date(2026, 10, 31), end_reason="Ausschluss", by=office)

    client.post(page, read)
    shown = client.get(page)

    assert days(membership) == (None, date(2026, 10, 31))
    assert "Das Büro hat diesen Tag eingetragen" in text(shown)
    assert "Ausschluss" not in text(shown)


def test_the_firm_takes_its_notice_back_and_no_end_of_the_network(
    owner, office, membership, page, pages, as_person
):
    client = as_person(owner)
    give(client, page)

    client.post(pages["back"])

    assert days(membership) == (None, None)
    ending.end(membership, until=date(2026, 10, 31), end_reason="Ausschluss", by=office)
    heard = client.post(pages["back"], follow=True)
    assert days(membership) == (None, date(2026, 10, 31))
    assert "Diese Mitgliedschaft ist nicht gekündigt" in text(heard)


def test_after_the_last_day_nothing_is_given_or_taken_back(
    owner, membership, page, pages, as_person, time_machine
):
    give(as_person(owner), page)
    time_machine.move_to("2027-01-01 00:01 +0100", tick=False)

    client = as_person(owner)

    assert [client.get(page).status_code, client.post(pages["back"]).status_code] == [404, 404]
    assert days(membership) == (TODAY, END)


def test_of_two_memberships_of_the_firm_the_one_of_today_ends(
    owner, network, bakery, membership, page, as_person
):
    past = MembershipFactory(
        network=network, organisation=bakery, since=date(2010, 1, 1), until=date(2015, 1, 1)
    )

    give(as_person(owner), page)

    assert [days(past), days(membership)] == [(None, date(2015, 1, 1)), (TODAY, END)]


def test_only_whoever_is_responsible_gives_notice(
    owner, apprentice, sawyer, office, adviser, page, pages, membership, as_person, client
):
    insiders = [owner, apprentice, sawyer, office, adviser]

    reads = [as_person(each).get(page).status_code for each in insiders]
    for each in insiders[1:]:
        as_person(each).post(page, {"until": f"{END}"})
        as_person(each).post(pages["back"])

    assert reads == [200, 404, 404, 404, 404]
    assert client.get(page).status_code in (302, 404)
    assert days(membership) == (None, None)


def test_a_second_membership_of_the_firm_elsewhere_stays(owner, bakery, page, as_person):
    other = MembershipFactory(organisation=bakery)

    give(as_person(owner), page)

    assert days(other) == (None, None)


def test_of_two_at_once_the_second_reads_what_the_first_wrote(owner, office, membership):
    # Both read the row before either wrote: what counts is the row under the lock.
    of_firm, of_office = (
        Membership.objects.in_network(membership.network).get(pk=membership.pk) for _ in range(2)
    )
    ending.give_notice(of_firm, until=END, by=owner)

    with pytest.raises(EndsAlready):
        ending.end(of_office, until=date(2026, 10, 31), end_reason="", by=office)
    with pytest.raises(EndsAlready):
        ending.give_notice(of_office, until=END, by=owner)

    assert days(membership) == (TODAY, END)
