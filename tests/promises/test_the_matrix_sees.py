"""Negative controls: the matrix turns red when a lock is taken off."""

from contextlib import contextmanager

import pytest
from django.test import override_settings
from django.urls import clear_url_caches

from kurzweg.core.middleware import PolicyMiddleware
from kurzweg.core.policy import Route, policy_of
from kurzweg.people.models import Organisation
from tests.promises.cells import MissingSample, all_routes, sample_of
from tests.promises.oracles import undone, written_tables
from tests.promises.world import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.plain]


@contextmanager
def addresses(urlconf: str):
    with override_settings(ROOT_URLCONF=urlconf):
        clear_url_caches()
        yield
    clear_url_caches()


def is_protected(cell) -> bool:
    audience = cell.route.policy.audience_for(cell.method)
    return audience is not None and not audience.is_open


def on_own_objects(cells):
    return [cell for cell in cells if all(r == Relation.OWN for _name, r in cell.relations)]


def test_without_the_policy_nine_of_ten_protected_rows_turn_red(matrix, monkeypatch):
    strangers = ("anonymous", "member of another network")
    cells = [
        cell
        for cell in on_own_objects(matrix.cells())
        if is_protected(cell) and cell.principal in strangers
    ]
    rows = {cell.row for cell in cells}

    monkeypatch.setattr(PolicyMiddleware, "process_view", lambda *args: None)
    report = matrix.run(cells)

    assert len(report.rows() & rows) >= 0.9 * len(rows), sorted(rows - report.rows())


@pytest.mark.parametrize("name", ["leak-all", "leak-contact"])
def test_a_leaking_page_is_found_by_the_canaries_alone(matrix, name):
    with addresses("tests.promises.leaking_urls"):
        leaking = [route for route in all_routes() if route.name == name]
        report = matrix.run(matrix.cells(leaking))

    assert {deviation.oracle for deviation in report.deviations} == {"canary"}


def test_whose_rows_a_call_changed_is_seen_by_the_tables_it_wrote_to(matrix):
    away = matrix.world.away
    with undone(), written_tables() as written:
        before = matrix.caller.changed(written)
        Organisation.objects.filter(pk=away.firm.pk).update(summary="Andere Worte")
        after = matrix.caller.changed(written)

    assert (before, after) == ([], [away])


def test_a_route_without_a_sample_says_what_to_add():
    view = next(route for route in all_routes() if route.name == "networks:theme").view
    policy = policy_of(view, name=None)
    route = Route("/n/<slug:network>/teas/<slug:public_id>/", "tearoom:tea", view, policy)

    with pytest.raises(MissingSample, match=r"tests/tearoom/matrix\.py .* public_id: sample\("):
        sample_of(route)


def test_a_form_without_a_sample_says_what_to_add():
    route = next(route for route in all_routes() if route.name == "account_logout")
    unknown = Route(route.path, "tearoom:leave", route.view, route.policy)

    with pytest.raises(MissingSample, match=r"what its form sends"):
        sample_of(unknown)
