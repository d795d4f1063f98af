"""The other way round: a firm says "we can do this", and who is looking answers, with tact."""

import pytest
from django.urls import reverse

from kurzweg.core import ties
from kurzweg.introductions import actions
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyInContact,
    NeedIsOver,
    OffersItself,
)
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction, State
from kurzweg.market import actions as market
from kurzweg.market.models import Need
from kurzweg.people.models import Position
from tests import agenda
from tests.conftest import acting_for, member_firm
from tests.factories import set_rule
from tests.introductions.conftest import (
    fresh,
    kinds,
    mails,
    offering,
    page_of,
    reply,
    start,
    token_in,
    url,
)

pytestmark = pytest.mark.django_db
SENTENCE = "Wir haben vierzig Bretter am Lager."


# From the page of the need to the answer ----------------------------------------------------------


def test_a_member_says_it_on_the_page_of_the_need_and_who_is_looking_gets_one_mail(
    need, sawyer, owner, as_person
):
    client = as_person(sawyer)

    before = client.get(page_of(need)).content.decode()
    asked = client.get(offering(need)).content.decode()
    after = client.post(offering(need), {"sentence": SENTENCE}, follow=True).content.decode()

    assert f'href="{offering(need)}"' in before
    assert "bekommt eine Mail und antwortet mit einem Klick" in asked
    assert "Bäckerei Korn ist gefragt" in after
    assert f'href="{offering(need)}"' not in after  # it is asked once
    (mail,) = mails()
    assert (mail.kind, mail.recipient) == ("introduction question", f"Korn <{owner.email}>")
    assert mail.subject == "Wir können das: Eichenbretter"
    assert SENTENCE in mail.text
    assert "Möchten Sie mit uns sprechen?" in mail.text


@pytest.mark.parametrize(
    ("given_name", "greeting"), [("Vera", "Guten Tag Vera Korn,"), ("", "Guten Tag,")]
)
def test_the_mail_greets_by_name_and_the_letter_gives_none_away(
    need, sawyer, owner, as_person, given_name, greeting
):
    owner.given_name = given_name
    owner.save()

    as_person(sawyer).post(offering(need), {"sentence": SENTENCE})

    assert mails()[0].text.startswith(f"{greeting}\n")
    assert Introduction.objects.in_network(need.network).get().letter.startswith("Guten Tag,\n")


def test_it_is_answered_from_the_mail_without_an_account(offers, client, need, owner, sawyer):
    offered = offers(sentence=SENTENCE)
    link = reverse("link", args=[token_in(mails()[0])])

    page = client.get(link).content.decode()
    client.post(link, {"answer": "yes"})

    assert "Möchten Sie mit Sägewerk Tann sprechen?" in page
    assert SENTENCE in page
    answered = fresh(offered)
    assert (answered.state, answered.answered_by, answered.asking_person) == (
        State.ACCEPTED,
        owner,
        sawyer,
    )
    to_sawmill, to_bakery = mails("contact")
    assert sawyer.email in to_sawmill.recipient
    assert owner.email in to_sawmill.text
    assert owner.email in to_bakery.recipient
    assert sawyer.email in to_bakery.text
    (tie,) = ties.of_network(need.network_id)
    assert {tie.person_id, tie.other_id} == {sawyer.pk, owner.pk}


def test_nobody_learns_a_contact_before_the_yes(offers, need, owner, sawyer, as_person):
    owner.phone = "0201 4711"
    owner.save()
    offered = offers()

    shown = as_person(sawyer).get(url("detail", offered)).content.decode()

    assert "Bäckerei Korn" in shown
    assert "0201 4711" not in shown
    assert owner.email not in shown
    assert owner.email not in mails()[0].text


def test_each_side_finds_it_where_it_waits(offers, owner, sawyer, office, viewer_of, as_person):
    offered = offers()

    def due(person):
        found = agenda.for_viewer(viewer_of(person))
        return [(each.kind, each.who) for each in found if each.kind.startswith("introduction")]

    waiting = [due(owner), due(sawyer)]
    as_person(owner).post(url("reply-yes", offered))

    assert waiting == [[("introduction to answer", "Sägewerk Tann")], []]
    assert due(owner) == []
    assert due(sawyer) == [("introduction to take up", "Bäckerei Korn")]
    assert due(office) == [("introduction to follow up", "Bäckerei Korn und Sägewerk Tann")]


def test_it_goes_to_whoever_said_what_is_looked_for(offers, need, bakery, owner):
    baker = acting_for(bakery, "Mehl")  # answers for nothing there, but this is hers
    need.contact = baker
    need.save()

    offers()

    assert mails()[0].recipient == f"Mehl <{baker.email}>"


def test_a_contact_who_left_is_not_asked(offers, need, bakery, owner):
    baker = acting_for(bakery, "Mehl")
    need.contact = baker
    need.save()
    Position.objects.filter(person=baker).update(until=need.network.today())

    offers()

    assert mails()[0].recipient == f"Korn <{owner.email}>"


# What is in the way ------------------------------------------------------------------------------


def test_a_second_time_nothing_is_sent_and_the_first_is_shown(offers, need, sawyer, as_person):
    first = offers()
    client = as_person(sawyer)

    led = client.get(offering(need))
    client.post(offering(need), {"sentence": ""})

    assert led["Location"] == url("detail", first)
    with pytest.raises(AlreadyInContact):
        offers()
    assert len(mails()) == 1


def test_also_after_it_ended_offering_again_is_up_to_the_office(offers, later):
    first = offers()
    later(12)
    assert fresh(first).closed_at is not None

    with pytest.raises(AlreadyInContact):
        offers()


def test_two_firms_ask_each_for_itself(offers, need, sawmill):
    other = member_firm(need.network, "Holz Heim")

    offered = [offers(), offers(organisation=other, by=acting_for(other, "Heim"))]

    assert [each.state for each in offered] == [State.ASKED, State.ASKED]
    assert len(mails("question")) == 2


def test_a_firm_that_was_asked_is_led_to_the_question(introduce, need, sawyer, as_person):
    question = introduce()

    assert as_person(sawyer).get(offering(need))["Location"] == url("detail", question)


def test_a_question_that_waits_with_the_office_is_in_the_way_without_being_shown(
    introduce, offers, need, sawmill, owner, sawyer, as_person
):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduce(by=owner)

    with pytest.raises(AlreadyInContact):
        offers()

    assert "oder das Büro kümmert sich darum" in str(AlreadyInContact.sentence)
    assert as_person(sawyer).get(offering(need)).status_code == 200


def test_who_said_no_may_think_better_of_it(introduce, offers, later):
    asked = introduce()
    reply(asked, Answer.NO)
    later(12)

    assert offers().state == State.ASKED


def test_who_is_looking_is_led_from_a_firm_that_offered_to_its_question(
    offers, need, sawmill, owner, match, as_person
):
    offered = offers()

    led = as_person(owner).get(start(need, match.offer))

    assert led["Location"] == url("detail", offered)


def test_a_need_that_ended_meanwhile_is_not_offered_for(offers, need, owner, sawyer, as_person):
    market.close(need, by=owner, reason="not needed")
    closed = Need.objects.in_network(need.network).get()

    led = as_person(sawyer).get(offering(need))

    assert led["Location"] == page_of(need)
    with pytest.raises(NeedIsOver):
        offers(about=closed)


def test_nobody_offers_itself_something(offers, need, bakery, owner, as_person):
    assert as_person(owner).get(offering(need))["Location"] == page_of(need)
    with pytest.raises(OffersItself):
        offers(organisation=bakery, by=owner)


def test_whoever_acts_for_several_firms_says_for_which(need, sawyer, network, as_person):
    other = member_firm(network, "Holz Heim")
    sawyer.positions.create(organisation=other, since="2020-01-01")
    client = as_person(sawyer)

    doubtful = client.post(offering(need), {"sentence": ""})
    client.post(offering(need), {"sentence": "", "firm": other.public_id})

    assert doubtful.status_code == 422
    assert Introduction.objects.in_network(network).get().organisation == other


@pytest.mark.parametrize("who", ["office", "adviser", "neighbour"])
def test_who_acts_for_no_firm_here_has_nothing_to_offer(who, request, need, as_person):
    client = as_person(request.getfixturevalue(who))

    assert [client.get(offering(need)).status_code, client.post(offering(need)).status_code] == [
        404,
        404,
    ]


# Later -------------------------------------------------------------------------------------------


def test_who_offered_takes_it_back(offers, owner, sawyer, as_person, client):
    offered = offers()
    link = reverse("link", args=[token_in(mails()[0])])

    as_person(sawyer).post(url("withdraw", offered))

    assert fresh(offered).state == State.WITHDRAWN
    assert kinds() == ["introduction question", "introduction no longer needed"]
    assert "Sie wurde zurückgezogen" in client.get(link).content.decode()


def test_a_yes_stands_even_if_the_need_is_closed_at_once(offers, need, owner, time_machine):
    set_rule(need.network, answer_take_back_minutes=10)
    offered = offers()
    reply(offered, Answer.YES)
    market.close(need, by=owner, reason="filled here")

    actions.follow_up()
    time_machine.shift(601)
    actions.tell()

    assert fresh(offered).state == State.ACCEPTED


def test_later_is_asked_once_more_and_the_office_may_note_an_answer(offers, office, later):
    offered = offers()
    reply(offered, Answer.LATER)
    later(28)

    assert (fresh(offered).state, fresh(offered).rounds) == (State.ASKED, 2)
    actions.answer_by_phone(fresh(offered), answer=Answer.NO, by=office)
    with pytest.raises(AlreadyDecided):
        actions.answer_by_phone(fresh(offered), answer=Answer.NO, by=office)


def test_the_ranking_learns_nothing_from_it(offers, need):
    reply(offers(), Answer.YES)

    rows = Introduction.objects.in_network(need.network)

    assert (rows.feedback().count(), rows.get().initiated_as) == (0, InitiatedAs.OFFERER)
