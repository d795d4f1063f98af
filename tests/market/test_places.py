"""The places of the house are those of its sites, as they are now."""

import pytest

from kurzweg.market import places
from kurzweg.market.models import Need
from kurzweg.people.models import Site
from tests.conftest import member_firm
from tests.factories import NetworkFactory, SiteFactory
from tests.forms import pressed
from tests.market.conftest import NEEDS
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db


def site_at(network, *, town, latitude):
    firm = member_firm(network, f"Dreherei {town}")
    firm.sites.update(town=town, postal_code="", latitude=latitude, longitude=9.0)
    return firm.sites.get()


def latitude_of(town):
    _postal_code, point = places.named(town, network=NetworkFactory())
    return point and point.latitude


def test_a_corrected_coordinate_counts_at_once(network):
    site = site_at(network, town="Kupferau", latitude=50.0)
    assert latitude_of("Kupferau") == 50.0

    Site.objects.filter(pk=site.pk).update(latitude=51.0)

    assert latitude_of("Kupferau") == 51.0


def test_two_coordinates_that_change_places_count_at_once(network):
    first = site_at(network, town="Kupferau", latitude=50.0)
    second = site_at(network, town="Zinnbach", latitude=51.0)
    assert latitude_of("Kupferau") == 50.0

    Site.objects.filter(pk=first.pk).update(latitude=51.0)
    Site.objects.filter(pk=second.pk).update(latitude=50.0)

    assert (latitude_of("Kupferau"), latitude_of("Zinnbach")) == (51.0, 50.0)


def test_a_corrected_name_counts_at_once(network):
    site = site_at(network, town="Kupfrau", latitude=50.0)
    assert latitude_of("Kupferau") is None

    Site.objects.filter(pk=site.pk).update(town="Kupferau")

    assert latitude_of("Kupferau") == 50.0


@pytest.mark.parametrize("written", ["Luederau", "LÜDERAU", "Lu\u0308derau", "Lü\u00adderau"])
def test_a_town_is_known_however_it_is_written(network, written):
    site_at(network, town="Lüderau", latitude=50.0)

    assert latitude_of(written) == 50.0


def test_two_spellings_of_a_town_are_one_place(network):
    site_at(network, town="Lüderau", latitude=50.0)
    site_at(network, town="Luederau", latitude=51.0)

    assert latitude_of("Lüderau") == latitude_of("Luederau") == 50.5


def test_a_site_that_was_closed_is_no_place_any_more(network):
    site = site_at(network, town="Kupferau", latitude=50.0)
    assert latitude_of("Kupferau") == 50.0

    Site.objects.filter(pk=site.pk).update(until=network.today())

    assert latitude_of("Kupferau") is None


def test_while_no_site_changes_the_places_are_not_read_again(network):
    """Negative control: what is known is kept."""
    site_at(network, town="Kupferau", latitude=50.0)

    assert places.known() is places.known()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("59494", ("59494", "")),
        ("59494 soest", ("59494", "Soest")),
        ("Nirgends 12345", ("12345", "Nirgends")),
        ("soest", ("", "Soest")),
        ("100000000000000 Soest", ("", "100000000000000 Soest")),
    ],
)
def test_a_place_is_kept_once_and_as_it_is_known(typed, kept, network, bakery, owner, as_person):
    SiteFactory(town="Soest", latitude=51.6, longitude=8.1)
    need = NeedFactory(network=network, owner=bakery, draft=True)

    client, page = as_person(owner), f"{NEEDS}{need.public_id}/edit/"
    typed_in = pressed(client.get(page), place=typed)

    client.post(page, typed_in)
    again = client.post(page, {**typed_in, "once": "another"})

    need = Need.objects.in_network(network).get()
    assert (need.postal_code, need.place) == kept
    # Sent once more by a page that does not know of it yet, it is no second version.
    assert again.status_code == 302
