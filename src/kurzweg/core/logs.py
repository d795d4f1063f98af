"""No log holds what only one person may know: tokens, codes, addresses, names.

Everything is told anew where records are made, so it holds for the web server's and the worker's
own loggers too, at every level. What an exception says is left out, because it quotes what people
entered; its kind and its place stay.
"""

from __future__ import annotations

import logging.config
import re
import traceback
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import OperationalError
from django.urls import Resolver404, resolve

# They write down whole queries and whole contexts of pages, at DEBUG.
SILENT = ("django.db.backends", "django.template")
# What the operator must hear in full: no disk, no database, no network; people entered none of it.
MACHINES = (OSError, OperationalError)
_TOKEN = re.compile(r"((?:/|%2F)l(?:/|%2F))[^\s/?#&\"'<>]+", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:=\[\]]+(?:@|%40)[^\s<>\"'(),;:\[\]]+", re.IGNORECASE)
_PLACE = re.compile(r'^ +File ".*", line \d+, in \S+$')
_KIND = re.compile(r"^([\w.]*[A-Z]\w*)(?::|$)")


def configure(settings: dict[str, Any]) -> None:
    """Set up logging; from now on every record is told without what is secret."""
    logging.setLogRecordFactory(record)
    logging.config.dictConfig(settings)


def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    made = logging.LogRecord(*args, **kwargs)
    if made.name.startswith(("django.request", "django.security")) and isinstance(made.args, tuple):
        made.args = tuple(_route(each) for each in made.args)
    error = made.exc_info[1] if made.exc_info else None
    is_quoted = isinstance(error, SuspiciousOperation) and not isinstance(error, DisallowedHost)
    made.msg, made.args = "refused" if is_quoted else masked(_message(made)), ()
    if error is not None:
        # Without the exception nobody can tell it in full: handlers find the text told here.
        made.exc_info, made.exc_text = None, "\n".join(_told(error))
    return made


def masked(text: str) -> str:
    """Leave out tokens of links and mail addresses."""
    return _ADDRESS.sub("…@…", _TOKEN.sub(r"\1…", text))


def places_in(text: str) -> str:
    """Keep of a traceback that is text only where it broke and of which kind."""
    lines = text.splitlines()
    kinds = [found[1] for line in lines if (found := _KIND.match(line))]
    return "\n".join([*filter(_PLACE.match, lines), *kinds[-1:]])


def _message(made: logging.LogRecord) -> str:
    try:
        return made.getMessage()
    except (TypeError, ValueError, KeyError):  # logging would print the arguments as they are
        return str(made.msg)


def _route(argument: Any) -> Any:
    """Name the page instead of the address, which may hold anything."""
    if not (isinstance(argument, str) and argument.startswith("/")):
        return argument
    try:
        return f"/{resolve(argument).route}"
    except Resolver404:
        return "an address that is no page"


def _told(error: BaseException) -> Iterator[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
        yield "Then:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    words = f": {masked(str(error))}" if isinstance(error, MACHINES) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{words}"
