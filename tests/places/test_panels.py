"""The imprint names whose reference data the pages rest on."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.places.files import geonames, written

IMPRINT = "/n/riegelstein/imprint/"
pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("germany")
def test_the_imprint_says_whose_data_are_shown(client, network):
    said = client.get(IMPRINT).content.decode()

    assert "GeoNames (www.geonames.org), CC BY 4.0" in said
    assert "© Statistisches Bundesamt (Destatis)" in said


def test_without_reference_data_it_names_nobody(client, network):
    """Negative control."""
    assert "GeoNames" not in client.get(IMPRINT).content.decode()


def test_an_imprint_that_is_kept_ends_with_an_import(client, network, tmp_path):
    before = client.get(IMPRINT).content.decode()

    call_command("import", "postcodes", str(written(tmp_path, geonames())), stdout=StringIO())

    assert "GeoNames" not in before
    assert "GeoNames" in client.get(IMPRINT).content.decode()
