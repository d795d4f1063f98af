"""Contract: what happened with an organisation or a person, from the records of each app.

An app's `timeline.py` registers one `Source` for each of the two it knows something of. Nothing is
stored for it: the rows themselves say on which day what happened, and each source fetches them
through its `visible_to`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from kurzweg.core.panels import Panel, Slot
from kurzweg.core.panels import register as register_panel
from kurzweg.core.viewer import Viewer

MOST = 25  # of one source; whatever it has before that day is not shown of the others either
BEGINNING = date(1900, 1, 1)


class About(StrEnum):
    """With whom it happened."""

    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Event:
    """That something happened on a day; `code` says what, `row` where it is written."""

    day: date
    code: str
    row: Any


@dataclass(frozen=True, slots=True)
class Line:
    """What is read of an event: a sentence and where it leads."""

    text: str | Promise
    url: str = ""


Events = Callable[[Viewer, int, date, date], Iterable[Event]]
Draw = Callable[[Any], Line]


@dataclass(frozen=True, slots=True)
class Source:
    """What one app knows of somebody: `events(viewer, id, since, until)` in a half-open span.

    Of each kind of row it gives at least the `MOST + 1` whose newest event is newest. `draws` has
    the sentence for each code.
    """

    name: str
    about: About
    events: Events
    draws: Mapping[str, Draw]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline."""

    day: date
    line: Line


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first; before `more_before` there is more that is not shown."""

    entries: tuple[Entry, ...]
    more_before: date | None = None


# Says on which day each organisation of a network (its row: the days are those of its time zone)
# last did something, up to a day: one query.
LastDays = Callable[[Any, date], Mapping[int, date]]


@dataclass(frozen=True, slots=True)
class Contact:
    """A kind of thing by which a firm was heard of: what it did itself, not what was sent to it."""

    name: str
    label: str | Promise
    last: LastDays


_contacts: dict[str, Contact] = {}
_sources: dict[tuple[About, str], Source] = {}


def register(source: Source) -> None:
    """Add a source; a name stands once for each of whom it tells."""
    _sources[source.about, source.name] = source


def register_contact(contact: Contact) -> None:
    """Add a kind of contact, in an app's `timeline.py`; names are unique in the house."""
    if contact.name in _contacts:
        raise ValueError(f"two kinds of contact are called {contact.name!r}")
    _contacts[contact.name] = contact


def contacts() -> list[Contact]:
    """List what counts as having heard of a firm, in the order of the apps."""
    return list(_contacts.values())


def dated(row: Any, **days: date | None) -> Iterator[Event]:
    """Give an event for each day that is known, named by its code."""
    yield from (Event(day, code, row) for code, day in days.items() if day is not None)


def sources() -> list[Source]:
    """List all sources in the order of their names."""
    return [_sources[key] for key in sorted(_sources)]


def of(
    about: About,
    row_id: int,
    *,
    viewer: Viewer,
    since: date = BEGINNING,
    until: date | None = None,
) -> Timeline:
    """Merge what all sources know of somebody in a span, as far as this viewer may see it."""
    end = until or viewer.today + timedelta(days=1)
    found: list[tuple[Source, Event]] = []
    cut: date | None = None
    for source in (each for each in sources() if each.about == about):
        events = [e for e in source.events(viewer, row_id, since, end) if since <= e.day < end]
        events.sort(key=_newest_first)
        if len(events) > MOST:
            last = events[MOST - 1].day
            cut = max(cut, last) if cut else last
        found += [(source, event) for event in events[:MOST]]
    # A source that was cut says nothing of the days before: nor do the others then.
    shown = [(source, event) for source, event in found if cut is None or event.day >= cut]
    shown.sort(key=lambda each: (*_newest_first(each[1])[:1], each[0].name, _newest_first(each[1])))
    entries = (Entry(event.day, source.draws[event.code](event.row)) for source, event in shown)
    return Timeline(tuple(entries), more_before=cut)


def _newest_first(event: Event) -> tuple[int, str, int]:
    return -event.day.toordinal(), event.code, event.row.pk


def _of_organisation(viewer: Viewer, organisation: Any) -> dict[str, Any] | None:
    """Show the office, and those responsible for the entry, what happened with a firm."""
    if not viewer.is_office and organisation.pk not in viewer.admin_of:
        return None
    timeline = of(About.ORGANISATION, organisation.pk, viewer=viewer)
    return {"timeline": timeline} if timeline.entries else None


def _of_person(viewer: Viewer, person: Any) -> dict[str, Any] | None:
    """Show the office what happened with somebody."""
    if not viewer.is_office:
        return None
    timeline = of(About.PERSON, person.pk, viewer=viewer)
    return {"timeline": timeline} if timeline.entries else None


register_panel(Panel(slot=Slot.PERSON, template="core/timeline.html", rows=_of_person, order=90))
register_panel(
    Panel(slot=Slot.ORGANISATION, template="core/timeline.html", rows=_of_organisation, order=90)
)
