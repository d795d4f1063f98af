"""Whoever writes a name writes its key, so that filters find it."""

from __future__ import annotations

import pytest
from django.db.models import F

from kurzweg.core import keys
from kurzweg.engine.words.names import place_key
from kurzweg.people.models import Organisation, Site
from tests.factories import OrganisationFactory, SiteFactory

pytestmark = pytest.mark.django_db


def key_of(organisation: Organisation) -> str:
    return Organisation.objects.values_list("name_key", flat=True).get(pk=organisation.pk)


def test_a_key_is_kept_by_every_way_to_write_a_name():
    firm = Organisation.objects.create(name="Stüwe")
    assert key_of(firm) == "stuewe"

    firm.name = "Möller"
    firm.save(update_fields=["name"])
    assert key_of(firm) == "moeller"

    Organisation.objects.filter(pk=firm.pk).update(name="Röhr & Co.", phone="")
    assert key_of(firm) == "roehr und co"

    (other,) = Organisation.objects.bulk_create([Organisation(name="Groß")])
    assert key_of(other) == "gross"


def test_other_fields_leave_the_key_alone():
    firm = OrganisationFactory(name="Stüwe")
    firm.name = "Möller"

    firm.save(update_fields=["phone"])

    assert key_of(firm) == "stuewe"


def test_a_name_that_the_database_would_compute_is_refused():
    firm = OrganisationFactory(name="Stüwe")

    with pytest.raises(TypeError, match="name_key"):
        Organisation.objects.update(name=F("legal_form"))

    assert key_of(firm) == "stuewe"


def test_the_keys_of_rows_that_were_there_before_are_written_by_the_migration():
    firm, site = OrganisationFactory(name="Stüwe"), SiteFactory(town="St. Georgen")
    Organisation.objects.update(name_key="")
    Site.objects.update(town_key="")

    keys.rewrite(Organisation, key="name_key", of=["name"])
    keys.rewrite(Site, key="town_key", of=["town"], form=place_key)

    assert key_of(firm) == "stuewe"
    assert Site.objects.get(pk=site.pk).town_key == "sankt georgen"


def test_a_key_that_grows_beyond_its_column_is_cut():
    firm = OrganisationFactory(name="ﷺ" * 200)

    assert len(key_of(firm)) == 400


@pytest.mark.parametrize("by", [["name_key"], keys.in_order("name")])
def test_names_stand_in_the_order_of_german_registers_whatever_their_case(by):
    names = ["Böhmer", "Bräuer", "Brüggemann", "Dierkes", "DSR", "Gärtner", "Gustav", "Härterei"]
    for name in [*reversed(names), "Husmann"]:
        OrganisationFactory(name=name)

    rows = Organisation.objects.order_by(*by, "pk")

    assert [row.name for row in rows] == [*names, "Husmann"]
