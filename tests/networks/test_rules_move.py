"""The rules of a network move from one field into rows of their own, and back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kurzweg.core.days import today
from tests.factories import OrganisationFactory

BEFORE, AFTER = "0004_sender_addresses_are_normalised", "0007_network_rules_stand_in_rows"


def networks_at(migration: str):
    """The models of networks as they were after a migration."""
    state = MigrationExecutor(connection).loader.project_state(("networks", migration))
    return lambda name: state.apps.get_model("networks", name).objects


@pytest.fixture
def moved_back(own_database):
    call_command("migrate", "networks", BEFORE, verbosity=0)
    yield
    call_command("migrate", verbosity=0)


def test_what_was_decided_holds_from_the_beginning_and_comes_back(moved_back):
    old = networks_at(BEFORE)
    rules = {"ask_open_days": 14, "small_firms_first": False, "note": "a text", "ratio": 0.5}
    network = old("Network").create(
        slug="tal", name="Tal", office_id=OrganisationFactory().pk, rules=rules
    )

    call_command("migrate", "networks", AFTER, verbosity=0)
    decided = networks_at(AFTER)("NetworkRule")
    rows = list(decided.order_by("name").values_list("name", "value", "since"))
    for days, value in ((-1, 21), (1, 28)):
        since = today() + timedelta(days=days)
        decided.create(
            network_id=network.pk, name="ask_open_days", value=value, since=since, public_id=value
        )
    call_command("migrate", "networks", BEFORE, verbosity=0)

    assert rows == [("ask_open_days", 14, None), ("small_firms_first", 0, None)]
    rules = networks_at(BEFORE)("Network").get().rules
    assert rules == {"ask_open_days": 21, "small_firms_first": False}
