"""Whoever said "we can do this" learns no more from a no than from silence."""

import re

import pytest
from django.urls import reverse

from kurzweg.introductions import actions, standing
from kurzweg.introductions.models import Answer, Introduction, State
from kurzweg.market import actions as market
from kurzweg.market.models import Need
from kurzweg.people.models import Activity
from tests import agenda
from tests.conftest import acting_for, member_firm
from tests.introductions.conftest import (
    fresh,
    kinds,
    mails,
    offering,
    page_of,
    reply,
    token_in,
    url,
)
from tests.introductions.test_offering import SENTENCE
from tests.introductions.test_tact import mails_about, twin_of

pytestmark = pytest.mark.django_db


def what_the_firm_sees(client, introduction):
    """Everything on the pages of the firm that offered, without what must differ."""
    here = introduction.network.slug
    pages = [
        url("detail", introduction),
        reverse("introductions:list", args=[here]) + f"?need={introduction.need.public_id}",
        page_of(introduction.need),
    ]
    text = "".join(client.get(page).content.decode() for page in pages)
    for own in (introduction.public_id, introduction.need.public_id):
        text = text.replace(own, "…")
    return re.sub(r'(name="(?:once|csrfmiddlewaretoken)" value=")[^"]*', r"\1…", text)


@pytest.fixture
def pair(offers, need):
    """Two of the same hour: one will be answered with no, one with nothing."""
    twin = Need.objects.in_network(need.network).get(pk=twin_of(need))
    return {"no": offers(), "silence": offers(about=twin)}


def test_a_no_and_a_silence_are_one_and_the_same_to_whoever_offered(
    pair, as_person, sawyer, viewer_of, later
):
    client = as_person(sawyer)
    reply(pair["no"], Answer.NO)

    seen = []
    for _day in range(12):
        pages = {how: what_the_firm_sees(client, row) for how, row in pair.items()}
        assert pages["no"] == pages["silence"]
        assert mails_about(pair["no"]) == mails_about(pair["silence"])
        assert not [
            each for each in agenda.for_viewer(viewer_of(sawyer)) if "introduction" in each.kind
        ]
        seen.append("noch offen" in pages["no"])
        later(1)

    assert seen == [True] * 11 + [False]
    assert [kind for kind, *_ in mails_about(pair["no"])] == ["introduction no contact"]


def test_they_look_the_same_when_the_need_closes(pair, as_person, owner, sawyer):
    client = as_person(sawyer)
    reply(pair["no"], Answer.NO)
    for row in pair.values():
        market.close(row.need, by=owner, reason="not needed")

    before = [what_the_firm_sees(client, row) for row in pair.values()]
    actions.follow_up()
    after = [what_the_firm_sees(client, row) for row in pair.values()]

    assert before[0] == before[1]
    assert after[0] == after[1]
    assert "kein Kontakt" in after[0]
    assert mails_about(pair["no"]) == mails_about(pair["silence"])
    assert kinds().count("introduction no contact") == 2
    assert "introduction no longer needed" not in kinds()  # who closed it need not be told
    assert actions.follow_up() == 0


def test_the_comparison_would_see_a_leak(pair, as_person, sawyer, monkeypatch):
    """Negative control: when the stored state decides, the pages differ."""
    client = as_person(sawyer)
    reply(pair["no"], Answer.NO)
    monkeypatch.setattr(standing.Standing, "label", property(lambda self: self.introduction.state))

    pages = [what_the_firm_sees(client, row) for row in pair.values()]

    assert pages[0] != pages[1]


def test_who_is_reached_through_the_office_only_is_asked_by_the_office(
    offers, need, bakery, sawyer, owner, office, viewer_of, as_person
):
    bakery.is_only_through_office = True
    bakery.save()

    offered = offers(sentence=SENTENCE)

    assert (offered.state, mails()) == (State.WAITING, [])
    assert not Introduction.objects.visible_to(viewer_of(owner)).exists()
    client = as_person(office)
    assert SENTENCE in client.get(url("forward", offered)).content.decode()
    client.post(url("forward", offered))
    assert (fresh(offered).state, kinds()) == (State.ASKED, ["introduction question"])
    assert Introduction.objects.visible_to(viewer_of(owner)).exists()


def test_what_the_office_keeps_back_looks_like_silence(offers, need, bakery, sawyer, as_person):
    bakery.is_only_through_office = True
    bakery.save()
    office = acting_for(member_firm(need.network, "Amt"), "Amt")
    twin = Need.objects.in_network(need.network).get(pk=twin_of(need))
    kept, passed = offers(), offers(about=twin)

    actions.keep_back(kept, by=office)

    client = as_person(sawyer)
    assert what_the_firm_sees(client, kept) == what_the_firm_sees(client, passed)


def test_a_firm_of_the_same_activity_has_nothing_to_say_it_about(
    need, bakery, sawmill, sawyer, as_person
):
    client = as_person(sawyer)
    shown = client.get(offering(need)).status_code
    for firm in (bakery, sawmill):
        Activity.objects.create(organisation=firm, code="16.10.0")

    answers = [client.get(offering(need)), client.post(offering(need), {"sentence": ""})]

    assert (shown, [answer.status_code for answer in answers]) == (200, [404, 404])
    assert not Introduction.objects.in_network(need.network).exists()


def test_whoever_objected_is_not_asked_again(offers, need, owner, client):
    owner.account = None  # whoever has no account reads in the mail how to object
    owner.save()
    offers()
    client.post(reverse("link", args=[token_in(mails()[0], which=1)]))
    other = member_firm(need.network, "Holz Heim")

    second = offers(organisation=other, by=acting_for(other, "Heim"))

    assert second.state == State.WAITING  # with the office
    assert kinds() == ["introduction question"]
