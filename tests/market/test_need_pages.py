"""The pages of needs, as each of the cast meets them."""

from datetime import date

import pytest

from kurzweg.core import search
from kurzweg.market.matching import match_all
from kurzweg.market.models import Match, Need
from tests.forms import send
from tests.market.conftest import (
    CALL,
    FACTS,
    HTMX,
    LATER,
    NEEDS,
    NEW,
    able_firm,
    names,
    only_need,
    text_of,
)
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

# Three interactions ------------------------------------------------------------------------------


def test_a_sentence_typed_sent_and_published_is_three_interactions(network, owner, as_person):
    able_firm(network, "Dreherei Span", iso_until=None)
    search.rebuild()
    client = as_person(owner)

    understood = client.post(NEW, {"text": CALL}, follow=True)  # one field, one button
    need = only_need()
    assert names(understood) == ["Dreherei Span"]

    published = client.post(f"{NEEDS}{need.public_id}/publish/", {}, follow=True)  # one button

    assert names(published) == ["Dreherei Span"]
    assert only_need().is_open_on(network.today())


def test_the_office_types_a_callers_need_and_reads_out_three_firms(
    network, baking, office, as_person
):
    for name in ("Dreherei Span", "Metall Rund", "Messing Meier"):
        able_firm(network, name, iso_until=None)
    search.rebuild()

    answer = as_person(office).post(NEW, {"text": CALL, "for_whom": baking.name}, follow=True)

    assert sorted(names(answer)) == ["Dreherei Span", "Messing Meier", "Metall Rund"]
    assert only_need().owner == baking


def test_the_office_itself_is_meant_when_nobody_is_named(network, office, as_person):
    as_person(office).post(NEW, {"text": "Wir suchen einen Saal"})

    assert only_need().owner == network.office


def test_the_neutral_sentence_stands_under_every_ranking(network, owner, as_person):
    able_firm(network, "Dreherei Span", iso_until=None)
    search.rebuild()
    client = as_person(owner)

    edit = client.post(NEW, {"text": CALL}, follow=True)
    client.post(f"{NEEDS}{only_need().public_id}/publish/")
    detail = client.get(f"{NEEDS}{only_need().public_id}/")

    sentence = "Reihenfolge nach Angaben der Firmen, keine Empfehlung"
    assert [page.content.decode().count(sentence) for page in (edit, detail)] == [1, 1]


def test_each_fact_shows_the_words_that_it_came_from(owner, as_person):
    page = text_of(as_person(owner).post(NEW, {"text": CALL}, follow=True))

    for words in ("500", "bis zum 30. Juni", "ISO 9001", "höchstens 30 km"):
        assert f'aus „<bdi lang="de">{words}</bdi>“' in page


def test_a_double_click_makes_one_need(owner, as_person):
    client = as_person(owner)
    sent = {"text": CALL, "once": "a-key-of-the-form"}

    first, second = client.post(NEW, sent), client.post(NEW, sent)

    assert first["Location"] == second["Location"] == f"{NEEDS}{only_need().public_id}/edit/"


def test_without_the_key_two_posts_make_two_needs(owner, as_person):
    """Negative control: it is the key that makes a double click one."""
    client = as_person(owner)
    for _click in range(2):
        client.post(NEW, {"text": CALL})

    assert Need.objects.across_networks("count").count() == 2


# Lists and pages ---------------------------------------------------------------------------------


def test_the_list_shows_open_needs_newest_first(network, need, owner, as_person):
    NeedFactory(network=network, title="Zu", closed_at=LATER, closing_reason="not needed")
    NeedFactory(network=network, title="Vorbei", expires_on=date(2020, 1, 2))
    NeedFactory(network=network, title="Entwurf", draft=True)
    NeedFactory(network=network, title="Neuer", published_at=LATER)

    assert names(as_person(owner).get(NEEDS)) == ["Neuer", "Mehl"]


def test_own_drafts_stand_above_the_list(draft, need, owner, sawyer, as_person):
    assert names(as_person(owner).get(NEEDS)) == ["Mehl", "Mehl"]
    assert names(as_person(sawyer).get(NEEDS)) == ["Mehl"]


def test_words_filter_the_list_and_htmx_gets_only_the_rows(network, need, owner, as_person):
    NeedFactory(network=network, title="Salz", text="Wir suchen Salz.")
    client = as_person(owner)

    page = client.get(NEEDS, {"q": "salz"})
    part = client.get(NEEDS, {"q": "salz"}, headers=HTMX)

    assert names(page) == names(part) == ["Salz"]
    assert "<html" not in text_of(part)
    assert names(client.get(NEEDS, {"q": "pfeffer"})) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    rows, network, owner, as_person, django_assert_num_queries
):
    NeedFactory.create_batch(rows, network=network)
    client = as_person(owner)
    client.get(NEEDS)  # the first page of a session keeps its token

    with django_assert_num_queries(9):
        page = client.get(NEEDS)
    assert len(names(page)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_need_costs_the_same_however_many_firms_fit(
    rows, network, baking, owner, as_person, django_assert_num_queries
):
    for number in range(rows):
        able_firm(network, f"Dreherei {number}", iso_until=None)
    search.rebuild()
    client = as_person(owner)
    client.post(NEW, {"text": CALL})
    page_url = f"{NEEDS}{only_need().public_id}/"
    client.post(f"{page_url}publish/", follow=True)

    with django_assert_num_queries(15):
        page = client.get(page_url)
    assert len(names(page)) == rows


def test_long_lists_are_cut_into_pages(network, owner, as_person):
    NeedFactory.create_batch(27, network=network)
    client = as_person(owner)

    assert [len(names(client.get(NEEDS, {"page": page}))) for page in (1, 2, "x")] == [25, 2, 25]


def test_the_firms_are_shown_to_the_owner_and_the_office_only(
    network, owner, sawyer, office, as_person
):
    able_firm(network, "Dreherei Span", iso_until=None)
    search.rebuild()
    as_person(owner).post(NEW, {"text": CALL})
    need = only_need()
    as_person(owner).post(f"{NEEDS}{need.public_id}/publish/")

    seen = [
        names(as_person(person).get(f"{NEEDS}{need.public_id}/"))
        for person in (owner, office, sawyer)
    ]
    assert seen == [["Dreherei Span"], ["Dreherei Span"], []]
    assert Match.objects.in_network(network).count() == 1


@pytest.mark.parametrize(("who", "advice"), [("owner", "im Büro"), ("office", "eine Firma an")])
def test_without_a_firm_that_fits_the_office_is_not_sent_to_itself(
    request, need, as_person, who, advice
):
    page = text_of(as_person(request.getfixturevalue(who)).get(f"{NEEDS}{need.public_id}/"))

    [said] = [each for each in ("im Büro", "eine Firma an") if each in page]
    assert said == advice


def test_more_than_ten_firms_are_one_click_away(network, owner, as_person):
    for number in range(12):
        able_firm(network, f"Dreherei {number}", iso_until=None)
    search.rebuild()
    client = as_person(owner)
    client.post(NEW, {"text": CALL})
    need = only_need()
    client.post(f"{NEEDS}{need.public_id}/publish/")

    match_all(need.pk)
    first = client.get(f"{NEEDS}{need.public_id}/")
    assert len(names(first)) == 10
    assert "2 weitere Firmen zeigen" in text_of(first)
    assert len(names(client.get(f"{NEEDS}{need.public_id}/?firms=all"))) == 12


def test_a_draft_opens_where_it_can_be_corrected(draft, owner, as_person):
    response = as_person(owner).get(f"{NEEDS}{draft.public_id}/")

    assert response["Location"] == f"{NEEDS}{draft.public_id}/edit/"


def test_one_click_keeps_a_need_open(need, owner, as_person):
    Need.objects.in_network(need.network).update(expires_on=date(2020, 1, 2))

    as_person(owner).post(f"{NEEDS}{need.public_id}/extend/")

    assert only_need().is_open_on(need.network.today())


def test_closing_says_what_became_of_it(need, owner, as_person):
    client = as_person(owner)
    close = f"{NEEDS}{need.public_id}/close/"

    assert client.post(close, {}).status_code == 422
    client.post(close, {"reason": "filled here"})

    assert only_need().closing_reason == "filled here"
    assert "über dieses Netzwerk gefunden" in text_of(client.get(f"{NEEDS}{need.public_id}/"))
    assert names(client.get(NEEDS)) == []


def test_closing_twice_says_that_it_is_closed(need, owner, as_person):
    client = as_person(owner)
    close = f"{NEEDS}{need.public_id}/close/"
    client.post(close, {"reason": "filled here"})

    response = client.post(close, {"reason": "not needed"}, follow=True)

    assert "Diese Anfrage ist schon geschlossen." in text_of(response)
    assert only_need().closing_reason == "filled here"


def test_a_draft_can_be_thrown_away(draft, owner, as_person):
    as_person(owner).post(f"{NEEDS}{draft.public_id}/discard/")

    assert not Need.objects.across_networks("count").exists()


ACTS = ("edit", "publish", "extend", "close", "discard")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["sawyer", "adviser", "stranger", "neighbour"])
def test_nobody_else_changes_a_need(act, who, need, request, as_person):
    person = request.getfixturevalue(who)

    response = as_person(person).post(f"{NEEDS}{need.public_id}/{act}/", FACTS)

    assert response.status_code == 404
    assert only_need().changed_at == need.changed_at


@pytest.mark.parametrize("who", ["owner", "apprentice", "office"])
def test_the_firms_people_and_the_office_do(who, need, request, as_person):
    person = request.getfixturevalue(who)

    send(as_person(person), f"{NEEDS}{need.public_id}/edit/", FACTS | {"title": "Roggen"})

    assert only_need().title == "Roggen"


def test_nobody_signed_in_is_asked_to_sign_in(need, client):
    response = client.post(f"{NEEDS}{need.public_id}/edit/", FACTS)

    assert response["Location"].startswith("/sign-in/")


def test_the_pages_speak_english_too(need, draft, owner, as_person):
    client = as_person(owner)

    for path in (NEEDS, NEW, f"{NEEDS}{need.public_id}/", f"{NEEDS}{draft.public_id}/edit/"):
        assert 'lang="en"' in text_of(client.get(path, {"language": "en"}))
    assert "What is being looked for" in text_of(client.get(NEEDS))


def test_whoever_may_not_act_sees_no_form(need, adviser, as_person):
    client = as_person(adviser)

    assert NEW not in text_of(client.get(NEEDS))
    assert client.get(NEW).status_code == 404
