"""A new network knows the towns of reference data, without any firm there."""

import pytest
from django.utils import translation

from kurzweg.market import actions, locating, places
from kurzweg.market.models import Need
from kurzweg.places import importing
from kurzweg.places.models import Kind
from kurzweg.places.reading import postcodes
from tests.factories import SiteFactory
from tests.market.factories import NeedFactory
from tests.places.conftest import germany  # noqa: F401 - a fixture
from tests.places.files import geonames

pytestmark = pytest.mark.django_db


def said(text, *, network, bakery, owner):
    return actions.say(text, network=network, owner=bakery, by=owner)


@pytest.mark.usefixtures("germany")
def test_thirty_kilometres_from_a_town_without_firms(network, bakery, owner):
    need = said("Dreherei, 30 km von Lippstadt", network=network, bakery=bakery, owner=owner)

    assert (need.place, need.radius_km) == ("Lippstadt", 30)
    assert round(need.latitude, 2) == 51.68


def test_without_reference_data_the_town_is_not_known(network, bakery, owner):
    """Negative control."""
    need = said("Dreherei, 30 km von Lippstadt", network=network, bakery=bakery, owner=owner)

    assert need.place != "Lippstadt"


@pytest.mark.usefixtures("germany")
def test_a_name_of_nine_towns_is_none_unless_the_region_says_which(network):
    assert places.named("Neustadt", network=network) == ("", None)

    SiteFactory(town="Neustadt", latitude=51.4, longitude=10.1)

    assert places.named("Neustadt", network=network)[1].latitude == 51.4


@pytest.mark.usefixtures("germany")
def test_the_region_of_a_network_says_which_of_nine_towns_is_meant(network, bakery):
    bakery.sites.update(latitude=51.6, longitude=9.9)

    _code, point = places.named("Neustadt", network=network)

    assert (point.latitude, point.longitude) == (51.5, 10.0)


@pytest.mark.usefixtures("germany")
def test_a_sentence_means_the_town_in_the_region_as_well(network, bakery, owner):
    bakery.sites.update(latitude=51.6, longitude=9.9)

    need = said("Dreherei, 30 km von Neustadt", network=network, bakery=bakery, owner=owner)

    assert (need.place, need.latitude) == ("Neustadt", 51.5)


DOUBTED = "So heißen mehrere: bitte mit Postleitzahl. Bis dahin zählt keine Entfernung."


@pytest.mark.usefixtures("germany")
@pytest.mark.parametrize("text", ["Dreherei in Neustadt, 40 km", "Dreherei, 40 km von Halle"])
def test_a_name_of_several_towns_in_a_sentence_is_asked_about(
    text, network, bakery, owner, as_person
):
    bakery.sites.update(latitude=None, longitude=None)  # nothing says where the network is
    town = "Neustadt" if "Neustadt" in text else "Halle"

    need = said(text, network=network, bakery=bakery, owner=owner)
    page = as_person(owner).get(f"/n/riegelstein/needs/{need.public_id}/edit/").content.decode()

    assert (need.place, need.latitude, need.radius_km) == (town, None, 40)
    assert town not in need.topics
    assert DOUBTED in page


@pytest.mark.usefixtures("germany")
@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("Neustadt", DOUBTED),
        ("Nirgends", "Diesen Ort kennen wir nicht; ohne ihn zählt keine Entfernung."),
        ("", ""),
    ],
)
def test_a_place_that_counts_for_nothing_says_why(place, says, network, bakery):
    bakery.sites.update(latitude=None, longitude=None)

    need = NeedFactory(network=network, owner=bakery, place=place, postal_code="", latitude=None)

    with translation.override("de"):
        assert places.why_unknown(need) == says


@pytest.mark.usefixtures("germany")
def test_in_another_region_another_town_is_meant(network, bakery, owner):
    """What one network means is not kept for the next place it is at."""
    bakery.sites.update(latitude=51.6, longitude=9.9)
    assert places.known(network)["Neustadt"].latitude == 51.5

    bakery.sites.update(latitude=48.4, longitude=10.1)

    assert places.known(network)["Neustadt"].latitude == 48.5


@pytest.mark.usefixtures("germany")
def test_what_a_site_says_goes_before_reference_data(network):
    SiteFactory(town="Lippstadt", postal_code="59557", latitude=51.0, longitude=8.0)

    assert places.named("Lippstadt", network=network)[1].latitude == 51.0
    assert places.named("Soest", network=network)[1].latitude == 51.57


@pytest.mark.usefixtures("germany")
def test_reference_data_are_read_once_for_each_import(django_assert_num_queries):
    places.known()
    with django_assert_num_queries(2):
        again = places.known()
    assert again["59494"].latitude == 51.565

    importing.keep(Kind.POSTCODES, postcodes.read(geonames(latitude="51.60")))

    assert places.known()["59494"].latitude == 51.60


def test_open_needs_are_located_after_an_import(network, bakery, owner):
    named = NeedFactory(network=network, owner=bakery, place="Lippstadt", latitude=None)
    text = "Dreherei, 30 km von Lippstadt"
    unread = NeedFactory(network=network, owner=bakery, draft=True, text=text, latitude=None)
    nowhere = NeedFactory(network=network, owner=bakery, place="Nirgends", latitude=None)
    lippstadt = geonames("59557", "Lippstadt", latitude="51.67", longitude="8.34")
    importing.keep(Kind.POSTCODES, postcodes.read(lippstadt))

    assert locating.locate_all() == (2, 1)

    found = {need.pk: need for need in Need.objects.in_network(network)}
    assert found[named.pk].latitude == found[unread.pk].latitude == 51.67
    assert (found[unread.pk].place, found[nowhere.pk].latitude) == ("Lippstadt", None)
    assert locating.locate_all() == (0, 1)
