"""Confidential notes: one for the whole office, one for somebody who reads it alone."""

from __future__ import annotations

from kurzweg.notes.models import NoteQuerySet
from tests.notes.factories import noted
from tests.promises.samples import Seen, mutant, rows, sample, seen
from tests.promises.world import Half, Relation

SAID = {"text": "Anders", "purpose": "Besuch", "until": "2099-01-01"}


@rows
def notes(half: Half) -> None:
    half.put("note", Relation.OWN, noted(half.network, half.firm, by=half.office), owner=None)
    gone = noted(half.network, half.neighbour, by=half.office, is_for_whole_office=False)
    half.put("gone note", Relation.OWN, gone)


def a_note(half: Half, principal: object) -> dict[str, str]:
    return {**SAID, "until": f"{half.network.today():%Y-%m-%d}", "is_for_whole_office": "on"}


sample("notes:note-new", public_id="organisation", form=a_note)
sample("notes:note-detail", public_id="note")
sample("notes:note-edit", public_id="note", form=a_note)
sample("notes:note-remove", public_id="gone note", form={})

seen("notes.Note", Seen.OFFICE)

mutant(
    "notes: another network's notes",
    (NoteQuerySet, "visible_to", lambda self, viewer: self.across_networks("a mistake")),
    areas=("notes:note-detail",),
)
