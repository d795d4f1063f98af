"""Which notes are over, and what of one is told to whom it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kurzweg.core.days import day_of
from kurzweg.core.retention import Subject, due, told_otherwise
from kurzweg.notes.models import Note, NoteReader

EVERYWHERE = "periods hold in all networks"


@due("confidential note", Note)
def notes(before: datetime) -> QuerySet[Note]:
    # By the day that people read: in the hour after midnight that of the world clock is behind.
    return Note.objects.across_networks(EVERYWHERE).filter(until__lte=day_of(before))


@due("confidential note", NoteReader)
def readers(before: datetime) -> QuerySet[NoteReader]:
    return NoteReader.objects.filter(note__in=notes(before).values("pk"))


@told_otherwise(Note)
def to_whom_it_is_about(row: Note, subject: Subject) -> dict[str, Any]:
    """Tell somebody that there is a note on her, for what and until when, but nothing on others."""
    if not row.concerns_others:
        return {}
    return {"text": _("not told, because it would tell something about somebody else")}
