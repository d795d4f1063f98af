"""A network that somebody tries out: it sends nothing, nobody else sees it, it ends at night."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from kurzweg.core import ledger
from kurzweg.core.models import Change
from kurzweg.networks import actions
from kurzweg.networks.models import ClassTerm, Membership, Network, SupportingBody
from kurzweg.people.models import Account, Organisation, Person

WHY = "what only a tried network knew goes with it"


@transaction.atomic
def found(*, name: str, region: str, ends_at: datetime) -> tuple[Network, Person]:
    """Make a network under an address that nobody guesses, and the one who runs it."""
    slug = f"probe-{secrets.token_hex(10)}"
    # Nobody can sign in with it: at such addresses no mail ever arrives (RFC 2606).
    network = actions.found(name=name, region=region, office=f"{slug}@probe.invalid", slug=slug)
    network.ends_at = ends_at
    network.save(update_fields=["ends_at"])
    ledger.changed(network)
    return network, Person.objects.get(entered_by_network=network)


def forget_over(now: datetime | None = None) -> int:
    """Delete the tried networks whose time is over, and say how many these were."""
    over = Network.objects.filter(ends_at__lte=now or timezone.now()).order_by("pk")
    for network in over:
        forget(network)
    return len(over)


def forget_all() -> int:
    """Delete all tried networks: whoever starts the house anew finds none."""
    tried = Network.objects.exclude(ends_at=None).order_by("pk")
    for network in tried:
        forget(network)
    return len(tried)


@transaction.atomic
def forget(network: Network) -> None:
    """Delete a tried network with all that only it knew: firms, persons, mails, traces."""
    if network.ends_at is None:
        raise ValueError("only a network that somebody tries out is forgotten as a whole")
    persons = Person.objects.filter(entered_by_network=network)
    accounts = list(persons.exclude(account=None).values_list("account", flat=True))
    firms = _only_here(network)
    ledger.changed(*Organisation.objects.filter(pk__in=firms), network)
    ClassTerm.objects.in_network(network).delete()  # protects the classes it names
    persons.delete()
    pk = network.pk
    network.delete()
    Organisation.objects.filter(pk__in=firms).delete()
    Account.objects.filter(pk__in=accounts, persons=None, is_operator=False).delete()
    for model in apps.get_models():
        if model is not Change and _names_networks_by_number(model):
            model._base_manager.filter(network_id=pk).delete()


def _only_here(network: Network) -> list[int]:
    """Name the organisations that this network knows, and nobody else."""
    here = {network.office_id}
    elsewhere = set(Network.objects.exclude(pk=network.pk).values_list("office", flat=True))
    for facts in (Membership, SupportingBody):
        rows = facts.objects.across_networks(WHY).order_by()
        here.update(rows.filter(network=network).values_list("organisation", flat=True))
        elsewhere.update(rows.exclude(network=network).values_list("organisation", flat=True))
    return sorted(here - elsewhere)


def _names_networks_by_number(model: type[models.Model]) -> bool:
    return any(
        field.attname == "network_id" and not field.is_relation
        for field in model._meta.concrete_fields
    )
