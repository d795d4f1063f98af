"""What is passed on is what was agreed upon, and nothing is said that did not happen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils import translation

from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer
from kurzweg.introductions.recipients import LINES, named
from tests.factories import set_rule
from tests.introductions.conftest import (
    fresh,
    kinds,
    mails,
    newest_link,
    reply,
    start,
    token_in,
    url,
)

pytestmark = pytest.mark.django_db
THROUGH_OFFICE = (
    "Von Bäckerei Korn haben wir keine Mailadresse: Das Büro gibt Ihren Kontakt dorthin"
)
DUE = "/n/riegelstein/due/"


@pytest.fixture
def sawyer(sawyer):
    sawyer.phone = "02051 4711"
    sawyer.save()
    return sawyer


@pytest.fixture
def unreachable(need, bakery):
    """Let the need belong to a firm of which nothing but the name is known."""
    need.contact = None
    need.save()
    bakery.positions.all().delete()
    bakery.email, bakery.phone = "", ""
    bakery.save()
    return need


def seen(client, page):
    text = unescape(client.get(page).content.decode())
    return " ".join(re.sub(r"[\u2066-\u2069]", "", re.sub(r"<[^>]+>", " ", text)).split())


# Whose details ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "may_name"), [("office", True), ("owner", False)])
def test_the_letter_page_names_whose_details_go_out(
    who, may_name, request, as_person, need, offer, owner, match
):
    page = seen(as_person(request.getfixturevalue(who)), start(need, offer))

    details = (
        f"Nach einem Ja bekommt Sägewerk Tann die Kontaktdaten von {owner.name} (Bäckerei Korn)."
    )
    assert details in page
    assert ("Eine andere Person nennen" in page) is may_name


def test_without_a_person_they_are_the_firms_own(as_person, office, unreachable, offer):
    page = seen(as_person(office), start(unreachable, offer))

    assert "Nach einem Ja bekommt Sägewerk Tann die Kontaktdaten von Bäckerei Korn." in page


# Somebody whom nobody can reach ---------------------------------------------------------------
def test_the_firm_hears_that_the_office_passes_its_contact_on(
    client, unreachable, introduce, as_person, sawyer
):
    introduction = introduce()
    opened = f"/l/{token_in(mails()[0])}/"
    before = seen(client, opened)
    reply(introduction, Answer.YES)

    (to_firm,) = mails("contact for")
    says = [before, mails()[0].text, seen(client, opened), to_firm.text]
    says.append(seen(as_person(sawyer), url("detail", introduction)))
    assert [THROUGH_OFFICE in text for text in says] == [True] * 5
    assert "bekommen den Namen voneinander" in before
    assert ["Telefonnummer" in to_firm.text, "Man wird sich" in to_firm.text] == [False, False]


def test_the_page_shows_what_was_agreed_upon_and_no_more(
    unreachable, introduce, as_person, office, sawyer
):
    introduction = reply(introduce(), Answer.YES)

    for person in (office, sawyer):
        body = as_person(person).get(url("detail", introduction)).context["standing"].contacts
        assert {(contact.phone, contact.email) for contact in body} == {("", "")}


def test_the_office_is_asked_to_pass_it_on_until_it_has(
    unreachable, introduce, as_person, office, sawyer
):
    introduction = reply(introduce(), Answer.YES)
    client = as_person(office)
    title = "bitte Bescheid geben, es geht keine Mail an Bäckerei Korn"

    assert title in seen(client, DUE)
    assert "Beide Seiten haben jetzt" not in seen(client, url("detail", introduction))

    client.post(url("take-up", introduction))

    assert title not in seen(client, DUE)
    assert "Beide Seiten haben jetzt" in seen(client, url("detail", introduction))
    assert "hat Ihren Kontakt an Bäckerei Korn weitergegeben" in seen(
        as_person(sawyer), url("detail", introduction)
    )


def test_a_contact_that_went_by_mail_is_not_the_office_s_to_take_up(introduce, as_person, office):
    introduction = reply(introduce(), Answer.YES)

    assert as_person(office).post(url("take-up", introduction)).status_code == 404
    assert fresh(introduction).taken_up_at is None


def test_the_office_is_warned_before_a_letter_goes_out(
    need, offer, match, as_person, office, bakery, request
):
    page = start(need, offer)
    assert as_person(office).get(page).context["out_of_reach"] == ""

    request.getfixturevalue("unreachable")

    assert "weder Mailadresse noch Telefonnummer" in seen(as_person(office), page)
    bakery.phone = "02051 1"
    bakery.save()
    assert "keine Mailadresse: Nach einem Ja" in seen(as_person(office), page)


# Between the yes and the mails ----------------------------------------------------------------
def test_what_is_entered_after_the_yes_is_not_passed_on(
    introduce, network, owner, sawyer, time_machine, as_person
):
    set_rule(network, answer_take_back_minutes=10)
    introduction = reply(introduce(), Answer.YES)
    owner.phone = "02051 22"
    owner.save()
    time_machine.shift(700)
    actions.tell()

    texts = [mail.text for mail in mails("contact for")]
    texts.append(as_person(sawyer).get(url("detail", introduction)).content.decode())
    assert [("02051" in text, "@" in text) for text in texts] == [(False, True)] * 3


def test_an_answer_that_is_taken_back_agrees_to_nothing(introduce, network):
    set_rule(network, answer_take_back_minutes=10)
    introduction = reply(introduce(), Answer.YES)
    assert introduction.agreed_lines == ["email"]

    actions.take_back(introduction, link=newest_link(introduction))

    assert fresh(introduction).agreed_lines is None
    assert kinds() == ["introduction question"]


# In words -------------------------------------------------------------------------------------
WORDS = {
    (): ("den Namen", "name"),
    ("phone",): ("Namen und Telefonnummer", "name and phone number"),
    ("email",): ("Namen und Mailadresse", "name and mail address"),
    LINES: ("Namen, Telefonnummer und Mailadresse", "name, phone number and mail address"),
}


@pytest.mark.parametrize("lines", WORDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_passed_on_stands_in_a_whole_sentence(
    client, introduce, network, owner, sawyer, bakery, sawmill, lines, language
):
    set_rule(network, answer_take_back_minutes=10)
    for person in (owner, sawyer):
        person.phone, person.language = "02051 1" if "phone" in lines else "", language
        person.save()
    what = WORDS[lines][language == "en"]
    introduction = introduce()
    if "email" not in lines:  # whoever is looking has none; who answers has always one
        bakery.email, bakery.phone = "", owner.phone
        bakery.save()
        owner.email, owner.account = "", None
        owner.save()
    opened = f"/l/{token_in(mails()[0])}/?language={language}"

    with translation.override(language):
        assert named(lines) == what
    before = seen(client, opened)
    assert {
        "de": f"Sie und Bäckerei Korn bekommen {what} voneinander.",
        "en": f"You and Bäckerei Korn get each other's {what}.",
    }[language] in before

    reply(introduction, Answer.YES)
    if "email" in lines:
        assert {
            "de": f"bekommen Sie und Bäckerei Korn per Mail {what} voneinander.",
            "en": f"you and Bäckerei Korn get each other's {what} by mail.",
        }[language] in seen(client, opened)
        introduction.refresh_from_db()
        actions.answering.accept(introduction)
        sentence = {
            "de": f"hat von Ihnen auch {what} bekommen.",
            "en": f"has received your {what}.",
        }
        assert [sentence[language] in m.text for m in mails("contact for")] == [True, True]
