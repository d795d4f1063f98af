"""Persons, positions and sites that go along with an organisation."""

from __future__ import annotations

from django.utils.translation import ngettext

from kurzweg.core.taking_out import Kind, register
from kurzweg.people.models import Certificate, Person, Position, Site

register(
    Kind(
        Person,
        count=lambda number: (
            ngettext("%(number)s person", "%(number)s persons", number) % {"number": number}
        ),
        name=lambda person: person.name,
    )
)
register(
    Kind(
        Position,
        count=lambda number: (
            ngettext("%(number)s position", "%(number)s positions", number) % {"number": number}
        ),
        name=lambda position: position.person.name,
    )
)
register(
    Kind(
        Site,
        count=lambda number: (
            ngettext("%(number)s site", "%(number)s sites", number) % {"number": number}
        ),
    )
)
register(
    Kind(
        Certificate,
        count=lambda number: (
            ngettext("%(number)s certificate", "%(number)s certificates", number)
            % {"number": number}
        ),
    )
)
