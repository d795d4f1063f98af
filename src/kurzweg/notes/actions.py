"""A confidential note is written, read, mended and removed; each of it leaves a trace."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kurzweg.core import audit, ledger
from kurzweg.core.days import day_of
from kurzweg.networks.models import Network
from kurzweg.networks.notice import months_later
from kurzweg.notes.forms import READS, NoteForm
from kurzweg.notes.models import Note
from kurzweg.people.models import Person


def last_day(network: Network, *, written_on: date) -> date:
    """Say until when a note may be kept at the most; to keep it longer is to write it anew."""
    return months_later(written_on, network.rule("note_months"))


@transaction.atomic
def write(form: NoteForm, *, by: Person) -> Note:
    """Write a note down; whoever writes it reads it."""
    note: Note = form.instance
    note.save()
    note.named.create(person=by)
    for person in form.named:
        note.named.get_or_create(person=person)
    audit.record(note, "wrote", by=by)
    ledger.changed(note)
    return note


@transaction.atomic
def mend(form: NoteForm, *, by: Person) -> Note:
    """Keep what was changed of a note. Nobody who may not be named here is struck off."""
    note: Note = form.instance
    fields = [name for name in form.changes if not name.startswith(READS)]
    note.save(update_fields=fields)
    note.named.get_or_create(person=by)
    wanted = {by.pk, *(person.pk for person in form.named)}
    offered = {person.pk for person in form.office.values()}
    note.named.filter(person__in=offered - wanted).delete()
    for person in form.named:
        note.named.get_or_create(person=person)
    readers = [] if len(fields) == len(form.changes) else ["readers"]
    audit.record(note, "mended", by=by, fields=[*fields, *readers])
    ledger.changed(note)
    return note


@transaction.atomic
def read(note: Note, *, by: Person) -> None:
    """Note that somebody read a note, once a day; without a trace nobody reads."""
    today = note.network.today()
    before = audit.history(note).filter(action="read", actor_id=by.pk).first()
    if before is None or day_of(before.at, note.network.time_zone) < today:
        audit.record(note, "read", by=by)


@transaction.atomic
def remove(note: Note, *, by: Person) -> None:
    """Take a note away before its last day."""
    audit.record(note, "removed", by=by)
    ledger.changed(note)
    note.delete()
