"""What a list says, in the form in which it can be kept; what cannot is named with its field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from itertools import accumulate
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model

from kurzweg.core.addresses import normalised, validate_address
from kurzweg.core.fields import legible
from kurzweg.engine.members import Consent, Field, ListedPerson, MemberRecord, Why
from kurzweg.engine.members import Unread as CellUnread
from kurzweg.engine.words import name_key
from kurzweg.imports.models import Remark
from kurzweg.market.models import Offer
from kurzweg.networks.models import Membership, Section
from kurzweg.people import activities
from kurzweg.people.models import Organisation, Person, Position, Site
from kurzweg.places.countries import country_named

Unread = dict[str, str]
TOO_LONG = "too long"
is_address_of_a_page = URLValidator(schemes=["http", "https"])


def _longest(model: type[Model], name: str) -> int:
    column: Any = model._meta.get_field(name)
    return int(column.max_length)


LONGEST = {
    "name": _longest(Organisation, "name"),
    "legal_form": _longest(Organisation, "legal_form"),
    "phone": _longest(Organisation, "phone"),
    "register_court": _longest(Organisation, "register_court"),
    "register_number": _longest(Organisation, "register_number"),
    "vat_id": _longest(Organisation, "vat_id"),
    "number": _longest(Membership, "number"),
    "street": _longest(Site, "street"),
    "postal_code": _longest(Site, "postal_code"),
    "town": _longest(Site, "town"),
}
LONGEST_OF_A_PERSON = {
    "title": _longest(Person, "title"),
    "given_name": _longest(Person, "given_name"),
    "family_name": _longest(Person, "family_name"),
    "phone": _longest(Person, "phone"),
    "position": _longest(Position, "title"),
}
LONGEST_OFFER = _longest(Offer, "title")
LONGEST_SECTION = _longest(Section, "name")
LONGEST_COLUMN = _longest(Remark, "column")
LONGEST_NOTE = 4_000


def fitted(record: MemberRecord) -> tuple[MemberRecord, list[Unread]]:
    """Give a record that every table takes, and the values that had to stay outside."""
    outside = [told_of(each) for each in record.unread]
    said = {name: _one_line(getattr(record, name)) for name in LONGEST}
    texts: dict[str, Any] = dict(_short(said, LONGEST, outside))
    persons = tuple(filter(None, (_person(each, outside) for each in record.persons)))
    sections = tuple(map(_one_line, record.sections))
    return (
        replace(
            record,
            **texts,
            country=_country(record.country, outside),
            email=_address(record.email, Field.EMAIL, outside),
            website=_website(record.website, outside),
            persons=persons,
            sections=tuple(filter(None, (each[:LONGEST_SECTION] for each in sections))),
            offers=tuple(filter(None, map(_one_line, record.offers))),
            activities=tuple(_codes(record.activities, outside)),
            membership_class=_one_line(record.membership_class)[:LONGEST_SECTION],
            consents=tuple(
                Consent(_one_line(each.column)[:LONGEST_COLUMN], legible(each.text)[:LONGEST_NOTE])
                for each in record.consents
            ),
            note=legible(record.note)[:LONGEST_NOTE],
            unread=(),
            doubts=(),
        ),
        outside,
    )


def told_of(unread: CellUnread) -> Unread:
    """Name a cell by its column; what is missing has none, and is said by what it would hold."""
    field = Field.NAME if unread.why == Why.NO_NAME and not unread.column else unread.column
    return _unread(field, unread.why, unread.text)


def _one_line(text: str) -> str:
    return " ".join(legible(text).split())


def _unread(field: str, why: str, text: str) -> Unread:
    return {"field": str(field), "why": str(why), "text": text[:200]}


def _short(
    texts: dict[str, str], longest: dict[str, int], outside: list[Unread]
) -> Iterator[tuple[str, str]]:
    for name, text in texts.items():
        if len(text) > longest[name]:
            outside.append(_unread(name, TOO_LONG, text))
            text = ""
        yield name, text


def _person(person: ListedPerson, outside: list[Unread]) -> ListedPerson | None:
    texts = {name: _one_line(getattr(person, name)) for name in LONGEST_OF_A_PERSON}
    texts = dict(_short(texts, LONGEST_OF_A_PERSON, outside))
    if not texts["family_name"]:
        return None
    return ListedPerson(email=_address(person.email, Field.PERSON_EMAIL, outside), **texts)


def _address(written: str, field: Field, outside: list[Unread]) -> str:
    address = normalised(legible(written))
    try:
        if address:
            validate_address(address)
    except ValidationError:
        outside.append(_unread(field, Why.NO_EMAIL, written))
        return ""
    return address


def _country(written: str, outside: list[Unread]) -> str:
    code = country_named(written) if written else ""
    if written and not code:
        outside.append(_unread(Field.COUNTRY, "no country", written))
    return code


def _website(written: str, outside: list[Unread]) -> str:
    page = _one_line(written)
    if not page:
        return ""
    page = page if "://" in page else f"https://{page}"
    try:
        is_address_of_a_page(page)
    except ValidationError:
        outside.append(_unread(Field.WEBSITE, Why.NO_WEBSITE, written))
        return ""
    if len(page) > _longest(Organisation, "website"):
        outside.append(_unread(Field.WEBSITE, TOO_LONG, written))
        return ""
    return page


def _codes(written: tuple[str, ...], outside: list[Unread]) -> Iterator[str]:
    """Read activities by their codes; words are taken where they name one activity alone."""
    for each in dict.fromkeys(map(_one_line, written)):
        code = activities.read_code(each)
        if not code:
            named = [
                found
                for found in activities.search(each)
                if activities.label(found).casefold() == each.casefold()
            ]
            code = named[0] if len(named) == 1 else ""
        if code and activities.exists(code):
            yield code
        elif each:
            outside.append(_unread(Field.ACTIVITY, "no activity", each))


def named_whole(parts: Sequence[str], whole: Mapping[str, str]) -> tuple[str, ...]:
    """Put names together again that a comma within cut: "Holz", "Möbel" is the known "Holz, Möbel".

    `whole` gives the known names by their keys.
    """
    found, left = [], list(parts)
    while left:
        keys = list(accumulate(map(name_key, left), "{} {}".format))
        size = next((at for at in range(len(keys), 1, -1) if keys[at - 1] in whole), 1)
        found.append(left[0] if size == 1 else whole[keys[size - 1]])
        del left[:size]
    return tuple(found)


# To be kept beside the row --------------------------------------------------------------------


SAID = [each.name for each in fields(MemberRecord) if each.name not in ("unread", "doubts")]


def as_kept(record: MemberRecord) -> dict[str, Any]:
    """Write a record down as JSON; what is not said is left out."""
    said = {name: value for name in SAID if (value := getattr(record, name))}
    for name in ("joined_on", "left_on"):
        if name in said:
            said[name] = said[name].isoformat()
    for name in ("persons", "consents"):
        if name in said:
            said[name] = list(map(asdict, said[name]))
    return said


_READ_BACK: dict[str, Callable[[Any], Any]] = {
    "joined_on": date.fromisoformat,
    "left_on": date.fromisoformat,
    "persons": lambda rows: tuple(ListedPerson(**row) for row in rows),
    "consents": lambda rows: tuple(Consent(**row) for row in rows),
}


def read_back(kept: dict[str, Any]) -> MemberRecord:
    """Read a record that was written down."""
    told = {name: _READ_BACK.get(name, _tuple_or_itself)(value) for name, value in kept.items()}
    return MemberRecord(**told)


def _tuple_or_itself(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
