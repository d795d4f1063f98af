"""Notes go with an entry that was made by mistake; how many is told, and nothing of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core.taking_out import Kind, register
from kurzweg.notes.models import Note

register(
    Kind(
        Note,
        count=lambda number: (
            ngettext("%(number)s confidential note", "%(number)s confidential notes", number)
            % {"number": number}
        ),
        name=lambda _note: _("confidential"),
    )
)
