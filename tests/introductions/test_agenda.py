"""What waits for whom until when, and which contacts an introduction proves."""

from datetime import date, timedelta

import pytest

from kurzweg.core import ties
from kurzweg.core.agenda import keeping
from kurzweg.core.agenda.waiting import waiting_for
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer
from kurzweg.people.models import Position
from tests import agenda
from tests.conftest import acting_for
from tests.factories import set_rule
from tests.introductions.conftest import TODAY, reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(viewer_of):
    def for_person(person):
        items = agenda.for_viewer(viewer_of(person))
        return [item for item in items if item.kind.startswith("introduction")]

    return for_person


def briefly(items):
    return [(item.who, item.title, item.detail, item.due_on, item.action) for item in items]


def addresses(introduction, *names):
    here = f"/n/riegelstein/introductions/{introduction.public_id}/"
    return [here + name for name in names]


def test_a_letter_waits_with_the_office(introduce, owner, office, sawmill, waiting):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)

    [item] = waiting(office)

    assert briefly([item]) == [
        (
            "Bäckerei Korn",
            "Möchte Sägewerk Tann erreichen; der Brief wartet bei Ihnen",
            "Eichenbretter",
            TODAY,
            "Brief weiterleiten",
        )
    ]
    assert [item.action_url] == addresses(introduction, "forward/")
    assert waiting(owner) == []


def test_an_answer_waits_with_the_firm_and_each_is_one_click(introduce, sawyer, waiting):
    introduction = introduce()

    [item] = waiting(sawyer)

    assert briefly([item]) == [
        (
            "Bäckerei Korn",
            "Möchte mit Ihnen sprechen",
            "Eichenbretter",
            date(2026, 3, 12),
            "Ja, gern",
        )
    ]
    assert [item.action_url] == addresses(introduction, "yes/")
    assert [label for label, _url in item.others] == ["Nein, danke", "Später"]
    assert [url for _label, url in item.others] == addresses(introduction, "no/", "later/")


def test_the_second_time_later_is_not_offered(introduce, sawyer, waiting, later):
    reply(introduce(), Answer.LATER)
    assert waiting(sawyer) == []
    later(28)

    assert [label for label, _url in waiting(sawyer)[0].others] == ["Nein, danke"]


@pytest.mark.parametrize("answer", Answer.values)
def test_an_answered_question_waits_with_the_firm_no_more(introduce, sawyer, waiting, answer):
    introduction = introduce()
    assert len(waiting(sawyer)) == 1

    reply(introduction, answer)

    assert waiting(sawyer) == []


def test_a_question_about_a_closed_need_waits_with_nobody(introduce, sawyer, need, waiting):
    introduce()
    need.closed_at, need.closing_reason = need.published_at, "not needed"
    need.save()

    assert waiting(sawyer) == []


def test_whoever_may_not_answer_has_nothing_due(introduce, sawmill, owner, adviser, waiting):
    introduce()
    helper = acting_for(sawmill, "Span")

    assert waiting(helper) == waiting(owner) == waiting(adviser) == []


def test_before_it_expires_the_office_calls(introduce, office, sawyer, waiting, later):
    sawyer.phone = "02051 4711"
    sawyer.save()
    introduction = introduce()
    later(7)
    assert waiting(office) == []

    later(1)

    assert briefly(waiting(office)) == [
        (
            "Sägewerk Tann",
            f"Hat noch nicht geantwortet: anrufen? {sawyer.name}, 02051 4711",
            "Eichenbretter",
            date(2026, 3, 12),
            "Antwort festhalten",
        )
    ]
    assert [waiting(office)[0].url] == addresses(introduction, "")


def test_the_days_to_call_are_the_network_s_rule(introduce, office, network, waiting):
    set_rule(network, ask_call_days=10)
    introduce()

    assert len(waiting(office)) == 1


def test_a_firm_without_a_person_is_called_at_its_own_number(
    introduce, office, sawmill, sawyer, network, waiting
):
    set_rule(network, ask_call_days=10)
    Position.objects.filter(person=sawyer).delete()
    sawmill.email, sawmill.phone = "info@tann.example", "02051 10"
    sawmill.save()
    introduce()

    assert waiting(office)[0].title == "Hat noch nicht geantwortet: anrufen? 02051 10"


def test_when_the_person_left_the_office_asks_somebody_else(
    introduce, office, sawyer, sawmill, network, waiting, later
):
    introduction = introduce()
    Position.objects.filter(person=sawyer).update(until=network.today())
    acting_for(sawmill, "Erbe", is_admin=True)

    later(9)

    [item] = waiting(office)
    assert briefly([item]) == [
        (
            "Sägewerk Tann",
            f"{sawyer.name} ist dort nicht mehr tätig; eine Bitte ist noch offen",
            "Eichenbretter",
            TODAY,  # since then
            "Dort jemand anderen fragen",
        )
    ]
    assert [item.action_url] == addresses(introduction, "ask-somebody-else/")


def test_where_nobody_else_is_left_the_office_is_not_offered_to_ask(
    introduce, office, sawyer, network, waiting
):
    introduction = introduce()
    Position.objects.filter(person=sawyer).update(until=network.today())

    [item] = waiting(office)

    assert (item.action, item.action_url) == ("Antwort festhalten", "")
    assert [item.url] == addresses(introduction, "")


def test_after_a_yes_the_seeker_calls_and_the_office_asks_later(
    introduce, office, owner, sawyer, waiting
):
    sawyer.phone = owner.phone = "02051 11"
    sawyer.save()
    owner.save()
    introduction = reply(introduce(), Answer.YES)

    assert briefly(waiting(owner)) == [
        (
            "Sägewerk Tann",
            "Möchte mit Ihnen sprechen: bitte anrufen",
            "Eichenbretter",
            TODAY,
            "Ich habe angerufen",
        )
    ]
    assert briefly(waiting(office)) == [
        (
            "Bäckerei Korn und Sägewerk Tann",
            "Kontakt kam zustande: nachfragen, was daraus wurde",
            "Eichenbretter",
            TODAY + timedelta(days=14),
            "Ich habe nachgefragt",
        )
    ]
    assert waiting(sawyer) == []

    actions.take_up(introduction, by=owner)
    actions.finish(introduction, by=office)

    assert waiting(owner) == waiting(office) == []


def test_who_has_no_phone_is_not_to_be_called(introduce, owner, office, waiting, later):
    introduction = introduce()
    later(8)
    assert waiting(office)[0].title == "Hat noch nicht geantwortet: Tann"

    reply(introduction, Answer.YES)

    [item] = waiting(owner)
    assert (item.title, item.action) == (
        "Möchte mit Ihnen sprechen: bitte schreiben",
        "Ich habe geschrieben",
    )


def test_a_yes_on_the_phone_is_seen_at_once(introduce, owner, office, sawyer, waiting, later):
    introduction = introduce()
    later(8)

    actions.answer_by_phone(introduction, answer=Answer.YES, by=office)

    assert waiting(office) == []  # there is a mail and time again
    later(8)
    assert [item.title for item in waiting(office)] == [
        "Hat am Telefon Ja gesagt, aber noch nicht bestätigt: Tann"
    ]


def test_strangers_and_the_public_have_nothing_due(introduce, stranger, neighbour, waiting):
    introduce()

    assert waiting(stranger) == waiting(neighbour) == waiting(None) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_agenda_takes_the_same_queries_for_one_and_three(
    introduce, owner, office, bakery, network, number, viewer_of, django_assert_num_queries, need
):
    from tests.conftest import member_firm

    for turn in range(number):
        firm = member_firm(network, f"Firma {turn}")
        acting_for(firm, f"Chef{turn}", is_admin=True)
        reply(introduce(organisation=firm), Answer.YES)
    viewer = viewer_of(office)

    keeping.catch_up()

    with django_assert_num_queries(6):
        items = waiting_for(viewer).first()

    assert len(items) == number


# Ties -----------------------------------------------------------------------------------------
def of_introductions(network):
    return [tie for tie in ties.of_network(network.pk) if tie.kind == "introduction"]


def test_a_yes_proves_a_contact_between_two_persons(introduce, owner, sawyer, network):
    introduction = introduce()
    assert of_introductions(network) == []

    reply(introduction, Answer.YES)

    assert of_introductions(network) == [
        ties.Tie(owner.pk, sawyer.pk, kind="introduction", on=TODAY, strength=0.5)
    ]


@pytest.mark.parametrize("answer", ["no", "later"])
def test_nothing_else_proves_a_contact(introduce, network, answer):
    reply(introduce(), answer)

    assert of_introductions(network) == []


def test_a_yes_of_somebody_unknown_proves_no_contact(introduce, network):
    reply(introduce(), Answer.YES, name="Ida Span")

    assert of_introductions(network) == []


def test_a_contact_stays_in_its_network(introduce, other_network):
    reply(introduce(), Answer.YES)

    assert of_introductions(other_network) == []


# A click on what is done ----------------------------------------------------------------------
def let_wait(introduce, cast):
    cast["sawmill"].is_only_through_office = True
    cast["sawmill"].save()
    return introduce(by=cast["owner"])


def let_leave(introduce, cast):
    introduction = introduce()
    Position.objects.filter(person=cast["sawyer"]).update(until=cast["network"].today())
    acting_for(cast["sawmill"], "Erbe", is_admin=True)
    return introduction


@pytest.mark.parametrize(
    ("who", "kind", "begin"),
    [
        ("office", "introduction to forward", let_wait),
        ("office", "introduction to a person who left", let_leave),
        ("office", "introduction to follow up", lambda ask, cast: reply(ask(), Answer.YES)),
        ("owner", "introduction to take up", lambda ask, cast: reply(ask(), Answer.YES)),
        ("sawyer", "introduction to answer", lambda ask, cast: ask()),
    ],
)
def test_a_click_on_what_is_done_says_so(
    who, kind, begin, introduce, network, sawmill, sawyer, owner, office, as_person, waiting
):
    cast = {"network": network, "sawmill": sawmill, "sawyer": sawyer, "owner": owner}
    begin(introduce, cast)
    person = {**cast, "office": office}[who]
    (item,) = [each for each in waiting(person) if each.kind == kind]
    client = as_person(person)
    form = {"subject": "Bretter", "text": "Guten Tag"}
    client.post(item.action_url, form)
    assert kind not in [each.kind for each in waiting(person)]

    page = client.post(item.action_url, form, follow=True).content.decode()

    assert "Das ist schon entschieden. Ihr Klick hat nichts geändert." in page
