"""What is decided about the rows of persons: by those who enter them, and by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, jobs, ledger, links, newcomers
from kurzweg.core.errors import DomainError
from kurzweg.core.models import Link, OutboxMail
from kurzweg.core.opened import EditForm
from kurzweg.people.models import Account, Organisation, Person, Position

# The jobs that look after what was asked of somebody at her old address, by their paths.
_at_new_address: list[str] = []


def at_new_address(path: str) -> None:
    """Let a job run with somebody's number when her address has become another one."""
    _at_new_address.append(path)


class ActsAlready(DomainError):
    sentence = _("This person acts for the organisation already.")


# What others enter -------------------------------------------------------------------------------


@transaction.atomic
def enter(
    person: Person,
    *,
    organisation: Organisation,
    held: dict[str, Any],
    network: Any,
    by: Person,
    is_her_own: bool = False,
) -> Position:
    """Enter somebody who acts for an organisation, as a row of one network.

    What `is_her_own` she said herself, or agreed to.
    """
    person.entered_by_network = network
    person.account = _account_at(person.email)
    person.save()
    audit.record(person, "entered", by=by)
    if not is_her_own:
        newcomers.entered(person, network_id=network.pk)
    return let_act(person, organisation=organisation, held=held, network=network, by=by)


@transaction.atomic
def let_act(
    person: Person, *, organisation: Organisation, held: dict[str, Any], network: Any, by: Person
) -> Position:
    """Give somebody a position at an organisation, which counts in one network."""
    # Two of an office may do so at once: the second hears that it is done.
    person = Person.objects.select_for_update().get(pk=person.pk)
    there = Position.objects.acting_in(network).filter(person=person, organisation=organisation)
    if there.filter(until=None).exists():
        raise ActsAlready
    position = Position.objects.create(
        person=person, organisation=organisation, entered_by_network=network, **held
    )
    audit.record(person, "mended", by=by, fields=["positions"])
    ledger.changed(person, position)
    return position


@transaction.atomic
def mend(
    form: EditForm,
    positions: BaseInlineFormSet[Any, Any, Any] | None = None,
    *,
    organisation: Organisation | None = None,
    network: Any,
    by: Person,
) -> Person:
    """Keep what was mended of somebody, and what she is at an organisation.

    With another address the row leaves the account of the old one: whoever reads there acts for
    this person no longer, and no letter to the old address opens anything. The account itself, and
    whom else it stands for, stays as it was.
    """
    person: Person = form.instance  # type: ignore[attr-defined]  # of a form of a model
    fields = list(form.changes)
    if "email" in fields:
        _goes_to_new_address(person)
        fields.append("account")
    if fields:
        person.save(update_fields=fields)
    if positions is not None and positions.has_changed():
        _keep(positions, organisation=organisation, network=network)
        fields.append("positions")
    audit.record(person, "mended", by=by, fields=fields)
    ledger.changed(person)
    return person


def follow_addresses(person_ids: Iterable[int]) -> None:
    """Let rows whose address was written anew belong to whoever reads it, as `mend` does."""
    for person in Person.objects.filter(pk__in=list(person_ids)).order_by("pk"):
        _goes_to_new_address(person)
        person.save(update_fields=["account"])


def _goes_to_new_address(person: Person) -> None:
    person.account = _account_at(person.email)
    links.shut(person.pk)
    for path in _at_new_address:
        jobs.enqueue(path, person.pk)


def _keep(
    positions: BaseInlineFormSet[Any, Any, Any], *, organisation: Organisation | None, network: Any
) -> None:
    # What is to be deleted is named while it still says whose it is.
    ledger.changed(*(gone.instance for gone in positions.deleted_forms))
    kept = positions.save(commit=False)
    for gone in positions.deleted_objects:
        gone.delete()
    for row in kept:
        if row.pk is None:
            row.organisation, row.entered_by_network = organisation, network
        row.save()
    ledger.changed(*kept)


def _account_at(address: str) -> Account | None:
    """Find who may sign in as somebody of this address; the first sign-in makes the account."""
    return Account.objects.filter(email=address).first() if address else None


# What she decides herself ------------------------------------------------------------------------


@transaction.atomic
def join(persons: list[Person], *, by: Person) -> Person:
    """Make the first of several rows the only one: the person's own if several networks knew her.

    Everything the others did and do becomes the first one's; what both hold is kept once. No
    position counts in more networks than before: an office can enter the same human twice.
    """
    locked = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=_ids(persons))}
    kept, *others = (locked[person.pk] for person in persons)
    for person in locked.values():
        own = Position.objects.filter(person=person, entered_by_network=None)
        own.update(entered_by_network=person.entered_by_network)
    for other in others:
        _combine_positions(kept, other)
        _hand_over(other, to=kept)
        for model in (Link, OutboxMail):
            model._default_manager.filter(person_id=other.pk).update(person_id=kept.pk)
        audit.record(kept, "joined", by=by, on_behalf_of=other)
        other.delete()
    if len({person.entered_by_network_id for person in locked.values()}) > 1:
        kept.entered_by_network = None
    kept.save(update_fields=["entered_by_network"])
    ledger.changed(*Position.objects.filter(person=kept))
    return kept


def _ids(persons: Iterable[Person]) -> list[int]:
    return [person.pk for person in persons]


def _combine_positions(kept: Person, other: Person) -> None:
    """Let one open position say what two of one network said: the longer time, the wider rights."""
    for twin in Position.objects.filter(person=other, until=None):
        own = Position.objects.filter(
            person=kept,
            organisation=twin.organisation_id,
            entered_by_network=twin.entered_by_network_id,
            until=None,
        ).first()
        if own is None:
            continue
        own.title = own.title or twin.title
        own.is_admin |= twin.is_admin
        own.answers_requests |= twin.answers_requests
        own.since = min(own.since, twin.since) if own.since and twin.since else None
        ledger.changed(twin)
        twin.delete()
        own.save()


def _hand_over(other: Person, *, to: Person) -> None:
    """Move whatever names a person, in every app: none is known here."""
    for field in Person._meta.get_fields(include_hidden=True):
        if not isinstance(field, models.ManyToOneRel):
            continue
        name = field.field.name
        for row in field.related_model._base_manager.filter(**{name: other}):
            ledger.changed(row)
            setattr(row, name, to)
            try:
                with transaction.atomic():
                    row.save(update_fields=[name])
            except IntegrityError:  # a fact that holds of both, such as a mandate
                row.delete()
