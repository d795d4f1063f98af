"""How lists and their rows are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core.languages import isolated, reading_language
from kurzweg.core.templatetags.display import plain_day
from kurzweg.imports import saying
from kurzweg.imports.models import Choice, Line, MemberList, State, Verdict
from kurzweg.imports.planning import SAME
from kurzweg.imports.saying import SHOWN, Difference

# Beside the verdicts: rows of which some value is not taken over, whatever becomes of the row.
UNREAD = "unread"


def language() -> str:
    """In which of the two languages a sentence of the engine is read."""
    return "de" if reading_language() == "de" else "en"


def url_of(member_list: MemberList) -> str:
    """Where a list is looked at."""
    return reverse("imports:shown", args=[member_list.network.slug, member_list.public_id])


def to_rows(lists: Iterable[Any], *, on: date) -> None:
    """Say of each list on a page what can be done with it."""
    for each in lists:
        each.is_open = each.state in (State.COLUMNS, State.READY)
        each.is_undoable = each.can_be_undone(on)


@dataclass(frozen=True, slots=True)
class Tab:
    """The rows of one verdict: their word, how many they are, whether they are shown."""

    verdict: str
    name: str
    count: int
    is_shown: bool


def kept(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say what an undo left or would leave, and why."""
    return [
        each | {"why": [saying.because(why, into=each.get("into", "")) for why in each["why"]]}
        for each in told
    ]


def tabs(kinds: Mapping[str, int], shown: str) -> list[Tab]:
    """List the kinds of rows that a list has, each with how many there are."""
    return [
        Tab(verdict, label_of(verdict), count, verdict == shown) for verdict, count in kinds.items()
    ]


def label_of(shown: str) -> str:
    """Say what kind of rows are shown."""
    return _("values not understood") if shown == UNREAD else str(Verdict(shown).label)


def lines_of(member_list: MemberList, shown: str) -> QuerySet[Line]:
    """Give the rows that are shown: those of one verdict, or all with something unread."""
    lines = member_list.lines.order_by("row", "pk")
    return _with_unread(lines) if shown == UNREAD else lines.filter(verdict=shown)


def _with_unread(lines: QuerySet[Line]) -> QuerySet[Line]:
    # A row that is left out says so itself.
    return lines.exclude(unread=[]).exclude(verdict=Verdict.REJECTED)


def there(member_list: MemberList) -> dict[str, int]:
    """Count the rows that can be shown: of a list that was taken over, what stayed outside."""
    counts = member_list.counts
    if member_list.state != State.READY:
        left = member_list.lines.order_by().values_list("verdict").annotate(count=Count("pk"))
        counts = dict(left)
    found = {str(verdict): counts[verdict] for verdict in SHOWN if counts.get(verdict, 0)}
    unread = _with_unread(member_list.lines.order_by()).count()
    return found | ({UNREAD: unread} if unread else {})


def asked_for(request: HttpRequest, kinds: Mapping[str, int]) -> str:
    """Say which rows are shown: those that were asked for, or the first that there are."""
    asked = request.GET.get("show", "")
    return asked if asked in kinds else next(iter(kinds), str(Verdict.NEW))


@dataclass(frozen=True, slots=True)
class Option:
    """A firm that a row may be, with what speaks for it and against it."""

    value: str
    who: str
    row: int
    speaks_for: list[str]
    against: list[str]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list as it is drawn."""

    line: Line
    differences: list[Difference]
    options: list[Option]
    unread: list[str]
    facts: list[str]

    @property
    def is_another(self) -> bool:
        return self.line.choice == Choice.ANOTHER

    @property
    def is_left_out(self) -> bool:
        return self.line.choice in ("", Choice.OUT)


def row(line: Line) -> ShownRow:
    """Draw a row: what it says, what it would change, who may be meant."""
    return ShownRow(
        line=line,
        differences=saying.differences(line),
        options=[_option(line, place, each) for place, each in enumerate(line.candidates)],
        unread=saying.unread(line),
        facts=list(_facts(line.record)) if line.verdict != Verdict.SAME else [],
    )


def _option(line: Line, place: int, candidate: dict[str, Any]) -> Option:
    told = candidate["reasons"]
    return Option(
        value=f"{SAME}{place}",
        who=", ".join(filter(None, (isolated(candidate["name"]), candidate["town"]))),
        row=candidate["id"] if candidate["kind"] == "row" else 0,
        speaks_for=[saying.reason(each) for each in told if not each["against"]],
        against=[saying.reason(each) for each in told if each["against"]],
        is_chosen=line.choice == f"{SAME}{place}",
    )


def _belonging(record: dict[str, Any]) -> Iterable[str]:
    """Say as what and since when a row names a member, so that its days can be checked."""
    words = {
        "number": _("No. %(said)s"),
        "joined_on": _("member since %(said)s"),
        "left_on": _("left, last day %(said)s"),
        "staff": _("employees: %(said)s"),
    }
    for name, text in words.items():
        said = record.get(name)
        if said and name.endswith("_on"):
            said = plain_day(date.fromisoformat(said))
        if said:
            yield text % {"said": said}
    yield record.get("membership_class", "")
    yield ", ".join(record.get("sections", ()))


def _facts(record: dict[str, Any]) -> Iterable[str]:
    """Name what a row says, in one line."""
    place = f"{record.get('postal_code', '')} {record.get('town', '')}".strip()
    persons = [
        " ".join(filter(None, (each["title"], each["given_name"], each["family_name"])))
        for each in record.get("persons", ())
    ]
    said = [record.get("street", ""), place, record.get("phone", ""), record.get("email", "")]
    said += [record.get("website", ""), *_belonging(record)]
    remarks = [f"{each['column']}: {each['text']}" for each in record.get("consents", ())]
    remarks.append(record.get("note", ""))
    return filter(None, [*said, *persons, *record.get("offers", ()), *remarks])
