"""A member as an organisation that can be compared with others."""

from __future__ import annotations

from kurzweg.engine.duplicates import Party
from kurzweg.engine.members.companies import legal_form
from kurzweg.engine.members.records import MemberRecord


def party_of(record: MemberRecord, *, number: int) -> Party:
    """Let a row be compared under a number; its persons are no part of that."""
    return Party(
        id=number,
        name=whole_name(record),
        street=record.street,
        postal_code=record.postal_code,
        town=record.town,
        register_number=record.register_number,
        register_court=record.register_court,
        vat_id=record.vat_id,
        website=record.website,
        phone=record.phone,
        email=record.email,
    )


def whole_name(record: MemberRecord) -> str:
    """The name with the legal form that stands in a column of its own."""
    form = record.legal_form
    has_one = not form or legal_form(record.name) or form.casefold() in record.name.casefold()
    return record.name if has_one else f"{record.name} {form}"
