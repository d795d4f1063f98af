"""Somebody leaves a firm by her own word: from today she acts for it no longer."""

from __future__ import annotations

from django.db import transaction

from kurzweg.core import audit, ledger
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position, PositionQuerySet


def positions_of(person: Person, organisation: Organisation, network: Network) -> PositionQuerySet:
    """Open by what somebody acts for a firm, today or from a later day on, as it counts here."""
    here: PositionQuerySet = Position.objects.acting_in(network)
    today = network.today()
    mine = here.filter(person=person, organisation=organisation)
    return mine.exclude(until__lte=today)


def is_last_admin(person: Person, organisation: Organisation, network: Network) -> bool:
    """Whether nobody else would be responsible for the entry: the office looks after it then."""
    here = Position.objects.acting_in(network).as_of(network.today())
    admins = here.filter(organisation=organisation, is_admin=True)
    mine = admins.filter(person=person)
    return mine.exists() and not admins.exclude(person=person).exists()


@transaction.atomic
def leave(person: Person, organisation: Organisation, *, network: Network) -> bool:
    """End what somebody is at a firm; True: nobody there is responsible for the entry any more.

    What was to begin on a later day does not; what she did in its name stays the firm's.
    """
    # Two who leave at once: the second hears that she was the last one.
    firm = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today = network.today()
    was_last = is_last_admin(person, firm, network)
    for position in positions_of(person, firm, network).order_by("pk"):
        ledger.changed(position)
        if position.since is not None and position.since > today:
            position.delete()
            continue
        position.until = today
        position.save(update_fields=["until"])
    audit.record(person, "left", by=person, fields=["positions"])
    ledger.changed(person, firm)
    return was_last
