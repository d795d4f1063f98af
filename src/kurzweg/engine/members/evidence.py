"""What the cells of a column look like: whether they can be what its header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kurzweg.engine.members import addresses, companies, contacts, days, phrases
from kurzweg.engine.members import persons as people
from kurzweg.engine.members.person_words import TITLES
from kurzweg.engine.members.records import Field

MOST_CELLS = 60  # of a column that are looked at
_ANY_DAY = date(2100, 1, 1)  # no day of a list is too far ahead to be one
_EPOCH = date(1899, 12, 30)
_STREET = re.compile(
    r".{2,}(?:str\.?|straße|strasse|weg|platz|allee|gasse|ring|damm|ufer|park|hof|markt|chaussee|pfad"
    r"|feld|berg|graben|bruch|kamp)\s*[0-9].{0,12}"
    r"|(?:am|im|an der|auf dem|zum|zur) .{3,}\s[0-9].{0,8}"
    r"|postfach\s[0-9 ]+",
    re.IGNORECASE,
)
_HAS_LETTERS = re.compile(r"[^\W\d_]")
_LINKED = re.compile(r"https?://|www\.", re.IGNORECASE)
_DIALLED = re.compile(r"[\s(]*[0+]")


def _is_day(text: str) -> bool:
    read = days.past_day(text, today=_ANY_DAY, epoch=_EPOCH, is_last=False)
    return isinstance(read, days.Read)


def _is_person(text: str) -> bool:
    return bool(people.persons(text))


def _is_full_person(text: str) -> bool:
    named = people.persons(text) or ()
    return bool(named) and all(each.given_name for each in named)


def _is_register(text: str) -> bool:
    return companies.register(text, heading="Registergericht") is not None


def _is_website(text: str) -> bool:
    return any(map(contacts.website, re.split(r"[\s,;|]+", text)))


# How a cell shows that it may be of a field; fields that are not named here may hold any text.
_LOOKS: Mapping[Field, Callable[[str], bool]] = {
    Field.EMAIL: lambda text: bool(contacts.emails(text)),
    Field.PERSON_EMAIL: lambda text: bool(contacts.emails(text)),
    Field.PHONE: lambda text: bool(contacts.phones(text)),
    Field.PERSON_PHONE: lambda text: bool(contacts.phones(text)),
    Field.WEBSITE: _is_website,
    Field.POSTAL_CODE: lambda text: (
        addresses.postal_code(text) is not None or addresses.address(text) is not None
    ),
    Field.ADDRESS: lambda text: addresses.address(text) is not None,
    Field.JOINED: _is_day,
    Field.LEFT: _is_day,
    Field.STAFF: lambda text: companies.staff(text) is not None,
    Field.VAT_ID: lambda text: bool(companies.vat_id(text)),
    Field.REGISTER: _is_register,
    Field.PERSON: _is_person,
    Field.PERSON_TITLE: lambda text: TITLES.match(text + " ") is not None,
    Field.NAME: lambda text: _HAS_LETTERS.search(text) is not None,
    Field.TOWN: lambda text: _HAS_LETTERS.search(text) is not None,
    Field.OFFERS: lambda text: _HAS_LETTERS.search(text) is not None and bool(phrases.offers(text)),
}
# What can be nothing else, whatever the header says, in the order in which it is asked for.
_UNMISTAKABLE: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.EMAIL, lambda text: "@" in text and bool(contacts.emails(text))),
    (Field.WEBSITE, lambda text: _LINKED.match(text) is not None),
    (Field.VAT_ID, lambda text: text[:2].isalpha() and bool(companies.vat_id(text))),
    (Field.REGISTER, lambda text: re.match(r"(?i)\s*(?:HR\s?[AB]|VR|GnR)\b", text) is not None),
    (Field.ADDRESS, lambda text: addresses.address(text) is not None),
    (Field.STREET, lambda text: _STREET.fullmatch(text) is not None),
)
# What a column without a name may well be, but need not.
_LIKELY: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.PHONE, lambda text: _DIALLED.match(text) is not None and bool(contacts.phones(text))),
    (Field.POSTAL_CODE, lambda text: re.fullmatch(r"(?:D-?)?[0-9]{5}", text) is not None),
    (Field.PERSON, _is_full_person),
)
ENOUGH, NEARLY_ALL, MANY = 0.6, 0.9, 0.4


def share(field: Field, cells: Sequence[str]) -> float:
    """Say which share of the cells may be of a field; 1 for a field that may hold any text."""
    looks = _LOOKS.get(field)
    return _share(looks, cells) if looks else 1.0


def unmistakable(cells: Sequence[str]) -> Field | None:
    """Name the only field that the cells can be of: mail addresses are nothing else."""
    for field, looks in _UNMISTAKABLE:
        if cells and _share(looks, cells) >= NEARLY_ALL:
            return field
    return None


def likely(cells: Sequence[str]) -> Field | None:
    """Name a field that cells may be of: five digits may be a postcode, or a customer's number."""
    for field, looks in _LIKELY:
        if cells and _share(looks, cells) >= NEARLY_ALL:
            return field
    return None


def are_firms(cells: Sequence[str]) -> bool:
    """Tell whether many cells end in a legal form, as only names of firms do."""
    return bool(cells) and _share(lambda text: bool(companies.legal_form(text)), cells) >= MANY


def are_persons(cells: Sequence[str]) -> bool:
    """Tell whether most cells name persons with given and family name."""
    return bool(cells) and _share(_is_full_person, cells) >= ENOUGH


def are_streets(cells: Sequence[str]) -> bool:
    """Tell whether most cells are a street with a number."""
    return bool(cells) and _share(lambda text: _STREET.fullmatch(text) is not None, cells) >= ENOUGH


def are_few(cells: Sequence[str]) -> bool:
    """Tell whether the same few words stand in all cells: "ja", "nein"."""
    return len(cells) > 5 and len({cell.casefold() for cell in cells}) <= 3


def _share(looks: Callable[[str], bool], cells: Sequence[str]) -> float:
    return sum(map(looks, cells)) / len(cells) if cells else 1.0
