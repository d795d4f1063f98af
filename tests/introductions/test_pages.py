"""The pages of introductions: who sees and does what, with how many clicks and queries."""

import pytest

from kurzweg.core import outbox
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer, State
from kurzweg.people.models import Position
from tests.conftest import acting_for, member_firm
from tests.introductions.conftest import fresh, reply, url

pytestmark = pytest.mark.django_db

LIST = "/n/riegelstein/introductions/"


@pytest.fixture
def introduction(introduce):
    return introduce()


# Looking --------------------------------------------------------------------------------------
WHO_SEES = {
    "office": 200,
    "owner": 200,
    "apprentice": 200,
    "sawyer": 200,
    "adviser": 404,
    "neighbour": 404,
    "stranger": 404,
}


@pytest.mark.parametrize("who", WHO_SEES)
def test_who_sees_an_introduction(request, as_person, introduction, who):
    client = as_person(request.getfixturevalue(who))

    assert client.get(url("detail", introduction)).status_code == WHO_SEES[who]


def test_nobody_signed_in_is_sent_to_sign_in(client, introduction):
    for page in (LIST, url("detail", introduction), url("detail", introduction) + "x/"):
        assert client.get(page).status_code in (302, 404)
    assert "/sign-in/" in client.get(url("detail", introduction)).url


def test_an_apprentice_of_the_asked_firm_does_not_see_it(as_person, sawmill, introduction):
    helper = acting_for(sawmill, "Span")

    assert as_person(helper).get(url("detail", introduction)).status_code == 404
    assert as_person(helper).post(url("reply-yes", introduction)).status_code == 404


@pytest.mark.parametrize(
    ("who", "is_trial", "label"),
    [
        ("office", True, "wartet auf die Freigabe"),
        ("office", False, "gefragt"),
        ("owner", True, "noch offen"),
    ],
)
def test_in_trial_mode_nobody_has_been_asked_yet(
    request, as_person, introduction, network, who, is_trial, label
):
    network.is_trial = is_trial
    network.save()

    page = as_person(request.getfixturevalue(who)).get(url("detail", introduction))

    assert page.context["standing"].label == label
    assert ("Gefragt wurde" in page.context["standing"].sentence) is (label == "gefragt")


def test_a_letter_that_waits_is_not_seen_by_the_firm(as_person, owner, sawyer, sawmill, introduce):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)

    assert as_person(sawyer).get(url("detail", introduction)).status_code == 404
    assert as_person(owner).get(url("detail", introduction)).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    as_person, office, introduce, network, number, django_assert_num_queries
):
    for turn in range(number):
        firm = member_firm(network, f"Firma {turn}")
        acting_for(firm, f"Chef{turn}", is_admin=True)
        introduce(organisation=firm)
    client = as_person(office)
    client.get(LIST)

    with django_assert_num_queries(8):
        response = client.get(LIST)

    assert len(response.context["page"].object_list) == number


def test_each_side_lists_its_own(as_person, office, owner, sawyer, adviser, introduction):
    def titles(person, query=""):
        return [row.pk for row in as_person(person).get(LIST + query).context["page"]]

    assert titles(office) == titles(owner) == titles(sawyer) == [introduction.pk]
    assert titles(adviser) == []
    assert titles(office, f"?need={introduction.need.public_id}") == [introduction.pk]
    assert titles(office, "?need=other") == []


def test_after_a_yes_each_side_sees_the_contact_of_both(
    as_person, office, owner, sawyer, introduction
):
    assert owner.email not in as_person(sawyer).get(url("detail", introduction)).content.decode()
    reply(introduction, Answer.YES, comment="Gern morgens.")

    for person in (office, owner, sawyer):
        body = as_person(person).get(url("detail", introduction)).content.decode()
        assert [sawyer.email in body, owner.email in body] == [True, True]
        assert "Gern morgens." in body


def test_a_comment_with_a_no_is_the_office_s_only(as_person, office, owner, introduction):
    reply(introduction, Answer.NO, comment="Zu weit weg.")

    bodies = [
        as_person(person).get(url("detail", introduction)).content.decode()
        for person in (office, owner)
    ]

    assert ["Zu weit weg." in body for body in bodies] == [True, False]


def test_a_firm_that_was_asked_finds_its_answer_on_the_page_of_the_need(
    as_person, sawyer, adviser, introduction
):
    page = f"/n/riegelstein/needs/{introduction.need.public_id}/"
    reply(introduction, Answer.YES)

    bodies = [as_person(person).get(page).content.decode() for person in (sawyer, adviser)]

    assert [url("detail", introduction) in body for body in bodies] == [True, False]
    assert ["Schreiben Sie dem Büro" in body for body in bodies] == [False, True]


SENTENCES = {
    "office": {
        "asked": "Eine Antwort ist bis Do., 12. März möglich.",
        "yes": "Beide Seiten haben jetzt die Kontaktdaten voneinander.",
        "no": "sieht das nicht",
        "later": "Am Mo., 30. März wird noch einmal gefragt.",
        "withdrawn": "Die Bitte wurde zurückgezogen.",
    },
    "owner": {
        "asked": "Noch offen.",
        "yes": "Sägewerk Tann möchte mit Ihnen sprechen.",
        "no": "Noch offen.",
        "later": "Noch offen.",
        "withdrawn": "Sie oder das Büro haben die Bitte zurückgezogen.",
    },
    "sawyer": {
        "asked": "Bitte antworten Sie bis Do., 12. März.",
        "yes": "Sie haben Ja gesagt.",
        "no": "Sie haben Nein gesagt.",
        "later": "Sie wollten später entscheiden.",
        "withdrawn": "Diese Bitte ist geschlossen.",
    },
}


@pytest.mark.parametrize("who", SENTENCES)
@pytest.mark.parametrize("how", SENTENCES["office"])
def test_each_side_reads_how_it_stands(request, as_person, office, introduction, who, how):
    if how == "withdrawn":
        actions.withdraw(introduction, by=office)
    elif how != "asked":
        reply(introduction, how)

    body = as_person(request.getfixturevalue(who)).get(url("detail", introduction)).content.decode()

    assert SENTENCES[who][how] in body


def test_when_the_days_are_over_the_firm_has_no_buttons(as_person, sawyer, introduction, later):
    later(11, with_job=False)

    body = as_person(sawyer).get(url("detail", introduction)).content.decode()

    assert "abgelaufen" in body
    assert "Ja, gern" not in body


def test_the_office_reads_that_silence_ended_it(as_person, office, introduction, later):
    later(11)

    body = as_person(office).get(url("detail", introduction)).content.decode()

    assert "Bis Do., 12. März kam keine Antwort." in body


# One click each -------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", Answer.values)
def test_the_firm_answers_signed_in_with_one_click(as_person, sawyer, introduction, answer):
    response = as_person(sawyer).post(url(f"reply-{answer}", introduction))

    assert response.status_code == 302
    assert fresh(introduction).answer == answer
    assert fresh(introduction).answered_by == sawyer


def test_the_click_leads_back_to_where_it_was(as_person, sawyer, introduction):
    due = "http://testserver/n/riegelstein/due/"

    response = as_person(sawyer).post(url("reply-no", introduction), headers={"referer": due})

    assert response.url == due


@pytest.mark.parametrize("who", ["owner", "apprentice", "office", "neighbour", "stranger"])
def test_nobody_else_answers_for_the_firm(request, as_person, introduction, who):
    client = as_person(request.getfixturevalue(who))

    assert client.post(url("reply-yes", introduction)).status_code == 404
    assert fresh(introduction).answer == ""


def test_the_seeker_notes_that_she_called(as_person, owner, introduction):
    reply(introduction, Answer.YES)

    as_person(owner).post(url("take-up", introduction))

    assert fresh(introduction).taken_up_at is not None


def test_the_firm_does_not_withdraw_a_question(as_person, sawyer, introduction):
    assert as_person(sawyer).post(url("withdraw", introduction)).status_code == 404


OFFICE_ONLY = ["forward", "keep-back", "ask-somebody-else", "finish", "phone-yes"]


@pytest.mark.parametrize("name", OFFICE_ONLY)
@pytest.mark.parametrize("who", ["owner", "sawyer", "adviser", "neighbour"])
def test_what_is_the_office_s_is_nobody_else_s(request, as_person, introduction, who, name):
    response = as_person(request.getfixturevalue(who)).post(url(name, introduction))

    assert response.status_code == 404


def test_the_office_notes_a_call_and_a_follow_up(as_person, office, introduction):
    client = as_person(office)

    first = client.post(url("phone-yes", introduction), follow=True)
    assert "mit einem Klick zu bestätigen" in first.content.decode()
    second = client.post(url("phone-no", introduction), follow=True)
    assert "Ist festgehalten." in second.content.decode()
    assert fresh(introduction).state == State.DECLINED


def test_the_office_finishes_a_contact(as_person, office, introduction):
    reply(introduction, Answer.YES)

    as_person(office).post(url("finish", introduction))

    assert fresh(introduction).closed_at is not None


def test_the_office_asks_somebody_else(as_person, office, sawyer, sawmill, introduction, network):
    Position.objects.filter(person=sawyer).update(until=network.today())
    heir = acting_for(sawmill, "Erbe", is_admin=True)
    assert "Dort jemand anderen fragen" in (
        as_person(office).get(url("detail", introduction)).content.decode()
    )

    response = as_person(office).post(url("ask-somebody-else", introduction), follow=True)

    assert "Der Brief an Erbe ist unterwegs." in response.content.decode()
    assert fresh(introduction).asked_person == heir


def test_nothing_here_leaks_markup_of_a_need(as_person, sawyer, need, introduction):
    need.text = "<script>alert(1)</script>"
    need.save()

    body = as_person(sawyer).get(url("detail", introduction)).content.decode()

    assert "<script>alert" not in body
    assert outbox.one_line("a\nb") == "a b"
