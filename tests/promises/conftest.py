"""A world for the matrix, built once per process; what a module does to it is undone at its end."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from kurzweg.core import kept_pages, search
from tests.factories import PersonFactory, PositionFactory
from tests.own_database import create, default_database, new_name, remove
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
    kept_pages.STORE.empty()


@dataclass(frozen=True, slots=True)
class Built:
    """A world in a database of its own, with its index and its files: copied, never changed."""

    database: str
    folder: Path
    world: World
    caller: Caller
    has_part: dict[str, bool] = field(default_factory=dict)


@pytest.fixture(scope="session")
def built(migrated, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Built]:
    # The suite's own database comes first: it cannot be set up while a module is in this one.
    folder = tmp_path_factory.mktemp("built")
    name = new_name(folder)
    with django_db_blocker.unblock():
        create(name, like=migrated)
        with default_database(name), kept_in(folder):
            world, canaries = build_world()
            search.rebuild()
            found = Built(name, folder, world, Caller(world, canaries))
        yield found
        remove(name)


@pytest.fixture(scope="module")
def matrix(built, django_db_blocker, tmp_path_factory) -> Iterator[Matrix]:
    folder = tmp_path_factory.mktemp("matrix")
    if (built.folder / "index").exists():
        shutil.copytree(built.folder / "index", folder / "index")
    if (built.folder / "files").exists():
        shutil.copytree(built.folder / "files", folder / "files")
    here = default_database(built.database)
    with django_db_blocker.unblock(), here, kept_in(folder), transaction.atomic():
        yield Matrix(built.world, built.caller, SEED, built.has_part)
        transaction.set_rollback(True)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    search.forget()
    with override_settings(INDEX_ROOT=folder / "index", FILES_ROOT=folder / "files"):
        yield
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
