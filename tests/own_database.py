"""A database of its own for tests in which several threads or processes write in earnest.

The suite's usual database lives in memory and in one transaction; there nobody ever waits for
anybody. This one is a file with the product's own pragmas and IMMEDIATE transactions, or a fresh
database on the PostgreSQL of KURZWEG_DATABASE_URL.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@dataclass(frozen=True, slots=True)
class OwnDatabase:
    """A migrated database that this test may fill, and how other processes find it."""

    name: str
    folder: Path

    @property
    def url(self) -> str:
        if IS_SQLITE:
            return f"sqlite:///{self.name}"
        options = settings.DATABASES["default"]
        return (
            f"postgres://{options['USER']}:{options['PASSWORD']}"
            f"@{options['HOST']}:{options['PORT']}/{self.name}"
        )

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
            "KURZWEG_DATABASE_URL": self.url,
            "KURZWEG_VAR": str(self.folder),
            "KURZWEG_SECRET_KEY": settings.SECRET_KEY,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }

    def start(self, code: str, **environment: str) -> subprocess.Popen[str]:
        """Run a piece of Python with Django set up, in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            env={**self.environment, **environment},
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run actions in threads that begin together; give back what each returned or raised."""
    together = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return action()
        except Exception as error:  # whatever it was, the test wants to see it beside the others
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """A migrated, empty database, from which each test gets its copy."""
    name = new_name(tmp_path_factory.mktemp("migrated"))
    with django_db_blocker.unblock():
        create(name)
        with default_database(name):
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
    yield name
    with django_db_blocker.unblock():
        remove(name)


@pytest.fixture
def own_database(migrated, tmp_path, django_db_blocker) -> Iterator[OwnDatabase]:
    """A database in a file (or on PostgreSQL) with threads and processes, gone afterwards."""
    name = new_name(tmp_path)
    with django_db_blocker.unblock():
        create(name, like=migrated)
        with default_database(name):
            yield OwnDatabase(name, tmp_path)
        remove(name)


@contextmanager
def default_database(name: str) -> Iterator[None]:
    """Let all new connections of this process lead to another database."""
    options, before = connections.settings["default"], connections["default"]
    connections.settings["default"] = {**options, "NAME": name, "CONN_MAX_AGE": 0}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = options, before


def new_name(folder: Path) -> str:
    name = f"kurzweg_{uuid4().hex[:12]}"
    return str(folder / f"{name}.sqlite3") if IS_SQLITE else name


def create(name: str, *, like: str = "") -> None:
    if IS_SQLITE:
        if like:
            shutil.copyfile(like, name)
        return
    template = f' TEMPLATE "{like}"' if like else ""
    _on_server(f'CREATE DATABASE "{name}"{template}')


def remove(name: str) -> None:
    if not IS_SQLITE:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
