"""The audit says who did what to which row, and never what the row says."""

import pytest

from kurzweg.core import audit, ledger
from kurzweg.core.models import AuditEntry
from kurzweg.networks.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership(bakery, network) -> Membership:
    return Membership.objects.in_network(network).get(organisation=bakery)


def test_an_entry_names_the_person_the_row_and_the_fields(membership, office, owner):
    entry = audit.record(
        membership, "admitted", by=office, on_behalf_of=owner, fields=["until", "since"]
    )
    ledger.changed(membership)

    assert (entry.actor_kind, entry.actor_id, entry.on_behalf_of_id) == (
        "person",
        office.pk,
        owner.pk,
    )
    assert (entry.kind, entry.row_id, entry.action) == ("membership", membership.pk, "admitted")
    assert (entry.network_id, entry.fields) == (membership.network_id, ["since", "until"])
    assert str(entry) == f"person {office.pk} admitted membership {membership.pk}"


def test_what_the_house_does_by_itself_is_noted_as_such(owner):
    entry = audit.record(owner, "anonymised")

    assert (entry.actor_kind, entry.actor_id, entry.network_id) == ("system", None, None)


def test_the_history_of_a_row_is_newest_first_and_its_own(membership, office, owner):
    audit.record(membership, "applied", by=office)
    audit.record(owner, "changed", by=office)
    audit.record(membership, "admitted", by=office)
    for _ in range(2):
        ledger.changed(membership)

    assert [entry.action for entry in audit.history(membership)] == ["admitted", "applied"]


def test_a_refusal_is_noted_with_the_route_and_without_the_address(as_person, owner, network):
    as_person(owner).get(f"/n/{network.slug}/organisations/zzzzzzzzzzzz/?q=geheim")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_kind, entry.actor_id) == (
        "refused",
        "account",
        owner.account_id,
    )
    assert entry.fields == ["networks:organisation-detail"]
    assert "geheim" not in str(AuditEntry.objects.values().get())


def test_what_strangers_and_wrong_addresses_ask_for_is_not_noted(client, as_person, owner, network):
    client.get(f"/n/{network.slug}/organisations/zzzzzzzzzzzz/")
    as_person(owner).get("/no/such/address/")

    assert AuditEntry.objects.count() == 0
