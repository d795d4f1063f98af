"""An organisation that was entered by mistake is taken out again, with all that hangs on it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from kurzweg.core import audit, taking_out
from kurzweg.core.models import Link, OutboxMail
from kurzweg.core.taking_out import Going
from kurzweg.networks.errors import AlreadyTakenOut, StaysEntered
from kurzweg.networks.models import Approval, Mandate, Membership, Network
from kurzweg.people.models import Organisation, Person, Position

TASKS = "whoever has a task somewhere, or had a say, is more than this entry"


def going_with(organisation: Organisation, *, network: Network) -> Going:
    """Collect what goes with an organisation; whoever was entered for it alone goes along."""
    return taking_out.going(organisation, *_only_there(organisation, network=network))


@transaction.atomic
def take_out(
    organisation: Organisation, *, network: Network, seen: str, by: Person
) -> Going | None:
    """Delete an entry made by mistake; what hangs on it now, if it is not what was `seen`.

    Raises StaysEntered with what others rely on, AlreadyTakenOut when somebody was first.
    """
    # A row that refers to it waits for this lock, and one that refers to what goes along for the
    # next: what came before is seen below, what comes later finds nothing to refer to.
    row = Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    if row is None:
        raise AlreadyTakenOut
    _require_unknown(row, network=network)
    going_with(row, network=network).hold()
    _require_unknown(row, network=network)
    going = going_with(row, network=network)
    if going.print != seen:
        return going
    persons = [person.pk for person in going.roots if isinstance(person, Person)]
    for membership in Membership.objects.in_network(network).filter(organisation=row):
        audit.record(membership, "taken out", by=by)
    for each in going.roots:
        audit.record(each, "taken out", by=by)
    # These name persons by number only, and a letter must not reach whoever is no longer here.
    Link.objects.filter(person_id__in=persons).delete()
    OutboxMail.objects.unfinished().filter(person_id__in=persons).delete()
    going.delete()
    return None


def _require_unknown(organisation: Organisation, *, network: Network) -> None:
    for sentence in taking_out.hindrances(organisation, network_id=network.pk):
        raise StaysEntered(sentence)


def _only_there(organisation: Organisation, *, network: Network) -> QuerySet[Person]:
    """Open the rows of persons that this network entered for this organisation and no other."""
    positions = Position.objects.filter(person__entered_by_network=network)
    there = positions.filter(organisation=organisation).values("person")
    elsewhere = positions.exclude(organisation=organisation).values("person")
    tasks = Mandate.objects.across_networks(TASKS).values("person")
    # Others were admitted by their votes, also when the task of the board is forgotten.
    voters = Approval.objects.across_networks(TASKS).values("person")
    own = Person.objects.filter(entered_by_network=network, pk__in=there)
    own = own.exclude(pk__in=elsewhere).exclude(pk__in=tasks).exclude(pk__in=voters)
    return own.order_by("pk")
