"""Small mistakes that somebody could make on a Friday afternoon: the matrix finds each of them."""

from __future__ import annotations

import pytest

from tests.promises import samples
from tests.promises.cells import is_admitted
from tests.promises.doors import doors, mutants

samples.load()
ALL = samples.MUTANTS | mutants()

pytestmark = pytest.mark.django_db


def calls_that_may_tell(matrix, mutant):
    """Those below the names of its routes; only behind the policy is a door asked for."""
    for call in matrix.whole_pages():
        is_reached = not mutant.room or is_admitted(call.cell, call.principal, call.half)
        if is_reached and call.cell.route.name.startswith(mutant.areas):
            yield call.cell


@pytest.mark.slow
@pytest.mark.plain
@pytest.mark.parametrize("name", sorted(ALL))
def test_a_mistake_is_found(matrix, monkeypatch, name):
    mutant = ALL[name]
    for where, attribute, instead in mutant.changes:
        monkeypatch.setattr(where, attribute, instead)

    report = matrix.run(calls_that_may_tell(matrix, mutant), until_red=True, first=mutant.room)

    assert bool(report.deviations) is not bool(mutant.held_by), report.calls


def test_every_door_is_known():
    """A negative control: doors are found by what they ask for, not by a list."""
    found = [f"{queryset.__name__}.{name}" for queryset, name in doors()]
    named = set(found)

    assert len(found) == len(named), "two doors of one name: only one of them would be tried"
    assert named >= {"NeedQuerySet.visible_to", "OrganisationQuerySet.editable_by"}
    assert {held.partition(":")[0] for held in samples.HELD} <= named
