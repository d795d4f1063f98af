"""vCards as members: the firm of a card, and the person who stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kurzweg.engine import vcards
from kurzweg.engine.members import companies, contacts
from kurzweg.engine.members import persons as people
from kurzweg.engine.members.errors import NoCards
from kurzweg.engine.members.records import LeftOut, ListedPerson, MemberRecord, Why
from kurzweg.engine.tables import Unread
from kurzweg.engine.tables.cells import LONGEST_SHOWN
from kurzweg.engine.tables.errors import TableNotFound

_NO_VOICE = frozenset(("fax", "pager", "modem", "bbs", "x-fax"))
_MOBILE = frozenset(("cell", "mobile", "iphone"))
_GENERATION = re.compile(r"(?:jr|sr|jun|sen|junior|senior)\.?|I{1,3}|IV", re.IGNORECASE)
_HOUSES = re.compile(
    r"(?:info|kontakt|contact|office|mail|post|zentrale|verwaltung|service|hallo|hello|welcome|team"
    r"|sekretariat|buero)(?:[.+_-].*)?@",
    re.IGNORECASE,
)


def read_vcards(path: Path | str) -> Iterator[MemberRecord | LeftOut]:
    """Read each card of a file as a member; `row` is the number of the card.

    A card with an organisation is that firm with a person, one without it a natural person. Raises
    a `TableError` when there is no card. Birthdays, pictures and private notes of programs are not
    read.
    """
    path = Path(path)
    is_empty = True
    try:
        for card in vcards.read(path):
            is_empty = False
            yield _member(card)
    except OSError as error:
        raise TableNotFound(path) from error
    if is_empty:
        raise NoCards(path)


def _member(card: vcards.Card) -> MemberRecord | LeftOut:
    person = _person(card)
    organisation, *units = _organisation(card)
    full = card.text("FN")
    if not (organisation or full or person):
        return LeftOut(card.number, "empty", "")
    if card.text("KIND").casefold() == "group":
        return LeftOut(card.number, "group", full)
    is_firm = bool(organisation) or card.text("KIND").casefold() == "org"
    name = organisation or full or (f"{person.given_name} {person.family_name}" if person else "")
    unread: list[Unread] = []
    phones = _phones(card, unread)
    emails = _emails(card, unread)
    notes = [card.text("NOTE"), *units]
    street, postal_code, town, country = _address(card)
    if person:
        person, phones, emails = _equipped(person, phones, emails, is_firm=is_firm)
    notes.extend((*phones[1:], *emails[1:]))
    return MemberRecord(
        row=card.number,
        name=name.strip(),
        legal_form=companies.legal_form(name) if is_firm else "",
        is_person=not is_firm,
        street=street,
        postal_code=postal_code,
        town=town,
        country=country,
        phone=next(iter(phones), ""),
        email=next(iter(emails), ""),
        website=_website(card, unread),
        persons=(person,) if person else (),
        sections=tuple(each for found in card.all("CATEGORIES") for each in found.listed()),
        note="\n".join(filter(None, notes)),
        unread=tuple(unread),
    )


def _organisation(card: vcards.Card) -> Sequence[str]:
    found = card.first("ORG")
    parts = [part for part in found.parts() if part] if found else []
    return parts or [""]


def _person(card: vcards.Card) -> ListedPerson | None:
    """Take the person from the parts of the name, or from the whole one."""
    position = card.text("TITLE") or card.text("ROLE")
    found = card.first("N")
    if found:
        family, given, more, prefix, suffix, *_ = (*found.parts(), "", "", "", "", "")
        given = " ".join(filter(None, (given, more)))
        if family or given:
            named = people.named(given, family, title=prefix)
            family = _behind(named.family_name, suffix)
            return replace(named, family_name=family, position=position)
    whole = card.text("FN")
    if whole and whole not in _organisation(card) and card.text("KIND").casefold() != "org":
        named_so = people.persons(whole)
        if named_so is not None and len(named_so) == 1:
            return replace(named_so[0], position=position)
    return None


def _behind(family: str, suffix: str) -> str:
    """Put what stands behind a name there: a "Jr." in front of it would be read as a title."""
    between = " " if _GENERATION.fullmatch(suffix) else ", "
    return between.join(filter(None, (family, suffix)))


def _phones(card: vcards.Card, unread: list[Unread]) -> list[str]:
    """Find the numbers that somebody answers, those of the office first and mobile ones last."""
    voices = [each for each in card.all("TEL") if not each.types & _NO_VOICE]
    voices.sort(key=lambda each: (bool(each.types & _MOBILE), "home" in each.types))
    found: list[str] = []
    for each in voices:
        written = each.text.strip().removeprefix("tel:")
        numbers = contacts.phones(written)
        if not numbers:
            unread.append(_unread(card, "TEL", written, Why.NO_PHONE))
        found.extend(number for number in numbers if number not in found)
    return found


def _emails(card: vcards.Card, unread: list[Unread]) -> list[str]:
    found: list[str] = []
    for each in sorted(card.all("EMAIL"), key=lambda each: "home" in each.types):
        addresses = contacts.emails(each.text)
        if not addresses:
            unread.append(_unread(card, "EMAIL", each.text, Why.NO_EMAIL))
        found.extend(address for address in addresses if address not in found)
    return found


def _equipped(
    person: ListedPerson, phones: list[str], emails: list[str], *, is_firm: bool
) -> tuple[ListedPerson, list[str], list[str]]:
    """Give the person the addresses that are not the house's: info@ belongs to the firm."""
    if not is_firm:
        return person, phones, emails
    houses = [each for each in emails if _HOUSES.match(each)]
    own = [each for each in emails if each not in houses]
    person = replace(person, email=next(iter(own), ""), phone=phones[1] if len(phones) > 1 else "")
    return person, [*phones[:1], *phones[2:]], [*houses[:1], *own[1:], *houses[1:]]


def _address(card: vcards.Card) -> tuple[str, str, str, str]:
    """Take the address of the office, or the first; a box where there is no street."""
    found = sorted(card.all("ADR"), key=lambda each: "work" not in each.types)
    if not found:
        return "", "", "", ""
    box, extended, street, town, _, code, country, *_ = (*found[0].parts(), *[""] * 7)
    street = ", ".join(filter(None, (street, extended)))
    if not street and box:
        street = box if re.search(r"[^\W\d_]", box) else f"Postfach {box}"
    return " ".join(street.split()), code, town, country


def _website(card: vcards.Card, unread: list[Unread]) -> str:
    found = sorted(card.all("URL"), key=lambda each: "home" in each.types)
    for each in found:
        if address := contacts.website(each.text):
            return address
        unread.append(_unread(card, "URL", each.text, Why.NO_WEBSITE))
    return ""


def _unread(card: vcards.Card, name: str, text: str, why: Why) -> Unread:
    return Unread(card.number, name, text[:LONGEST_SHOWN], why)
