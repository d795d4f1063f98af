"""Small mistakes that somebody could make on a Friday afternoon: the matrix finds each of them."""

from __future__ import annotations

import pytest

from tests.promises import samples
from tests.promises.cells import all_routes
from tests.promises.doors import doors, mutants

samples.load()
ALL = samples.MUTANTS | mutants()

pytestmark = pytest.mark.django_db


def plain_calls(matrix, *, areas: tuple[str, ...]):
    """Whole pages with their first query: a mistake that only a part shows would survive."""
    seen = set()
    routes = [route for route in all_routes() if route.name.startswith(areas)]
    for cell in matrix.cells(routes):
        key = (cell.row, cell.principal, cell.relations)
        if not cell.is_partial and key not in seen:
            seen.add(key)
            yield cell


@pytest.mark.slow
@pytest.mark.plain
@pytest.mark.parametrize("name", sorted(ALL))
def test_a_mistake_is_found(matrix, monkeypatch, name):
    mutant = ALL[name]
    for where, attribute, instead in mutant.changes:
        monkeypatch.setattr(where, attribute, instead)

    report = matrix.run(plain_calls(matrix, areas=mutant.areas), until_red=True)

    assert bool(report.deviations) is not bool(mutant.held_by), report.calls


def test_every_door_is_known():
    """A negative control: doors are found by what they ask for, not by a list."""
    named = {f"{queryset.__name__}.{name}" for queryset, name in doors()}

    assert named >= {"NeedQuerySet.visible_to", "OrganisationQuerySet.editable_by"}
    assert {held.partition(":")[0] for held in samples.HELD} <= named
