"""The application as web servers call it: what names an encoding of its own breaks nothing."""

from __future__ import annotations

from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class Request(WSGIRequest):
    """Reads UTF-8 and nothing else; Python's names of encodings are not all of encodings of text.

    Django looks into the query as soon as an encoding is named, before anything could refuse it.
    """

    encoding = property(lambda self: "utf-8", lambda self, named: None)

    def __init__(self, environ: dict[str, Any]) -> None:
        try:
            super().__init__(environ)
        except (ValueError, LookupError):  # charset*=undefined''%ff
            super().__init__(environ | {"CONTENT_TYPE": ""})


class Application(WSGIHandler):
    request_class = Request


def application() -> Application:
    django.setup(set_prefix=False)
    return Application()
