"""Which networks a change concerns of rows that belong to none, and which rows strangers see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from kurzweg.core import ledger
from kurzweg.networks.models import (
    FunderStrip,
    LegalNotice,
    LegalText,
    Mandate,
    Membership,
    Network,
    NetworkRule,
    ShownLine,
    SupportingBody,
)
from kurzweg.people.models import (
    Activity,
    Certificate,
    Organisation,
    Person,
    Position,
    Site,
)

Pairs = Iterator[tuple[int, int]]
WHY_ALL = "a change concerns every network in which its firm is known, also where it left"


def register() -> None:
    """Tell the ledger whom these rows concern."""
    ledger.concerns(Network, lambda ids: ((each, each) for each in ids))
    ledger.concerns(Organisation, of_organisations)
    for part in (Activity, Certificate, Site):
        ledger.concerns(part, _of_rows(part))
        ledger.shown_to_strangers(part)
    ledger.concerns(Position, of_positions)
    ledger.concerns(Person, of_persons)
    for model in (
        Network,
        FunderStrip,
        SupportingBody,
        Organisation,
        LegalNotice,
        LegalText,
        NetworkRule,
        ShownLine,
    ):
        ledger.shown_to_strangers(model)
    ledger.shown_to_strangers(Membership, lambda membership: membership.since is not None)


def of_organisations(ids: Collection[int]) -> Pairs:
    """Name the networks that organisations belong or belonged to, carry or run."""
    for facts in (Membership, SupportingBody):
        rows = facts.objects.across_networks(WHY_ALL).filter(organisation__in=ids)
        yield from rows.values_list("organisation", "network")
    yield from Network.objects.filter(office__in=ids).values_list("office", "pk")


def _of_rows(model: type[Model]) -> ledger.Concerns:
    def of_rows(ids: Collection[int]) -> Pairs:
        rows: QuerySet[Any] = QuerySet(model)
        yield from _through_organisations(rows.filter(pk__in=ids))

    return of_rows


def _through_organisations(rows: QuerySet[Any], *, name: str = "pk") -> Pairs:
    owners = list(rows.values_list(name, "organisation"))
    networks: dict[int, set[int]] = {}
    for organisation_id, network_id in of_organisations({owner for _row, owner in owners}):
        networks.setdefault(organisation_id, set()).add(network_id)
    for row_id, organisation_id in owners:
        for network_id in networks.get(organisation_id, ()):
            yield row_id, network_id


def of_positions(ids: Collection[int]) -> Pairs:
    """Name the network that entered a position, or each in which its organisation is known."""
    rows = Position.objects.filter(pk__in=ids).annotate(
        only=Coalesce(F("entered_by_network"), F("person__entered_by_network"))
    )
    yield from rows.exclude(only=None).values_list("pk", "only")
    yield from _through_organisations(rows.filter(only=None))


def of_persons(ids: Collection[int]) -> Pairs:
    """Name the network that entered a person, or each where she has a task or a position."""
    entered = Person.objects.filter(pk__in=ids).exclude(entered_by_network=None)
    yield from entered.values_list("pk", "entered_by_network")
    mandates = Mandate.objects.across_networks(WHY_ALL).filter(person__in=ids)
    yield from mandates.values_list("person", "network")
    own = Position.objects.filter(Q(person__entered_by_network=None), person__in=ids)
    entered_there = own.exclude(entered_by_network=None)
    yield from entered_there.values_list("person", "entered_by_network")
    yield from _through_organisations(own.filter(entered_by_network=None), name="person")
