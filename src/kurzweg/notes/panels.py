"""The notes on the page of an organisation: that they are there, never what they say."""

from __future__ import annotations

from typing import Any

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.notes.models import Note
from kurzweg.people.models import Organisation


def of_organisation(viewer: Viewer, organisation: Organisation) -> dict[str, Any] | None:
    """List the notes on an organisation to those of the office who read them."""
    if not viewer.is_office or viewer.person_id is None:
        return None
    notes = Note.objects.visible_to(viewer).filter(organisation=organisation)
    rows = notes.select_related("person").order_by("-written_on", "-pk")
    return {"notes": list(rows), "organisation": organisation}


register(Panel(slot=Slot.ORGANISATION, template="notes/on_organisation.html", rows=of_organisation))
