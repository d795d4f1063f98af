"""From a match to a letter: two clicks, who may, and what is said afterwards."""

import pytest

from kurzweg.introductions.models import Introduction
from kurzweg.people.models import Position
from tests.introductions.conftest import LETTER, fresh, mails, start, url

pytestmark = pytest.mark.django_db


def letter_in(response):
    form = response.context["form"]
    return {"subject": form.initial["subject"], "text": form.initial["text"]}


@pytest.fixture
def introduction(introduce):
    return introduce()


def test_the_office_makes_contact_with_two_clicks(as_person, office, need, offer, sawyer, match):
    client = as_person(office)

    letter = client.get(start(need, offer))
    response = client.post(start(need, offer), letter_in(letter), follow=True)

    assert sawyer.name in letter.content.decode()
    assert len(mails()) == 1
    assert [str(m) for m in response.context["messages"]] == [
        f"Der Brief an {sawyer.name} ist unterwegs."
    ]


def test_the_seeker_makes_contact_and_reads_no_name(as_person, owner, need, offer, sawyer, match):
    sawyer.family_name = "Oberholzer"
    sawyer.save()
    client = as_person(owner)

    letter = client.get(start(need, offer))
    response = client.post(start(need, offer), letter_in(letter), follow=True)

    assert "an die zuständige Person" in letter.content.decode()
    assert "Oberholzer" not in letter.content.decode()
    assert [str(m) for m in response.context["messages"]] == [
        "Ihr Brief an Sägewerk Tann ist unterwegs, an die zuständige Person."
    ]
    assert mails()[0].recipient == f"Oberholzer <{sawyer.email}>"


def test_a_letter_pressed_twice_is_sent_once(as_person, office, need, offer):
    client = as_person(office)
    form = letter_in(client.get(start(need, offer))) | {"once": "abc"}

    first, second = client.post(start(need, offer), form), client.post(start(need, offer), form)

    assert (first.status_code, second.headers["Location"]) == (302, first.url)
    assert len(mails()) == 1


def test_the_second_of_two_people_hears_that_the_first_one_sent_it(
    as_person, office, need, offer, introduction
):
    response = as_person(office).post(
        start(need, offer), {"subject": "a", "text": "b"}, follow=True
    )

    assert "schon gefragt" in response.content.decode()
    assert len(mails()) == 1


def test_a_running_introduction_is_shown_instead(as_person, office, need, offer, introduction):
    response = as_person(office).get(start(need, offer))

    assert response.url == url("detail", introduction)


def test_an_empty_letter_comes_back(as_person, office, need, offer):
    response = as_person(office).post(start(need, offer), {"subject": "", "text": " "})

    assert response.status_code == 422
    assert mails() == []


def test_in_trial_mode_the_office_hears_that_it_is_held(as_person, office, need, offer, network):
    network.is_trial = True
    network.save()

    response = as_person(office).post(
        start(need, offer), {"subject": "a", "text": "b"}, follow=True
    )

    assert "sobald das Büro ihn freigibt" in response.content.decode()
    assert [mail.is_held for mail in mails()] == [True]


def test_without_an_address_the_office_is_told_to_call(as_person, office, need, offer, sawmill):
    Position.objects.filter(organisation=sawmill).delete()
    sawmill.phone = "02051 10"
    sawmill.save()

    body = as_person(office).get(start(need, offer)).content.decode()

    assert "Bitte rufen Sie dort an: 02051 10." in body
    assert "Der Brief ist fertig" not in body
    assert f'href="/n/riegelstein/organisations/{sawmill.public_id}/"' in body


def test_a_firm_behind_the_office_gets_the_seeker_s_letter_through_it(
    as_person, owner, office, need, offer, match, sawmill
):
    sawmill.is_only_through_office = True
    sawmill.save()

    response = as_person(owner).post(start(need, offer), {"subject": "a", "text": "b"}, follow=True)
    assert "liegt beim Büro" in response.content.decode()
    introduction = Introduction.objects.in_network(need.network).get()
    page = as_person(office).get(url("forward", introduction))
    response = as_person(office).post(url("forward", introduction), letter_in(page), follow=True)

    assert "Der Brief ist unterwegs." in response.content.decode()
    assert len(mails()) == 1


def test_the_office_passes_a_letter_on_with_one_click_or_changes_it(
    as_person, office, owner, introduce, sawmill
):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)
    client = as_person(office)

    assert client.post(url("forward", introduction), {"subject": "", "text": ""}).status_code == 422
    client.post(url("forward", introduction))

    assert fresh(introduction).letter == LETTER.text
    assert len(mails()) == 1


def test_the_office_keeps_a_letter_back(as_person, office, owner, introduce, sawmill):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)

    response = as_person(office).post(url("keep-back", introduction), follow=True)

    assert "Sie haben den Brief nicht weitergeleitet" in response.content.decode()
    assert mails() == []


@pytest.mark.parametrize("who", ["apprentice", "owner", "office"])
def test_whoever_acts_for_the_need_may_start(request, as_person, who, need, offer, match):
    client = as_person(request.getfixturevalue(who))

    assert client.get(start(need, offer)).status_code == 200


@pytest.mark.parametrize("who", ["sawyer", "neighbour", "stranger", "adviser"])
def test_others_may_not_start(request, as_person, who, need, offer, match):
    client = as_person(request.getfixturevalue(who))

    assert client.get(start(need, offer)).status_code == 404
    assert client.post(start(need, offer), {"subject": "a", "text": "b"}).status_code == 404
    assert mails() == []


def test_a_seeker_reaches_only_firms_that_fit(as_person, owner, need, offer):
    assert as_person(owner).get(start(need, offer)).status_code == 404


def test_every_firm_with_a_button_on_the_page_can_be_asked(as_person, owner, need, offer, match):
    match.signals = {"words": 0.01}  # names hardly anything of it: stands below the others
    match.save()
    client = as_person(owner)
    page = client.get(f"/n/riegelstein/needs/{need.public_id}/").content.decode()

    assert start(need, offer) in page
    assert client.get(start(need, offer)).status_code == 200


def test_a_firm_that_breaks_a_condition_has_no_button_and_is_not_asked(
    as_person, owner, need, offer, match
):
    match.rank = None
    match.save()
    client = as_person(owner)
    page = client.get(f"/n/riegelstein/needs/{need.public_id}/").content.decode()

    assert "Sägewerk Tann" in page
    assert start(need, offer) not in page
    assert client.get(start(need, offer)).status_code == 404
