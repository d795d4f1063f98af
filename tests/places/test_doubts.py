"""Coordinates that are swapped, in the sea or far from their address are asked about."""

import pytest
from django.utils import translation

from kurzweg.engine.documents import Place
from kurzweg.places import importing
from kurzweg.places.doubts import doubt, doubt_of_address, written
from kurzweg.places.geometry import distance_km, surrounds
from kurzweg.places.models import Kind, Municipality, PostcodePlace
from kurzweg.places.reading import boundaries
from tests.places.files import SQUARE, geojson

pytestmark = pytest.mark.usefixtures("germany")
SOEST = {"postal_code": "59494", "town": "Soest", "country": "DE"}
NOWHERE = {"postal_code": "", "town": "Nirgends", "country": "DE"}


def asked(latitude, longitude, address):
    with translation.override("en"):
        return doubt(latitude, longitude, **address)


def test_a_point_in_its_town_is_no_doubt():
    """Negative control."""
    assert asked(51.58, 8.12, SOEST) == ""


@pytest.mark.parametrize("address", [SOEST, NOWHERE])
def test_swapped_coordinates_are_seen_and_turned_round(address):
    says = "Latitude and longitude seem to be swapped: is 51,58 / 8,12 meant?"

    assert asked(8.12, 51.58, address) == says


@pytest.mark.parametrize("point", [(54.5, 6.0), (0.0, 0.0), (48.85, 2.35)])
def test_a_point_in_the_sea_or_abroad_is_asked_about(point):
    says = "There is no German town near this point: it lies in the sea or abroad."

    assert asked(*point, SOEST) == asked(*point, NOWHERE) == says


def test_a_point_far_from_its_address_is_asked_about():
    assert asked(51.67, 8.34, SOEST) == "This point lies 19 km away from 59494 Soest."


def test_abroad_nobody_asks_for_german_towns():
    swiss = {"postal_code": "CH-8112", "town": "Otelfingen", "country": "CH"}

    assert asked(47.46, 8.4, swiss) == ""
    assert asked(48.85, 2.35, {"postal_code": "F-75001", "town": "Paris", "country": "FR"}) == ""


def test_inside_the_outlines_a_point_needs_no_town_near_by():
    assert asked(50.0, 13.0, NOWHERE) != ""
    around = [[12.0, 49.0], [14.0, 49.0], [14.0, 51.0], [12.0, 51.0]]
    importing.keep(Kind.BOUNDARIES, boundaries.read(geojson(({"AGS": "09"}, around))))

    assert asked(50.0, 13.0, NOWHERE) == ""


def test_without_reference_data_nothing_is_odd():
    PostcodePlace.objects.all().delete()
    Municipality.objects.all().delete()

    assert asked(0.0, 0.0, SOEST) == asked(8.12, 151.0, SOEST) == ""


def test_a_point_is_written_with_commas():
    assert written(51.67, 8.0) == "51,67 / 8"


def test_a_hole_in_an_outline_is_outside():
    hole = [[8.05, 51.55], [8.1, 51.55], [8.1, 51.6], [8.05, 51.6], [8.05, 51.55]]

    assert surrounds([[SQUARE, hole]], latitude=51.52, longitude=8.02)
    assert not surrounds([[SQUARE, hole]], latitude=51.57, longitude=8.07)
    assert not surrounds([[SQUARE, hole]], latitude=51.57, longitude=8.3)


def test_a_degree_to_the_north_is_111_kilometres():
    assert round(distance_km(Place(50, 8), Place(51, 8)), 1) == 111.2
    assert round(distance_km(Place(60, 8), Place(60, 9)), 1) == 55.6


@pytest.mark.parametrize(
    ("postal_code", "town", "says"),
    [
        ("59494", "Soest", ""),
        ("59494", "Ampen", ""),
        ("59494", "Unbekannt", ""),
        ("", "Nirgends", ""),
        ("", "Neustadt", "Several places are called Neustadt: the postcode says which."),
        ("90003", "Neustadt", ""),
        ("59557", "Soest", "59557 is the postcode of Lippstadt and not of Soest."),
        ("59557", "Hamburg", "59557 is the postcode of Lippstadt and not of Hamburg."),
    ],
)
def test_an_address_whose_postcode_is_of_another_town_is_doubted(postal_code, town, says):
    with translation.override("en"):
        assert doubt_of_address(postal_code, town) == says
