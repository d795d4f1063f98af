"""Facts that were there before get an address each when the network is brought up to date."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import OrganisationFactory

BEFORE, AFTER = "0007_network_rules_stand_in_rows", "0008_dated_facts_have_addresses"


def models_at(migration: str):
    state = MigrationExecutor(connection).loader.project_state(("networks", migration))
    return lambda name: state.apps.get_model("networks", name).objects


@pytest.fixture
def moved_back(own_database):
    call_command("migrate", "networks", BEFORE, verbosity=0)
    yield
    call_command("migrate", verbosity=0)


def test_each_section_that_was_there_gets_an_address_of_its_own(moved_back):
    old = models_at(BEFORE)
    network = old("Network").create(slug="tal", name="Tal", office_id=OrganisationFactory().pk)
    for name in ("Optik", "Mechanik"):
        old("Section").create(network=network, name=name)

    call_command("migrate", "networks", AFTER, verbosity=0)

    ids = models_at(AFTER)("Section").order_by("pk").values_list("public_id", flat=True)
    assert [len(each) for each in ids] == [12, 12]
    assert len(set(ids)) == 2
