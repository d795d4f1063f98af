"""A table of what the network says itself, read once more, changes nothing."""

import csv
import io

import pytest

from kurzweg.engine.members import Field
from kurzweg.imports import actions
from kurzweg.networks.findable import COLUMNS
from kurzweg.networks.models import Membership
from kurzweg.people.models import Activity, Organisation
from tests.conftest import member_firm

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(network):
    """The list of members with the headings and values of its columns, as a table."""
    for name, facts in (
        ("Ohm & Söhne KG", {"phone": "0351 815", "email": "info@ohm.example", "staff_band": 10}),
        ("Spindler GmbH", {"website": "https://www.spindler.example/", "summary": "Dreht; fräst."}),
        ("Bäckerei Krume", {"founded_year": 1911}),
    ):
        firm = member_firm(network, name)
        Organisation.objects.filter(pk=firm.pk).update(**facts)
        Activity.objects.create(organisation=firm, code="25.62.0")
    members = Membership.objects.in_network(network).with_organisation().order_by("pk")
    firms = [membership.organisation for membership in members]
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow([str(column.label) for column in COLUMNS])
    table.writerows([[column.value(firm) for column in COLUMNS] for firm in firms])
    return written.getvalue().encode("utf-8-sig")


def test_the_own_export_changes_nothing(export, network, office):
    list_ = actions.upload(export, name="Export.csv", network=network, by=office)
    fields = [Field(column["field"]) for column in list_.columns]

    compared = actions.understand(list_, fields)

    lines = compared.lines.order_by("row")
    assert [(line.name, line.verdict, line.changes) for line in lines] == [
        ("Ohm & Söhne KG", "same", []),
        ("Spindler GmbH", "same", []),
        ("Bäckerei Krume", "same", []),
    ]
