"""What firms can do: entering, changing, taking back, and who sees it."""

from datetime import timedelta

import pytest

from kurzweg.core import findable, ledger, search
from kurzweg.core.panels import FIRST_STEP
from kurzweg.market.models import Offer
from tests.factories import MembershipFactory
from tests.forms import forms_of, send
from tests.market.conftest import names, text_of
from tests.market.factories import LONG_AGO, NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

TEXT = "Wir backen Brot und Brötchen in Serien bis 500 Stück, Lieferung bis 30 km."
FACTS = {
    "text": TEXT,
    "title": "Brot und Brötchen",
    "topics": "Brot, Brötchen",
    "lot_max": "1.000",
    "radius_km": "30",
    "is_core": "on",
    "visibility": "public",
    "language": "de",
}


@pytest.fixture
def offers_page(bakery):
    return f"/n/riegelstein/organisations/{bakery.public_id}/offers/"


@pytest.fixture
def offer(network, bakery):
    return OfferFactory(network=network, organisation=bakery, title="Brot", text="Wir backen.")


def only_offer():
    return Offer.objects.across_networks("a test looks at everything").get()


def test_one_text_proposes_the_facts_and_one_click_publishes_them(offers_page, owner, as_person):
    client = as_person(owner)

    proposed = client.post(f"{offers_page}new/", {"text": TEXT})
    assert proposed.context["form"].initial["lot_max"] == 500
    assert proposed.context["form"].initial["radius_km"] == 30
    assert not Offer.objects.across_networks("count").exists()

    client.post(f"{offers_page}new/", FACTS)

    offer = only_offer()
    assert (offer.title, offer.lot_min, offer.lot_max) == ("Brot und Brötchen", None, 1000)
    assert offer.topics == ["Brot", "Brötchen"]
    assert offer.is_offered
    assert names(client.get(offers_page)) == ["Brot und Brötchen"]


def test_the_form_begins_with_one_field(offers_page, owner, as_person):
    page = as_person(owner).get(f"{offers_page}new/")

    assert list(page.context["form"].fields) == ["text"]


@pytest.mark.parametrize("text", ["", "🥨🥐🍞", "Brot " * 1000])
def test_a_text_that_says_nothing_or_too_much_comes_back(text, offers_page, owner, as_person):
    response = as_person(owner).post(f"{offers_page}new/", {"text": text})

    assert response.status_code == 422
    assert text.strip() in text_of(response)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"lot_min": "2.000"}, "lot_max"),
        ({"lot_min": "-1"}, "lot_min"),
        ({"lead_days": "1,5"}, "lead_days"),
        ({"title": ""}, "title"),
    ],
)
def test_a_fact_that_cannot_be_is_said_at_its_field(changed, field, offers_page, owner, as_person):
    response = as_person(owner).post(f"{offers_page}new/", FACTS | changed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_an_entry_is_changed(offer, owner, as_person):
    client = as_person(owner)
    edit = f"/n/riegelstein/offers/{offer.public_id}/edit/"

    assert client.get(edit).context["form"]["title"].value() == "Brot"
    assert send(client, edit, FACTS | {"title": ""}).status_code == 422
    send(client, edit, FACTS | {"lot_max": ""})

    offer.refresh_from_db()
    assert (offer.title, offer.lot_max) == ("Brot und Brötchen", None)


def test_an_entry_taken_back_is_gone_from_the_page_and_the_search(
    offer, offers_page, owner, viewer_of, as_person
):
    ledger.changed(offer)
    client = as_person(owner)
    withdraw = f"/n/riegelstein/offers/{offer.public_id}/withdraw/"

    def found():
        return [hit.row for hit in search.find(viewer_of(owner), "Brot", kinds=OFFERS)]

    assert found() == [offer]
    client.post(withdraw)

    assert names(client.get(offers_page)) == []
    assert found() == []
    assert client.post(withdraw).status_code == 404


OFFERS = frozenset({"offer"})
CAST = ["nobody", "stranger", "owner", "apprentice", "sawyer", "adviser", "office"]


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"visibility": "public"}, CAST),
        ({"visibility": "network"}, ["owner", "apprentice", "sawyer", "adviser", "office"]),
        ({"visibility": "matching"}, ["owner", "apprentice", "office"]),
        ({"published_at": None}, ["owner", "apprentice", "office"]),
        ({"withdrawn_at": LONG_AGO}, ["owner", "apprentice", "office"]),
    ],
)
def test_each_visibility_has_its_readers(values, seen, request, network, bakery, viewer_of):
    offer = OfferFactory(network=network, organisation=bakery, **values)

    people = {who: None if who == "nobody" else request.getfixturevalue(who) for who in CAST}
    assert [
        who
        for who in CAST
        if Offer.objects.visible_to(viewer_of(people[who])).filter(pk=offer.pk).exists()
    ] == seen


def test_offers_of_a_firm_that_left_are_seen_by_nobody_outside(
    offer, network, bakery, sawyer, viewer_of
):
    assert Offer.objects.visible_to(viewer_of(sawyer)).get() == offer

    bakery.memberships.in_network(network).update(until=network.today())

    assert not Offer.objects.visible_to(viewer_of(sawyer)).exists()


@pytest.mark.parametrize("who", ["apprentice", "sawyer", "adviser", "stranger", "neighbour"])
def test_only_whoever_keeps_the_entry_changes_it(who, offer, offers_page, request, as_person):
    client = as_person(request.getfixturevalue(who))
    address = f"/n/riegelstein/offers/{offer.public_id}"

    answers = [
        client.post(f"{address}/edit/", FACTS),
        client.post(f"{address}/withdraw/"),
        client.post(f"{offers_page}new/", FACTS),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert only_offer().title == "Brot"


@pytest.mark.parametrize("who", ["owner", "office"])
def test_whoever_keeps_the_entry_does(who, offer, request, as_person):
    client = as_person(request.getfixturevalue(who))

    send(client, f"/n/riegelstein/offers/{offer.public_id}/edit/", FACTS)

    assert only_offer().title == "Brot und Brötchen"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    rows, network, bakery, offers_page, owner, as_person, django_assert_num_queries
):
    OfferFactory.create_batch(rows, network=network, organisation=bakery)
    client = as_person(owner)
    client.get(offers_page)

    with django_assert_num_queries(10):
        page = client.get(offers_page)
    assert len(names(page)) == rows


def test_a_firm_without_entries_is_told_what_to_do(offers_page, owner, sawyer, as_person):
    assert "Schreiben Sie in zwei Sätzen" in text_of(as_person(owner).get(offers_page))
    assert "Schreiben Sie in zwei Sätzen" not in text_of(as_person(sawyer).get(offers_page))


def test_an_organisation_that_is_not_here_has_no_page(stranger, neighbour, as_person):
    mill = neighbour.positions.get().organisation

    response = as_person(stranger).get(f"/n/riegelstein/organisations/{mill.public_id}/offers/")

    assert response.status_code == 404


def test_the_profile_of_a_firm_shows_what_it_can_do(offer, bakery, sawyer, as_person):
    page = as_person(sawyer).get(f"/n/riegelstein/organisations/{bakery.public_id}/")

    assert names(page) == ["Brot"]
    assert "Wir backen." in text_of(page)


def test_a_change_of_the_owner_reaches_all_that_hangs_on_it(offer, network, bakery):
    need = NeedFactory(network=network, owner=bakery)

    ledger.changed(bakery)

    assert findable.touched(ledger.after(0).values_list("kind", "row_id")) == {
        "organisation": {bakery.pk},
        "offer": {offer.pk},
        "need": {need.pk},
    }


def test_a_membership_that_begins_later_does_not_hide_what_is_offered_until_then(
    network, bakery, offer, viewer_of
):
    today = network.today()
    network.memberships.update(until=today + timedelta(days=30))
    MembershipFactory(network=network, organisation=bakery, since=today + timedelta(days=30))
    search.rebuild()

    found = search.find(viewer_of(), "Brot", kinds=frozenset({"offer"}))

    assert [shown.row for shown in found] == [offer]


def test_the_page_that_asks_what_a_firm_can_do_names_it(offers_page, owner, as_person):
    page = text_of(as_person(owner).get(f"{offers_page}new/"))

    assert "<title>Was können Sie? · Bäckerei Korn · " in page


def test_whoever_keeps_an_entry_without_offers_says_the_first_one_on_its_page(
    office, owner, bakery, as_person
):
    page = f"/n/riegelstein/organisations/{bakery.public_id}/"

    for person in (office, owner):
        form = next(
            form
            for form in forms_of(as_person(person).get(page).content.decode())
            if form.action.endswith("/offers/new/")
        )
        assert [field.attributes["id"] for field in form.named("text")] == [FIRST_STEP]
        assert as_person(person).post(form.action, {"text": TEXT}).status_code == 200


def test_nobody_else_is_asked_what_a_firm_can_do(
    apprentice, sawyer, adviser, stranger, bakery, offer, as_person
):
    page = f"/n/riegelstein/organisations/{bakery.public_id}/"

    def ways(person):
        html = as_person(person).get(page).content.decode()
        return [f for f in forms_of(html) if "/offers/" in f.action], "/offers/new/" in html

    assert [ways(each) for each in (apprentice, sawyer, adviser, stranger)] == [([], False)] * 4
    Offer.objects.in_network(offer.network_id).delete()
    assert [ways(each) for each in (apprentice, sawyer, adviser, stranger)] == [([], False)] * 4


def test_a_firm_with_offers_leads_to_the_next_one(owner, bakery, offer, as_person):
    html = as_person(owner).get(f"/n/riegelstein/organisations/{bakery.public_id}/").content

    assert f"/organisations/{bakery.public_id}/offers/new/".encode() in html
    assert FIRST_STEP.encode() not in html


def test_the_office_enters_what_a_later_member_can_do_and_nobody_finds_it_yet(
    office, network, as_person, client
):
    firm = MembershipFactory(
        network=network, since=network.today() + timedelta(days=30)
    ).organisation
    page = f"/n/riegelstein/organisations/{firm.public_id}/"
    assert FIRST_STEP.encode() in as_person(office).get(page).content

    assert as_person(office).post(f"{page}offers/new/", FACTS).status_code == 302

    assert names(as_person(office).get(f"{page}offers/")) == ["Brot und Brötchen"]
    client.logout()
    assert client.get(f"{page}offers/").status_code == 404
    assert client.get("/n/riegelstein/search/?q=Brötchen").context["hits"] == []
