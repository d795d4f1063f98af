"""What a member list says: the fields a column may hold, and the member read from a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kurzweg.engine.tables import Unread


class Field(StrEnum):
    """What a column of a member list may hold."""

    NAME = "name"
    LEGAL_FORM = "legal form"
    NUMBER = "number"
    STREET = "street"
    POSTAL_CODE = "postal code"
    TOWN = "town"
    ADDRESS = "address"  # street, postcode and town in one, or the last two
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    PERSON = "person"  # one or more, as written
    GIVEN_NAME = "given name"
    FAMILY_NAME = "family name"
    PERSON_TITLE = "person title"
    POSITION = "position"
    PERSON_EMAIL = "person email"
    PERSON_PHONE = "person phone"
    JOINED = "joined"
    LEFT = "left"
    CLASS = "class"
    SECTION = "section"
    OFFERS = "offers"
    ACTIVITY = "activity"
    STAFF = "staff"
    REGISTER = "register"
    VAT_ID = "vat id"
    CONSENT = "consent"
    NOTE = "note"
    NOTHING = "nothing"  # not to be read


class Why(StrEnum):
    """Why a cell was not read, or how it was read otherwise than it is written.

    Beside these stand the reasons of `engine.tables`: "error", "formula", "encoding".
    """

    NO_NAME = "no name"
    NO_DAY = "no day"
    IMPOSSIBLE_DAY = "impossible"
    FAR_DAY = "far"  # more than two years ahead
    JOINED_AFTER_LEAVING = "joined after leaving"
    NO_PHONE = "no phone"
    NO_EMAIL = "no email"
    NO_WEBSITE = "no website"
    NO_POSTCODE = "no postcode"
    NO_PERSON = "no person"
    NO_NUMBER = "no number"
    NO_REGISTER = "no register"
    NO_VAT_ID = "no vat id"
    DAY_ASSUMED = "day assumed"  # of a year or month alone
    ZERO_ADDED = "zero added"  # 1067 from a cell that counts


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody named in a member list; what is not said is empty."""

    given_name: str = ""
    family_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a column of consents says in a row, as it stands there; interpreted by nobody."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """One member as a list names it; what is not said is empty or None.

    `left_on` is the last day of the membership. `unread` names what could not be
    read, `doubts` what was read otherwise than it is written (a year alone as a day).
    """

    row: int
    name: str = ""
    legal_form: str = ""
    is_person: bool = False
    number: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    persons: tuple[ListedPerson, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None
    membership_class: str = ""
    sections: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    staff: int | None = None
    register_court: str = ""
    register_number: str = ""
    vat_id: str = ""
    consents: tuple[Consent, ...] = ()
    note: str = ""
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row or card that is no member, and why.

    "hidden", "total", "footer", "header" or "letter"; of cards "empty" or "group".
    """

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """What a column probably holds; `index` counts the columns of the table, from 0.

    `is_sure` only where its header says so and its cells do not deny it, or where its cells can
    be nothing else.
    """

    index: int
    name: str
    letter: str
    field: Field
    is_sure: bool
    examples: tuple[str, ...]
