"""What lists said of a firm beside all that has its place, on the page of the firm."""

from __future__ import annotations

from typing import Any

from kurzweg.core.panels import Panel, Slot, register
from kurzweg.core.viewer import Viewer
from kurzweg.imports import origins as origins  # tells who asks where a line is from
from kurzweg.imports.models import Remark
from kurzweg.people.models import Organisation


def remarks(viewer: Viewer, organisation: Organisation) -> dict[str, Any] | None:
    """List consents and notes as lists said them; the office alone reads them."""
    rows = Remark.objects.visible_to(viewer).filter(organisation=organisation)
    found = list(rows.select_related("person").order_by("-said_on", "kind", "column", "pk"))
    return {"remarks": found} if found else None


register(Panel(slot=Slot.ORGANISATION, template="imports/remarks_of.html", rows=remarks, order=80))
