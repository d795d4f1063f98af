"""What a row of a list would change of a firm, field by field; what says the same is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from kurzweg.core.addresses import normalised
from kurzweg.engine.members import ListedPerson, MemberRecord
from kurzweg.engine.words import name_key, place_key
from kurzweg.imports.known import Corrected, Firm, KnownPerson
from kurzweg.imports.models import Remark
from kurzweg.people.models import StaffBand
from kurzweg.places.countries import country_of

Change = dict[str, Any]
_COURT = re.compile(r"^(?:amtsgericht|registergericht|ag)\b ?")
_PAGE = re.compile(r"^https?://(?:www\.)?|^www\.|/$")


def digits(phone: str) -> str:
    """Bring a phone number to the digits that are dialled from here."""
    kept = re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
    return re.sub(r"^(?:\+|00)49", "0", kept)


def _page(address: str) -> str:
    return _PAGE.sub("", _PAGE.sub("", address.casefold().strip()))


def _street(written: str) -> str:
    return name_key(re.sub(r"(?i)stra(?:ß|ss)e\b|str\.", "str ", written)).replace(" ", "")


def _code(written: str) -> str:
    return country_of(written)[0].replace(" ", "")


def _court(named: str) -> str:
    """Name a court by its place: whether "Amtsgericht" stands before it is a matter of taste."""
    return _COURT.sub("", name_key(named))


def number_key(number: str) -> str:
    """Bring a member number to one spelling: 001 and 1 are one, as spreadsheets drop zeros."""
    return number.lstrip("0") or number


def band_of(staff: int | None) -> int | None:
    """Say in which band so many people fall; none is not said."""
    return max((band for band in StaffBand.values if staff and band <= staff), default=None)


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "name": name_key,
    "legal_form": name_key,
    "phone": digits,
    "email": normalised,
    "website": _page,
    "staff_band": lambda band: band,
    "register_court": _court,
    "register_number": lambda number: name_key(number).replace(" ", ""),
    "vat_id": lambda number: name_key(number).replace(" ", ""),
    "street": _street,
    "postal_code": _code,
    "town": place_key,
    "country": str.upper,
    "title": name_key,
    "given_name": name_key,
    "family_name": name_key,
    "position": name_key,
}


def differences(record: MemberRecord, firm: Firm, corrected: Corrected) -> list[Change]:
    """List what a row would change of a firm; an empty cell changes nothing."""
    return [
        *_of_firm(record, firm, corrected),
        *_of_seat(record, firm, corrected),
        *_of_membership(record, firm),
        *_of_lists(record, firm, corrected),
        *_of_persons(record, firm, corrected),
        *_of_remarks(record, firm),
    ]


def _of_firm(record: MemberRecord, firm: Firm, corrected: Corrected) -> Iterator[Change]:
    said = {
        "name": _name(record, firm),
        "legal_form": _form(record, firm),
        "phone": record.phone,
        "email": record.email,
        "website": record.website,
        "staff_band": band_of(record.staff),
        "register_court": record.register_court,
        "register_number": record.register_number,
        "vat_id": record.vat_id,
    }
    for name, new in said.items():
        yield from _other(name, firm.says[name], new, ("organisation", firm.id), corrected)


def _name(record: MemberRecord, firm: Firm) -> str:
    """A name that stands there with its legal form is not made shorter by a list without it."""
    whole = f"{record.name} {record.legal_form}"
    return "" if name_key(firm.name) == name_key(whole) else record.name


def _form(record: MemberRecord, firm: Firm) -> str:
    """A legal form that the name says already is nothing new."""
    is_said = f" {name_key(record.legal_form)} " in f" {name_key(firm.name)} "
    return "" if is_said and not firm.says["legal_form"] else record.legal_form


def _of_seat(record: MemberRecord, firm: Firm, corrected: Corrected) -> Iterator[Change]:
    said = {name: getattr(record, name) for name in ("street", "postal_code", "town")}
    if record.country and firm.seat:
        said["country"] = country_of(record.postal_code, record.country)[1]
    if firm.seat_id is None and not record.town:
        return
    row = ("site", firm.seat_id or 0)
    for name, new in said.items():
        yield from _other(name, firm.seat.get(name, ""), new, row, corrected)


def _of_membership(record: MemberRecord, firm: Firm) -> Iterator[Change]:
    if firm.membership_id is None:
        yield {"field": "membership", "old": "", "new": record.number}
        return
    if record.number and number_key(record.number) != number_key(firm.number):
        yield {"field": "number", "old": firm.number, "new": record.number}
    if record.membership_class:
        old, new = firm.membership_class, record.membership_class
        if name_key(old) != name_key(new):
            yield {"field": "class", "old": old, "new": new}
    until = end_of(record)
    if firm.until is not None and until is None:
        if record.joined_on and record.joined_on >= firm.until:
            yield {"field": "membership", "old": "", "new": record.number}
        return
    if contradicts(record, firm):
        return
    days = (("joined", firm.since, record.joined_on), ("left", firm.until, until))
    for name, before, after in days:
        if after is not None and after != before:
            yield {"field": name, "old": _day(before), "new": _day(after)}


def end_of(record: MemberRecord) -> date | None:
    """Give the day from which somebody is no member any more: the one after the last."""
    return record.left_on + timedelta(days=1) if record.left_on else None


def contradicts(record: MemberRecord, firm: Firm) -> bool:
    """Whether a membership would end before it began, with what a row says of it."""
    since, until = record.joined_on or firm.since, end_of(record) or firm.until
    return since is not None and until is not None and until < since


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _of_lists(record: MemberRecord, firm: Firm, corrected: Corrected) -> Iterator[Change]:
    for name, said, known in (
        ("section", record.sections, firm.sections),
        ("offer", record.offers, firm.offers),
    ):
        for each in {name_key(each): each for each in said if name_key(each) not in known}.values():
            yield {"field": name, "old": "", "new": each}
    own = {"own": True} if ("organisation", firm.id, "activities") in corrected else {}
    for code in dict.fromkeys(record.activities):
        if code not in firm.activities:
            yield {"field": "activity", "old": "", "new": code, **own}


def _of_persons(record: MemberRecord, firm: Firm, corrected: Corrected) -> Iterator[Change]:
    for place, person in enumerate(record.persons):
        known = next((each for each in firm.persons if is_meant(person, each)), None)
        if known is None:
            yield {"field": "person", "old": "", "new": full_name(person), "place": place}
            continue
        if not known.is_mendable:
            continue  # her own row, or another network's: she says herself what she is called
        for name in ("title", "email", "phone", "position"):
            row = ("person", known.id)
            for change in _other(name, known.says[name], getattr(person, name), row, corrected):
                at = known.position_id if name == "position" else known.id
                who = full_name(person)
                yield change | {"field": f"person_{name}", "of": at, "who": who}


def _of_remarks(record: MemberRecord, firm: Firm) -> Iterator[Change]:
    """What a list said last of a consent stays beside what it says now: nothing is overwritten."""
    for kind, column, text in remarks_of(record):
        old = firm.remarks.get((kind, column), "")
        if text != old:
            yield {"field": str(kind), "old": old, "new": text, "column": column}


def remarks_of(record: MemberRecord) -> Iterator[tuple[Remark.Kind, str, str]]:
    """Give what a row says that has no place of its own: kind, column and words."""
    # The last of two words on one consent counts, as that of two lists does.
    consents = {each.column: each.text for each in record.consents}
    yield from ((Remark.Kind.CONSENT, column, text) for column, text in consents.items())
    if record.note:
        yield Remark.Kind.NOTE, "", record.note


def full_name(person: ListedPerson) -> str:
    return " ".join(f"{person.title} {person.given_name} {person.family_name}".split())


def is_meant(person: ListedPerson, known: KnownPerson) -> bool:
    """Whether somebody in a list is somebody at the firm: by name, or by address and family name"""
    family = name_key(person.family_name) == name_key(known.says["family_name"])
    if family and person.email and person.email == known.says["email"]:
        return True
    one, other = (name_key(each) for each in (person.given_name, known.says["given_name"]))
    short, long = sorted((one, other), key=len)
    return family and (short == long or short in ("", long[:1]))


def _other(
    name: str, old: Any, new: Any, row: tuple[str, int], corrected: Corrected
) -> Iterator[Change]:
    if not new or (old and KEYS[name](old) == KEYS[name](new)):
        return
    change = {"field": name, "old": old if old is not None else "", "new": new}
    if old and (*row, name) in corrected:
        change["own"] = True
    yield change
