"""Confidential notes: one for the whole office, one for somebody who reads it alone."""

from __future__ import annotations

from tests.notes.factories import noted
from tests.promises.samples import Seen, held, rows, sample, seen, shows_in
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

shows_in("NoteQuerySet.visible_to", "notes:note-detail")
held(
    "NoteQuerySet.visible_to: all of the network",
    "each page of notes is the office's by its policy, and the panel asks for the office",
)
