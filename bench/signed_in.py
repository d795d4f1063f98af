"""Processor time of the pages of people who signed in, and of the frame around each of them."""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import region, table

SIZE = "region"
TIMES = 60
GOALS = {"what is due": 15, "organisations": 15, "home": 12, "the frame alone": 3}


def measure() -> None:
    """Ask for the pages as the office and as a firm's owner, in one warm process."""
    region.prepare(SIZE)
    table.show(
        f"Pages of people who signed in, in a network of {region.SIZES[SIZE]:,} firms: processor "
        f"time in the server, one thread, warm, {TIMES} times; queries beside session and account",
        ["as", "page", "queries", "CPU ms, median", "least", "kB", "goal ms"],
        [[*row, goal_of(row[1])] for row in region.inside(SIZE, "signed_in")],
    )


def goal_of(page: str) -> int | str:
    return GOALS.get(page, "")


def looks() -> list[list[Any]]:
    """Measure inside an installation; `inside` has set Django up."""
    from bench.inside import client_of, largest_network, one_row_each
    from kurzweg.networks.models import Mandate

    network = largest_network()
    office = Mandate.objects.in_network(network).filter(kind="office").order_by("pk")[0].person
    owner = one_row_each(network).filter(is_admin=True)[0].person
    start = f"/n/{network.slug}/"
    paths = {
        "what is due": f"{start}due/",
        "organisations": f"{start}organisations/",
        "home": start,
        "needs": f"{start}needs/",
        "introductions": f"{start}introductions/",
    }
    rows = []
    for who, person in {"office": office, "owner": owner}.items():
        cookie = cookie_of(client_of(person.account))
        rows.append([who, "the frame alone", *frame(start, cookie)])
        rows.extend([who, name, *page(path, cookie)] for name, path in paths.items())
    return rows


def page(path: str, cookie: str) -> tuple[int, float, float, float]:
    """Queries, processor milliseconds (median, least) and kilobytes of a page."""
    from kurzweg.core.requests import application

    kurzweg = application()
    size = len(ask(kurzweg, path, cookie))
    return (
        queries_of(lambda: ask(kurzweg, path, cookie)),
        *costs(lambda: ask(kurzweg, path, cookie)),
        size / 1000,
    )


def frame(path: str, cookie: str) -> tuple[int, float, float, float]:
    """The same of `base.html` with nothing in it, drawn for the request of a page."""
    from django.template.loader import render_to_string
    from django.utils import translation

    from kurzweg.core import pages
    from kurzweg.core.requests import application

    seen, draw = [], pages.render

    def caught(request: Any, *arguments: Any, **how: Any) -> Any:
        seen.append(request)
        return draw(request, *arguments, **how)

    pages.render = caught
    ask(application(), path, cookie)
    pages.render = draw
    with translation.override(seen[0].LANGUAGE_CODE):

        def drawn() -> str:
            return render_to_string("base.html", {}, seen[0])

        size = len(drawn().encode())
        return queries_of(drawn), *costs(drawn), size / 1000


def ask(application: Callable[..., Any], path: str, cookie: str) -> bytes:
    """Call the server's application as waitress would; anything but a page is an error."""
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    statuses: list[str] = []
    answer = application(environment, lambda status, headers: statuses.append(status))
    body = b"".join(answer)
    answer.close()
    if not statuses[0].startswith("200"):
        raise SystemExit(f"{path} answers {statuses[0]}")
    return body


def cookie_of(client: Any) -> str:
    from django.conf import settings

    return client.cookies[settings.SESSION_COOKIE_NAME].output(header="").split(";")[0].strip()


def costs(action: Callable[[], object]) -> tuple[float, float]:
    for _ in range(5):  # the first fill what a process keeps
        action()
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        action()
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took), min(took)


def queries_of(action: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    action()
    with CaptureQueriesContext(connection) as asked:
        action()
    beside = ('FROM "django_session"', 'FROM "people_account" WHERE "people_account"."id"')
    return sum(not any(each in query["sql"] for each in beside) for query in asked)
