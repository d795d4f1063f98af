"""Contract: what is due, for whom, until when, with the one-click answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kurzweg.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for this viewer.

    `title` says in one sentence what is due, `who` whom it is about. The answer is one click:
    a POST to `action_url` labelled `action`; without one, the click leads to `url`. Where there
    is more than one honest answer, `others` holds the label and the POST address of the rest.
    What is done elsewhere (on the server, on the phone) has neither; `detail` then says how.
    `detail` may be somebody's own words, in their `detail_language`.
    """

    kind: str
    title: str
    who: str
    due_on: date
    url: str = ""
    action: str = ""
    action_url: str = ""
    detail: str = ""
    detail_language: str = ""
    others: tuple[tuple[str, str], ...] = ()


Source = Callable[[Viewer], Iterable[Item]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source: a function from a viewer to what waits for that viewer."""
    _sources.append(source)


def for_viewer(viewer: Viewer) -> list[Item]:
    """Collect what waits for a viewer, what is due first first."""
    items = [item for source in _sources for item in source(viewer)]
    return sorted(items, key=lambda item: (item.due_on, item.kind, item.title, item.url))
