"""What erasing somebody means for a network: her tasks end, but not those of its last office."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from kurzweg.core import ledger
from kurzweg.core.errors import DomainError
from kurzweg.core.retention import Subject, before_erasing
from kurzweg.networks.models import RUNS_THE_OFFICE, Mandate, Network
from kurzweg.people.erasing import refused_by
from kurzweg.people.models import Person

WHY = "somebody is erased with her tasks in all networks"


class LastOfOffice(DomainError):
    sentence = _(
        "Nobody else runs the office of this network. Let somebody else run it first; "
        "then this person can be erased."
    )


@refused_by
def not_the_last_of_an_office(person: Person) -> None:
    """Refuse to erase whoever alone runs the office of a network."""
    for mandate in Mandate.objects.across_networks(WHY).filter(
        person=person, kind__in=RUNS_THE_OFFICE
    ):
        # Two of an office may erase each other at once: the second hears that she is the last.
        network = Network.objects.select_for_update().get(pk=mandate.network_id)
        running = Mandate.objects.in_network(network).as_of(network.today())
        offices = running.filter(kind__in=RUNS_THE_OFFICE)
        if offices.filter(person=person).exists() and not offices.exclude(person=person).exists():
            raise LastOfOffice


@before_erasing
def _tasks_end(subject: Subject) -> None:
    """End the tasks of today; that they were held stays without a name until it is prescribed."""
    for mandate in Mandate.objects.across_networks(WHY).filter(person__in=subject.persons):
        day = mandate.network.today()
        if mandate.since is not None and mandate.since > day:
            ledger.changed(mandate)
            mandate.delete()
        elif mandate.until is None or mandate.until > day:
            _end(mandate, on=day)


def _end(mandate: Mandate, *, on: date) -> None:
    mandate.until = on
    ledger.changed(mandate)
    mandate.save(update_fields=["until"])
