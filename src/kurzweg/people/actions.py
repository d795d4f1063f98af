"""What somebody decides about the rows that carry her own name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction

from kurzweg.core import audit, ledger
from kurzweg.core.models import Link, OutboxMail
from kurzweg.people.models import Person, Position


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
