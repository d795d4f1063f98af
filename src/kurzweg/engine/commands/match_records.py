"""Rows of a spreadsheet as needs and offers of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kurzweg.engine import certificates, facts
from kurzweg.engine.commands.match_columns import Columns
from kurzweg.engine.commands.match_places import locate, point
from kurzweg.engine.documents import Certificate, Document, Place, Request
from kurzweg.engine.facts import Facts, Gazetteer, matter
from kurzweg.engine.facts.words import number
from kurzweg.engine.tables import Row

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
    columns: Columns, *, places: Gazetteer, today: date, offers_certified: bool
) -> Iterator[Need]:
    """Read the needs of a table, one at a time; rows without any word are skipped.

    What no column says is read from the text. Certificates are hard conditions only where the
    offers have a column for them; else nobody would be left.
    """
    for row in columns.table.rows():
        heading, text = columns.read(row, "heading"), columns.read(row, "text")
        written = "\n".join(part for part in (heading, text) if part)
        if not written:
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
            ),
        )


def offers(columns: Columns, *, places: Gazetteer) -> Iterator[tuple[Offer, Document]]:
    """Read the offers of a table, each as it is shown and as it is found."""
    for row in columns.table.rows():
        heading, text = columns.read(row, "heading"), columns.read(row, "text")
        topics = _topics(columns.read(row, "topics"))
        if not (heading or text or topics):
            continue
        name = columns.read(row, "name") or heading or text[:60]
        key = f"{row.number:07d}"
        place = _place(columns, row, places=places)
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
                radius_km=_number(columns.read(row, "radius")),
                certificates=_certificates(columns, row, text=text),
                lot_min=_count(columns.read(row, "lot_min")),
                lot_max=_count(columns.read(row, "lot_max")),
                owner=name.casefold(),
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
) -> Request:
    place = _place(columns, row, places=places) or (said.place.value if said.place else None)
    wanted = columns.read(row, "certificates")
    schemes = [mention.scheme for mention in certificates.find(wanted)] or [
        fact.value for fact in said.certificates
    ]
    owner = columns.read(row, "name").casefold()
    return Request(
        text=matter(written, said),
        topics=_topics(columns.read(row, "topics")),
        today=today,
        place=place,
        radius_km=_number(columns.read(row, "radius"))
        or (said.radius.value if said.radius else None),
        quantity=_count(columns.read(row, "quantity")) or _pieces(said),
        certificates=tuple(dict.fromkeys(schemes)),
        certificates_required=certified,
        deadline=_deadline(columns, row, said=said, today=today),
        excluded_owners=frozenset({owner}) if owner else frozenset(),
    )


def _place(columns: Columns, row: Row, *, places: Gazetteer) -> Place | None:
    town = columns.read(row, "place")
    at = point(columns.read(row, "latitude"), columns.read(row, "longitude"))
    if at:
        return Place(*at, town)
    return locate(places, text=town, postcode=columns.read(row, "postcode"))


def _deadline(columns: Columns, row: Row, *, said: Facts, today: date) -> date | None:
    """Read the day of the column, as "2026-12-04" or as people write it, else that of the text."""
    written = columns.read(row, "deadline")
    if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}.*", written):
        day = _day(written[:10])
        return day if day and day >= today else None
    named = facts.read(f"bis {written}", today=today).deadline if written else said.deadline
    return named.value if named else None


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


def _number(written: str) -> float | None:
    """Read the first number of a cell: "51,67", "51.67", "1.200 Stück", "30 km"."""
    found = re.search(r"[0-9]+(?:[.,][0-9]+)*", written)
    if found is None:
        return None
    return number(found.group(), language="de", is_count=True)


def _count(written: str) -> int | None:
    amount = _number(written)
    return int(amount) if amount and amount > 0 else None
