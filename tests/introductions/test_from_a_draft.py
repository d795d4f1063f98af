"""Contact straight from a draft: with the letter it runs, and nobody else sees it."""

from datetime import date

import pytest

from kurzweg.introductions.models import Introduction, State
from kurzweg.market import actions as market
from kurzweg.market.models import Need, Visibility
from tests.conftest import acting_for, member_firm
from tests.introductions.conftest import LETTER, TODAY, mails, reply, start

pytestmark = pytest.mark.django_db
SENT = {"subject": LETTER.subject, "text": LETTER.text}


@pytest.fixture
def draft(need, match):
    Need.objects.in_network(need.network).update(
        published_at=None, expires_on=None, discard_on=date(2026, 4, 1)
    )
    return read(need)


def read(need):
    return Need.objects.in_network(need.network_id).select_related("network").get(pk=need.pk)


@pytest.fixture
def elsewhere(network):
    return acting_for(member_firm(network, "Metall Rund"), "Rund", is_admin=True)


@pytest.mark.parametrize("who", ["office", "owner"])
def test_the_page_of_a_draft_leads_to_the_letter_and_says_who_will_see_it(
    who, request, draft, offer, match, as_person
):
    client = as_person(request.getfixturevalue(who))
    way = start(draft, offer)

    found = client.get(f"/n/riegelstein/needs/{draft.public_id}/edit/").content.decode()
    page = client.get(way).content.decode()

    assert f'href="{way}"' in found
    assert "Das ist noch ein Entwurf." in page
    assert read(draft).is_draft  # looking sends nothing


def test_with_the_letter_a_draft_runs_and_nobody_else_sees_it(
    draft, offer, match, office, sawyer, elsewhere, viewer_of, as_person
):
    as_person(office).post(start(draft, offer), SENT)

    need = read(draft)
    assert (need.is_open_on(TODAY), need.visibility) == (True, Visibility.MATCHING)
    assert (need.expires_on, need.discard_on) == (need.deadline_on, None)
    assert [mail.kind for mail in mails()] == ["introduction question"]
    seen = [
        Need.objects.visible_to(viewer_of(each)).exists() for each in (office, elsewhere, sawyer)
    ]
    assert seen == [True, False, False]
    asked = Introduction.objects.visible_to(viewer_of(sawyer))
    assert asked.get().need == need  # the firm reads it in the question


def test_a_yes_makes_contact_as_with_any_other_need(draft, offer, match, owner, as_person):
    as_person(owner).post(start(draft, offer), SENT)
    introduction = Introduction.objects.in_network(draft.network).get()

    assert reply(introduction, "yes").state == State.ACCEPTED


def test_what_a_colleague_published_meanwhile_stays_for_whom_she_did(
    draft, offer, match, owner, introduce
):
    market.publish(draft, by=owner)

    introduce(about=draft)  # as the second saw it: a draft

    assert read(draft).visibility == Visibility.NETWORK


def test_a_letter_that_cannot_go_leaves_the_draft_a_draft(
    draft, offer, match, sawyer, sawmill, office, as_person
):
    sawyer.positions.all().delete()

    response = as_person(office).post(start(draft, offer), SENT, follow=True)

    assert "Wir haben keine Adresse" in response.content.decode()
    assert (read(draft).is_draft, mails()) == (True, [])


def test_somebody_elses_draft_is_no_draft_to_ask_about(draft, offer, match, elsewhere, as_person):
    client = as_person(elsewhere)

    answers = [client.get(start(draft, offer)), client.post(start(draft, offer), SENT)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_published_for_the_network_the_same_letter_would_show_it(
    draft, offer, match, office, elsewhere, viewer_of, as_person, monkeypatch
):
    """Negative control."""
    publish = market.publish
    monkeypatch.setattr(market, "publish", lambda need, *, by, visibility: publish(need, by=by))

    as_person(office).post(start(draft, offer), SENT)

    assert Need.objects.visible_to(viewer_of(elsewhere)).exists()
