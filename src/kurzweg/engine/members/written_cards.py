"""vCards written: 4.0 (RFC 6350), and 3.0 (RFC 2426) for programs that know no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Literal

LONGEST_LINE = 75  # octets, without the line's end
Version = Literal["3.0", "4.0"]
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": None, ",": "\\,", ";": "\\;"})


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody, or with `is_organisation` an organisation, as an address book keeps them."""

    name: str
    uid: str = ""
    is_organisation: bool = False
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    organisation: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""
    website: str = ""


def write_vcards(file: IO[bytes], cards: Iterable[Card], *, version: Version = "4.0") -> None:
    """Write cards one after the other, in UTF-8."""
    for card in cards:
        for line in _lines(card, version):
            file.writelines(_folded(line))


def _lines(card: Card, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    if card.uid:
        yield f"UID:{_escaped(card.uid)}"
    if version == "4.0":
        yield f"KIND:{'org' if card.is_organisation else 'individual'}"
    elif card.is_organisation:
        yield "X-ABSHOWAS:COMPANY"  # as address books of that time say it
    yield f"FN:{_escaped(card.name)}"
    # 3.0 demands N of everybody; of an organisation all of its parts are empty.
    if not card.is_organisation or version == "3.0":
        yield _several("N", card.family_name, card.given_name, "", card.title, "")
    if card.organisation:
        yield f"ORG:{_escaped(card.organisation)}"
    if card.position:
        yield f"TITLE:{_escaped(card.position)}"
    if card.street or card.postal_code or card.town:
        parts = ("", "", card.street, card.town, "", card.postal_code, card.country)
        yield _several("ADR;TYPE=work" if version == "4.0" else "ADR;TYPE=WORK", *parts)
    if card.phone:
        yield f"TEL;TYPE={'work,voice' if version == '3.0' else 'work'}:{_escaped(card.phone)}"
    if card.email:
        yield f"EMAIL{';TYPE=INTERNET' if version == '3.0' else ''}:{_escaped(card.email)}"
    if card.website:
        yield f"URL:{''.join(card.website.split())}"  # an address, in which nothing is escaped
    yield "END:VCARD"


def _several(name: str, *parts: str) -> str:
    return f"{name}:{';'.join(map(_escaped, parts))}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """Cut a line into pieces of at most 75 octets, never inside of a letter."""
    rest, most = line.encode(), LONGEST_LINE
    begin = b""
    while len(rest) > most:
        end = most
        while rest[end] & 0xC0 == 0x80:  # in the middle of a letter of several octets
            end -= 1
        yield begin + rest[:end] + b"\r\n"
        rest, begin, most = rest[end:], b" ", LONGEST_LINE - 1
    yield begin + rest + b"\r\n"
