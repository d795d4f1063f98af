"""What can be said of a record only when all its cells were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kurzweg.engine.members import companies
from kurzweg.engine.members import persons as people
from kurzweg.engine.members.draft import Draft
from kurzweg.engine.members.records import ListedPerson, Why
from kurzweg.engine.tables import Unread
from kurzweg.engine.tables.cells import LONGEST_SHOWN

_GREETED = re.compile(r"(?:herrn?|frau|hr\.|fr\.)\s+", re.IGNORECASE)


def finish(draft: Draft, *, cells: Iterable[str]) -> None:
    """Put persons together, tell natural persons, and look at what has to agree."""
    _person_of_columns(draft)
    _contacts(draft)
    draft.legal_form = draft.legal_form or companies.legal_form(draft.name)
    _natural_person(draft)
    if not draft.name:
        said = " · ".join(filter(None, cells))[:LONGEST_SHOWN]
        draft.unread.append(Unread(draft.row, "", said, Why.NO_NAME))
    if draft.joined_on and draft.left_on and draft.joined_on > draft.left_on:
        joined, left = draft.cells["joined_on"], draft.cells["left_on"]
        said = f"{joined.text} – {left.text}"
        draft.unread.append(Unread(draft.row, left.column, said, Why.JOINED_AFTER_LEAVING))
        draft.joined_on = draft.left_on = None


def _person_of_columns(draft: Draft) -> None:
    """Make a person of given and family name; title and position alone belong to the only one."""
    if draft.given_name or draft.family_name:
        own = people.named(draft.given_name, draft.family_name, title=draft.person_title)
        draft.persons = people.together([replace(own, position=draft.position), *draft.persons])
    elif len(draft.persons) == 1 and (draft.position or draft.person_title):
        only = draft.persons[0]
        draft.persons = [
            replace(
                only,
                position=only.position or draft.position,
                title=only.title or people.titles(draft.person_title),
            )
        ]
    elif draft.position:
        draft.notes.append(draft.position)


def _contacts(draft: Draft) -> None:
    """Give the addresses of persons to whom they belong; what nobody is known for is noted."""
    draft.persons, addresses, numbers = people.with_contacts(
        draft.persons, draft.person_emails, draft.person_phones
    )
    if addresses and not draft.email:
        draft.email = addresses.pop(0)
    if numbers and not draft.phone:
        draft.phone = numbers.pop(0)
    kept = (each for each in (*addresses, *numbers) if each not in (draft.email, draft.phone))
    draft.notes.extend(kept)


def _natural_person(draft: Draft) -> None:
    """Take a row without a firm for its person, and "Herr Max Müller" for a natural person."""
    if not draft.name and draft.persons and draft.family_name:
        draft.name = _full(draft.persons[0])
        draft.is_person = True
        return
    is_greeted = _GREETED.match(draft.name) is not None and not draft.legal_form
    if not (draft.is_person or is_greeted):
        return
    named = people.persons(draft.name)
    if named is not None and len(named) == 1 and named[0].given_name:
        draft.name = _full(named[0])
        draft.is_person = True
        draft.persons = people.together([*named, *draft.persons])


def _full(person: ListedPerson) -> str:
    return " ".join(filter(None, (person.title, person.given_name, person.family_name)))
