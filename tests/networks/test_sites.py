"""The sites of an organisation: entered, changed, ended, taken out, and shown on a picture."""

from datetime import timedelta

import pytest

from kurzweg.core import audit, ledger
from kurzweg.people.models import LocatedBy, Site
from tests.factories import SiteFactory
from tests.forms import pressed
from tests.places.conftest import germany  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
NEW = {"town": "Soest", "postal_code": "59494", "country": "DE", "once": "first"}


@pytest.fixture
def sites_page(bakery):
    return f"/n/riegelstein/organisations/{bakery.public_id}/sites/"


@pytest.fixture
def seat(bakery):
    bakery.sites.all().delete()
    return SiteFactory(organisation=bakery, town="Soest", postal_code="59494")


def page_of(site, sites_page, part=""):
    return f"{sites_page}{site.public_id}/{part}"


def towns(answer, name):
    return [site.town for site in answer.context[name]]


def test_sites_of_today_of_later_and_of_before_stand_apart(
    network, bakery, seat, sites_page, as_person, owner
):
    today, day = network.today(), timedelta(days=1)
    for town, since, until in (
        ("Werl", today + day, None),
        ("Unna", None, today),
        ("Hamm", today, today + day),
    ):
        SiteFactory(organisation=bakery, town=town, is_seat=False, since=since, until=until)

    answer = as_person(owner).get(sites_page)

    found = {name: towns(answer, name) for name in ("now", "coming", "former")}
    assert found == {"now": ["Soest", "Hamm"], "coming": ["Werl"], "former": ["Unna"]}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    rows, bakery, seat, sites_page, as_person, owner, django_assert_num_queries
):
    for _ in range(rows - 1):
        SiteFactory(organisation=bakery, is_seat=False)
    client = as_person(owner)
    client.get(sites_page)

    with django_assert_num_queries(8):
        client.get(sites_page)


@pytest.mark.parametrize("who", ["apprentice", "sawyer", "neighbour", "adviser"])
def test_who_is_not_responsible_for_the_entry_keeps_no_sites(
    who, seat, sites_page, as_person, request
):
    client = as_person(request.getfixturevalue(who))

    for page in (sites_page, f"{sites_page}new/", page_of(seat, sites_page, "point/")):
        assert client.get(page).status_code == 404


@pytest.mark.usefixtures("germany")
def test_a_new_seat_makes_the_old_one_a_site_as_any_other(
    bakery, seat, sites_page, as_person, office
):
    client = as_person(office)
    sent = NEW | {"postal_code": "59557", "is_seat": "on"}

    answer = client.post(f"{sites_page}new/", sent | {"town": "Lippstadt"})

    assert answer.status_code == 302
    rows = Site.objects.filter(organisation=bakery).order_by("pk")
    assert [(each.town, each.is_seat) for each in rows] == [("Soest", False), ("Lippstadt", True)]
    assert rows[1].located_by == LocatedBy.PLACES
    assert audit.history(rows[1]).get().action == "entered"
    told = ledger.Change.objects.filter(kind="people.site").values_list("row_id", flat=True)
    assert set(told) == {each.pk for each in rows}


def test_the_first_site_is_the_seat(bakery, seat, sites_page, as_person, office):
    seat.delete()
    client = as_person(office)

    for once in ("first", "second"):
        client.post(f"{sites_page}new/", NEW | {"once": once})

    assert [each.is_seat for each in bakery.sites.order_by("pk")] == [True, False]


def test_a_second_click_enters_no_second_site(bakery, seat, sites_page, as_person, office):
    client = as_person(office)
    sent = NEW

    client.post(f"{sites_page}new/", sent)
    client.post(f"{sites_page}new/", sent)

    assert bakery.sites.count() == 2


@pytest.mark.usefixtures("germany")
def test_a_town_that_exists_nine_times_is_asked_about(bakery, seat, sites_page, as_person, office):
    client = as_person(office)
    sent = NEW | {"town": "Neustadt", "postal_code": ""}

    asked = client.post(f"{sites_page}new/", sent)

    assert (asked.status_code, len(asked.context["meant"])) == (422, 9)
    assert bakery.sites.count() == 1
    chosen = asked.context["meant"][2]
    client.post(f"{sites_page}new/", sent | {"which": chosen.label})
    site = bakery.sites.get(town="Neustadt")
    assert (site.latitude, site.located_by) == (chosen.point.latitude, LocatedBy.HAND)


@pytest.mark.usefixtures("germany")
def test_whoever_chooses_none_is_led_to_the_picture(bakery, seat, sites_page, as_person, office):
    client = as_person(office)
    sent = NEW | {"town": "Neustadt", "postal_code": ""}

    answer = client.post(f"{sites_page}new/", sent | {"which": "none"})

    site = bakery.sites.get(town="Neustadt")
    assert answer.url == page_of(site, sites_page, "point/")
    assert site.latitude is None


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("AT", "1010", ("AT-1010", "AT")),
        ("DE", "CH-8112", ("CH-8112", "CH")),
        ("NL", "", ("", "NL")),
        ("DE", "1010", None),
        ("AT", "?!", None),
    ],
)
def test_a_foreign_postcode_has_the_sign_of_its_country(
    country, written, kept, bakery, seat, sites_page, as_person, office
):
    client = as_person(office)
    address = {"town": "Anderswo", "country": country, "postal_code": written}
    sent = address

    answer = client.post(f"{sites_page}new/", sent)

    site = bakery.sites.filter(town="Anderswo").first()
    assert (site and (site.postal_code, site.country)) == kept
    assert answer.status_code == (302 if kept else 422)


@pytest.mark.usefixtures("germany")
def test_with_another_address_where_it_lies_is_worked_out_anew(
    bakery, seat, sites_page, as_person, owner
):
    Site.objects.filter(pk=seat.pk).update(latitude=1, longitude=2, located_by=LocatedBy.HAND)
    client, page = as_person(owner), page_of(seat, sites_page)

    client.post(page, pressed(client.get(page), street="Neue Straße 1"))
    seat.refresh_from_db()
    assert (seat.street, seat.latitude) == ("Neue Straße 1", 1)

    client.post(page, pressed(client.get(page), town="Lippstadt", postal_code="59557"))
    seat.refresh_from_db()
    assert (seat.latitude, seat.ags, seat.located_by) == (51.67, "05974028", LocatedBy.PLACES)


@pytest.mark.usefixtures("germany")
def test_a_changed_town_that_is_doubtful_is_asked_about_as_well(seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page)

    asked = client.post(page, pressed(client.get(page), town="Neustadt", postal_code=""))

    assert (asked.status_code, len(asked.context["meant"])) == (422, 9)
    client.post(page, pressed(asked, which=asked.context["meant"][0].label))
    seat.refresh_from_db()
    assert (seat.town, seat.latitude) == ("Neustadt", 47.5)


def test_a_site_ends_on_its_last_day(network, seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page)
    today = network.today()

    client.post(page, pressed(client.get(page), until=f"{today:%Y-%m-%d}"))

    seat.refresh_from_db()
    assert (seat.until, seat.is_seat) == (today + timedelta(days=1), True)


def test_a_last_day_before_the_first_is_refused(seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page)

    answer = client.post(page, pressed(client.get(page), since="2026-02-02", until="2026-02-01"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["until"]


def test_two_editors_see_both_versions(seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page)
    mine, theirs = client.get(page), client.get(page)
    client.post(page, pressed(theirs, street="Ihre Straße"))

    contested = client.post(page, pressed(mine, street="Meine Straße"))
    kept = client.post(page, pressed(mine, name="Werk"))

    assert (contested.status_code, kept.status_code) == (409, 302)
    seat.refresh_from_db()
    assert (seat.street, seat.name) == ("Ihre Straße", "Werk")


def test_what_was_entered_by_mistake_is_taken_out_and_told(seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page)

    client.post(f"{page}take-out/", {})

    assert not Site.objects.filter(pk=seat.pk).exists()
    assert audit.history(seat).get().action == "taken out"
    assert ledger.Change.objects.filter(kind="people.site", row_id=seat.pk).exists()


def test_a_click_on_the_picture_proposes_and_saves_nothing(seat, sites_page, as_person, owner):
    Site.objects.filter(pk=seat.pk).update(latitude=51.57, longitude=8.11)
    client, page = as_person(owner), page_of(seat, sites_page, "point/")

    shown = client.get(f"{page}?at=51.57,8.11&km=20&wide.x=400&wide.y=210")

    assert shown.context["form"].initial["point"] == pytest.approx((51.57, 8.158), abs=0.001)
    assert shown.context["is_proposed"]
    seat.refresh_from_db()
    assert seat.longitude == 8.11
    client.post(page, pressed(shown))
    seat.refresh_from_db()
    assert (seat.longitude, seat.located_by) == (pytest.approx(8.158, abs=0.001), LocatedBy.HAND)


@pytest.mark.parametrize(
    "clicked", ["wide.x=0&wide.y=0", "wide.x=x&wide.y=1", "narrow.x=99999&narrow.y=1"]
)
def test_what_is_no_click_proposes_nothing(clicked, seat, sites_page, as_person, owner):
    """Enter on the picture sends its corner."""
    page = page_of(seat, sites_page, "point/")

    assert not as_person(owner).get(f"{page}?at=51.5,8.1&{clicked}").context["is_proposed"]


@pytest.mark.usefixtures("germany")
def test_odd_coordinates_are_asked_about_and_kept_when_somebody_is_sure(
    seat, sites_page, as_person, owner
):
    client, page = as_person(owner), page_of(seat, sites_page, "point/")

    asked = client.post(page, pressed(client.get(page), point="54,5 / 6,0"))

    assert (asked.status_code, "im Meer" in asked.context["odd"]) == (422, True)
    seat.refresh_from_db()
    assert seat.latitude is None
    client.post(page, pressed(asked, point="54,5 / 6,0", is_sure="on"))
    seat.refresh_from_db()
    assert (seat.latitude, seat.longitude) == (54.5, 6.0)


@pytest.mark.usefixtures("germany")
def test_swapped_coordinates_are_turned_round_with_one_click(seat, sites_page, as_person, owner):
    client, page = as_person(owner), page_of(seat, sites_page, "point/")
    asked = client.post(page, pressed(client.get(page), point="8,12 / 51,58"))
    assert (asked.status_code, asked.context["turned"]) == (422, "51,58 / 8,12")
    assert asked.context["picture"]["mark"] == "51.58000,8.12000"

    client.post(page, pressed(asked, point="8,12 / 51,58", turned="yes"))

    seat.refresh_from_db()
    assert (seat.latitude, seat.longitude, seat.located_by) == (51.58, 8.12, LocatedBy.HAND)


@pytest.mark.usefixtures("germany")
def test_what_is_not_swapped_is_never_turned_round(seat, sites_page, as_person, owner):
    """Negative control: the button of an older page, after the numbers were corrected."""
    client, page = as_person(owner), page_of(seat, sites_page, "point/")

    client.post(page, pressed(client.get(page), point="51,58 / 8,12", turned="yes"))

    seat.refresh_from_db()
    assert (seat.latitude, seat.longitude) == (51.58, 8.12)


@pytest.mark.usefixtures("germany")
def test_what_was_set_by_hand_can_come_from_the_address_again(seat, sites_page, as_person, owner):
    Site.objects.filter(pk=seat.pk).update(latitude=1, longitude=2, located_by=LocatedBy.HAND)
    client, page = as_person(owner), page_of(seat, sites_page, "point/")

    client.post(page, {"forget": "yes"})

    seat.refresh_from_db()
    assert (seat.latitude, seat.located_by) == (51.57, LocatedBy.PLACES)


@pytest.mark.usefixtures("germany")
def test_the_picture_begins_where_the_address_lies_else_in_the_region(
    seat, sites_page, as_person, owner, sawmill
):
    client, page = as_person(owner), page_of(seat, sites_page, "point/")
    assert client.get(page).context["picture"]["at"] == "51.57000,8.11000"

    Site.objects.filter(pk=seat.pk).update(town="Nirgends", postal_code="")
    assert client.get(page).context["picture"]["km"] == "400"

    sawmill.sites.update(latitude=50.5, longitude=9.5)
    shown = client.get(page).context["picture"]
    assert (shown["at"], shown["km"]) == ("50.50000,9.50000", "300")


def test_the_page_of_an_organisation_names_where_it_works_today(network, bakery, seat, client):
    over, goes_on = network.today(), None
    for town, until in (("Werl", goes_on), ("Unna", over)):
        SiteFactory(organisation=bakery, town=town, name="Lager", is_seat=False, until=until)

    said = client.get(f"/n/riegelstein/organisations/{bakery.public_id}/").content.decode()

    assert [town in said for town in ("Soest", "Werl", "Unna")] == [True, True, False]
