"""Contract: what an app adds to the pages of others.

An app's `panels.py` registers one `Panel` per slot it has something for. The page that offers a
slot draws what is there with `{% panels "<slot>" row %}` and knows nobody who is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kurzweg.core.viewer import Viewer


class Slot(StrEnum):
    """Where a panel stands, and which row its page hands over."""

    HEAD = "head"  # the head of every page: the request
    ABOVE = "above"  # above the masthead of every page: the request
    BELOW = "below"  # below the content of every page: the request
    HOME = "home"  # the front page of a network: the network
    DUE = "due"  # what is due: the network
    ORGANISATION = "organisation"  # the page of an organisation: the organisation
    PERSON = "person"  # the page of a person: the person
    NEED = "need"  # the page of a need: the need
    INTRODUCTION = "introduction"  # an introduction in a list or on its page: the introduction
    IMPRINT = "imprint"  # the imprint of a network, below its text: the network
    NOT_HERE = "not here"  # where there is no page for the viewer: the viewer
    NOTE = "note"  # something written down: a `Note`, and what it can become


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody's words, wherever they were written down, as the slot `note` gets them."""

    text: str


# The id of what comes first on the page of something that was just made: whoever made it is led
# there. A panel that has it says so, and the page that leads there knows nobody who does.
FIRST_STEP = "first-step"

Rows = Callable[[Viewer, Any], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: `rows(viewer, row)` gives all that its template reads, None: not shown.

    Besides, a template knows the request, the viewer and the network. `is_beside`: it stands in
    the narrow column.
    """

    slot: Slot
    template: str
    rows: Rows
    order: int = 50
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel with what it shows on one page."""

    template: str
    values: Mapping[str, Any]


_panels: dict[tuple[Slot, str], Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel; a template stands once in a slot."""
    _panels[panel.slot, panel.template] = panel


def declared() -> list[Panel]:
    """List all panels of the house."""
    return list(_panels.values())


def panels(slot: Slot, *, is_beside: bool = False) -> list[Panel]:
    """List what is declared for a slot, in the order in which it is drawn."""
    here = (panel for panel in declared() if (panel.slot, panel.is_beside) == (slot, is_beside))
    return sorted(here, key=lambda panel: (panel.order, panel.template))


def shown(slot: Slot, row: Any, *, viewer: Viewer, is_beside: bool = False) -> Iterator[Drawn]:
    """Ask the panels of a slot what they have for this viewer on the page of this row."""
    for panel in panels(slot, is_beside=is_beside):
        values = panel.rows(viewer, row)
        if values is not None:
            yield Drawn(panel.template, values)
