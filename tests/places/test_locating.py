"""An address lies where postcode and town say; what is doubtful is asked and never guessed."""

import pytest

from kurzweg.engine.documents import Place
from kurzweg.places import importing
from kurzweg.places.countries import country_of
from kurzweg.places.locating import How, Region, locate
from kurzweg.places.models import Kind
from kurzweg.places.reading import postcodes
from tests.places.conftest import POSTCODES
from tests.places.files import geonames

pytestmark = pytest.mark.usefixtures("germany")


def found(postal_code, town, **more):
    located = locate(postal_code, town, **more)
    point = located.point
    return located.how, point and (round(point.latitude, 2), round(point.longitude, 2))


@pytest.mark.parametrize(
    ("postal_code", "town", "how", "point"),
    [
        ("59494", "Soest", How.BOTH, (51.57, 8.11)),
        ("59494", "SOEST", How.BOTH, (51.57, 8.11)),
        ("59494", "Soest, Stadt", How.BOTH, (51.57, 8.11)),
        ("59494", "Ampen", How.BOTH, (51.56, 8.05)),
        ("59557", "Lippstadt", How.BOTH, (51.67, 8.34)),
        ("06108", "Halle", How.BOTH, (51.48, 11.97)),
        ("59494", "", How.POSTCODE, (51.56, 8.08)),
        ("59494", "Unbekannt", How.POSTCODE, (51.56, 8.08)),
        ("59494", "Lippstadt", How.BOTH, (51.56, 8.08)),  # next door: the postcode says where
        ("", "Lippstadt", How.TOWN, (51.68, 8.35)),
        ("59999", "Lippstadt", How.TOWN, (51.68, 8.35)),
        ("", "Frankfurt a. M.", How.TOWN, (50.11, 8.68)),
        ("", "Frankfurt/Oder", How.TOWN, (52.34, 14.55)),
        ("", "Nirgends", How.UNKNOWN, None),
        ("99999", "", How.UNKNOWN, None),
        ("", "", How.UNKNOWN, None),
        ("", "Neustadt", How.DOUBTFUL, None),
        ("", "Halle", How.DOUBTFUL, None),
        ("", "Frankfurt", How.DOUBTFUL, None),
        ("59494", "Hamburg", How.DOUBTFUL, None),
    ],
)
def test_an_address_is_found_or_doubted(postal_code, town, how, point):
    assert found(postal_code, town) == (how, point)


def test_each_of_nine_towns_of_a_name_is_named_with_its_postcode():
    meant = locate("", "Neustadt").meant

    assert [each.postal_code for each in meant] == [f"9000{i}" for i in range(9)]


def test_the_postcode_says_which_of_nine_is_meant():
    assert found("90004", "Neustadt") == (How.BOTH, (51.5, 10.0))


@pytest.mark.parametrize(
    ("region", "point"),
    [
        (Region(point=Place(51.6, 9.9)), (51.5, 10.0)),
        (Region(keys=frozenset({"05111"})), (51.5, 10.0)),
        (Region(point=Place(52.0, 10.0)), None),  # two are as far
        (Region(point=Place(51.5, 14.0)), None),  # none is near
    ],
)
def test_the_network_s_region_says_which_of_nine_is_meant(region, point):
    how = How.NEAREST if point else How.DOUBTFUL

    assert found("", "Neustadt", region=region) == (how, point)


def test_a_postcode_and_a_town_that_contradict_each_other_are_both_named():
    labels = [each.label for each in locate("59494", "Hamburg").meant]

    assert labels == ["59494 Ampen (Kreis Soest)", "59494 Soest (Kreis Soest)", "20038 Hamburg"]


@pytest.mark.parametrize(
    ("postal_code", "country", "found_there"),
    [
        ("8112", "CH", (47.46, 8.39)),
        ("CH-8112", "DE", (47.46, 8.39)),
        ("8112", "AT", None),
        ("A-8112", "DE", None),
        ("59494", "FR", None),
        ("F-59494", "DE", None),
    ],
)
def test_a_foreign_postcode_never_finds_a_german_place(postal_code, country, found_there):
    town = "Otelfingen" if found_there else "Soest"

    assert found(postal_code, town, country=country)[1] == found_there


def test_the_sign_before_a_postcode_names_its_country():
    assert country_of("CH-8112") == ("8112", "CH")
    assert country_of("A-1010") == ("1010", "AT")
    assert country_of("SW1A 1AA", "gb") == ("SW1A 1AA", "GB")
    assert country_of("59494") == ("59494", "DE")


@pytest.mark.parametrize(
    ("postal_code", "town", "ags"),
    [
        ("59494", "Soest", "05974040"),
        ("", "Lippstadt", "05974028"),
        ("06108", "Halle", "15002000"),
        ("60311", "Frankfurt am Main", ""),  # no municipality of this name is listed
    ],
)
def test_the_official_key_of_the_municipality_is_found_as_well(postal_code, town, ags):
    assert locate(postal_code, town).ags == ags


def test_what_belongs_to_a_city_far_away_makes_its_name_no_doubt():
    """Neuwerk is an island of Hamburg's; the city has many more postcodes."""
    city = [geonames(f"20{i:03}", "Hamburg", "02000", "53.55", "10.0") for i in range(10)]
    island = geonames("27499", "Hamburg", "02000", "53.92", "8.5")
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join([*city, island])))

    assert found("", "Hamburg") == (How.TOWN, (53.55, 10.0))


def test_as_many_postcodes_elsewhere_are_another_town():
    """Negative control."""
    two = [geonames("20095", "Hamburg", "02000", "53.55", "10.0")]
    two.append(geonames("27499", "Hamburg", "02000", "53.92", "8.5"))
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join(two)))

    assert found("", "Hamburg") == (How.DOUBTFUL, None)


def test_a_town_that_stretches_far_is_one():
    """Each part lies near the next one, though the first lies far from the last."""
    parts = [geonames(f"1011{i}", "Berlin", "11000", f"52.{i}", "13.4") for i in (0, 4, 2)]
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join(parts)))

    assert found("", "Berlin") == (How.TOWN, (52.2, 13.4))


def test_without_reference_data_nothing_is_known():
    importing.PostcodePlace.objects.all().delete()
    importing.Municipality.objects.all().delete()

    assert found("59494", "Soest") == (How.UNKNOWN, None)


def test_an_address_costs_few_queries(django_assert_num_queries):
    importing.keep(Kind.POSTCODES, postcodes.read("\n".join(POSTCODES)))

    with django_assert_num_queries(4):
        locate("59494", "Soest")
