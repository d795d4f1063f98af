"""Negative controls: a person of another network is seen as soon as one of two locks is off."""

from __future__ import annotations

import pytest
from django.db.models import Q
from django.test import override_settings

from kurzweg.core import search
from kurzweg.networks import actions as networks
from kurzweg.people.models import Person, PositionQuerySet
from tests.factories import PersonFactory, PositionFactory
from tests.promises.cells import all_routes
from tests.promises.conftest import build_world
from tests.promises.matrix import Matrix
from tests.promises.oracles import Caller, Report
from tests.promises.world import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.plain]


@pytest.fixture
def build(tmp_path):
    """Build a world by the rules that hold at this moment."""
    with override_settings(INDEX_ROOT=tmp_path / "index", FILES_ROOT=tmp_path / "files"):
        search.forget()

        def built() -> Matrix:
            world, canaries = build_world()
            search.rebuild()
            return Matrix(world, Caller(world, canaries), seed=1)

        yield built
        search.forget()


def letters_seen_by_the_office(matrix: Matrix) -> Report:
    """Open what names somebody at a firm: letters, contacts, calls."""
    routes = [route for route in all_routes() if route.name.startswith("introductions:")]
    return matrix.run(
        cell
        for cell in matrix.cells(routes)
        if cell.principal == "office"
        and {r for _name, r in cell.relations} <= {Relation.OWN, Relation.SAME_NETWORK}
    )


def test_whom_another_network_entered_is_found_where_the_lock_is_off(build, monkeypatch):
    matrix = build()
    assert not letters_seen_by_the_office(matrix).deviations

    monkeypatch.setattr(PositionQuerySet, "acting_in", lambda rows, network: rows)

    assert "canary" in {each.oracle for each in letters_seen_by_the_office(matrix).deviations}


def what_an_admin_of_another_network_gets(matrix: Matrix, **how) -> Report:
    routes = [route for route in all_routes() if route.name.startswith("market:")]
    hers = (c for c in matrix.cells(routes) if c.principal == "member of another network")
    return matrix.run(hers, **how)


def test_a_position_that_another_office_entered_is_found_where_it_counts_everywhere(
    build, monkeypatch
):
    matrix = build()
    assert not what_an_admin_of_another_network_gets(matrix).deviations

    by_row = Q(person__entered_by_network=None)
    monkeypatch.setattr(PositionQuerySet, "acting_in", lambda rows, network: rows.filter(by_row))

    assert what_an_admin_of_another_network_gets(matrix, until_red=True).deviations


def join_by_name_and_address(entry, *, organisation, network):
    """Enter a person as it was done before: whoever is known anywhere gets one more position."""
    names = {name: entry[name] for name in ("given_name", "family_name", "email")}
    known = Person.objects.filter(**names).order_by("pk").first() if names["email"] else None
    person = known or PersonFactory(account=None, entered_by_network=network, **names)
    PositionFactory(person=person, organisation=organisation, is_admin=True, answers_requests=True)
    return known is None, person


def test_persons_joined_by_name_and_address_are_found(build, monkeypatch):
    monkeypatch.setattr(networks, "_enter_person", join_by_name_and_address)

    report = letters_seen_by_the_office(build())

    assert "canary" in {each.oracle for each in report.deviations}
