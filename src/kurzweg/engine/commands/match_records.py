"""Rows of a spreadsheet as needs and offers of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kurzweg.engine import facts
from kurzweg.engine.commands.match_columns import Columns
from kurzweg.engine.commands.match_places import abroad, locate, why_nowhere
from kurzweg.engine.commands.match_report import Report
from kurzweg.engine.documents import Certificate, Document, Place, Request
from kurzweg.engine.facts import Facts, Gazetteer, certificates, matter
from kurzweg.engine.tables import Row, Unread, cells
from kurzweg.engine.words.names import name_key

FOREVER = None
_VALID_UNTIL = re.compile(
    r"[^\n;]{0,30}?(?:bis|until|gültig)\D{0,12}"
    r"(?:(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>20[0-9]{2})"
    r"|(?P<iso>20[0-9]{2}-[0-9]{2}-[0-9]{2}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Need:
    """A row that looks for something: how it is shown, and the request to the engine."""

    row: int
    key: str
    title: str
    text: str
    name: str
    facts: Facts
    request: Request


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that can do something, as it is shown."""

    row: int
    key: str
    name: str
    title: str
    town: str


def needs(
    columns: Columns, *, places: Gazetteer, today: date, offers_certified: bool, report: Report
) -> Iterator[Need]:
    """Read the needs of a table, one at a time; rows without any word are named in the report.

    What no column says is read from the text. Certificates are hard conditions only where the
    offers have a column for them; else nobody would be left.
    """
    for row in report.counted(columns.table):
        heading, text = columns.read(row, "heading"), columns.read(row, "text")
        written = "\n".join(part for part in (heading, text) if part)
        if not written:
            report.add(_wordless(row))
            continue
        said = facts.read(written, today=today, places=places)
        name = columns.read(row, "name")
        yield Need(
            row=row.number,
            key=columns.read(row, "key") or str(row.number),
            title=" ".join(heading.split()) or said.title or written[:60],
            text=text or heading,
            name=name,
            facts=said,
            request=_request(
                columns,
                row,
                written=written,
                said=said,
                places=places,
                today=today,
                certified=offers_certified,
                report=report,
            ),
        )


def offers(
    columns: Columns, *, places: Gazetteer, report: Report
) -> Iterator[tuple[Offer, Document]]:
    """Read the offers of a table, each as it is shown and as it is found."""
    for row in report.counted(columns.table):
        heading, text = columns.read(row, "heading"), columns.read(row, "text")
        topics = _topics(columns.read(row, "topics"))
        if not (heading or text or topics):
            report.add(_wordless(row))
            continue
        name = columns.read(row, "name") or heading or text[:60]
        key = f"{row.number:07d}"
        place = _place(columns, row, places=places, report=report)
        town = columns.read(row, "place") or (place.name if place else "")
        shown = Offer(row.number, columns.read(row, "key"), name, heading, town)
        yield (
            shown,
            Document(
                key=key,
                title=heading,
                text=text,
                topics=topics,
                place=place,
                radius_km=report.value(cells.kilometres(columns.cell(row, "radius"))),
                certificates=_certificates(columns, row, text=text),
                lot_min=report.value(cells.pieces(columns.cell(row, "lot_min"), lowest=True)),
                lot_max=report.value(cells.pieces(columns.cell(row, "lot_max"))),
                owner=name_key(name),
            ),
        )


def _request(
    columns: Columns,
    row: Row,
    *,
    written: str,
    said: Facts,
    places: Gazetteer,
    today: date,
    certified: bool,
    report: Report,
) -> Request:
    place = _place(columns, row, places=places, report=report)
    is_elsewhere = abroad(
        text=columns.read(row, "place"),
        postcode=columns.read(row, "postcode"),
        country=columns.read(row, "country"),
    )
    if place is None and said.place and not is_elsewhere:
        place = said.place.value
    wanted = columns.read(row, "certificates")
    schemes = [mention.scheme for mention in certificates.find(wanted)] or [
        fact.value for fact in said.certificates
    ]
    owner = name_key(columns.read(row, "name"))
    return Request(
        text=matter(written, said),
        topics=_topics(columns.read(row, "topics")),
        today=today,
        place=place,
        radius_km=report.value(cells.kilometres(columns.cell(row, "radius")))
        or (said.radius.value if said.radius else None),
        quantity=report.value(cells.pieces(columns.cell(row, "quantity"))) or _pieces(said),
        certificates=tuple(dict.fromkeys(schemes)),
        certificates_required=certified,
        deadline=_deadline(columns, row, said=said, today=today, report=report),
        excluded_owners=frozenset({owner}) if owner else frozenset(),
    )


def _place(columns: Columns, row: Row, *, places: Gazetteer, report: Report) -> Place | None:
    town = columns.read(row, "place")
    latitude = report.value(cells.degrees(columns.cell(row, "latitude"), most=90))
    longitude = report.value(cells.degrees(columns.cell(row, "longitude"), most=180))
    if latitude is not None and longitude is not None:
        return Place(latitude, longitude, town)
    code, country = columns.cell(row, "postcode"), columns.read(row, "country")
    found = locate(places, text=town, postcode=code.text, country=country)
    if places and not found and (town or code.text):
        why = why_nowhere(places, text=town, postcode=code.text, country=country)
        role = "country" if why == "no country" else "place" if town else "postcode"
        report.add(columns.cell(row, role).unread(why))
    return found


def _deadline(
    columns: Columns, row: Row, *, said: Facts, today: date, report: Report
) -> date | None:
    """Read the day of the column; only when it is empty or not understood, that of the text."""
    cell = columns.cell(row, "deadline")
    found = cells.day(cell, today=today, epoch=columns.table.epoch)
    report.value(found)
    if isinstance(found, date):
        return found
    is_over = isinstance(found, Unread) and found.why == "past"
    return None if is_over or said.deadline is None else said.deadline.value


def _wordless(row: Row) -> Unread:
    return Unread(row.number, "", " · ".join(filter(None, row.cells)), "no words")


def _pieces(said: Facts) -> int | None:
    """Give the quantity when it is one of pieces, because lots are counted in pieces."""
    quantity = said.quantity.value if said.quantity else None
    return int(quantity.amount) if quantity and quantity.unit == "piece" else None


def _certificates(columns: Columns, row: Row, *, text: str) -> tuple[Certificate, ...]:
    """Read certificates and their last days from the column, or from the text without one."""
    written = columns.read(row, "certificates") if "certificates" in columns else text
    held = []
    for mention in certificates.find(written):
        until = _VALID_UNTIL.match(written, mention.end)
        held.append(Certificate(mention.scheme, _until(until) if until else FOREVER))
    return tuple(held)


def _until(match: re.Match[str]) -> date | None:
    iso = match["iso"] or f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return _day(iso)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _topics(written: str) -> tuple[str, ...]:
    return tuple(topic.strip() for topic in re.split(r"[,;|\n]", written) if topic.strip())
