"""Twenty people who say at once what they look for: errors, waits, and how long nobody can write.

The set-up is that of `serve` with SQLite: one process, eight threads, the same application.
"""

from __future__ import annotations

import io
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from bench import region, table

SIZE = "region"
PEOPLE = 20
THREADS = 8


def measure() -> None:
    """Let them speak at once, then let the worker find all that fits what they said."""
    region.prepare(SIZE)
    found = region.inside(SIZE, "saying")
    table.show(
        f"{PEOPLE} people say a need at once, {THREADS} threads of one process, network of "
        f"{region.SIZES[SIZE]:,} firms; transactions that write (goal: no error, 200 ms)",
        ["", "errors", "number", "longest held ms", "longest wait ms", "p50 answer ms", "p100"],
        found,
    )


class Watch:
    """Writes down, per transaction that writes, how long it waited for its turn and held it."""

    def __init__(self) -> None:
        self.held: list[float] = []
        self.waited: list[float] = []
        self._since = threading.local()

    def on(self) -> None:
        """Look over the shoulder of Django's own connection, which every thread has one of."""
        from django.db.backends.sqlite3.base import DatabaseWrapper

        begin, commit, roll_back = (
            DatabaseWrapper._start_transaction_under_autocommit,
            DatabaseWrapper._commit,
            DatabaseWrapper._rollback,
        )

        def begins(connection: Any) -> None:
            asked = time.perf_counter()
            begin(connection)
            self._since.began = time.perf_counter()
            self.waited.append((self._since.began - asked) * 1000)

        def ends(end: Any) -> Any:
            def ended(connection: Any) -> None:
                end(connection)
                if getattr(self._since, "began", None):
                    self.held.append((time.perf_counter() - self._since.began) * 1000)
                    self._since.began = None

            return ended

        DatabaseWrapper._start_transaction_under_autocommit = begins
        DatabaseWrapper._commit = ends(commit)
        DatabaseWrapper._rollback = ends(roll_back)

    def figures(self) -> tuple[int, float, float]:
        """How many, longest held, longest wait; and begin anew."""
        answer = len(self.held), max(self.held, default=0.0), max(self.waited, default=0.0)
        self.held.clear()
        self.waited.clear()
        return answer


def looks() -> list[list[Any]]:
    """Measure inside an installation; `inside` has set Django up."""
    from django.db import connections
    from django_q.models import OrmQ

    from bench.inside import client_of, largest_network, one_row_each
    from bench.signed_in import cookie_of
    from kurzweg.core.requests import application
    from kurzweg.market import matching
    from kurzweg.market.models import Need

    network = largest_network()
    path = f"/n/{network.slug}/needs/new/"
    people = [position.person for position in one_row_each(network)[: PEOPLE + 1]]
    cookies = [cookie_of(client_of(person.account)) for person in people]
    texts = list(
        Need.objects.across_networks("texts for a measurement")
        .order_by("pk")
        .values_list("text", flat=True)
        .distinct()[: PEOPLE + 1]
    )
    kurzweg = application()
    says = [Voice(kurzweg, path, *each) for each in zip(cookies, texts, strict=True)]
    says.pop().speak()  # the first fills what a process keeps
    OrmQ.objects.all().delete()
    watch = Watch()
    watch.on()
    with ThreadPoolExecutor(THREADS) as pool:
        for each in says:
            pool.submit(each.prepare).result()
        watch.figures()
        took = sorted(pool.map(Voice.speak, says))
        for _ in range(THREADS):
            pool.submit(connections.close_all)
    errors = sum(each.failed for each in says)
    rows = [["say", errors, *watch.figures(), took[len(took) // 2], took[-1]]]
    said = Need.objects.in_network(network).order_by("-pk").values_list("pk", flat=True)[:PEOPLE]
    took = sorted(timed(matching.match_all, need) for need in said)
    rows.append(["match all", 0, *watch.figures(), took[len(took) // 2], took[-1]])
    return rows


def timed(action: Any, *arguments: Any) -> float:
    began = time.perf_counter()
    action(*arguments)
    return (time.perf_counter() - began) * 1000


class Voice:
    """One person: opens the form, sends a sentence, and reads the page that comes."""

    def __init__(self, application: Any, path: str, cookie: str, text: str) -> None:
        self.application, self.path, self.cookie, self.text = application, path, cookie, text
        self.token, self.failed = "", False

    def prepare(self) -> None:
        _status, _headers, page = self.ask(self.path)
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def speak(self) -> float:
        if not self.token:
            self.prepare()
        form = {"text": self.text, "csrfmiddlewaretoken": self.token, "once": self.token[:12]}
        began = time.perf_counter()
        status, headers, _page = self.ask(self.path, urlencode(form))
        if status == 302:
            status, _headers, _page = self.ask(headers["Location"])
        self.failed = status != 200
        return (time.perf_counter() - began) * 1000

    def ask(self, path: str, form: str = "") -> tuple[int, dict[str, str], str]:
        body = form.encode()
        environment = {
            "REQUEST_METHOD": "POST" if form else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ORIGIN": "http://127.0.0.1",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
        }
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            said.update(status=int(status[:3]), headers=dict(headers))

        answer = self.application(environment, start)
        page = b"".join(answer).decode()
        answer.close()
        return said["status"], said["headers"], page
