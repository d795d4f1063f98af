"""A full disk: who writes hears so in one sentence, who reads notices nothing."""

from __future__ import annotations

import errno
import logging
import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

from kurzweg.core import shelf
from kurzweg.core.policy import READING

logger = logging.getLogger(__name__)

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLite's own words; those of a write that the system refused come with a quota.
SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_IOERR_WRITE = 13, 10, 14, 778
POSTGRESQL_FULL = "53100"
SQLITE_READONLY, POSTGRESQL_READ_ONLY = 8, "25006"
LEAST_ROOM = 1024 * 1024  # bytes; with less, what SQLite cannot open or extend has no room


def is_cause(error: BaseException | None) -> bool:
    """Whether something failed because a disk is full: ours, or that of the database."""
    return any(_says_so(each) for each in _chain(error))


def is_read_only(error: BaseException | None) -> bool:
    """Whether something failed because the database only lets itself be read."""
    return any(
        getattr(each, "sqlite_errorcode", 0) & 0xFF == SQLITE_READONLY
        or getattr(each, "sqlstate", None) == POSTGRESQL_READ_ONLY
        for each in _chain(error)
    )


def answer(request: HttpRequest) -> HttpResponse:
    """Say it in both languages; nothing that the page needs may need a write."""
    logger.error("the disk is full: %s could not be answered", request.method)
    return render(None, "core/507.html", status=507)


class FullDiskMiddleware:
    """Turn a write that found no room into its answer; whatever broke, no file is left behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        shelf.take_back()
        return answer(request) if is_cause(error) else None


class ReadingSessionMiddleware(SessionMiddleware):
    """Show a page although its session cannot be kept: to read it takes no room on the disk."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (DatabaseError, OSError, SessionInterrupted) as error:  # the last hides the first
            if not is_cause(error):
                raise
        return response if request.method in READING else answer(request)


def token_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the disk is full where the form's token could not be kept for that reason."""
    probe = type(request.session)()
    try:
        probe.create()
        probe.delete()
    except (DatabaseError, OSError) as error:
        if is_cause(error):
            return answer(request)
        raise
    return csrf_failure(request, reason)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return getattr(error, "sqlstate", None) == POSTGRESQL_FULL
    if code in (SQLITE_FULL, SQLITE_IOERR_WRITE):
        return True
    is_unclear = code & 0xFF in (SQLITE_IOERR, SQLITE_CANTOPEN)
    return is_unclear and shutil.disk_usage(settings.VAR).free < LEAST_ROOM
