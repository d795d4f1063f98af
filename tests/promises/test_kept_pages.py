"""Whoever came before, a stranger reads what strangers may read, and gets no cookie for it."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kurzweg.core import kept_pages, ledger
from kurzweg.core.kept_pages import STORE
from kurzweg.market.models import Need
from tests.market.factories import NeedFactory
from tests.promises.cells import Cell, all_routes, call_of, parameters
from tests.promises.oracles import canary, undone
from tests.promises.world import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.plain]

OWN = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Joined with a need and drawn for members only; a change of every network, where it is imported.
READ_AND_NOT_DECLARED = {"people_person", "places_source"}


def kept_routes():
    return [route for route in all_routes() if route.policy and route.policy.is_kept]


@pytest.fixture(autouse=True)
def public_needs(matrix):
    """One need in each network that everybody sees; those of the matrix are for members."""
    with undone():
        yield {
            half: NeedFactory(network=half.network, owner=half.firm, visibility="public")
            for half in matrix.world.halves
        }


def calls(matrix, principals, public_needs):
    """Open each page that is kept in both networks, one after the other as each of these."""
    for route in kept_routes():
        for relation in (Relation.OWN, Relation.OTHER_NETWORK):
            parts = tuple((name, relation) for _converter, name in parameters(route))
            for principal in principals:
                call = call_of(Cell(route, "GET", False, principal, parts), matrix.world)
                need = call.parts.get("public_id")
                if need is not None and isinstance(need.row, Need):
                    public = public_needs[call.half].public_id
                    call = replace(call, path=call.path.replace(need.row.public_id, public))
                yield call


# From nobody to the office.
NAMES = [
    "anonymous", "federation peer", "API token", "deactivated member",
    "member of another network", "member", "office",
]  # fmt: skip
ORDERS = {
    "privileged first": [*reversed(NAMES), *NAMES[:2]],
    "strangers first": [*NAMES, *NAMES[:2]],
    "as it comes": [*random.Random(7).choices(NAMES, k=6), *NAMES[:2]],
}


def said_wrongly(matrix, order: str, public_needs) -> list[str]:
    """Let everybody read everything, and say who got to see what was not for them."""
    found, pages = [], {}
    for call in calls(matrix, ORDERS[order], public_needs):
        answer = matrix.caller.call(call)
        if sentence := canary(call, answer, matrix.caller.canaries):
            found.append(f"{call.cell}: {sentence}")
        if not call.principal.is_signed_in:
            pages.setdefault(call.path, set()).add(answer.body)
    found += [f"{path} is not the same each time" for path, read in pages.items() if len(read) > 1]
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_a_stranger_reads_nothing_that_was_made_for_somebody(matrix, order, public_needs):
    assert said_wrongly(matrix, order, public_needs) == []
    assert len(STORE) == 2 * len(kept_routes())


def test_pages_of_who_is_signed_in_would_be_seen(matrix, public_needs, monkeypatch):
    """Negative control: everybody's page is kept, and given to everybody."""
    monkeypatch.setattr(kept_pages, "key_of", lambda request: (request.path, ""))
    monkeypatch.setattr(kept_pages, "is_for_everybody", lambda request, response: True)

    assert said_wrongly(matrix, "privileged first", public_needs) != []


def tables_read(matrix, public_needs) -> set[str]:
    """Name what strangers' pages are made of."""
    with CaptureQueriesContext(connection) as asked:
        for call in calls(matrix, ["anonymous"], public_needs):
            call.principal.client().get(call.path)
    return {table for query in asked.captured_queries for table in OWN.findall(query["sql"])}


def test_whatever_kept_pages_are_made_of_raises_the_version(matrix, public_needs):
    """A page that shows rows of another table has to tell the ledger: `shown_to_strangers`."""
    shown = {
        model._meta.db_table
        for model in apps.get_models()
        if ledger.kind_of(model) in ledger._shown
    }

    read = tables_read(matrix, public_needs) - {"core_change"}

    assert read >= {"networks_network", "market_need", "people_organisation"}
    assert read - shown == READ_AND_NOT_DECLARED


def test_a_table_that_nobody_declared_would_be_seen(matrix, public_needs, monkeypatch):
    """Negative control."""
    monkeypatch.delitem(ledger._shown, "market.offer")

    with pytest.raises(AssertionError):
        test_whatever_kept_pages_are_made_of_raises_the_version(matrix, public_needs)


def test_only_a_page_with_a_form_that_posts_begins_a_session(matrix):
    begun = set()
    for route in all_routes():
        parts = tuple((name, Relation.OWN) for _converter, name in parameters(route))
        if route.policy and route.policy.read:
            call = call_of(Cell(route, "GET", False, "anonymous", parts), matrix.world)
            answer = matrix.caller.call(call)
            begun |= {route.path for name in answer.headers if name.startswith("Set-Cookie")}

    applying = "/n/<slug:network>/join/"
    assert begun == {applying, "/l/<slug:token>/", "/sign-in/", "/sign-in/request/"}
