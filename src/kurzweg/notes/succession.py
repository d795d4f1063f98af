"""A confidential note that names its readers does not follow an office to somebody else."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kurzweg.core.succession import LookedAfter, register
from kurzweg.notes.models import Note


def _hers(network_id: int, person_id: int, on: date) -> QuerySet[Note]:
    rows = Note.objects.in_network(network_id).going_on(on)
    return rows.filter(is_for_whole_office=False, named__person=person_id).order_by("pk")


register(
    LookedAfter(
        name="notes",
        rows=_hers,
        goes=False,
        says=lambda count: (
            ngettext(
                "%(number)s confidential note that names its readers: whoever follows is not one "
                "of them",
                "%(number)s confidential notes that name their readers: whoever follows is not one "
                "of them",
                count,
            )
            % {"number": count}
        ),
    )
)
