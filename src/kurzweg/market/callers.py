"""Who calls for an organisation: one of its persons, or a name that is kept as it was said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kurzweg.core import audit, ledger
from kurzweg.core.keys import in_order
from kurzweg.engine.words import name_key
from kurzweg.market.errors import CallerIsKnown
from kurzweg.market.models import Need
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody on the phone: a person whom we know there, or only the name that was said."""

    person: Person | None = None
    name: str = ""


NOBODY = Caller()


def names_at(
    organisations: Collection[Organisation], *, network: Network, on: date, written: str = ""
) -> list[str]:
    """List the names of who acts for some organisations and is called like what is typed."""
    found = _labelled(organisations, network=network, on=on)
    wanted = name_key(written).split()
    named = [name for name in found if all(word in name_key(name) for word in wanted)]
    return named[:SHOWN]


def named(written: str, *, organisation: Organisation, network: Network, on: date) -> Caller:
    """Find the one person of an organisation whom a name means; else it is kept as a name only."""
    if not written:
        return NOBODY
    key = name_key(written)
    labelled = _labelled([organisation], network=network, on=on)
    meant = {person for label, person in labelled.items() if name_key(label) == key}
    if not meant:
        meant = {each for each in labelled.values() if key in _keys_of(each)}
    return Caller(person=meant.pop()) if len(meant) == 1 else Caller(name=written)


@transaction.atomic
def enter(need: Need, *, by: Person) -> Person:
    """Make of a name that was said a person of the organisation that is looking."""
    # Two colleagues may press the button at once; the second must hear that it is done.
    need = Need.objects.in_network(need.network_id).locked().get(pk=need.pk)
    if not need.caller_name:
        raise CallerIsKnown
    *given, family_name = need.caller_name.split()
    person = Person.objects.create(
        given_name=" ".join(given)[:80],
        family_name=family_name[:80],
        language=need.language,
        entered_by_network=need.network,
    )
    position = Position.objects.create(
        person=person,
        organisation=need.owner,
        since=need.network.today(),
        entered_by_network=need.network,
    )
    need.caller, need.caller_name = person, ""
    need.save(update_fields=["caller", "caller_name"])
    audit.record(person, "entered", by=by, on_behalf_of=need.owner)
    audit.record(need, "revised", by=by, on_behalf_of=need.owner, fields=["caller"])
    ledger.changed(need, position)
    return person


def _labelled(
    organisations: Collection[Organisation], *, network: Network, on: date
) -> dict[str, Person]:
    """Name the persons of some organisations, those of one name with what they do there."""
    acting = Position.objects.acting_in(network).as_of(on).filter(organisation__in=organisations)
    positions = list(
        acting.select_related("person").order_by(
            *in_order("person__family_name", "person__given_name"), "pk"
        )
    )
    named = [each.person.name for each in positions]
    labelled: dict[str, Person] = {}
    for each in positions:
        name = each.person.name
        if named.count(name) > 1 and each.title:
            name = f"{name}, {each.title}"
        labelled.setdefault(name, each.person)
    return labelled


def _keys_of(person: Person) -> set[str]:
    """The ways in which somebody says her name on the phone: in full, without a title, the last."""
    full = f"{person.given_name} {person.family_name}"
    return {name_key(person.name), name_key(full), name_key(person.family_name)}
