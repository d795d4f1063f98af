"""Who is asked, by which letter, and that a firm is asked once."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kurzweg.core.models import AuditEntry
from kurzweg.introductions import actions
from kurzweg.introductions.errors import (
    AlreadyDecided,
    AlreadyIntroduced,
    AsksItself,
    NeedIsOver,
    NobodyToAsk,
)
from kurzweg.introductions.letters import Letter, draft
from kurzweg.introductions.models import (
    Answer,
    InitiatedAs,
    Introduction,
    State,
    Suppression,
    hash_of,
)
from kurzweg.introductions.recipients import recipient_at
from kurzweg.people.models import Position
from tests.factories import PersonFactory, PositionFactory, set_rule
from tests.introductions.conftest import (
    LETTER,
    TODAY,
    fresh,
    kinds,
    mails,
    newest_link,
    reply,
)

pytestmark = pytest.mark.django_db


def test_the_office_asks_a_firm_with_one_letter(introduce, sawyer, office, match, offer):
    introduction = introduce(offer=offer)

    assert introduction.state == State.ASKED
    assert introduction.asked_person == sawyer
    assert introduction.signals == {"words": 0.9}
    assert (introduction.remind_on, introduction.expires_on) == (
        date(2026, 3, 6),
        date(2026, 3, 12),
    )
    assert [mail.recipient for mail in mails()] == [f"{sawyer.name} <{sawyer.email}>"]
    assert kinds() == ["introduction question"]
    assert AuditEntry.objects.get(kind="introduction").actor_id == office.pk


def test_the_days_are_the_networks_rule(introduce, network):
    set_rule(network, ask_open_days=3, ask_reminder_days=1)

    introduction = introduce()

    assert introduction.expires_on == TODAY + timedelta(days=3)
    assert introduction.remind_on == TODAY + timedelta(days=1)


def test_in_trial_mode_the_letter_is_held(introduce, network):
    network.is_trial = True
    network.save()

    introduce()

    assert [mail.is_held for mail in mails()] == [True]


def test_a_released_network_holds_nothing(introduce):
    introduce()

    assert [mail.is_held for mail in mails()] == [False]


def test_a_firm_is_asked_once_at_a_time_about_a_need(introduce):
    introduce()

    with pytest.raises(AlreadyIntroduced):
        introduce()

    assert Introduction.objects.across_networks("count all").count() == 1
    assert len(mails()) == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_the_database_that_keeps_it_to_one_letter(introduce):
    """Negative control: without the constraint two letters leave."""
    constraint = next(
        rule for rule in Introduction._meta.constraints if rule.name == "introduction_is_open_once"
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Introduction, constraint)
    try:
        introduce()
        introduce()
        assert len(mails()) == 2
    finally:
        Introduction.objects.across_networks("undo").delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Introduction, constraint)


def test_the_office_may_ask_again_when_the_first_time_is_over(introduce, later):
    introduce()
    later(11)

    introduce()

    assert kinds().count("introduction question") == 2


def test_whoever_is_looking_asks_a_firm_once_for_good(introduce, owner, later):
    introduce(by=owner)
    later(11)

    with pytest.raises(AlreadyIntroduced):
        introduce(by=owner)


def test_a_closed_need_asks_nobody(introduce, need):
    need.closed_at = need.published_at
    need.closing_reason = "not needed"
    need.save()

    with pytest.raises(NeedIsOver):
        introduce()


def test_a_firm_is_not_introduced_to_itself(introduce, bakery):
    with pytest.raises(AsksItself):
        introduce(organisation=bakery)


# Whom -----------------------------------------------------------------------------------------
def whom(organisation, network):
    to = recipient_at(organisation, network=network, on=network.today())
    return to and (to.name, to.address)


def test_asked_is_who_answers_requests_then_who_keeps_the_entry_then_the_firm(
    sawmill, sawyer, network
):
    clerk = PersonFactory(given_name="Ida", family_name="Span")
    position = PositionFactory(person=clerk, organisation=sawmill, answers_requests=True)
    Position.objects.filter(person=sawyer).update(answers_requests=False)
    assert whom(sawmill, network) == ("Ida Span", clerk.email)

    position.until = network.today()
    position.save()
    assert whom(sawmill, network) == (sawyer.name, sawyer.email)

    Position.objects.all().update(until=network.today())
    assert whom(sawmill, network) is None
    sawmill.email = "info@tann.example"
    assert whom(sawmill, network) == ("Sägewerk Tann", "info@tann.example")


def test_an_apprentice_is_not_asked(bakery, apprentice, network):
    assert whom(bakery, network) is None


def test_the_account_s_address_will_do(sawmill, sawyer, network):
    sawyer.email = ""
    sawyer.save()

    assert whom(sawmill, network) == (sawyer.name, sawyer.account.email)


def test_a_person_without_any_address_is_passed_over(sawmill, sawyer, network):
    sawyer.email, sawyer.account = "", None
    sawyer.save()

    assert whom(sawmill, network) is None


def test_whoever_objected_is_not_asked(introduce, sawyer, network):
    Suppression.objects.create(network=network, address_hash=hash_of(sawyer.email.upper() + " "))

    with pytest.raises(NobodyToAsk):
        introduce()
    assert mails() == []


def test_an_objection_holds_in_its_network_only(introduce, sawyer, other_network):
    Suppression.objects.create(network=other_network, address_hash=hash_of(sawyer.email))

    introduce()

    assert len(mails()) == 1


def test_a_seeker_s_letter_to_a_firm_without_address_waits_with_the_office(
    introduce, owner, sawyer
):
    Position.objects.filter(person=sawyer).delete()

    introduction = introduce(by=owner)

    assert introduction.is_waiting_with_office
    assert mails() == []


# Only through the office ----------------------------------------------------------------------
@pytest.fixture
def only_through_office(sawmill):
    sawmill.is_only_through_office = True
    sawmill.save()


def test_a_letter_to_a_firm_behind_the_office_waits_there(introduce, owner, only_through_office):
    introduction = introduce(by=owner)

    assert introduction.is_waiting_with_office
    assert introduction.expires_on == TODAY + timedelta(days=10)
    assert mails() == []


def test_the_office_itself_reaches_it_at_once(introduce, only_through_office):
    assert introduce().state == State.ASKED


def test_the_office_passes_the_letter_on(introduce, owner, office, only_through_office, later):
    introduction = introduce(by=owner)
    later(3)

    actions.forward(introduction, letter=Letter("Neu", "Guten Tag Herr Tann"), by=office)

    introduction = fresh(introduction)
    assert (introduction.state, introduction.subject) == (State.ASKED, "Neu")
    assert introduction.expires_on == TODAY + timedelta(days=13)
    assert len(mails()) == 1


def test_a_letter_is_passed_on_once(introduce, owner, office, only_through_office):
    introduction = introduce(by=owner)
    actions.forward(introduction, letter=LETTER, by=office)

    with pytest.raises(AlreadyDecided):
        actions.forward(introduction, letter=LETTER, by=office)
    with pytest.raises(AlreadyDecided):
        actions.keep_back(introduction, by=office)
    assert len(mails()) == 1


def test_a_letter_about_a_closed_need_is_not_passed_on(
    introduce, owner, office, need, only_through_office
):
    introduction = introduce(by=owner)
    need.closed_at, need.closing_reason = need.published_at, "not needed"
    need.save()

    with pytest.raises(NeedIsOver):
        actions.forward(fresh(introduction), letter=LETTER, by=office)


def test_a_letter_to_nobody_cannot_be_passed_on(introduce, owner, office, sawyer):
    Position.objects.filter(person=sawyer).delete()
    introduction = introduce(by=owner)

    with pytest.raises(NobodyToAsk):
        actions.forward(introduction, letter=LETTER, by=office)


def test_a_letter_kept_back_looks_like_silence(introduce, owner, office, only_through_office):
    introduction = introduce(by=owner)

    actions.keep_back(introduction, by=office)

    assert fresh(introduction).outlook(TODAY) == "open"
    assert fresh(introduction).closed_at is None
    assert mails() == []


# Somebody else --------------------------------------------------------------------------------
def test_somebody_else_is_asked_when_the_first_one_left(
    introduce, sawmill, sawyer, office, network
):
    introduction = introduce()
    first = newest_link(introduction)
    Introduction.objects.in_network(network).update(letter=f"Guten Tag {sawyer.name},")
    Position.objects.filter(person=sawyer).update(until=network.today())
    heir = PersonFactory(given_name="Ida", family_name="Span")
    PositionFactory(person=heir, organisation=sawmill, is_admin=True)

    actions.ask_somebody_else(introduction, by=office)

    introduction = fresh(introduction)
    first.refresh_from_db()
    assert (introduction.asked_person, introduction.rounds) == (heir, 2)
    assert introduction.letter == "Guten Tag Ida Span,"
    assert first.answer == "asked somebody else"
    assert [mail.recipient for mail in mails()][1:] == [f"Ida Span <{heir.email}>"]


def test_without_anybody_else_the_office_hears_so(introduce, sawyer, office):
    introduction = introduce()
    Position.objects.filter(person=sawyer).update(until=TODAY)

    with pytest.raises(NobodyToAsk):
        actions.ask_somebody_else(introduction, by=office)


def test_nobody_else_is_asked_about_what_is_decided(introduce, office):
    introduction = introduce()
    reply(introduction, Answer.NO)

    with pytest.raises(AlreadyDecided):
        actions.ask_somebody_else(introduction, by=office)


# The letter -----------------------------------------------------------------------------------
def test_the_office_s_letter_names_the_person_and_the_facts(
    need, offer, sawmill, sawyer, office, network
):
    sawyer.given_name = "Maria"
    sawyer.save()
    to = recipient_at(sawmill, network=network, on=network.today())

    letter = draft(need, offer=offer, to=to, by=office, initiated_as=InitiatedAs.OFFICE)

    assert letter.subject == "Passt das zu Ihnen? Eichenbretter"
    assert letter.text == (
        "Guten Tag Maria Tann,\n\n"
        "Bäckerei Korn (Riegelstein) sucht etwas, das zu Ihnen passen könnte:\n\n"
        "„40 Eichenbretter, gehobelt, bis Ostern“\n\n"
        "Menge: 40 Stück\nGebraucht bis: 2. April 2026\nZertifikate: PEFC\nOrt: Riegelstein\n\n"
        "Wir haben an Sie gedacht, weil Sie das können: Bretter und Bohlen. "
        "Dürfen wir den Kontakt herstellen?\n\n"
        f"Freundliche Grüße\n{office.name}\nSchlossregion Riegelstein"
    )


def test_the_seeker_s_letter_names_nobody(need, sawmill, sawyer, owner, network, bakery):
    need.quantity = need.deadline_on = None
    need.certificates, need.place = [], ""
    bakery.sites.all().delete()
    to = recipient_at(sawmill, network=network, on=network.today())

    letter = draft(need, offer=None, to=to, by=owner, initiated_as=InitiatedAs.SEEKER)

    assert letter.text == (
        "Guten Tag,\n\n"
        "wir von Bäckerei Korn suchen etwas, das zu Ihnen passen könnte:\n\n"
        "„40 Eichenbretter, gehobelt, bis Ostern“\n\n"
        "Wir haben dabei an Sie gedacht. Möchten Sie mit uns sprechen?\n\n"
        "Freundliche Grüße\nBäckerei Korn"
    )


def test_a_letter_to_an_english_reader_is_english(need, sawmill, sawyer, office, network):
    sawyer.language = "en"
    sawyer.save()
    to = recipient_at(sawmill, network=network, on=network.today())

    letter = draft(need, offer=None, to=to, by=office, initiated_as=InitiatedAs.OFFICE)

    assert letter.subject == "Does this fit you? Eichenbretter"
    assert letter.text.startswith("Hello,\n\nBäckerei Korn (Riegelstein) is looking")
    assert "“40 Eichenbretter, gehobelt, bis Ostern”" in letter.text
