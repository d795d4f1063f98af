"""Whatever people read by name is sorted as German registers do, in both databases alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from kurzweg.networks.models import Committee, Section

SORTED = re.compile(r"order_by\(([^()]*)\)")
IN_ORDER = re.compile(r"\*in_order\([^()]*\)")
NAME = re.compile(r'"-?(?:\w+__)*(?:name|family_name|given_name)"')

# Sorted for a machine, or for nobody.
NOT_READ = {"core/ledger.py"}


def sorted_by_plain_name(text: str) -> list[str]:
    """Find where rows are sorted by a name as it is spelled: Österreich after Zypern."""
    asked = SORTED.findall(IN_ORDER.sub("", text))
    return [each for each in asked if NAME.search(each)]


def test_no_list_is_sorted_by_a_name_as_it_is_spelled():
    root = Path(settings.REPOSITORY) / "src" / "kurzweg"
    found = {
        str(path.relative_to(root)): plain
        for path in sorted(root.rglob("*.py"))
        if "migrations" not in path.parts
        if (plain := sorted_by_plain_name(path.read_text("utf-8")))
    }

    assert set(found) - NOT_READ == set(), found


def test_a_plain_name_would_be_noticed():
    assert sorted_by_plain_name('rows.order_by("order", "section__name", "pk")')
    assert sorted_by_plain_name('rows.order_by(\n    "person__family_name",\n    "pk",\n)')
    assert not sorted_by_plain_name('rows.order_by(*in_order("name", "given_name"), "pk")')
    assert not sorted_by_plain_name('rows.order_by("organisation__name_key", "pk")')


@pytest.mark.django_db
def test_names_are_in_order_where_rows_are_counted_as_well(network, office, as_person):
    for name in ("Zirkel", "Öffentlichkeit", "Oberstufe"):
        Committee.objects.create(network=network, name=name, kind="circle", is_public=True)
        Section.objects.create(network=network, name=name)
    client = as_person(office)

    committees = client.get("/n/riegelstein/committees/")
    sections = client.get("/n/riegelstein/settings/sections/", {"on": "2020-01-01"})

    shown = [[row.name for row in page.context["rows"]] for page in (committees, sections)]
    assert shown == [["Oberstufe", "Öffentlichkeit", "Zirkel"]] * 2


@pytest.mark.django_db
def test_sections_stand_as_german_registers_sort(network, office, as_person):
    for name in ("Zerspanen", "optik", "Öfen", "Oberflächen"):
        Section.objects.create(network=network, name=name)

    page = as_person(office).get("/n/riegelstein/organisations/").content.decode()

    shown = re.findall(r">(Zerspanen|optik|Öfen|Oberflächen)</option>", page)
    assert shown == ["Oberflächen", "Öfen", "optik", "Zerspanen"]
