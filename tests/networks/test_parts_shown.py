"""Where the parts of a network are read: sections on the page of a firm, the area in a mistake."""

from __future__ import annotations

import pytest
from django.test import Client

from kurzweg.networks.models import NetworkArea, Section, SectionMembership
from kurzweg.places.models import Municipality

pytestmark = pytest.mark.django_db

NEW_SUBREGION = "/n/riegelstein/settings/subregions/new/"


def test_the_page_of_a_firm_names_its_sections_to_those_inside(as_person, office, bakery, network):
    optics = Section.objects.create(network=network, name="Optik")
    SectionMembership.objects.create(network=network, section=optics, organisation=bakery)
    page = f"/n/riegelstein/organisations/{bakery.public_id}/"

    inside, outside = as_person(office).get(page), Client().get(page)

    assert [">Optik<" in html.content.decode() for html in (inside, outside)] == [True, False]


@pytest.mark.parametrize(
    ("name", "says"), [("Lippstadt", "gehört nicht zum Gebiet"), ("Nirgends", "heißt keine")]
)
def test_a_municipality_outside_the_area_is_told_from_one_that_is_none(
    as_person, office, network, name, says
):
    NetworkArea.objects.create(network=network, ags="05974040", name="Soest")
    Municipality.objects.create(ags="05974028", name="Lippstadt")

    answer = as_person(office).post(NEW_SUBREGION, {"name": "Hellweg", "areas": name})

    assert says in answer.content.decode().partition('class="mistake')[2]
