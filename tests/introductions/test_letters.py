"""Letters over many needs and people: whole sentences, one greeting, one signature, every fact."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurzweg.core.models import OutboxMail
from kurzweg.introductions import actions, letters
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction
from kurzweg.introductions.recipients import Recipient
from kurzweg.networks.models import Mandate
from kurzweg.people.models import Position
from tests.conftest import acting_for
from tests.factories import set_rule
from tests.introductions.conftest import fresh, mails, reply, token_in, url

pytestmark = pytest.mark.django_db

GREETING = re.compile(r"^(?:Guten Tag|Hello)\b.*,$", re.MULTILINE)
REGARDS = re.compile(r"^(?:Freundliche Grüße|Kind regards)$", re.MULTILINE)
WRONG = {
    "two blanks": r"\S  +\S",
    "two full stops": r"\.\.|…\.|\.…",
    "a stop after a question": r"[?!]\.",
    "an empty bracket": r"\(\)",
    "an empty name": r"(?:Guten Tag|Hello) ,|„“|“”",
    "a blank before a comma": r" [,.]",
    "nothing after a colon": r": *(?:\n(?=\S)|\Z)",
}

written = st.sampled_from(
    [
        "40 Drehteile aus Messing, Ø 20 mm, für unsere Bäckerei",
        "Wir suchen  jemanden, der 300 m² Dach   deckt.\n\n\n\nAb Mai wäre gut.",
        "We need 200 housings in aluminium, anodised, by June.",
        "Übersetzung unserer Bedienungsanleitung ins Französische" + ", mit Prüfung" * 20,
        "Straße fegen?",
    ]
)
abilities = st.sampled_from(
    [
        "Bretter und Bohlen.",
        "Wir fertigen Gehäuse in jeder…",
        "Wir fertigen Gehäuse in jeder ...",
        "Lohnfertigung: Drehen, Fräsen,",
        "Prüfung nach DIN EN 1090!",
        "Was Sie wollen?",
        "",
    ]
)
people = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["", " ", "Dr.", "Prof. Dr. "]),
        "given_name": st.sampled_from(["", "  ", "Maria", "Jürgen-Peter "]),
        "family_name": st.sampled_from(["Berger", "Müßig", "von der Höh", "O’Neill"]),
        "language": st.sampled_from(["de", "en"]),
    }
)
facts = st.fixed_dictionaries(
    {
        "quantity": st.sampled_from([None, 1, 40, 12500, 2.5]),
        "unit": st.sampled_from(["piece", "m²", "pallet", "t", "pair"]),
        "measures": st.sampled_from([[], ["diameter 20..80 mm"], ["size 2000x1000 mm"]]),
        "norms": st.sampled_from([[], ["RAL 7016", "DIN EN 1090"]]),
        "certificates": st.sampled_from([[], ["ISO 9001", "PEFC"]]),
        "deadline_on": st.sampled_from([None, date(2026, 4, 2)]),
        "place": st.sampled_from(["", "Riegelstein", "Bad Münster"]),
        "postal_code": st.sampled_from(["", "01067"]),
        "radius_km": st.sampled_from([None, 30]),
        "language": st.sampled_from(["de", "en"]),
    }
)
HAS_FIXTURES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def faults(text):
    return [name for name, pattern in WRONG.items() if re.search(pattern, text, re.MULTILINE)]


def stated(need, language):
    """What the need states, as it stands in a letter of that language, one by one."""
    is_german = language == "de"
    units = {"piece": ("Stück", "pieces"), "pallet": ("Paletten", "pallets")}
    units["pair"] = ("Paar", "pairs")
    if need.quantity:
        unit = units.get(need.unit, (need.unit, need.unit))[not is_german]
        amount = f"{need.quantity:,}"
        yield f"{amount.translate(str.maketrans(',.', '.,')) if is_german else amount} {unit}"
    yield from need.norms
    yield from need.certificates
    yield from (["20–80 mm"] if "diameter 20..80 mm" in need.measures else [])
    if "size 2000x1000 mm" in need.measures:
        yield "2.000 × 1.000 mm" if is_german else "2,000 × 1,000 mm"
    if need.deadline_on:
        yield "2. April 2026" if is_german else "2 April 2026"
    if need.place:
        yield f"{need.postal_code} {need.place}".strip()
    if need.radius_km:
        yield "30 km"


@HAS_FIXTURES
@given(words=written, ability=abilities, person=people, more=facts, is_office=st.booleans())
def test_every_letter_is_whole(
    need, offer, sawmill, sawyer, office, owner, words, ability, person, more, is_office
):
    for name, value in {**more, "text": words, "title": words[:40]}.items():
        setattr(need, name, value)
    for name, value in person.items():
        setattr(sawyer, name, value)
    offer.title = ability

    letter = letters.draft(
        need,
        offer=offer,
        to=Recipient(sawmill, sawyer, "maria@tann.example"),
        by=office if is_office else owner,
        initiated_as=InitiatedAs.OFFICE if is_office else InitiatedAs.SEEKER,
    )

    assert (faults(letter.text), faults(letter.subject)) == ([], [])
    assert (len(GREETING.findall(letter.text)), len(REGARDS.findall(letter.text))) == (1, 1)
    assert letter.language == ("en" if "en" in (more["language"], person["language"]) else "de")
    assert [each for each in stated(need, letter.language) if each not in letter.text] == []
    is_named = bool((person["title"] + person["given_name"]).strip()) and is_office
    assert (person["family_name"] in letter.text) is is_named
    assert (letters.is_signed(letter.text), GREETING.findall(letters.body(letter.text))) == (
        True,
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Wir fertigen in jeder…. Dürfen wir",
        "Guten Tag  Berger,",
        "Menge:  40",
        "Das können Sie: .",
        "Wollen Sie?. Ja.",
        "Korn () sucht",
        "Menge: \nOrt: Tann",
    ],
)
def test_those_checks_see_a_letter_that_is_not_whole(text):
    """Negative control."""
    assert faults(text) != []


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Wir biegen Rohre in jeder…", "Wir biegen Rohre in jeder Form. Auch Stahl.",
         "weil Sie das können: Wir biegen Rohre in jeder Form. Dürfen"),
        ("Wir biegen Rohre in jeder…", "Etwas anderes.", "Wir haben dabei an Sie gedacht. Dürfen"),
        ("Rohre, ca.", "", "weil Sie das können: Rohre, ca. Dürfen"),
    ],
)  # fmt: skip
def test_a_title_that_was_cut_is_not_quoted(
    need, offer, sawmill, sawyer, office, title, text, said
):
    offer.title, offer.text = title, text

    letter = letters.draft(
        need,
        offer=offer,
        to=Recipient(sawmill, sawyer, ""),
        by=office,
        initiated_as=InitiatedAs.OFFICE,
    )

    assert said in letter.text


# Later, and to somebody else ------------------------------------------------------------------
@pytest.fixture
def named(need, offer, sawmill, sawyer, office):
    """A letter that greets the sawyer by name and is signed by the office's person."""
    sawyer.given_name, office.given_name = "Maria", "Olga"
    sawyer.save()
    office.save()
    return letters.draft(
        need,
        offer=offer,
        to=Recipient(sawmill, sawyer, sawyer.email),
        by=office,
        initiated_as=InitiatedAs.OFFICE,
    )


def put_off(need, sawmill, office, letter):
    introduction = actions.introduce(
        need, organisation=sawmill, letter=letter, by=office, initiated_as=InitiatedAs.OFFICE
    )
    return reply(introduction, Answer.LATER)


def replace_sawyer(sawmill, sawyer):
    Position.objects.filter(person=sawyer).update(until=date(2026, 3, 10))
    heir = acting_for(sawmill, "Erbe", is_admin=True)
    heir.given_name = "Hanna"
    heir.save()
    return heir


def test_after_later_whoever_is_asked_is_greeted(need, sawmill, sawyer, office, named, later):
    put_off(need, sawmill, office, named)
    replace_sawyer(sawmill, sawyer)

    later(28)

    first, second = mails("question")
    assert first.text.startswith("Guten Tag Maria Tann,")
    assert second.text.startswith("Guten Tag Hanna Erbe,")
    assert "Maria" not in second.text


@pytest.mark.parametrize("changed", ["Sehr geehrte Frau Tann,", "Liebe Maria Tann!"])
def test_a_greeting_in_other_words_is_replaced_as_well(
    need, sawmill, sawyer, office, named, later, changed
):
    text = named.text.replace("Guten Tag Maria Tann,", changed)
    put_off(need, sawmill, office, Letter(named.subject, text))
    replace_sawyer(sawmill, sawyer)

    later(28)

    assert mails("question")[1].text.startswith("Guten Tag Hanna Erbe,")


def test_a_name_in_the_midst_brings_the_prepared_letter(
    need, sawmill, sawyer, office, named, later
):
    text = named.text.replace("Dürfen wir", "Wissen Sie noch, Frau Tann? Dürfen wir")
    put_off(need, sawmill, office, Letter(named.subject, text))
    replace_sawyer(sawmill, sawyer)

    later(28)

    again = mails("question")[1].text
    assert again.startswith("Guten Tag Hanna Erbe,")
    assert ("Frau Tann" in again, "Menge: 40 Stück" in again) == (False, True)


def test_the_same_person_gets_the_same_letter_again(need, sawmill, sawyer, office, named, later):
    introduction = put_off(need, sawmill, office, Letter(named.subject, named.text + "\nPS: Tann"))

    later(28)

    assert fresh(introduction).letter == named.text + "\nPS: Tann"


def test_nobody_signs_who_has_left_the_office(need, sawmill, sawyer, office, named, later):
    put_off(need, sawmill, office, named)
    Mandate.objects.in_network(need.network).update(until=date(2026, 3, 10))

    later(28)

    first, second = mails("question")
    assert "Freundliche Grüße\nOlga Amt\nSchlossregion Riegelstein\n" in first.text
    assert "Freundliche Grüße\nSchlossregion Riegelstein\n" in second.text
    assert "Amt" not in second.text


def test_a_firm_of_the_same_name_is_not_the_person(need, sawmill, sawyer, office, later):
    introduction = put_off(
        need, sawmill, office, Letter("a", "Guten Tag,\n\nwir suchen für Bäckerei Korn.\n\nSo.")
    )
    Introduction.objects.in_network(need.network).update(asked_person=acting_for(sawmill, "Korn"))
    Position.objects.filter(person__family_name="Korn", organisation=sawmill).delete()

    later(28)

    assert fresh(introduction).letter == "Guten Tag,\n\nwir suchen für Bäckerei Korn.\n\nSo."


# Mails ----------------------------------------------------------------------------------------
def test_every_mail_has_one_greeting_and_one_signature(
    need, sawmill, sawyer, owner, office, named, later
):
    need.expires_on = date(2026, 12, 1)
    need.save()
    introduction = put_off(need, sawmill, office, named)
    later(32)
    introduction = actions.answer_by_phone(introduction, answer=Answer.YES, by=office)
    later(4)
    reply(introduction, Answer.YES)

    sent = {mail.kind.removeprefix("introduction "): mail.text for mail in OutboxMail.objects.all()}

    assert sorted(sent) == sorted(
        ["question", "reminder", "confirmation", "contact for seeker", "contact for firm"]
    )
    assert {kind: faults(text) for kind, text in sent.items()} == {kind: [] for kind in sent}
    assert {kind: len(GREETING.findall(text)) for kind, text in sent.items()} == dict.fromkeys(
        sent, 1
    )
    assert {kind: len(REGARDS.findall(text)) for kind, text in sent.items()} == dict.fromkeys(
        sent, 1
    )


def test_a_letter_without_a_signature_is_signed_by_the_network(need, sawmill, sawyer, office):
    actions.introduce(
        need,
        organisation=sawmill,
        letter=Letter("Frage", "Guten Tag,\n\nwir suchen Bretter."),
        by=office,
        initiated_as=InitiatedAs.OFFICE,
    )

    assert REGARDS.findall(mails()[0].text) == ["Freundliche Grüße"]


def test_an_english_need_is_asked_about_in_english(need, sawmill, sawyer, office, later):
    need.title, need.text, need.language = "Oak boards", "We are looking for 40 boards", "en"
    need.save()
    letter = letters.draft(
        need,
        offer=None,
        to=Recipient(sawmill, sawyer, sawyer.email),
        by=office,
        initiated_as=InitiatedAs.OFFICE,
    )
    actions.introduce(
        need, organisation=sawmill, letter=letter, by=office, initiated_as=InitiatedAs.OFFICE
    )
    later(4)

    question, reminder = mails()
    assert question.subject == "Does this fit you? Oak boards"
    assert question.text.startswith("Hello,\n\nBäckerei Korn (Riegelstein) is looking")
    # What frames it is in the reader's language, as on every mail of the network.
    assert "Ihre Antwort, mit einem Klick" in question.text
    assert reminder.subject == "Still open: Does this fit you? Oak boards"


# The phone ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("theirs", "ours", "is_promised"),
    [("02051 11", "02051 22", True), ("", "02051 22", False), ("02051 11", "", False)],
)
def test_a_phone_number_is_promised_where_both_have_one(
    client, introduce, sawyer, owner, office, as_person, theirs, ours, is_promised, later
):
    sawyer.phone, owner.phone = theirs, ours
    sawyer.save()
    owner.save()
    introduction = introduce()
    later(4)
    actions.answer_by_phone(introduction, answer=Answer.YES, by=office)

    question, reminder, confirmation = (mail.text for mail in mails())
    texts = {
        "question": question,
        "reminder": reminder,
        "confirmation": confirmation,
        "page": client.get(f"/l/{token_in(mails()[2])}/").content.decode(),
        "signed in": as_person(sawyer).get(url("detail", introduction)).content.decode(),
    }
    assert {name: "Telefonnummer" in text for name, text in texts.items()} == dict.fromkeys(
        texts, is_promised
    )
    assert {name: "Mailadresse" in text for name, text in texts.items()} == dict.fromkeys(
        texts, True
    )
    reply(introduction, Answer.YES)
    to_seeker, to_firm = (mail.text for mail in mails("contact for"))
    for text, phone, words in ((to_seeker, theirs, "Ein Anruf"), (to_firm, ours, "anrufen")):
        passed_on = bool(phone) and phone in text
        assert [passed_on, "Telefonnummer" in text, words in text] == [is_promised] * 3


def test_a_rule_of_the_network_changes_no_promise(introduce, network, later, need):
    """A question keeps the day that was told when the network shortens its days afterwards."""
    introduction = reply(introduce(), Answer.LATER)
    told = introduction.expires_on
    set_rule(network, ask_open_days=2)

    later(28)

    assert fresh(introduction).expires_on == told
