"""The columns of what can be found show nobody what she may not see."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from kurzweg.core import findable
from kurzweg.core.findable import Column
from kurzweg.core.viewer import Viewer
from kurzweg.networks.middleware import nobody, viewer_for
from tests.promises.canaries import MARK

pytestmark = pytest.mark.django_db


def viewer_of(principal, half) -> Viewer:
    person = principal.person
    if person is None or person.account is None or not principal.is_signed_in:
        return nobody(half.network)
    return viewer_for(person.account, person=person, network=half.network)


def readings(matrix):
    """What each principal reads of each kind, in each of the two networks."""
    for principal in matrix.world.principals:
        for half in matrix.world.halves:
            viewer = viewer_of(principal, half)
            for kind, source in findable.sources().items():
                ids = list(QuerySet(source.model).values_list("pk", flat=True))
                yield principal, half, kind, findable.table(viewer, kind=kind, pks=ids)


def leaks(matrix) -> set[str]:
    """Which marks somebody read who may not."""
    marks = matrix.caller.canaries.marks
    return {
        f"{principal.name} reads in {kind}: {marks[mark]}"
        for principal, half, kind, table in readings(matrix)
        for line in table.lines
        for mark in MARK.findall(" ".join(map(str, line)))
        if mark in marks and not marks[mark].may_be_seen_by(principal, half)
    }


def test_nobody_reads_in_a_column_what_she_may_not_see(matrix):
    read = {kind for _who, _half, kind, table in readings(matrix) if table.lines}

    assert read == set(findable.sources())
    assert leaks(matrix) == set()


def test_a_column_that_shows_too_much_is_seen(matrix, monkeypatch):
    """Negative control: the address of whoever answers, for everybody."""
    source = findable.sources()["need"]
    contact = Column("contact", "Contact", lambda need: need.contact.email if need.contact else "")
    monkeypatch.setitem(findable._sources, "need", _with(source, columns=(contact,)))

    assert leaks(matrix)


def test_a_kind_that_forgets_who_is_reading_is_seen(matrix, monkeypatch):
    """Negative control: needs as the office sees them."""
    source = findable.sources()["need"]

    def all_of_them(viewer, pks):
        return {row.pk: row for row in QuerySet(source.model).filter(pk__in=pks)}

    monkeypatch.setitem(findable._sources, "need", _with(source, rows=all_of_them))

    assert leaks(matrix)


def _with(source, **changes):
    fields = {name: getattr(source, name) for name in source.__dataclass_fields__}
    return findable.Source(**fields | changes)


def test_only_the_office_reads_how_to_reach_a_firm_unless_the_firm_wants_it_otherwise(matrix):
    home = matrix.world.home
    office = next(p for p in matrix.world.principals if p.name == "office")

    def told(viewer):
        table = findable.table(viewer, kind="organisation", pks=[home.firm.pk])
        [line] = table.lines
        read = {column.name for column, cell in zip(table.columns, line, strict=True) if cell}
        return read & {"phone", "email", "name"}

    assert told(viewer_of(office, home)) == {"phone", "email", "name"}
    assert told(nobody(home.network)) == {"name"}
