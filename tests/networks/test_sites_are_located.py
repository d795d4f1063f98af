"""Where a site lies is worked out from its address, unless somebody said it by hand."""

from io import StringIO

import pytest
from django.core.management import call_command

from kurzweg.core import ledger
from kurzweg.networks import actions, regions, sites
from kurzweg.people.models import LocatedBy, Site
from kurzweg.places import importing
from kurzweg.places.models import Kind
from kurzweg.places.reading import postcodes
from tests.factories import SiteFactory
from tests.places.conftest import germany  # noqa: F401 - a fixture
from tests.places.files import geonames, written

pytestmark = pytest.mark.django_db

ENTRY = {
    "name": "Neue Dreherei", "kind": "company", "legal_form": "", "staff_band": None, "summary": "",
    "email": "", "street": "", "postal_code": "59494", "town": "Soest", "wz_code": "",
    "given_name": "", "family_name": "",
}  # fmt: skip


def entered(network, office, **address):
    entry = ENTRY | {"since": network.today()} | address
    return actions.enter_member(entry, network=network, by=office).organisation.sites.get()


@pytest.mark.usefixtures("germany")
def test_a_firm_has_coordinates_as_soon_as_it_is_entered(network, office):
    site = entered(network, office)

    assert (site.latitude, site.longitude, site.ags) == (51.57, 8.11, "05974040")
    assert (site.located_by, site.country) == (LocatedBy.PLACES, "DE")


@pytest.mark.usefixtures("germany")
def test_a_town_that_exists_nine_times_is_not_guessed(network, office):
    assert entered(network, office, postal_code="", town="Neustadt").latitude is None


@pytest.mark.usefixtures("germany")
def test_the_one_in_the_region_is_meant(network, office):
    network.areas.create(ags="05974040")
    assert regions.of(network).point is not None

    site = entered(network, office, postal_code="", town="Halle (Westf.)")

    assert site.latitude == 52.06


@pytest.mark.usefixtures("germany")
def test_a_foreign_address_says_so_and_lies_in_no_german_town(network, office):
    site = entered(network, office, postal_code="A-8112", town="Soest")

    assert (site.country, site.latitude, site.located_by) == ("AT", None, "")


def test_without_reference_data_a_neighbour_lends_its_point(network, office):
    SiteFactory(town="Soest", postal_code="59494", latitude=51.0, longitude=8.0)

    site = entered(network, office)

    assert (site.latitude, site.located_by) == (51.0, LocatedBy.NEIGHBOUR)


def test_a_neighbour_in_another_country_lends_none(network, office):
    """Negative control."""
    SiteFactory(town="Soest", country="NL", latitude=52.2, longitude=5.3)

    assert entered(network, office).latitude is None


def test_after_an_import_sites_are_located_counted_and_told(network, bakery, tmp_path):
    here = bakery.sites.get()
    Site.objects.filter(pk=here.pk).update(town="Soest", postal_code="59494", latitude=None)
    Site.objects.filter(pk=here.pk).update(longitude=None)
    by_hand = SiteFactory(
        town="Soest", postal_code="59494", latitude=1, longitude=2, located_by=LocatedBy.HAND
    )
    nowhere = SiteFactory(town="Nirgends", postal_code="")
    before = ledger.Change.objects.count()
    out = StringIO()

    call_command("import", "postcodes", str(written(tmp_path, geonames())), stdout=out)

    assert "sites: 1 located, 1 without coordinates." in out.getvalue()
    for site in (here, by_hand, nowhere):
        site.refresh_from_db()
    assert [each.latitude for each in (here, by_hand, nowhere)] == [51.57, 1, None]
    changes = ledger.Change.objects.order_by("seq")[before:]
    told = [(each.kind, each.row_id) for each in changes]
    assert told == [("people.site", here.pk), ("networks.network", network.pk)]


@pytest.mark.usefixtures("germany")
def test_what_was_worked_out_follows_better_data(network, office):
    site = entered(network, office)
    importing.keep(Kind.POSTCODES, postcodes.read(geonames(latitude="51.60")))

    assert sites.locate_all() == (1, 0)

    site.refresh_from_db()
    assert site.latitude == 51.60
    assert sites.locate_all() == (0, 0)


@pytest.mark.usefixtures("germany")
@pytest.mark.parametrize(
    ("postal_code", "town", "told"),
    [
        ("", "Neustadt", "So heißen mehrere Orte: Neustadt. Die Postleitzahl sagt, welcher."),
        ("59494", "Lippstadt", "59494 ist die Postleitzahl von Soest und nicht von Lippstadt."),
        ("", "Nirgends", "Noch ist nicht bekannt, wo Nirgends liegt:"),
        ("", "Lippstadt", ""),
        ("59494", "Ampen", ""),
    ],
)
def test_whoever_enters_a_firm_hears_what_is_odd_about_its_address(
    postal_code, town, told, network, as_person, office
):
    entry = {"name": "Dreherei", "kind": "company", "town": town, "since": network.today()}
    sent = {**entry, "postal_code": postal_code, "once": "1"}

    shown = as_person(office).post("/n/riegelstein/organisations/new/", sent, follow=True)

    first, *others = (str(each) for each in shown.context["messages"])
    assert "Dreherei" in first
    assert [each.startswith(told) and "/sites/" in each for each in others] == [True] * bool(told)
