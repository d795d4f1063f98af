"""Deciding about the rules of a network: another value from a day on, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from kurzweg.core import audit, ledger, rules
from kurzweg.networks.errors import AlreadyHolds
from kurzweg.networks.models import Network, NetworkRule
from kurzweg.people.models import Person


@transaction.atomic
def decide(
    network: Network, values: Mapping[str, int | bool], *, since: date, by: Person
) -> Network:
    """Let other values hold from a day on; what was told before is kept as it was told."""
    # Two colleagues may decide about one rule at once: the second of the two holds.
    network = _locked(network)
    for name, value in values.items():
        rule = rules.declared(name)
        decided, _is_new = NetworkRule.objects.in_network(network).update_or_create(
            network=network, name=name, since=since, defaults={"value": int(value)}
        )
        ledger.changed(decided)
        if rule.then is not None and since <= network.today():
            rule.then(network.pk)
    audit.record(network, "decided", by=by, fields=values)
    ledger.changed(network)
    return network


@transaction.atomic
def withdraw(planned: NetworkRule, *, by: Person) -> Network:
    """Take back what was to hold from a later day on."""
    network = _locked(planned.network)
    # Its day may have come, or a colleague may have taken it back, since the page was read.
    mine = NetworkRule.objects.in_network(network).filter(pk=planned.pk)
    if not mine.filter(since__gt=network.today()).exists():
        raise AlreadyHolds
    ledger.changed(planned)
    mine.delete()
    audit.record(network, "withdrew", by=by, fields=[planned.name])
    ledger.changed(network)
    return network


def _locked(network: Network) -> Network:
    return Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
