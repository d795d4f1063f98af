"""A world for the matrix, built once per module and undone at its end."""

from __future__ import annotations

import os
import random

import pytest
from django.db import transaction
from django.test import override_settings

from kurzweg.core import search
from tests.factories import PersonFactory, PositionFactory
from tests.promises import samples
from tests.promises.canaries import Canaries
from tests.promises.matrix import Matrix
from tests.promises.oracles import Caller
from tests.promises.world import Half, Relation, World, build_half, cast, member_firm

SEED = int(os.environ.get("KURZWEG_SEED") or random.randrange(1_000_000))


def pytest_report_header() -> str:
    return f"matrix: KURZWEG_SEED={SEED}"


@pytest.fixture(autouse=True)
def house() -> None:
    """The world keeps its own folders; the cast of the other tests is not used here."""


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker, tmp_path_factory) -> Matrix:
    folder = tmp_path_factory.mktemp("matrix")
    kept = override_settings(INDEX_ROOT=folder / "index", FILES_ROOT=folder / "files")
    with django_db_blocker.unblock(), kept, transaction.atomic():
        search.forget()
        world, canaries = build_world()
        search.rebuild()
        yield Matrix(world, Caller(world, canaries), seed=SEED)
        transaction.set_rollback(True)
    search.forget()


def build_world() -> tuple[World, Canaries]:
    samples.load()
    canaries = Canaries()
    # What the other office entered is there before this one enters the same name.
    away, home = build(canaries, "fernnetz"), build(canaries, "heimnetz")
    contact_entered_elsewhere(home, away)
    canaries.mark_new_rows(away)
    both = member_firm([home.network, away.network])
    principals = cast(home, away, both)
    canaries.mark_new_rows(None)
    return World(home, away, both, principals), canaries


def contact_entered_elsewhere(home: Half, away: Half) -> None:
    """The other network knows somebody at a firm of this one, who would be asked first."""
    firm = home.rows["fitting"][Relation.OWN].row.organisation
    firm.positions.update(is_admin=False)
    known_there = PersonFactory(entered_by_network=away.network, account=None, email="a@b.example")
    PositionFactory(person=known_there, organisation=firm, is_admin=True, answers_requests=True)
    # And its office made one of its own people, whose row is hers, somebody at the member's firm.
    PositionFactory(
        person=away.member,
        organisation=home.firm,
        is_admin=True,
        answers_requests=True,
        entered_by_network=away.network,
    )


def build(canaries: Canaries, slug: str) -> Half:
    half = build_half(slug)
    for make in samples.ROWS:
        # Marked in between: what is computed from texts then holds their marks.
        canaries.mark_new_rows(half)
        make(half)
    canaries.mark_new_rows(half)
    # The marks set apart what is one human behind one address.
    both = half.member.account.persons
    both.update(**both.order_by("pk").values("given_name", "family_name")[0])
    half.refresh()
    return half
