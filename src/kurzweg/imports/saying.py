"""How what a list says, and what speaks for two entries being one, is said to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.languages import isolated
from kurzweg.core.templatetags.display import plain_day
from kurzweg.engine.members import Field
from kurzweg.imports.models import Line, Verdict
from kurzweg.people import activities
from kurzweg.people.models import StaffBand

Word = str | Promise
COLUMNS: Mapping[Field, Word] = {
    Field.NOTHING: gettext_lazy("(do not read)"),
    Field.NAME: gettext_lazy("Name of the organisation"),
    Field.LEGAL_FORM: gettext_lazy("Legal form"),
    Field.NUMBER: gettext_lazy("Member number"),
    Field.STREET: gettext_lazy("Street and number"),
    Field.POSTAL_CODE: gettext_lazy("Postcode"),
    Field.TOWN: gettext_lazy("Town"),
    Field.ADDRESS: gettext_lazy("Whole address"),
    Field.COUNTRY: gettext_lazy("Country"),
    Field.PHONE: gettext_lazy("Phone"),
    Field.EMAIL: gettext_lazy("Mail address"),
    Field.WEBSITE: gettext_lazy("Website"),
    Field.PERSON: gettext_lazy("Person, with given name and family name"),
    Field.GIVEN_NAME: gettext_lazy("Given name"),
    Field.FAMILY_NAME: gettext_lazy("Family name"),
    Field.PERSON_TITLE: gettext_lazy("Title of the person"),
    Field.POSITION: gettext_lazy("Position of the person"),
    Field.PERSON_EMAIL: gettext_lazy("Mail address of the person"),
    Field.PERSON_PHONE: gettext_lazy("Phone of the person"),
    Field.JOINED: gettext_lazy("Member since"),
    Field.LEFT: gettext_lazy("Last day as a member"),
    Field.CLASS: gettext_lazy("Class of membership"),
    Field.SECTION: gettext_lazy("Section"),
    Field.OFFERS: gettext_lazy("What the firm can do"),
    Field.ACTIVITY: gettext_lazy("Activity (WZ)"),
    Field.STAFF: gettext_lazy("Employees"),
    Field.REGISTER: gettext_lazy("Entry in the register"),
    Field.VAT_ID: gettext_lazy("VAT id"),
    Field.CONSENT: gettext_lazy("Consent (kept as a note)"),
    Field.NOTE: gettext_lazy("Note"),
}
# What a change or a value that is not read is about, where it is no column.
_OTHERS: Mapping[str, Word] = {
    "staff_band": COLUMNS[Field.STAFF],
    "postal_code": COLUMNS[Field.POSTAL_CODE],
    "legal_form": COLUMNS[Field.LEGAL_FORM],
    "register_court": gettext_lazy("Register court"),
    "register_number": gettext_lazy("Number in the register"),
    "vat_id": COLUMNS[Field.VAT_ID],
    "membership": gettext_lazy("Membership"),
    "offer": COLUMNS[Field.OFFERS],
    "person": gettext_lazy("Person"),
    "consent": gettext_lazy("Consent"),
    "person_title": COLUMNS[Field.PERSON_TITLE],
    "person_email": COLUMNS[Field.PERSON_EMAIL],
    "person_phone": COLUMNS[Field.PERSON_PHONE],
    "person_position": COLUMNS[Field.POSITION],
    "changed": gettext_lazy("changed since"),
    "since": COLUMNS[Field.JOINED],
    "until": COLUMNS[Field.LEFT],
}
WHYS: Mapping[str, Word] = {
    "no name": gettext_lazy("without a name"),
    "no day": gettext_lazy("is no day"),
    "impossible": gettext_lazy("is no day of the calendar"),
    "far": gettext_lazy("lies too far ahead"),
    "joined after leaving": gettext_lazy("ends before it begins"),
    "no phone": gettext_lazy("is no phone number"),
    "no email": gettext_lazy("is no mail address"),
    "no website": gettext_lazy("is no address of a website"),
    "no postcode": gettext_lazy("is no postcode"),
    "no person": gettext_lazy("is no name of a person"),
    "no number": gettext_lazy("is no number"),
    "no register": gettext_lazy("is no entry in a register"),
    "no vat id": gettext_lazy("is no VAT id"),
    "no country": gettext_lazy("is no country that is known here"),
    "no activity": gettext_lazy("names no activity, or several"),
    "day assumed": gettext_lazy("names no day: the first one is meant"),
    "zero added": gettext_lazy("gets the zero back that a spreadsheet took"),
    "too long": gettext_lazy("is too long"),
    "error": gettext_lazy("is the error of a formula"),
    "formula": gettext_lazy("is a formula"),
    "encoding": gettext_lazy("has signs that nobody can read"),
    "hidden": gettext_lazy("is a hidden row"),
    "total": gettext_lazy("is a row of sums"),
    "footer": gettext_lazy("stands below the table"),
    "header": gettext_lazy("is a heading"),
    "letter": gettext_lazy("is a single letter"),
    "empty": gettext_lazy("is empty"),
}
# What names a firm by now, by the label of its model; "" for all that nobody has to tell apart.
_NAMED_BY: Mapping[str, Word] = {
    "networks.selfdeclaration": gettext_lazy("said whether its entry is right"),
    "networks.mandate": gettext_lazy("somebody there took on a task or a seat in a committee"),
    "networks.application": gettext_lazy("an application names it"),
    "networks.saidline": gettext_lazy("somebody said something of it"),
    "people.position": gettext_lazy("somebody was entered there"),
    "people.site": gettext_lazy("an address was entered"),
    "market.need": gettext_lazy("asked for something, or is asked"),
    "market.offer": gettext_lazy("said what it can do"),
    "introductions.introduction": gettext_lazy("a contact was made"),
    "merging.merge": gettext_lazy("was combined with another entry"),
    "": gettext_lazy("is named somewhere else by now"),
}
_REASONS: Mapping[str, Word] = {
    "same_number": gettext_lazy("the same member number"),
    "same_firm": gettext_lazy("an earlier row is this firm as well"),
    "same_name": gettext_lazy("the same name"),
    "similar_name": gettext_lazy("“%(one)s” and “%(other)s” are spelt alike"),
    "longer_name": gettext_lazy("one name also says “%(words)s”"),
    "same_register": gettext_lazy("the same entry in the register (%(number)s)"),
    "same_vat_id": gettext_lazy("the same VAT id"),
    "same_address": gettext_lazy("the same street (%(street)s)"),
    "same_phone": gettext_lazy("the same phone number"),
    "same_domain": gettext_lazy("the same website (%(domain)s)"),
    "same_mail": gettext_lazy("the same mail address"),
    "same_mail_domain": gettext_lazy("mail addresses at %(domain)s"),
    "same_town": gettext_lazy("the same town"),
    "other_name": gettext_lazy("but another name"),
    "other_town": gettext_lazy("but another town"),
    "other_address": gettext_lazy("but another street"),
    "other_form": gettext_lazy("but another legal form"),
}


def name_of(field: str) -> str:
    """Say what a field is called."""
    if field in _OTHERS:
        return str(_OTHERS[field])
    return str(COLUMNS[Field(field)]) if field in {*Field} else field


def reason(told: dict[str, Any]) -> str:
    """Say one thing that speaks for two entries being one, or against it."""
    words = _REASONS.get(told["code"])
    if words is None:
        return str(told["code"])
    said = {name: isolated(str(value)) for name, value in told["params"].items()}
    try:
        return str(words) % said
    except KeyError:
        return str(words)


def because(why: str, *, into: str = "") -> str:
    """Say what keeps a firm when a list is undone: a field, what names it by now, or `into` which
    entry it went."""
    if into:
        return _("is part of the entry “%(name)s” by now") % {"name": isolated(into)}
    if "." not in why:
        return name_of(why)
    return str(_NAMED_BY.get(why, _NAMED_BY[""]))


@dataclass(frozen=True, slots=True)
class Difference:
    """One change as it is drawn."""

    place: int
    name: str
    old: str
    new: str
    is_own: bool
    is_ticked: bool


def differences(line: Line) -> list[Difference]:
    """Say what a row changes, field by field."""
    return [
        Difference(
            place=place,
            name=_named(change),
            old=_value(change["field"], change["old"]),
            new=_value(change["field"], change["new"]),
            is_own=bool(change.get("own")),
            is_ticked=place in line.ticked,
        )
        for place, change in enumerate(line.changes)
    ]


def _named(change: dict[str, Any]) -> str:
    named = name_of(change["field"])
    if change.get("column"):
        return f"{named} ({isolated(change['column'])})"
    return f"{named} ({isolated(change['who'])})" if change.get("who") else named


def _value(field: str, value: Any) -> str:
    if field in ("joined", "left") and value:
        day = date.fromisoformat(value)
        return plain_day(day if field == "joined" else day - timedelta(days=1))
    if field == "staff_band" and value:
        return str(StaffBand(value).label)
    if field == "activity":
        return f"{value} {activities.label(value)}"
    if field == "membership":
        return _("becomes a member")
    return str(value or "")


def unread(line: Line) -> list[str]:
    """Say which values of a row are not taken over, or read otherwise, and why."""
    return [_unread(each) for each in (*line.unread, *line.doubts)]


def _unread(told: dict[str, str]) -> str:
    why = str(WHYS.get(told["why"], told["why"]))
    if not told["field"]:
        return _("The row %(why)s.") % {"why": why}
    said = {"field": name_of(told["field"]), "text": isolated(told["text"]), "why": why}
    if not told["text"]:
        return _("%(field)s: %(why)s.") % said
    return _("%(field)s: “%(text)s” %(why)s.") % said


# In this order: what somebody has to say something of comes first.
SHOWN = (Verdict.DOUBTFUL, Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.REJECTED)
