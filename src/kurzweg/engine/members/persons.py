"""Persons named in one cell: their titles and positions, and how many they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kurzweg.engine.members.contacts import emails, phones
from kurzweg.engine.members.person_words import (
    ANYBODY,
    DEGREE,
    FAMILY,
    FULL,
    GIVEN,
    NOBODY,
    POSITION,
    SALUTATION,
    TELEPHONE,
    TITLES,
    WITH_PARTICLE,
)
from kurzweg.engine.members.records import ListedPerson

MOST_CHARACTERS = 1_000
LONGEST_NAME = 100

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]")
_OF_A_TITLE = re.compile(r"fh|th|uni|ba", re.IGNORECASE)  # "Dipl.-Ing. (FH)"
_LABEL = re.compile(r"^([^:,;]{2,40}):\s+(?=\S)")
_BETWEEN = re.compile(r"\s*(?:[;\n\r|]|\s[/+&]\s|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2}))\s*")
_AND = re.compile(r"\s+(?:und|u\.|and|&|\+|sowie)\s+")
_DASH = re.compile(r"\s+[-–—]\s+")


def persons(text: str, *, position: str = "") -> tuple[ListedPerson, ...] | None:
    """Read the persons of a cell; None when it is not clear who they are.

    "Dr. Anna Weber, Max Schulz (Vertrieb)", "Frau Weber / Herr Schulz" and "Müller, Hans; Meier,
    Eva" are two each. A comma parts two names only where each has two words or more; between
    single words it parts the family name from the given one. `position` is that of the column.
    """
    text = text.strip(" ,;/")
    if not text or NOBODY.fullmatch(text):
        return ()
    if len(text) > MOST_CHARACTERS:
        return None
    addresses, numbers = emails(text), phones(text)
    plain = text
    for address in addresses:
        plain = re.sub(re.escape(address), " ", plain, flags=re.IGNORECASE)
    if addresses or numbers:
        plain = TELEPHONE.sub(" ", plain.replace("mailto:", " "))
    found: list[ListedPerson] = []
    for piece in _BETWEEN.split(plain):
        piece = _tidy(piece)
        if not piece:
            continue
        read = _of_piece(piece, found)
        if read is None:
            return None
        found.extend(read)
    if not found:
        return None if plain.strip(" ,;/()") or addresses or numbers else ()
    placed = [_placed(each, position) for each in found]
    return tuple(with_contacts(placed, addresses, numbers)[0])


def named(given: str, family: str, *, title: str = "") -> ListedPerson:
    """Put a person together from columns of their own, titles taken off the names."""
    given = SALUTATION.sub("", _tidy(given))
    family = SALUTATION.sub("", _tidy(family))
    before, given = _titled(given)
    behind, family = _titled(family)
    said = dict.fromkeys(filter(None, (titles(title), before, behind)))
    return ListedPerson(given, family, " ".join(said))


def titles(text: str) -> str:
    """Give the academic titles of a cell, without "Herr" and "Frau"."""
    return SALUTATION.sub("", _tidy(text) + " ").strip()


def position_of(heading: str) -> str:
    """Give the position that a header names, "Geschäftsführer", as the one of its persons."""
    heading = " ".join(heading.split())
    return heading if _is_role(heading) and not ANYBODY.search(heading) else ""


def together(found: Sequence[ListedPerson]) -> list[ListedPerson]:
    """Join those who are named twice, as managing director and as contact."""
    known: dict[tuple[str, str], ListedPerson] = {}
    for each in found:
        key = (_plain(each.given_name), _plain(each.family_name))
        if key not in known:
            known[key] = each
            continue
        before = known[key]
        known[key] = replace(
            before,
            title=before.title or each.title,
            email=before.email or each.email,
            phone=before.phone or each.phone,
            position=before.position or each.position,
        )
    return list(known.values())


def _of_piece(piece: str, before: list[ListedPerson]) -> list[ListedPerson] | None:
    """Read what stands between strong marks: one person, or several parted by commas and "und"."""
    role = ""
    if (label := _LABEL.match(piece)) and POSITION.fullmatch(label[1].strip()):
        role, piece = label[1].strip(), piece[label.end() :]
    if _is_role(piece):
        if not before or before[-1].position:
            return None
        before[-1] = replace(before[-1], position=piece)
        return []
    parts = [part for part in map(_tidy, re.split(r",(?![^(]*\))", piece)) if part]
    read = _of_parts(parts)
    if read is None or not role:
        return read
    return [each if each.position else replace(each, position=role) for each in read]


def _of_parts(parts: Sequence[str]) -> list[ListedPerson] | None:
    if len(parts) == 2 and _is_inverted(*parts):
        return _one(f"{parts[1]}\x00{parts[0]}")
    if len(parts) % 2 == 0 and parts and all(_is_single(part) for part in parts):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        found = [_one(f"{given}\x00{family}") for family, given in pairs]
        return [each for one in found if one for each in one] if all(found) else None
    read: list[ListedPerson] = []
    for part in parts:
        if read and DEGREE.fullmatch(part):
            read[-1] = replace(read[-1], title=" ".join(filter(None, (read[-1].title, part))))
        elif read and not read[-1].position and _is_role(part):
            read[-1] = replace(read[-1], position=part)
        else:
            several = _joined(part, is_alone=len(parts) == 1)
            if several is None:
                return None
            read.extend(several)
    return read


def _joined(part: str, *, is_alone: bool) -> list[ListedPerson] | None:
    """Read "Anna Weber und Max Schulz", and "Anna und Max Weber", who share a name."""
    names = _AND.split(part)
    if len(names) == 2 and _is_single(names[0]) and FULL.fullmatch(_bare(names[1])):
        last = _one(names[1])
        first = _one(f"{names[0]}\x00{last[0].family_name}") if last else None
        return [*first, *last] if first and last else None
    read: list[ListedPerson] = []
    for name in names:
        one = _one(name, may_be_family=is_alone or len(names) > 1)
        if one is None:
            return None
        read.extend(one)
    return read


def _one(name: str, *, may_be_family: bool = False) -> list[ListedPerson] | None:
    """Read one person, whose given and family name may already be parted by a NUL."""
    roles = [
        each.strip() for each in _BRACKETS.findall(name) if not _OF_A_TITLE.fullmatch(each.strip())
    ]
    for role in roles:
        name = re.sub(rf"\s*[(\[]\s*{re.escape(role)}\s*[)\]]", "", name)
    halves = _DASH.split(name, maxsplit=1)
    if len(halves) == 2:
        name, role = halves if POSITION.fullmatch(halves[1]) else reversed(halves)
        if not POSITION.fullmatch(role):
            return None
        roles.append(role)
    is_greeted = SALUTATION.match(name) is not None
    name = SALUTATION.sub("", name)
    word, _, rest = name.partition(" ")
    if rest and POSITION.fullmatch(word.rstrip(".")) and not TITLES.match(word):
        roles.append(word)
        is_greeted, name = is_greeted or bool(SALUTATION.match(rest)), SALUTATION.sub("", rest)
    title, name = _titled(name)
    given, parted, family = name.partition("\x00")
    if parted:
        behind, family = _titled(family)
        title = " ".join(filter(None, (title, behind)))
        family = SALUTATION.sub("", family)
    elif match := FULL.fullmatch(name):
        given, family = match["given"], match["family"]
    elif FAMILY.fullmatch(name) and (is_greeted or title or may_be_family):
        given, family = "", name
    else:
        return None
    if not family or len(given) + len(family) > LONGEST_NAME:
        return None
    return [ListedPerson(given.strip(), family.strip(), title, position=", ".join(roles))]


def _titled(name: str) -> tuple[str, str]:
    """Part a name from the titles before it."""
    match = TITLES.match(name)
    if match is None:
        return "", name
    return " ".join(match[0].split()), name[match.end() :].strip()


def _bare(name: str) -> str:
    return _titled(SALUTATION.sub("", _BRACKETS.sub("", name)))[1]


def _is_single(part: str) -> bool:
    """Tell whether a part is one name: "Weber", "Hans-Peter", "von der Heide", "Dr. Hans"."""
    return FAMILY.fullmatch(_bare(part)) is not None and not SALUTATION.match(part)


def _is_inverted(family: str, given: str) -> bool:
    """Tell whether two parts are the family name and the given one: "Müller, Dr. Hans Peter"."""
    if SALUTATION.match(family) or not _is_single(family) or _is_role(given) or DEGREE.match(given):
        return False
    return GIVEN.fullmatch(_bare(given)) is not None


def _is_role(text: str) -> bool:
    """Tell whether a text names a position and nobody, as "Vertrieb", not "Weber (Vertrieb)"."""
    if "," in text or _BRACKETS.search(text) or _DASH.search(text) or _looks_named(text):
        return False
    return POSITION.fullmatch(text) is not None


def _looks_named(text: str) -> bool:
    """Tell whether a text that could name a position names somebody: "Frau Weber"."""
    return bool(SALUTATION.match(text) or TITLES.match(text) or WITH_PARTICLE.fullmatch(text))


def _placed(person: ListedPerson, position: str) -> ListedPerson:
    return person if person.position or not position else replace(person, position=position)


def with_contacts(
    found: Sequence[ListedPerson], addresses: Sequence[str], numbers: Sequence[str]
) -> tuple[list[ListedPerson], list[str], list[str]]:
    """Give each person the address that holds the name; a single one has the first of each kind.

    As many addresses as persons belong to them in their order. The second and third answer are
    what belongs to nobody.
    """
    people, others, more = list(found), [], list(numbers)
    in_order = len(addresses) == len(people) > 1
    for place, address in enumerate(dict.fromkeys(addresses)):
        name = _plain(address.partition("@")[0])
        holders = [at for at, each in enumerate(people) if _plain(each.family_name) in name]
        if len(people) == 1 or (in_order and not holders):
            holders = [0 if len(people) == 1 else place]
        if len(holders) == 1 and not people[holders[0]].email:
            people[holders[0]] = replace(people[holders[0]], email=address)
        elif not any(each.email == address for each in people):
            others.append(address)
    if len(numbers) == len(people):
        people = [
            each if each.phone else replace(each, phone=number)
            for each, number in zip(people, numbers, strict=True)
        ]
        more = []
    elif len(people) == 1 and numbers and not people[0].phone:
        people[0] = replace(people[0], phone=more.pop(0))
    return people, others, more


def _plain(name: str) -> str:
    name = name.casefold()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(letter, letters)
    return name


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;/")
    return re.sub(r"^[(\s]*\)|\(\s*\)", "", text).strip()
