"""Two firms of one name can be told apart and chosen, also without JavaScript."""

from __future__ import annotations

import re

import pytest

from kurzweg.market import organisations
from kurzweg.market.models import Need
from kurzweg.people.models import Activity, Organisation, Site
from tests.conftest import member_firm
from tests.forms import pressed

pytestmark = pytest.mark.django_db

NEW = "/n/riegelstein/needs/new/"
SENTENCE = {"text": "Wir suchen 40 Winkel aus Stahl.", "for_whom": "Bäckerei Korn, Riegelstein"}


@pytest.fixture
def namesake(network, bakery) -> Organisation:
    return member_firm(network, "Bäckerei Korn")


def choices(response) -> dict[str, str]:
    """Read what the page offers: the public id behind each label."""
    found = re.findall(
        r'name="whom" value="(\w+)"><span><bdi>(.*?)</bdi>', response.content.decode()
    )
    return {label: public_id for public_id, label in found}


def owner_of_the_newest() -> Organisation:
    return Need.objects.across_networks("a test looks at one").latest("pk").owner


def test_whoever_is_meant_can_be_chosen(office, as_person, bakery, namesake):
    client = as_person(office)
    asked = client.post(NEW, SENTENCE)
    offered = choices(asked)

    client.post(NEW, {**SENTENCE, "whom": namesake.public_id})

    assert asked.status_code == 422
    assert offered == {
        "Bäckerei Korn, Riegelstein (Nr. 1)": bakery.public_id,
        "Bäckerei Korn, Riegelstein (Nr. 2)": namesake.public_id,
    }
    assert owner_of_the_newest() == namesake


def test_what_is_offered_can_be_typed_as_well(office, as_person, bakery, namesake):
    for firm, label in ((bakery, "Nr. 1"), (namesake, "Nr. 2")):
        sent = {**SENTENCE, "for_whom": f"Bäckerei Korn, Riegelstein ({label})"}

        assert as_person(office).post(NEW, sent).status_code == 302
        assert owner_of_the_newest() == firm


def street(firm, written):
    Site.objects.filter(organisation=firm).update(street=written)


def postcode(firm, written):
    Site.objects.filter(organisation=firm).update(postal_code=written)


def activity(firm, written):
    Activity.objects.create(organisation=firm, code=written)


def founded(firm, written):
    Organisation.objects.filter(pk=firm.pk).update(founded_year=written)


@pytest.mark.parametrize(
    ("say", "one", "other", "told"),
    [
        (street, "Ring 4", "Hafenweg 9", {"Ring 4", "Hafenweg 9"}),
        (street, "Ring 4", "", {"Nr. 1", "Nr. 2"}),
        (street, "Ring 4", "Ring  4", {"Nr. 1", "Nr. 2"}),
        (postcode, "00101", "00102", {"00101", "00102"}),
        (founded, 1921, 1990, {"gegründet 1921", "gegründet 1990"}),
    ],
)
def test_they_are_told_apart_by_the_first_fact_in_which_they_differ(
    say, one, other, told, office, as_person, bakery, namesake
):
    say(bakery, one)
    say(namesake, other)

    offered = choices(as_person(office).post(NEW, SENTENCE))

    assert set(offered) == {f"Bäckerei Korn, Riegelstein ({fact})" for fact in told}


def test_what_they_do_tells_them_apart_too(office, as_person, bakery, namesake):
    activity(bakery, "10.71.0")
    activity(namesake, "25.61.0")

    offered = choices(as_person(office).post(NEW, SENTENCE))

    assert len({label.partition("(")[2] for label in offered}) == 2
    assert "Nr." not in "".join(offered)


def test_the_names_proposed_while_typing_differ(office, as_person, bakery, namesake):
    page = as_person(office).get("/n/riegelstein/needs/for-whom/", {"for_whom": "Korn"})

    assert re.findall(r'value="(.*?)"', page.content.decode()) == [
        "Bäckerei Korn, Riegelstein (Nr. 1)",
        "Bäckerei Korn, Riegelstein (Nr. 2)",
    ]


def test_a_draft_for_one_of_them_can_be_changed(office, as_person, bakery, namesake):
    client = as_person(office)
    client.post(NEW, {**SENTENCE, "whom": namesake.public_id})
    need = Need.objects.across_networks("a test looks at one").get()
    edit = f"/n/riegelstein/needs/{need.public_id}/edit/"
    page = client.get(edit)

    saved = client.post(edit, pressed(page, quantity="50"))

    assert page.context["form"]["for_whom"].value() == "Bäckerei Korn, Riegelstein (Nr. 2)"
    assert saved.status_code == 302
    need.refresh_from_db()
    assert (need.owner, need.quantity) == (namesake, 50)
    another = client.post(edit, pressed(client.get(edit), for_whom="Bäckerei Korn"))
    assert choices(another) == {
        "Bäckerei Korn, Riegelstein (Nr. 1)": bakery.public_id,
        "Bäckerei Korn, Riegelstein (Nr. 2)": namesake.public_id,
    }


def test_a_firm_that_was_not_offered_cannot_be_chosen(office, as_person, bakery, namesake, sawmill):
    answer = as_person(office).post(NEW, {**SENTENCE, "whom": sawmill.public_id})

    assert answer.status_code == 422


def test_one_of_a_kind_keeps_its_plain_name(network, bakery, sawmill, office, viewer_of):
    among = organisations.spoken_for(viewer_of(office), network=network)

    assert organisations.label(bakery, among=among, on=network.today()) == (
        "Bäckerei Korn, Riegelstein"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Gebr. Öztürk GmbH", ["Gebr. Öztürk"]),
        ("Gebr. Öztürk Gesellschaft mit beschränkter Haftung, Riegelstein", ["Gebr. Öztürk"]),
        ("Demir & Ateş Limited", ["Demir & Ateş Ltd."]),
        ("Lux Optik AG", []),
        ("Lux Optik Kommanditgesellschaft", ["Lux Optik KG"]),
        ("Optik Riegelstein", ["Lux Optik GmbH", "Lux Optik KG"]),
        ("Optik Kupferau", []),
        ("luxoptikkg", ["Lux Optik KG"]),
        ("Kerze", []),
        ("Kerze OHG", []),
    ],
)
def test_a_legal_form_more_or_less_and_a_town_without_comma_find_the_firm(network, typed, meant):
    for name in ("Gebr. Öztürk", "Demir & Ateş Ltd.", "Lux Optik GmbH", "Lux Optik KG"):
        member_firm(network, name)
    firms = Organisation.objects.order_by("name")

    found = organisations.named(typed, among=firms, on=network.today())

    assert [each.name for each in found] == meant


def test_a_legal_form_that_leaves_two_open_finds_none(network):
    for name in ("Lux Optik", "LUX-Optik"):
        member_firm(network, name)

    found = organisations.named("Lux Optik SE", among=Organisation.objects, on=network.today())

    assert found == []
