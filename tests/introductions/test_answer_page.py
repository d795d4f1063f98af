"""The page that a mail opens: GET never acts, POST acts once, and it says for whom it is."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django_q.models import OrmQ

from kurzweg.core.models import AuditEntry, Link, OutboxMail
from kurzweg.introductions import actions, views
from kurzweg.introductions.models import Answer, Introduction, State, Suppression
from kurzweg.people.models import Position
from tests.introductions.conftest import fresh, mails, newest_link, reply, token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sawyer(sawyer):
    sawyer.given_name, sawyer.phone = "Maria", "02051 4711"
    sawyer.save()
    return sawyer


@pytest.fixture
def introduction(introduce):
    return introduce()


@pytest.fixture
def opened(introduction):
    return f"/l/{token_in(mails()[0])}/"


@pytest.fixture
def objection_page(sawmill, sawyer, introduce):
    sawyer.account = None
    sawyer.save()
    introduce()
    return f"/l/{token_in(mails()[0], which=1)}/"


def state():
    """Everything that an answer would change."""
    rows = Introduction.objects.across_networks("compare all").order_by("pk")
    return (
        list(rows.values()),
        list(Link.objects.order_by("pk").values()),
        [model.objects.count() for model in (AuditEntry, OutboxMail, OrmQ)],
    )


def close(need):
    need.closed_at, need.closing_reason = need.published_at, "not needed"
    need.save()


# Looking --------------------------------------------------------------------------------------
def test_opening_it_twice_registers_nothing(client, opened):
    before = state()

    assert client.get(opened).status_code == 200
    assert Client().get(opened).status_code == 200
    assert client.head(opened).status_code == 200

    assert state() == before


def test_that_comparison_would_see_an_answer(client, opened, monkeypatch):
    """Negative control: if GET answered, the states would differ."""
    question = views.answering._question

    def acting(request, link, introduction):
        actions.answer(introduction, reply=actions.Reply(Answer.YES), link=link)
        return question(request, link, introduction)

    monkeypatch.setattr(views.answering, "_question", acting)
    before = state()

    client.get(opened)

    assert state() != before


def test_it_says_who_is_looking_for_what_for_whom_and_until_when(client, opened):
    body = client.get(opened).content.decode()

    for said in (
        "Möchten Sie mit Bäckerei Korn sprechen?",
        "40 Eichenbretter, gehobelt, bis Ostern",
        "Do., 12. März",
        "M. Tann",
        "Jemand anderes aus der Firma",
    ):
        assert said in body


def test_it_shows_nobody_s_contact(client, opened, owner, sawyer, network):
    body = client.get(opened).content.decode()
    secrets = [owner.email, sawyer.email, sawyer.phone, sawyer.name, owner.name, network.mail_from]

    # "Korn" alone is the owner's whole name here and part of the firm's.
    assert [secret for secret in secrets if secret in body.replace("Bäckerei Korn", "")] == []


def test_an_altered_link_and_an_unknown_one_get_the_same_404(client, opened):
    other = "y" if opened[-2] == "x" else "x"
    altered, unknown = client.get(f"{opened[:-2]}{other}/"), client.get("/l/unknown/")

    assert (altered.status_code, unknown.status_code) == (404, 404)
    assert altered.content.replace(
        f"{opened[3:-2]}{other}".encode(), b""
    ) == unknown.content.replace(b"unknown", b"")


def test_a_link_for_something_else_is_unknown_here(client, introduction):
    _link, token = actions.asking.links.issue(
        "something else",
        introduction,
        person_id=None,
        expires_at=introduction.asked_at + timedelta(days=1),
    )

    assert client.get(f"/l/{token}/").status_code == 404


def test_the_page_speaks_the_reader_s_language(client, introduce, sawyer):
    sawyer.language = "en"
    sawyer.save()
    introduce()

    response = client.get(f"/l/{token_in(mails()[0])}/")

    assert response.headers["Content-Language"] == "en"
    assert "Would you like to talk to Bäckerei Korn?" in response.content.decode()


@pytest.mark.parametrize(
    ("browser", "speaks"),
    [
        ("en-GB,en;q=0.9,de;q=0.5", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "en"),
        ("de-AT", "de"),
        ("fr-FR", "de"),
        ("*", "de"),
        ("de;q=0, en", "en"),
        (";;q=x,\u00fc", "de"),
        ("", "de"),
    ],
)
def test_the_page_speaks_the_browser_s_language_first(client, opened, browser, speaks):
    response = client.get(opened, headers={"Accept-Language": browser})

    assert response.headers["Content-Language"] == speaks
    assert f'<html lang="{speaks}"' in response.content.decode()


def test_a_click_counts_more_than_the_browser(client, opened):
    response = client.get(opened + "?language=de", headers={"Accept-Language": "en"})

    assert response.headers["Content-Language"] == "de"


def test_enter_in_a_field_finds_no_answer_to_press(client, opened):
    """The first button of a form is the one that Enter presses; a disabled one does nothing."""
    form = client.get(opened).content.decode().split('<form method="post">')[1]

    first, *others = re.findall(r"<button([^>]*)>", form)

    assert ("disabled" in first, "name=" in first) == (True, False)
    assert [re.search(r'value="(\w+)"', each)[1] for each in others] == ["yes", "no", "later"]
    assert form.index('name="name"') < form.index('name="comment"') < form.index('value="yes"')


def test_the_reader_may_choose_another_language(client, opened):
    assert "Would you like to talk" in client.get(opened + "?language=en").content.decode()


# Answering ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer", "becomes", "says"),
    [
        ("yes", State.ACCEPTED, "Danke für Ihr Ja"),
        ("no", State.DECLINED, "Sie haben Nein gesagt"),
        ("later", State.LATER, "Wir fragen am Mo., 30. März noch einmal"),
    ],
)
def test_one_click_answers_and_the_used_link_says_what_was_decided(
    client, opened, introduction, answer, becomes, says
):
    client.get(opened)

    response = client.post(opened, {"answer": answer}, follow=True)

    assert fresh(introduction).state == becomes
    assert says in response.content.decode()
    assert says in Client().get(opened).content.decode()


def test_the_second_click_changes_nothing(client, opened, introduction):
    client.post(opened, {"answer": "no"})
    before = state()

    response = client.post(opened, {"answer": "yes"})

    assert "Sie haben Nein gesagt" in response.content.decode()
    assert state() == before


def test_without_the_token_of_the_page_nothing_happens(opened, introduction):
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(opened, {"answer": "yes"}).status_code == 403
    assert fresh(introduction).answer == ""


def test_with_the_token_of_the_page_it_works_without_an_account(opened, introduction):
    browser = Client(enforce_csrf_checks=True)
    body = browser.get(opened).content.decode()
    token = body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    browser.post(opened, {"answer": "yes", "csrfmiddlewaretoken": token})

    assert fresh(introduction).answer == "yes"


def test_a_colleague_says_who_she_is(client, opened, introduction):
    client.post(opened, {"answer": "yes", "name": " Ida  Span ", "comment": " Gern. "})

    introduction = fresh(introduction)
    assert (introduction.answered_by_name, introduction.comment) == ("Ida Span", "Gern.")
    assert introduction.answered_by is None


@pytest.mark.parametrize(
    "content", [{}, {"answer": "perhaps"}, {"answer": "yes", "name": "x" * 200}]
)
def test_anything_else_is_asked_again(client, opened, introduction, content):
    response = client.post(opened, content)

    assert response.status_code == 422
    assert fresh(introduction).answer == ""


def test_the_second_time_later_is_no_answer(client, introduction, later):
    reply(introduction, Answer.LATER)
    later(28)
    opened = f"/l/{token_in(mails('question')[1])}/"

    assert 'value="later"' not in client.get(opened).content.decode()
    assert client.post(opened, {"answer": "later"}).status_code == 422


def test_two_clicks_at_the_same_moment_are_one_answer(client, opened, introduction, monkeypatch):
    """The second one has already looked at the open link when the first one is written."""
    notice_for = views.answering.notice_for

    def first_comes_in_between(link, row):
        notice = notice_for(link, row)
        if link.used_at is None:
            monkeypatch.setattr(views.answering, "notice_for", notice_for)
            Client().post(opened, {"answer": "no"})
        return notice

    monkeypatch.setattr(views.answering, "notice_for", first_comes_in_between)

    response = client.post(
        opened, {"answer": "yes"}, follow=True, headers={"referer": f"http://testserver{opened}"}
    )

    assert fresh(introduction).answer == "no"
    assert "schon entschieden" in response.content.decode()


# When it is too late --------------------------------------------------------------------------
def test_an_expired_link_says_what_can_still_be_done(client, opened, introduction, later):
    later(11)

    response = client.get(opened)

    assert response.status_code == 200
    assert "Antworten konnten Sie bis Do., 12. März." in response.content.decode()
    assert "Antworten Sie einfach auf unsere Mail." in response.content.decode()
    client.post(opened, {"answer": "yes"})
    assert fresh(introduction).state == State.EXPIRED


def test_on_the_last_evening_it_still_works(client, opened, introduction, time_machine):
    time_machine.move_to("2026-03-12 23:59 +0100")

    client.post(opened, {"answer": "yes"})

    assert fresh(introduction).answer == "yes"


def test_a_closed_need_says_that_it_has_settled(client, opened, need, introduction):
    close(need)

    assert "Diese Bitte hat sich erledigt" in client.get(opened).content.decode()
    client.post(opened, {"answer": "yes"})
    assert fresh(introduction).answer == ""


def test_a_withdrawn_question_says_so(client, opened, introduction, owner):
    actions.withdraw(introduction, by=owner)

    assert "Diese Bitte hat sich erledigt" in client.get(opened).content.decode()


def test_whoever_left_is_answered_for_by_nobody(client, opened, introduction, network):
    Position.objects.all().update(until=network.today())

    body = client.get(opened).content.decode()

    assert "M. Tann ist nicht mehr für Sägewerk Tann tätig" in body
    client.post(opened, {"answer": "yes"})
    assert fresh(introduction).answer == ""
    assert newest_link(introduction).used_at is None


def test_a_link_of_somebody_who_was_replaced_says_so(client, opened, introduction):
    actions.asking.links.close(actions.ANSWER, introduction, answer="asked somebody else")

    assert "Das hat sich anders geklärt" in client.get(opened).content.decode()


def test_a_letter_to_the_firm_itself_is_for_the_firm(client, introduce, sawmill, sawyer):
    Position.objects.filter(person=sawyer).delete()
    sawmill.email = "info@tann.example"
    sawmill.save()
    introduce()

    body = client.get(f"/l/{token_in(mails()[0])}/").content.decode()

    assert "Diese Bitte gilt Sägewerk Tann" in body or "Sägewerk Tann" in body


# Objecting ------------------------------------------------------------------------------------
def test_looking_at_the_objection_page_objects_to_nothing(client, objection_page, network):
    assert client.get(objection_page).status_code == 200
    assert client.head(objection_page).status_code == 200

    assert not Suppression.objects.in_network(network).exists()


def test_one_click_objects_and_the_page_says_so_ever_after(client, objection_page, network):
    response = client.post(objection_page, follow=True)

    assert "schickt keine solchen Mails mehr an diese Adresse" in response.content.decode()
    assert "keine solchen Mails mehr" in client.post(objection_page).content.decode()
    assert Suppression.objects.in_network(network).count() == 1
