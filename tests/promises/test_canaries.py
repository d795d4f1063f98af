"""The marks are really on the pages of those who may see them, and on no competitor's."""

import pytest

from kurzweg.core import ledger, search
from kurzweg.market.models import Need
from kurzweg.people.models import Activity
from tests.promises.canaries import readable
from tests.promises.cells import Outcome, call_of
from tests.promises.oracles import undone
from tests.promises.world import Relation

pytestmark = pytest.mark.django_db


def answers_to(matrix, principal: str):
    """Read every page of the home network as somebody; what was refused is left out."""
    for cell in matrix.cells():
        is_home = all(relation == Relation.OWN for _name, relation in cell.relations)
        if cell.principal == principal and cell.method == "GET" and is_home:
            call = call_of(cell, matrix.world)
            if call.expected == Outcome.OK and call.half is matrix.world.home:
                yield matrix.caller.call(call)


def seen_by(matrix, principal: str) -> set[tuple[str, str]]:
    """Name the fields that somebody gets to see at all."""
    canaries = matrix.caller.canaries
    return {
        (mark.label, mark.field)
        for answer in answers_to(matrix, principal)
        for _word, mark in canaries.found_in(readable(answer.body))
    }


def test_the_marks_are_on_the_pages(matrix):
    """Without this, a matrix over empty pages would be green."""
    everybody = {
        ("networks.Network", "name"),
        ("people.Organisation", "name"),
        ("people.Site", "town"),
        ("market.Need", "title"),
        ("market.Offer", "title"),
    }

    assert everybody <= seen_by(matrix, "anonymous")
    assert everybody | {("people.Person", "family_name")} <= seen_by(matrix, "member")


def test_whose_activity_is_the_same_finds_no_trace_of_a_hidden_need(matrix):
    assert traces_of_hidden_needs(matrix, code="25.62") != set(), "the control: of another activity"
    assert traces_of_hidden_needs(matrix, code="25.61") == set()


def traces_of_hidden_needs(matrix, *, code: str) -> set[str]:
    """What the member of both networks sees of the neighbour's hidden needs, of this activity."""
    world, canaries = matrix.world, matrix.caller.canaries
    hidden = set(
        Need.objects.in_network(world.home.network)
        .filter(owner=world.home.neighbour, hidden_from_same_activity=True)
        .values_list("pk", flat=True)
    )
    try:
        with undone():
            Activity.objects.create(organisation=world.home.neighbour, code="25.61")
            Activity.objects.create(organisation=world.both, code=code)
            ledger.changed(world.home.neighbour)
            return {
                str(mark)
                for answer in answers_to(matrix, "member of both networks")
                for _word, mark in canaries.found_in(readable(answer.body))
                if mark.label == "market.Need" and mark.pk in hidden
            }
    finally:
        search.forget()
