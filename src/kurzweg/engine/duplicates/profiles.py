"""A party with all that is compared of it, read once."""

from __future__ import annotations

from dataclasses import dataclass

from kurzweg.engine.duplicates import contacts
from kurzweg.engine.duplicates.names import Name, read_name, readable
from kurzweg.engine.duplicates.parties import Party
from kurzweg.engine.words.names import place_key

PARTS_OF_A_TOWN = ("stadt", "ortsteil", "ot", "gemeinde")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a party; facts that many others share may have been taken from it."""

    party: Party
    name: Name
    town: tuple[str, ...]
    postal_code: str
    street: str
    house: str
    register: tuple[str, str]
    court: tuple[str, ...]
    vat_id: str
    phones: tuple[str, ...]
    domain: str
    mail: str
    mail_domain: str

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What only one organisation, or one house, can have: kind and value, the known ones."""
        kind, number = self.register
        place = self.postal_code or " ".join(self.town)
        every = (
            ("register", f"{kind} {number}" if number else ""),
            ("vat", self.vat_id),
            *(("phone", phone) for phone in self.phones),
            ("domain", self.domain),
            ("domain", self.mail_domain if self.mail_domain != self.domain else ""),
            ("mail", self.mail),
            ("street", f"{self.street} {self.house} {place}" if self.street and self.house else ""),
            ("called", self.name.joined),
            ("called", read_name(self.name.former).joined if self.name.former else ""),
        )
        return tuple(fact for fact in every if fact[1])


def profile(party: Party) -> Profile:
    """Read what is compared of a party."""
    street, house = contacts.street(readable(party.street)) if party.street else ("", "")
    words = place_key(readable(party.town)).split()
    return Profile(
        party=party,
        name=read_name(party.name),
        town=tuple(word for word in words if word.isalpha() and word not in PARTS_OF_A_TOWN),
        postal_code=_postal_code(party, words),
        street=street,
        house=house,
        register=contacts.register(party.register_number) if party.register_number else ("", ""),
        court=contacts.court(f"{party.register_court} {party.register_number}")
        if party.register_number
        else (),
        vat_id=contacts.vat_id(party.vat_id) if party.vat_id else "",
        phones=contacts.phones(party.phone) if party.phone else (),
        domain=contacts.domain(party.website) if party.website else "",
        mail=contacts.mail(party.email) if party.email else "",
        mail_domain=contacts.mail_domain(party.email) if party.email else "",
    )


def _postal_code(party: Party, words: list[str]) -> str:
    """Read the postcode, also where it stands before the town."""
    written = party.postal_code.strip().upper().removeprefix("DE-").removeprefix("D-")
    return written or next((word for word in words if word.isdigit() and len(word) == 5), "")
