"""Bringing the database up to date, by one process at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection

LOCK = ".migrating"
MIGRATING = 0x6D696772  # names the lock on PostgreSQL, where other nodes may start as well


def bring_up_to_date(*, say: Callable[[str], object] = lambda text: None) -> None:
    """Apply what is missing; whoever starts at the same moment waits and finds it done.

    Two that migrate at once would both make the first table, and one of them would fail.
    """
    with _alone():
        if not connection.introspection.table_names():  # the first start: it takes some seconds
            say("Making the tables of an empty database …")
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    lock = os.open(settings.VAR / LOCK, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _alone_on_postgresql():
            yield
    finally:
        os.close(lock)


@contextmanager
def _alone_on_postgresql() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
