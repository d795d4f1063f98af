"""Every route does what its policy says, for every role, and tells nobody what is not theirs."""

import random

import pytest
from django.conf import settings

from kurzweg.core.policy import table
from tests.promises.cells import all_routes, call_of, sample_of

pytestmark = pytest.mark.django_db
GROUPS_IN_A_SAMPLE = 40


def test_policy_txt_and_the_routes_say_the_same():
    kept = (settings.REPOSITORY / "policy.txt").read_text("utf-8")

    assert kept == table(), "a right was changed: read it, then run `kurzweg policy --write`"


def test_every_route_says_how_it_is_called(matrix):
    for route in all_routes():
        assert sample_of(route)


def test_a_sample_of_the_matrix_holds(matrix):
    groups = {}
    for cell in matrix.cells():
        groups.setdefault((cell.row, cell.is_partial, cell.principal), []).append(cell)
    chosen = random.Random(matrix.seed).sample(
        sorted(groups), k=min(GROUPS_IN_A_SAMPLE, len(groups))
    )

    report = matrix.run(cell for group in chosen for cell in groups[group])

    assert not report.deviations, str(report)


@pytest.mark.slow
@pytest.mark.plain
def test_the_whole_matrix_holds(matrix):
    report = matrix.run(matrix.cells())

    assert not report.deviations, str(report)


def test_a_form_without_its_token_is_refused(matrix):
    """No foreign site can act: each writing route answers 403, and nothing is written."""
    office = matrix.world.principal("office")
    answers = {}
    for route in all_routes():
        if route.policy and route.policy.write:
            cell = next(
                cell
                for cell in matrix.cells([route])
                if cell.method == "POST" and cell.principal == office.name
            )
            call = call_of(cell, matrix.world)
            response = office.client(checks_csrf=True).post(call.path, call.form)
            answers[route.path] = response.status_code

    assert answers == dict.fromkeys(answers, 403)
    assert len(answers) >= 4
