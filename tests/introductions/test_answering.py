"""A firm's one answer: what a yes, a no and a later do, and who may give them."""

from datetime import date, timedelta

import pytest

from kurzweg.core import links
from kurzweg.core.models import AuditEntry
from kurzweg.introductions import actions
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyPutOff,
    NeedIsOver,
    NobodyToAsk,
    PersonLeft,
    TimeIsOver,
)
from kurzweg.introductions.models import Answer, Introduction, State, Suppression, hash_of
from kurzweg.people.models import Position
from tests.conftest import acting_for
from tests.factories import PersonFactory
from tests.introductions.conftest import (
    TODAY,
    fresh,
    kinds,
    mails,
    newest_link,
    reply,
)

pytestmark = pytest.mark.django_db


def close(need):
    need.closed_at, need.closing_reason = need.published_at, "not needed"
    need.save()


# Yes ------------------------------------------------------------------------------------------
def test_after_a_yes_both_get_each_other_s_contact(introduce, owner, sawyer):
    sawyer.phone, owner.phone = "02051 11", "02051 22"
    sawyer.save()
    owner.save()
    introduction = introduce()

    reply(introduction, Answer.YES, comment="Am liebsten vormittags.")

    introduction = fresh(introduction)
    to_seeker, to_firm = mails("contact for")
    assert introduction.state == State.ACCEPTED
    assert (introduction.answered_by, introduction.asking_person) == (sawyer, owner)
    assert introduction.follow_up_on == TODAY + timedelta(days=14)
    assert to_seeker.recipient == f"{owner.name} <{owner.email}>"
    assert f"    {sawyer.name}\n    Sägewerk Tann\n    02051 11\n    {sawyer.email}\n" in (
        to_seeker.text
    )
    assert "Am liebsten vormittags." in to_seeker.text
    assert to_firm.recipient == f"{sawyer.name} <{sawyer.email}>"
    assert f"    {owner.name}\n    Bäckerei Korn\n    02051 22\n    {owner.email}\n" in to_firm.text
    assert "Am liebsten vormittags." not in to_firm.text


def test_before_a_yes_no_mail_holds_a_contact(introduce, owner, sawyer, later):
    owner.phone = "02051 22"
    owner.save()
    introduce()
    later(12)

    texts = "".join(mail.text for mail in mails())
    assert [
        address for address in (owner.email, sawyer.email, owner.phone) if address in texts
    ] == []


def test_a_colleague_answers_under_another_name(introduce, sawmill, sawyer, owner):
    owner.phone = "02051 22"
    owner.save()
    sawmill.email, sawmill.phone = "info@tann.example", "02051 10"
    sawmill.save()
    introduction = introduce()

    reply(introduction, Answer.YES, name="Ida Span")

    introduction = fresh(introduction)
    to_seeker, to_firm = mails("contact for")
    assert (introduction.answered_by, introduction.answered_by_name) == (None, "Ida Span")
    assert (
        "    Ida Span\n    Sägewerk Tann\n    02051 10\n    info@tann.example\n" in to_seeker.text
    )
    assert sawyer.email not in to_seeker.text
    assert to_firm.recipient.endswith(f"<{sawyer.email}>")


def test_the_firm_s_own_address_answers_for_the_firm(introduce, sawmill, sawyer, owner):
    owner.phone = "02051 22"
    owner.save()
    Position.objects.filter(person=sawyer).delete()
    sawmill.email, sawmill.phone = "info@tann.example", "02051 10"
    sawmill.save()

    reply(introduce(), Answer.YES)

    assert "    Sägewerk Tann\n    02051 10\n    info@tann.example\n" in mails("for seeker")[0].text


def test_when_the_need_s_contact_left_somebody_else_of_the_firm_gets_it(
    introduce, owner, bakery, network
):
    Position.objects.filter(person=owner).update(until=network.today())
    bakery.email = "info@korn.example"
    bakery.save()

    introduction = reply(introduce(), Answer.YES)

    assert mails("for seeker")[0].recipient.endswith("<info@korn.example>")
    assert introduction.asking_person is None


def test_a_seeker_without_any_address_gets_no_mail(introduce, owner, need):
    need.contact = None
    need.save()
    Position.objects.filter(person=owner).delete()

    reply(introduce(), Answer.YES)

    assert kinds() == ["introduction question", "introduction contact for firm"]


# No and later ---------------------------------------------------------------------------------
def test_a_no_is_noted_and_nobody_gets_a_mail(introduce):
    introduction = reply(introduce(), Answer.NO)

    assert (introduction.state, introduction.closed_at) == (State.DECLINED, None)
    assert kinds() == ["introduction question"]


def test_later_is_asked_again_once_on_the_network_s_day(introduce, later):
    introduction = reply(introduce(), Answer.LATER)
    assert introduction.ask_again_on == TODAY + timedelta(days=28)
    later(27)
    assert len(mails("question")) == 1

    later(1)

    introduction = fresh(introduction)
    assert len(mails("question")) == 2
    assert (introduction.state, introduction.rounds) == (State.ASKED, 2)
    assert introduction.expires_on == TODAY + timedelta(days=38)
    with pytest.raises(AlreadyPutOff):
        reply(introduction, Answer.LATER)


def test_later_ends_when_there_is_nobody_left_to_ask(introduce, sawyer, later):
    introduction = reply(introduce(), Answer.LATER)
    Position.objects.filter(person=sawyer).delete()

    later(28)

    introduction = fresh(introduction)
    assert introduction.state == State.EXPIRED
    assert introduction.outlook(introduction.today()) == "no contact"
    assert kinds()[1:] == ["introduction no contact"]


# Once, in time, by the right person -----------------------------------------------------------
@pytest.mark.parametrize("second", Answer.values)
def test_one_answer_counts_and_the_second_hears_so(introduce, second):
    introduction = introduce()
    link = newest_link(introduction)
    reply(introduction, Answer.NO)

    with pytest.raises(AlreadyDecided):
        actions.answer(introduction, reply=actions.Reply(Answer(second)), link=link)
    assert fresh(introduction).answer == Answer.NO


def test_all_links_of_the_question_are_used_with_its_answer(introduce, later):
    introduction = introduce()
    later(4)

    reply(introduction, Answer.NO)

    used = links.Link.objects.filter(purpose=actions.ANSWER).values_list("answer", flat=True)
    assert list(used) == ["no", "no"]


def test_the_last_day_counts_and_the_next_does_not(introduce, later):
    first, last = introduce(), None
    later(10)
    last = fresh(first)
    assert last.is_answerable_on(last.today())
    later(1, with_job=False)

    with pytest.raises(TimeIsOver):
        reply(first, Answer.YES)


def test_about_a_closed_need_nobody_is_asked_again(introduce, office, sawmill, sawyer, need):
    introduction = introduce()
    close(need)
    Position.objects.filter(person=sawyer).update(until=TODAY)
    acting_for(sawmill, "Erbe", is_admin=True)

    with pytest.raises(NeedIsOver):
        actions.ask_somebody_else(introduction, by=office)
    with pytest.raises(NeedIsOver):
        actions.answer_by_phone(introduction, answer=Answer.YES, by=office)

    assert kinds() == ["introduction question"]


def test_a_closed_need_takes_no_answer(introduce, need):
    introduction = introduce()
    close(need)

    with pytest.raises(NeedIsOver):
        reply(introduction, Answer.YES)


def test_nothing_is_answered_in_the_name_of_whoever_left(introduce, sawyer, network):
    introduction = introduce()
    Position.objects.filter(person=sawyer).update(until=network.today())

    with pytest.raises(PersonLeft):
        reply(introduction, Answer.YES)
    assert newest_link(introduction).used_at is None
    assert kinds() == ["introduction question"]


def test_somebody_signed_in_answers_for_her_firm(introduce, sawyer):
    introduction = actions.answer(introduce(), reply=actions.Reply(Answer.YES), by=sawyer)

    assert (introduction.state, introduction.answered_by) == (State.ACCEPTED, sawyer)
    assert newest_link(introduction).answer == "yes"


def test_the_audit_says_which_link_answered_when_no_person_did(introduce):
    introduction = reply(introduce(), Answer.NO, name="Ida Span")

    entry = AuditEntry.objects.get(action="answered no")
    assert (entry.actor_kind, entry.actor_id) == ("link", newest_link(introduction).pk)


# On the phone ---------------------------------------------------------------------------------
def test_a_no_on_the_phone_is_noted(introduce, office):
    introduction = actions.answer_by_phone(introduce(), answer=Answer.NO, by=office)

    assert (introduction.state, introduction.answer) == (State.DECLINED, Answer.NO)
    assert newest_link(introduction).answer == "answered by phone"


def test_a_yes_on_the_phone_is_confirmed_by_link(introduce, office):
    introduction = actions.answer_by_phone(introduce(), answer=Answer.YES, by=office)

    assert (introduction.state, introduction.phoned_yes_on) == (State.ASKED, TODAY)
    assert kinds()[1:] == ["introduction confirmation"]
    assert reply(introduction, Answer.YES).state == State.ACCEPTED


def test_later_on_the_phone_counts_once(introduce, office, later):
    introduction = actions.answer_by_phone(introduce(), answer=Answer.LATER, by=office)
    assert introduction.state == State.LATER
    later(28)

    with pytest.raises(AlreadyPutOff):
        actions.answer_by_phone(fresh(introduction), answer=Answer.LATER, by=office)


def test_what_is_decided_is_not_decided_again_on_the_phone(introduce, office):
    introduction = reply(introduce(), Answer.NO)

    with pytest.raises(AlreadyDecided):
        actions.answer_by_phone(introduction, answer=Answer.YES, by=office)


def test_a_yes_on_the_phone_needs_an_address_to_confirm_it(introduce, office, sawyer):
    introduction = introduce()
    Position.objects.filter(person=sawyer).delete()

    with pytest.raises(NobodyToAsk):
        actions.answer_by_phone(introduction, answer=Answer.YES, by=office)


# Objecting ------------------------------------------------------------------------------------
def test_whoever_objects_gets_no_more_such_mails(introduce, sawyer, network, later, need):
    introduction = introduce()

    actions.object_to_requests(newest_link(introduction, actions.OBJECTION))
    later(12)

    assert Suppression.covers(sawyer.email, network=network)
    assert len(mails(to=sawyer.email)) == 1


def test_without_an_objection_the_reminder_leaves(introduce, sawyer, later):
    introduce()
    later(12)

    assert len(mails(to=sawyer.email)) == 2


def test_a_firm_s_own_address_may_object(introduce, sawmill, sawyer, network):
    Position.objects.filter(person=sawyer).delete()
    sawmill.email = "info@tann.example"
    sawmill.save()
    introduction = introduce()

    actions.object_to_requests(newest_link(introduction, actions.OBJECTION))

    row = Suppression.objects.in_network(network).get()
    assert row.address_hash == hash_of("INFO@tann.example")


def test_a_second_objection_changes_nothing(introduce, network, office, later):
    introduction = introduce()
    link = newest_link(introduction, actions.OBJECTION)
    actions.object_to_requests(link)

    with pytest.raises(links.LinkAlreadyUsed):
        actions.object_to_requests(link)
    assert Suppression.objects.in_network(network).count() == 1


# Feedback -------------------------------------------------------------------------------------
def test_answers_and_silence_are_kept_as_feedback(introduce, offer, match, network, later):
    def feedback():
        rows = Introduction.objects.in_network(network).feedback()
        return [(row.need_id, row.offer_id, row.signals, row.answer) for row in rows]

    introduction = introduce(offer=offer)
    assert feedback() == []
    later(11)
    assert feedback() == [(match.need_id, offer.pk, {"words": 0.9}, "")]

    reply(introduce(offer=offer), Answer.YES)
    assert [row[3] for row in feedback()] == ["", "yes"]
    assert fresh(introduction).answered_at is None


def test_the_language_of_a_mail_is_the_reader_s(introduce, sawyer, owner):
    sawyer.language = "en"
    sawyer.save()

    reply(introduce(), Answer.YES)

    assert [mail.subject for mail in mails("contact")] == [
        "Ihr Kontakt: Sägewerk Tann",
        "Your contact: Bäckerei Korn",
    ]


def test_whoever_has_no_account_reads_where_the_address_is_from(introduce, sawyer, later):
    introduce()
    assert "Woher wir Ihre Adresse haben" not in mails()[0].text
    sawyer.account = None
    sawyer.save()
    later(4)

    assert "Woher wir Ihre Adresse haben: aus dem Eintrag von Sägewerk Tann" in mails()[1].text


def test_a_person_without_account_is_asked_all_the_same(introduce, sawyer):
    sawyer.account = None
    sawyer.save()
    introduce()

    assert mails()[0].text.count("/l/") == 2


def test_the_days_in_the_mail_are_the_question_s(introduce):
    introduce()

    assert "Antworten können Sie bis Do., 12. März." in mails()[0].text
    assert date(2026, 3, 12).strftime("%A") == "Thursday"


def test_the_mails_come_from_the_network_s_own_address(introduce, network):
    introduce()

    assert (mails()[0].sender, mails()[0].reply_to) == (
        network.sender,
        "buero@netz.example",
    )


def test_only_a_stranger_to_the_positions_is_said_to_have_left(introduce, sawmill):
    sawmill.positions.update(person=PersonFactory())
    introduction = introduce()

    assert reply(introduction, Answer.NO).state == State.DECLINED
