"""Whoever runs Kurzweg holds a lock in its folder, and whoever restores wants nobody at work."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator

from django.conf import settings

LOCK = ".in-use"


def hold() -> None:
    """Say until this process ends that Kurzweg runs here; wait while somebody restores."""
    with contextlib.suppress(OSError):  # a full disk keeps nobody from serving
        fcntl.flock(_opened(), fcntl.LOCK_SH)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let nobody start meanwhile. Raises BlockingIOError when somebody runs Kurzweg here."""
    lock = _opened()
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)


def _opened() -> int:
    return os.open(settings.VAR / LOCK, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
