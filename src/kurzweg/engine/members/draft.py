"""A record while its cells are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kurzweg.engine.members.records import Consent, ListedPerson, MemberRecord
from kurzweg.engine.tables import Cell, Unread


@dataclass(slots=True)
class Draft:
    """What was read of a row so far; `cells` are those that a later look needs."""

    row: int
    today: date
    epoch: date
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
    persons: list[ListedPerson] = field(default_factory=list)
    joined_on: date | None = None
    left_on: date | None = None
    membership_class: str = ""
    sections: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)
    staff: int | None = None
    register_court: str = ""
    register_number: str = ""
    vat_id: str = ""
    consents: list[Consent] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    doubts: list[Unread] = field(default_factory=list)
    # of the one person that has columns of its own
    given_name: str = ""
    family_name: str = ""
    person_title: str = ""
    position: str = ""
    person_emails: list[str] = field(default_factory=list)
    person_phones: list[str] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)

    def record(self) -> MemberRecord:
        """Give what was read as a record that nobody changes any more."""
        return MemberRecord(
            row=self.row,
            name=self.name,
            legal_form=self.legal_form,
            is_person=self.is_person,
            number=self.number,
            street=self.street,
            postal_code=self.postal_code,
            town=self.town,
            country=self.country,
            phone=self.phone,
            email=self.email,
            website=self.website,
            persons=tuple(self.persons),
            joined_on=self.joined_on,
            left_on=self.left_on,
            membership_class=self.membership_class,
            sections=tuple(self.sections),
            offers=tuple(self.offers),
            activities=tuple(self.activities),
            staff=self.staff,
            register_court=self.register_court,
            register_number=self.register_number,
            vat_id=self.vat_id,
            consents=tuple(self.consents),
            note="\n".join(self.notes),
            unread=tuple(self.unread),
            doubts=tuple(self.doubts),
        )
