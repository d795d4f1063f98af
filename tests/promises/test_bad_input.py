"""No request, however odd, is a mistake of ours: every route answers below 500."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urldefrag, urljoin

import pytest
from django.urls import resolve

from tests.forms import forms_of
from tests.promises.cells import Cell, all_routes, call_of, parameters
from tests.promises.oracles import undone
from tests.promises.pages import WHO, addresses, opened_by
from tests.promises.world import Relation

pytestmark = pytest.mark.django_db

IN_A_SAMPLE, PARTS = 250, 4
FORM = "application/x-www-form-urlencoded"
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "get", "PROPFIND")
VALUES = (
    "\x00",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 50,
    "\u202eesrever",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7|add:7 }}{% now %}",
    "=cmd|' /C calc'!A0",
    "9" * 30,
    "1" + "0" * 20,
    "-1",
    "1e999",
    "NaN",
    "0000-00-00",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "  ",
    "ß" * 70_000,
    "x" * 1_000_000,
)
QUERIES = (
    "?page=%00",
    "?page=-1&page=9999999999999999999999",
    "?page=1e5&q=%ff%fe&kind=%c3%28",
    "?q=" + "a" * 8_000,
    "?q=%F0%9F%98%80%E2%80%AE&kind=need%00",
    "?language=%00&language[]=de",
    "?next=%5C%5Cevil.example&next=javascript:alert(1)",
    "?next=%0d%0aSet-Cookie:%20a=b",
    "?" + "&".join(f"f{number}=1" for number in range(1_100)),
    "?%00=%00&=&&&;",
)
HEADERS: tuple[dict[str, str], ...] = (
    {"Host": "m\xfcller.example"},
    {"Host": "localhost:99999"},
    {"Host": "a" * 5_000},
    {"Host": ""},
    {"Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
    {"Referer": "http://[::1"},
    {"Referer": "\xff\xfe"},
    {"HX-Request": "true", "HX-Current-URL": "http://[broken", "HX-Target": "\xe4\xf6"},
    {"HX-Request": "true", "HX-Current-URL-URI-AutoEncoded": "true", "HX-Current-URL": "%ff"},
    {"HX-Request": "yes", "HX-Prompt": "%00", "HX-Boosted": "maybe"},
    {"Cookie": "kurzweg=../../etc/passwd; messages=\xff"},
    {"Cookie": ";;;=;\x01"},
    {"Cookie": "kurzweg=" + "a" * 5_000},
    {"Accept-Language": "de;q=x,*;q=-1," + "x" * 3_000},
    {"Accept": "\x00/\x00", "Accept-Encoding": "br;q=9"},
    {"If-Modified-Since": "yesterday", "If-None-Match": '"', "Range": "bytes=9-1"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Authorization": "Basic \xff"},
    {"Content-Length": "-5"},
)
BODIES: tuple[tuple[str, bytes], ...] = (
    (FORM, b"\xff\xfe=\x80&%=%zz&a"),
    (FORM, b"a=" + b"x" * 3_000_000),
    (FORM, b"&".join(b"f%d=1" % number for number in range(1_100))),
    ("application/x-www-form-urlencoded; charset=klingon", b"a=1"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=1"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=", b"--\r\n\r\n--"),
    ("multipart/form-data; boundary=\xff\xfe", b"--x"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"'),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="logo"; filename="../../\x00.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n\x00\x00\r\n--x--\r\n",
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    ),
    ("application/json", b'{"a": [[[['),
    ("application/json; charset=utf-7", b"{}"),
    ("text/xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ("\x00", b"\x00"),
    ("", b"a=1"),
)
ODD_PARTS = ("-", "a" * 3_000, "%00", "%ff%fe", "..%2f..%2f", "%F0%9F%98%80", "0", "_", "%0d%0aX:1")


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd request to one route."""

    method: str
    path: str
    body: bytes | dict[str, Any] = b""  # a form is written out when it is sent: all are gigabytes
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else encoded(self.body)

    def __str__(self) -> str:
        return f"{self.method} {self.path[:80]!r} {self.content_type!r} {self.sent[:60]!r} " + str(
            {name: value[:40] for name, value in self.headers.items()}
        )


def odd_requests(path: str, form: dict[str, Any]) -> Iterator[Odd]:
    """All odd requests to an address with this well-formed form."""
    yield from (Odd(method, path) for method in METHODS)
    yield from (Odd("GET", path + query) for query in QUERIES)
    yield from (Odd("GET", path, headers=headers) for headers in HEADERS)
    yield from (Odd("POST", path, b"a=1", FORM, headers) for headers in HEADERS)
    yield from (Odd("POST", path, body, kind) for kind, body in BODIES)
    yield from odd_fields(path, form)


def odd_fields(path: str, form: dict[str, Any]) -> Iterator[Odd]:
    """Each odd value in all fields and in each; each field twice, and none at all."""
    for value in VALUES:
        names = [*form, "once", "csrfmiddlewaretoken", "next", "page"]
        yield Odd("POST", path, dict.fromkeys(names, value), FORM)
        for name in form:
            yield Odd("POST", path, form | {name: value}, FORM)
    for name in form:
        yield Odd("POST", path, form | {name: [form[name], "2"]}, FORM)
        yield Odd("POST", path, {n: v for n, v in form.items() if n != name}, FORM)


def encoded(form: dict[str, Any]) -> bytes:
    pairs = [
        f"{quoted(name)}={quoted(str(each))}"
        for name, value in form.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]
    return "&".join(pairs).encode()


@cache
def quoted(text: str) -> str:
    return quote_plus(text, errors="surrogatepass")


@pytest.fixture(scope="module")
def drawn(matrix) -> dict[str, dict[str, str]]:
    """What the forms of all pages send, by address: a new form is sent odd values by itself."""
    found: dict[str, dict[str, str]] = {}
    for path in addresses(matrix.world):
        pages = (opened_by(who, path, matrix.world) for who in WHO)
        page = next(filter(None, pages), None)
        for form in forms_of(page.content.decode()) if page else ():
            buttons = [control for control in form.controls if control.kind == "submit"]
            targets = [button.attributes.get("formaction") for button in buttons]
            for target in {form.action, *filter(None, targets)}:
                named = {c.name: c.value for c in form.controls if c.name}
                address = urldefrag(urljoin(path, target)).url
                found.setdefault(address, {}).update(named | form.values)
    return found


def all_odd_requests(matrix, drawn: dict[str, dict[str, str]]) -> list[Odd]:
    found, left, sent = [], dict(drawn), set()
    for route in all_routes():
        own = tuple((name, Relation.OWN) for _converter, name in parameters(route))
        call = call_of(Cell(route, "POST", False, "office", own), matrix.world)
        path = call.path.partition("?")[0]
        form = left.pop(path, {})
        sent.add((route.name, frozenset(form)))
        found += odd_requests(path, form | call.form)
        for _converter, name in parameters(route):
            odd_ones = [address_with(route.path, path, name, odd) for odd in ODD_PARTS]
            found += [Odd("GET", address) for address in odd_ones]
            found += [Odd("POST", address, b"once=k", FORM) for address in odd_ones]
    # Forms that stand at an address with another kind of row, such as a draft's; of rows whose
    # form has the same fields one is as good as another.
    for path, form in left.items():
        kind = resolve(path.partition("?")[0]).view_name, frozenset(form)
        if kind not in sent:
            sent.add(kind)
            found += odd_fields(path, form)
    return found


def mistakes_after(requests: list[Odd], matrix) -> list[str]:
    """Send odd requests as whoever chance picks; name what was answered with 500 or above."""
    chance = random.Random(matrix.seed)
    who = [matrix.world.principal(name) for name in ("anonymous", "member", "office")]
    found = []
    for request in requests:
        client = chance.choice(who).client()
        with undone():
            response = client.generic(
                request.method,
                request.path,
                request.sent,
                request.content_type,
                headers=request.headers,
            )
        if response.status_code >= 500:
            error = response.exc_info[1] if response.exc_info else ""
            found.append(f"{response.status_code} {error!r:.200} after {request}")
    return found


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_a_sample_of_odd_requests_is_answered(matrix, drawn):
    requests = all_odd_requests(matrix, drawn)
    sample = random.Random(matrix.seed).sample(requests, k=min(IN_A_SAMPLE, len(requests)))

    mistakes = mistakes_after(sample, matrix)

    assert not mistakes, "\n".join([f"KURZWEG_SEED={matrix.seed}", *mistakes])


# The longest of all, in parts: while one worker is at the first, the other is at the second.
@pytest.mark.slow
@pytest.mark.strictest
@pytest.mark.parametrize("part", range(PARTS))
def test_no_odd_request_is_a_mistake_of_ours(matrix, drawn, part):
    requests = all_odd_requests(matrix, drawn)

    mistakes = mistakes_after(requests[part::PARTS], matrix)

    assert not mistakes, "\n".join([f"KURZWEG_SEED={matrix.seed}", *mistakes])


@pytest.mark.urls("tests.core.test_middleware")
def test_a_mistake_of_ours_is_seen(matrix):
    """Negative control: a page that breaks is found."""
    assert len(mistakes_after([Odd("GET", "/explosion/")], matrix)) == 1


def address_with(pattern: str, path: str, name: str, part: str) -> str:
    """Put something odd into one part of an address."""
    names = [piece.rpartition(":")[2].rstrip(">") for piece in pattern.split("/")]
    pieces = path.split("/")
    pieces[names.index(name)] = part
    return "/".join(pieces)


def test_the_forms_are_found_by_themselves(drawn):
    """Rows beside a form, drafts and what only some see are sent odd values as well."""
    names = {name for form in drawn.values() for name in form}

    assert {"for_whom", "certificates-0-scheme", "lead_days", "mail_from", "opened"} <= names
    assert [path for path in drawn if path.endswith("/publish/")]
