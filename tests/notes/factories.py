"""Confidential notes, as an office writes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kurzweg.notes.models import Note


def noted(network: Any, firm: Any, *, by: Any = None, **said: Any) -> Note:
    """Put a note on a firm; `by` reads it where it is not for the whole office."""
    today = network.today()
    first = {"text": "Nachfolge offen", "purpose": "Besuch", "until": today + timedelta(days=90)}
    kept = {"network": network, "organisation": firm, "written_on": today, **first, **said}
    note = Note.objects.create(**kept)
    if by is not None:
        note.named.create(person=by)
    return note
