"""What erasing somebody means for a network: her tasks end, but not those of its last office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kurzweg.core import ledger
from kurzweg.core.retention import Subject, before_erasing
from kurzweg.networks import mandates
from kurzweg.networks.errors import OfficeWouldStandEmpty
from kurzweg.networks.models import RUNS_THE_OFFICE, Application, Mandate, Network, Prospect
from kurzweg.people.erasing import guarded_by
from kurzweg.people.models import Kind, Person

# What an application of a firm says of whoever wrote it.
OF_A_PERSON = ("given_name", "family_name", "title", "position", "email", "phone")
WHY = "somebody is erased with her tasks in all networks"


class LastOfOffice(OfficeWouldStandEmpty):
    sentence = _(
        "Nobody else runs the office of this network. Let somebody else run it first; "
        "then this person can be erased."
    )


@guarded_by
@contextmanager
def not_the_last_of_an_office(persons: list[Person]) -> Iterator[None]:
    """Refuse to erase whoever alone runs the office of a network, or will on a later day."""
    tasks = Mandate.objects.across_networks(WHY).filter(
        person__in=persons, kind__in=RUNS_THE_OFFICE
    )
    networks = Network.objects.filter(pk__in=tasks.values("network"))
    with ExitStack() as offices:
        for network in networks.order_by("pk"):
            offices.enter_context(mandates.never_empty(network, otherwise=LastOfOffice))
        yield


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


@before_erasing
def _firms_keep_their_way(subject: Subject) -> None:
    """Empty what applications and prospects say of a person; that a firm asked stays."""
    for application in _hers(Application, subject, name="said__family_name__iexact"):
        ledger.changed(application)
        if application.said.get("kind") == Kind.PERSON or application.sent_on is None:
            application.delete()
            continue
        kept = {name: said for name, said in application.said.items() if name not in OF_A_PERSON}
        application.said = kept
        application.save(update_fields=["said"])
    for prospect in _hers(Prospect, subject, name="contact_name__icontains"):
        ledger.changed(prospect)
        prospect.contact_name, prospect.email, prospect.phone = "", "", ""
        prospect.save(update_fields=["contact_name", "email", "phone"])


def _hers(model: type[Application] | type[Prospect], subject: Subject, *, name: str) -> list[Any]:
    """Find rows by an address that is hers alone, or by her address together with her name."""
    found = Q(pk__in=())
    for address in subject.addresses:
        found |= Q(email__iexact=address)
    for person in Person.objects.filter(pk__in=subject.persons).exclude(email=""):
        found |= Q((name, person.family_name), email__iexact=person.email)
    return list(model.objects.across_networks(WHY).filter(found).order_by("pk"))


def _end(mandate: Mandate, *, on: date) -> None:
    mandate.until = on
    ledger.changed(mandate)
    mandate.save(update_fields=["until"])
