"""How each kind of cell goes into a record; each function reads one cell and its header.

What stands where something stands already, and says another thing, is kept in the note.
"""

from __future__ import annotations

import re

from kurzweg.engine.members import addresses, companies, contacts, days, phrases
from kurzweg.engine.members import persons as people
from kurzweg.engine.members.draft import Draft
from kurzweg.engine.members.records import Consent, Why
from kurzweg.engine.tables import Cell
from kurzweg.engine.tables.cells import says_nothing

_HOUSE = re.compile(r"[0-9]{1,4}\s?[a-z]?(?:\s?[-–/+]\s?[0-9]{1,4}\s?[a-z]?)?", re.IGNORECASE)


def name(draft: Draft, cell: Cell, heading: str) -> None:
    """Take the name as it is written; a second column goes on with it."""
    written = " ".join(cell.text.split())
    draft.name = f"{draft.name} {written}" if draft.name else written


def text(draft: Draft, cell: Cell, heading: str, *, into: str) -> None:
    """Take a text as it is written, without the dashes that stand for none."""
    written = " ".join(cell.text.split())
    if says_nothing(written):
        return
    if getattr(draft, into):
        _keep_beside(draft, cell, written, getattr(draft, into))
    else:
        setattr(draft, into, written)


def legal_form(draft: Draft, cell: Cell, heading: str) -> None:
    """Take a legal form in our spelling, or as it is written."""
    if not says_nothing(cell.text):
        draft.legal_form = companies.legal_form(cell.text) or cell.text.strip()
        draft.is_person |= companies.is_a_person(cell.text)


def membership_class(draft: Draft, cell: Cell, heading: str) -> None:
    """Take the class of the membership, which may say that the member is a natural person."""
    text(draft, cell, heading, into="membership_class")
    draft.is_person |= companies.is_a_person(cell.text)


def postal_code(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a postcode, also with the town behind it."""
    if says_nothing(cell.text):
        return
    found = addresses.postal_code(cell.text, country=draft.country, town=draft.town)
    if found is None:
        if not _address(draft, cell):
            draft.unread.append(cell.unread(Why.NO_POSTCODE))
        return
    draft.postal_code = draft.postal_code or found.code
    draft.country = draft.country or found.country
    if found.is_mended:
        draft.doubts.append(cell.unread(Why.ZERO_ADDED))


def town(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a town, also with the postcode before it."""
    if not (re.search(r"[0-9]{4}", cell.text) and _address(draft, cell)):
        text(draft, cell, heading, into="town")


def street(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a street, also with postcode and town behind it."""
    if not (re.search(r"(?<![0-9])[0-9]{5}\s", cell.text) and _address(draft, cell)):
        written = ", ".join(filter(None, (line.strip(" ,") for line in cell.text.splitlines())))
        if draft.street and _HOUSE.fullmatch(written):
            draft.street = f"{draft.street} {written}"
        else:
            text(draft, Cell(cell.row, cell.column, written), heading, into="street")


def address(draft: Draft, cell: Cell, heading: str) -> None:
    """Cut an address into its parts; one with figures that cannot be cut is named."""
    if says_nothing(cell.text) or _address(draft, cell):
        return
    if re.search(r"[0-9]{4,}", cell.text):
        draft.unread.append(cell.unread(Why.NO_POSTCODE))
    else:
        text(draft, cell, heading, into="street" if draft.town else "town")


def person(draft: Draft, cell: Cell, heading: str) -> None:
    """Read the persons of a cell; "Geschäftsführer" in the header is their position."""
    found = people.persons(cell.text, position=people.position_of(heading))
    if found is None:
        draft.unread.append(cell.unread(Why.NO_PERSON))
    else:
        draft.persons = people.together([*draft.persons, *found])


def person_email(draft: Draft, cell: Cell, heading: str) -> None:
    """Read the mail addresses of the persons."""
    draft.person_emails.extend(_emails(draft, cell))


def person_phone(draft: Draft, cell: Cell, heading: str) -> None:
    """Read the telephone numbers of the persons."""
    draft.person_phones.extend(_phones(draft, cell))


def phone(draft: Draft, cell: Cell, heading: str) -> None:
    """Read telephone numbers; the first is the member's, the others are kept in the note."""
    for number in _phones(draft, cell):
        if draft.phone:
            _keep_beside(draft, cell, number, draft.phone)
        else:
            draft.phone = number


def email(draft: Draft, cell: Cell, heading: str) -> None:
    """Read mail addresses; the first is the member's, the others belong to its persons."""
    for found in _emails(draft, cell):
        if not draft.email:
            draft.email = found
        elif found != draft.email:
            draft.person_emails.append(found)


def website(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a web address; of several the first."""
    if says_nothing(cell.text):
        return
    pieces = re.split(r"[\s,;|]+", cell.text.strip())
    found = [each for each in map(contacts.website, pieces) if each]
    if not found:
        draft.unread.append(cell.unread(Why.NO_WEBSITE))
        return
    for each in found:
        if draft.website:
            _keep_beside(draft, cell, each, draft.website)
        else:
            draft.website = each


def day(draft: Draft, cell: Cell, heading: str, *, into: str) -> None:
    """Read the first or the last day of a membership."""
    if says_nothing(cell.text) or getattr(draft, into):
        return
    is_last = into == "left_on"
    found = days.past_day(cell.text, today=draft.today, epoch=draft.epoch, is_last=is_last)
    if isinstance(found, Why):
        draft.unread.append(cell.unread(found))
        return
    setattr(draft, into, found.day)
    draft.cells[into] = cell
    if found.is_assumed:
        draft.doubts.append(cell.unread(Why.DAY_ASSUMED))


def several(draft: Draft, cell: Cell, heading: str, *, into: str) -> None:
    """Read a list of codes or names of groups."""
    listed: list[str] = getattr(draft, into)
    if not says_nothing(cell.text):
        listed.extend(each for each in phrases.several(cell.text) if each not in listed)


def offers(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a list of services or products, cut only where it is safe."""
    if not says_nothing(cell.text):
        known = draft.offers
        known.extend(each for each in phrases.offers(cell.text) if each not in known)


def staff(draft: Draft, cell: Cell, heading: str) -> None:
    """Read how many people work at the member's."""
    if says_nothing(cell.text):
        return
    draft.staff = companies.staff(cell.text)
    if draft.staff is None:
        draft.unread.append(cell.unread(Why.NO_NUMBER))


def register(draft: Draft, cell: Cell, heading: str) -> None:
    """Read the court or the number of an entry in a register, or both."""
    if says_nothing(cell.text):
        return
    found = companies.register(cell.text, heading=heading)
    if found is None:
        draft.unread.append(cell.unread(Why.NO_REGISTER))
        return
    draft.register_court = draft.register_court or found.court
    draft.register_number = draft.register_number or found.number


def vat_id(draft: Draft, cell: Cell, heading: str) -> None:
    """Read a VAT id; one whose check digits are wrong is named."""
    if says_nothing(cell.text):
        return
    draft.vat_id = companies.vat_id(cell.text)
    if not draft.vat_id:
        draft.unread.append(cell.unread(Why.NO_VAT_ID))


def consent(draft: Draft, cell: Cell, heading: str) -> None:
    """Keep what is said of a consent, with the name of its column, and make nothing of it."""
    draft.consents.append(Consent(cell.column, cell.text))


def note(draft: Draft, cell: Cell, heading: str) -> None:
    """Keep a note; that of a second column with its name."""
    draft.notes.append(f"{cell.column}: {cell.text}" if draft.notes else cell.text)


def _address(draft: Draft, cell: Cell) -> bool:
    found = addresses.address(cell.text)
    if found is None:
        return False
    draft.street = draft.street or found.street
    draft.postal_code = draft.postal_code or found.postal_code
    draft.town = draft.town or found.town
    draft.country = draft.country or found.country
    return True


def _emails(draft: Draft, cell: Cell) -> tuple[str, ...]:
    found = () if says_nothing(cell.text) else contacts.emails(cell.text)
    if not found and not says_nothing(cell.text):
        draft.unread.append(cell.unread(Why.NO_EMAIL))
    return found


def _phones(draft: Draft, cell: Cell) -> tuple[str, ...]:
    found = () if says_nothing(cell.text) else contacts.phones(cell.text)
    if not found and not says_nothing(cell.text):
        draft.unread.append(cell.unread(Why.NO_PHONE))
    return found


def _keep_beside(draft: Draft, cell: Cell, written: str, known: str) -> None:
    if written != known:
        draft.notes.append(f"{cell.column}: {written}")
