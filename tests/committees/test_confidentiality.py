"""Confidentiality: a text that each member confirms; later rooms rest confidential things on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from kurzweg.committees.actions import confidentiality
from kurzweg.committees.actions.confidentiality import has_signed, who_signed
from kurzweg.committees.errors import AlreadySigned, AnotherText, NothingSigned, NotSeated
from kurzweg.committees.models import Signature
from kurzweg.committees.models.confidentiality import SignatureQuerySet
from kurzweg.core.models import OutboxMail
from kurzweg.networks import mistakes
from kurzweg.people.models import Organisation, Person
from tests.committees.factories import CommitteeFactory, seated
from tests.introductions.conftest import token_in

pytestmark = pytest.mark.django_db

TEXT = "Was hier gesagt wird, bleibt hier."
A_DAY = timedelta(days=1)


@pytest.fixture
def text(circle, chair, office):
    """The circle asks for it from today on; the baker sits there."""
    return confidentiality.declare(circle, TEXT, by=office)


def link_of(person) -> str:
    mails = OutboxMail.objects.filter(kind="committee confidentiality", person_id=person.pk)
    return f"/l/{token_in(mails.order_by('-pk').first())}/"


def page_of(committee, rest: str = "") -> str:
    return f"/n/riegelstein/committees/{committee.public_id}/confidentiality/{rest}"


def test_whoever_sits_there_is_asked_and_confirms_by_the_link(client, text, circle, chair, network):
    link, today = link_of(chair), network.today()
    page = client.get(link).content.decode()
    before = has_signed(chair, circle, on=today)

    client.post(link, {"word": "sign"})

    assert (TEXT in page, before) == (True, False)
    assert has_signed(chair, circle, on=today)
    assert who_signed(circle, on=today) == {chair.pk}
    assert "Sie haben diesen Text bestätigt" in client.get(link).content.decode()


def test_it_binds_from_its_day_on_and_not_before(text, circle, chair, network):
    confidentiality.sign(text, chair, by=chair)

    assert not has_signed(chair, circle, on=network.today() - A_DAY)
    assert has_signed(chair, circle, on=network.today() + A_DAY)


def test_taken_back_it_binds_no_more_and_can_be_confirmed_anew(
    client, text, circle, chair, network
):
    link, today = link_of(chair), network.today()
    client.post(link, {"word": "sign"})

    client.post(link, {"word": "withdraw"})

    assert who_signed(circle, on=today) == frozenset()
    confidentiality.sign(text, chair, by=chair)
    assert who_signed(circle, on=today) == {chair.pk}


def test_with_the_seat_it_ends_and_a_new_seat_has_to_confirm_anew(text, circle, chair, network):
    confidentiality.sign(text, chair, by=chair)
    today = network.today()
    circle.seats.update(until=today)
    ended = has_signed(chair, circle, on=today)

    seated(chair, circle, since=today)

    assert (ended, has_signed(chair, circle, on=today)) == (False, False)


def test_a_new_text_asks_everybody_anew_and_the_old_link_does_not_confirm_it(
    client, text, circle, chair, office, network
):
    old = link_of(chair)
    confidentiality.sign(text, chair, by=chair)

    newer = confidentiality.declare(circle, "Und nichts wird geteilt.", by=office)

    answer = client.post(old, {"word": "sign"})
    assert not has_signed(chair, circle, on=network.today())
    assert "fragt nichts mehr" in answer.content.decode()
    assert newer.version == 2
    with pytest.raises(AnotherText):
        confidentiality.sign(text, chair, by=chair)


def test_who_signed_in_one_committee_is_bound_in_no_other(text, circle, chair, network, office):
    other = CommitteeFactory(network=network)
    seated(chair, other)
    confidentiality.declare(other, TEXT, by=office)

    confidentiality.sign(text, chair, by=chair)

    assert has_signed(chair, circle, on=network.today())
    assert not has_signed(chair, other, on=network.today())


def test_where_nothing_is_asked_for_nobody_has_signed(circle, chair, network):
    assert not has_signed(chair, circle, on=network.today())
    assert who_signed(circle, on=network.today()) == frozenset()


def test_with_the_guard_off_a_seat_that_ended_still_binds(
    text, circle, chair, network, monkeypatch
):
    """Negative control: what ends it with the seat is this very condition."""
    confidentiality.sign(text, chair, by=chair)
    circle.seats.update(until=network.today())

    monkeypatch.setattr(SignatureQuerySet, "standing", lambda rows, on: rows.filter(pk__gt=0))

    assert has_signed(chair, circle, on=network.today())


def test_only_who_sits_there_can_confirm_and_each_once(text, circle, chair, stranger):
    confidentiality.sign(text, chair, by=chair)

    with pytest.raises(NotSeated):
        confidentiality.sign(text, stranger, by=stranger)
    with pytest.raises(AlreadySigned):
        confidentiality.sign(text, chair, by=chair)
    assert Signature.objects.in_network(circle.network_id).count() == 1


def test_what_was_not_confirmed_cannot_be_taken_back(text, circle, chair):
    with pytest.raises(NothingSigned):
        confidentiality.withdraw(circle, chair, by=chair)


def test_the_office_confirms_for_nobody(desk, text, circle, chair, network):
    answer = desk.post(page_of(circle, "sign/"), follow=True)

    assert not who_signed(circle, on=network.today())
    assert "gehören diesem Gremium nicht an" in answer.content.decode()


def test_the_page_says_who_has_confirmed_and_who_has_not(as_person, text, circle, chair, sawyer):
    seated(sawyer, circle)
    browser = as_person(chair)

    browser.post(page_of(circle, "sign/"))

    page = browser.get(page_of(circle)).content.decode()
    confirmed, missing = page.split("Wer noch nicht")
    assert (chair.name in confirmed, sawyer.name in confirmed) == (True, False)
    assert (sawyer.name in missing.split("</section>")[0]) is True


def test_asked_once_more_are_those_who_have_not_confirmed(desk, text, circle, chair, sawyer):
    sawyer.email = "saege@holz.example"
    sawyer.save()
    seated(sawyer, circle)
    confidentiality.sign(text, chair, by=chair)
    OutboxMail.objects.all().delete()

    desk.post(page_of(circle, "ask/"))

    assert [mail.person_id for mail in OutboxMail.objects.all()] == [sawyer.pk]


def test_looking_at_the_link_confirms_nothing_and_it_ends_after_its_days(
    client, text, circle, chair, network
):
    link = link_of(chair)
    client.get(link)
    looked = who_signed(circle, on=network.today())

    with time_machine.travel(network.today() + 40 * A_DAY):
        client.post(link, {"word": "sign"})
        late = who_signed(circle, on=network.today())

    assert (looked, late) == (frozenset(), frozenset())


def test_who_is_given_a_seat_later_is_asked_as_well_and_nobody_twice(desk, text, circle, chair):
    OutboxMail.objects.all().delete()
    entry = {"family_name": "Neu", "seat": "member", "since": "2026-01-01", "email": "n@x.example"}

    desk.post(f"/n/riegelstein/committees/{circle.public_id}/seats/new/", entry)

    asked = OutboxMail.objects.filter(kind="committee confidentiality")
    assert [mail.recipient for mail in asked] == ["Neu <n@x.example>"]


def test_with_a_firm_entered_by_mistake_no_signature_is_taken_out(
    text, circle, chair, bakery, network, office
):
    Person.objects.filter(pk=chair.pk).update(entered_by_network=network)
    confidentiality.sign(text, chair, by=chair)

    seen = mistakes.going_with(bakery, network=network).print
    mistakes.take_out(bakery, network=network, seen=seen, by=office)

    assert not Organisation.objects.filter(pk=bakery.pk).exists()
    assert has_signed(chair, circle, on=network.today())
