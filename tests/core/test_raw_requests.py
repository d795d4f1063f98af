"""Requests as no client writes them, straight to the application: never a mistake of ours."""

from __future__ import annotations

import logging
import os
import random
from io import BytesIO

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test.client import ClientHandler

from kurzweg.core.requests import Application, Request

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("KURZWEG_SEED") or random.randrange(1_000_000))
IN_A_SAMPLE = 100

ODD = (
    "", " ", "\x00", "\xff\xfe", "\xed\xa0\x80", "a" * 9_000, "-1", "9" * 30, "1e9", "*",
    ",", ";", "=",
    '"', "[::1", "://", "http://[", "%", "%00", "%ff", "%c3%28", "\r\nX: 1", "\t", "de;q=x", "NaN",
    "bytes=9-1", "W/", "Thu, 99 Jan 2026 99:99:99 GMT", "utf-7", "klingon",
)  # fmt: skip
PATHS = (
    "/", "/sign-in/", "/sign-in/request/", "/sign-in/code/", "/sign-out/", "/who/", "/health/",
    "/demo/", "/l/x/", "/static/core/kurzweg.css", "/static/", "/static/../x", "", "//", "/.",
    "/n/riegelstein/", "/n/riegelstein/search/", "/n/riegelstein/needs/", "/n/riegelstein/due/",
    "/n/riegelstein/files/x/", "/n/riegelstein/theme.css", "/n/\x00/", "/\xff\xfe/", "/static/\x00",
    "/static/\xff", "/static/" + "a" * 5_000, "/l/\x00", "/l/\xff", "/" + "a/" * 3_000,
)  # fmt: skip
HEADERS = (
    "HTTP_HOST", "HTTP_COOKIE", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_ACCEPT", "HTTP_RANGE",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL",
    "HTTP_HX_TARGET", "HTTP_HX_TRIGGERING_EVENT", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_CSRFTOKEN", "HTTP_X_REQUESTED_WITH", "HTTP_AUTHORIZATION", "HTTP_USER_AGENT",
    "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "HTTP_CONTENT_LENGTH", "REMOTE_ADDR",
    "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "get", "", "B\xff", "A" * 500)
NO_TEXT = ("undefined", "punycode", "rot13", "base64", "idna", "hex", "utf-16", "cp500", "klingon")
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json",
    "multipart/form-data", "multipart/form-data; boundary=" + "b" * 300, "text/plain",
    *(f"multipart/form-data; boundary=x; charset={name}" for name in NO_TEXT),
    *(f"text/plain; charset*={name}''%ff" for name in NO_TEXT),
)  # fmt: skip
BODIES = (
    b"", b"\x00", b"a=1&a", b"\xff=%zz", b"&" * 2_000, b"--x\r\n", b"--x--",
    b'--x\r\nContent-Disposition: form-data; name="a"; filename="\xff\x00"\r\n\r\nx\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: form-data; name*=utf-9''%ff\r\n\r\nx\r\n--x--\r\n",
    b"--x\r\n" + b"X: " + b"h" * 3_000 + b"\r\n\r\nx\r\n--x--\r\n",
)  # fmt: skip


class Handler(ClientHandler):
    """Reads requests as the web server does, and gives the response itself."""

    def __call__(self, environ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.test.client.WSGIRequest", Request)
            return super().__call__(environ)


class Stingy(BytesIO):
    """A body that ends before it has given what was announced, or breaks off."""

    def __init__(self, content: bytes, *, breaks: bool) -> None:
        super().__init__(content)
        self.breaks = breaks

    def read(self, *args):
        part = super().read(*args)
        if self.breaks and not part:
            raise OSError("connection reset")
        return part


def raw(chance):
    """Draw one request: mostly in order, with one to three oddities."""
    body = chance.choice(BODIES)
    environ = {
        "REQUEST_METHOD": chance.choice(METHODS[:3] * 4 + METHODS),
        "PATH_INFO": chance.choice(PATHS),
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": chance.choice(TYPES),
        "CONTENT_LENGTH": str(len(body) + chance.choice((0, 0, 0, 7, -3))),
        "wsgi.url_scheme": "http",
        "wsgi.input": Stingy(body, breaks=chance.random() < 0.2),
        "wsgi.errors": BytesIO(),
    }
    for _oddity in range(chance.randint(1, 3)):
        environ[chance.choice(HEADERS)] = chance.choice(ODD)
    return environ


@pytest.fixture
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def mistakes(number, *, seed):
    chance = random.Random(seed)
    ask = Handler(enforce_csrf_checks=True)
    found = []
    for _request in range(number):
        environ = raw(chance)
        try:
            response = ask(environ)
            if not response.streaming and response.status_code < 500:
                continue
            status = response.status_code
            # The client connects it anew after each answer; it would end the test's connection.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)
        except Exception as error:  # whatever it was, the list is to name it
            status = repr(error)[:200]
        if not isinstance(status, int) or status >= 500:
            sent = {k: v[:60] for k, v in environ.items() if isinstance(v, str) and v}
            found.append(f"{status} after {sent}")
    return found


def test_a_sample_of_raw_requests_is_answered(network, quiet):
    assert mistakes(IN_A_SAMPLE, seed=SEED) == [], f"KURZWEG_SEED={SEED}"


@pytest.mark.parametrize(
    "oddity",
    [
        {"CONTENT_LENGTH": "="},
        {"CONTENT_LENGTH": "9" * 30, "wsgi.input": BytesIO()},
        {"wsgi.input": Stingy(b"", breaks=True)},
    ],
    ids=["a length that is no number", "a length nothing has", "a body that breaks off"],
)
def test_a_body_that_cannot_be_read_is_the_sender_s_mistake(network, quiet, oddity):
    environ = raw(random.Random(1)) | {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/sign-in/request/",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": "9",
    }

    assert Handler()(environ | oddity).status_code == 400


@pytest.mark.parametrize("name", NO_TEXT)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/health/"), ("GET", "/sign-in/"), ("POST", "/sign-in/")]
)
def test_an_encoding_that_is_none_of_text_is_the_sender_s_mistake(
    network, quiet, method, path, name
):
    environ = plain(method, path, f"multipart/form-data; boundary=x; charset={name}")

    assert Handler()(environ).status_code == 400


@pytest.mark.parametrize("name", NO_TEXT)
@pytest.mark.parametrize("what", ["charset", "boundary"])
def test_a_parameter_in_an_encoding_that_is_none_of_text_is_not_read(network, quiet, what, name):
    environ = plain("GET", "/health/", f"multipart/form-data; {what}*={name}''%ff")

    assert Handler()(environ).status_code in (200, 400)


def test_such_a_parameter_breaks_a_request_that_is_read_as_it_comes():
    environ = plain("GET", "/health/", "text/plain; charset*=undefined''%ff")

    with pytest.raises(UnicodeError):
        Application.__base__.request_class(environ)
    assert Application.request_class(environ).content_type == ""


def plain(method, path, content_type):
    body = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xe4\r\n--x--\r\n'
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "language=%e4",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
    }


@pytest.mark.slow
@pytest.mark.strictest
def test_no_raw_request_is_a_mistake_of_ours(network, quiet):
    assert mistakes(2_000, seed=SEED) == [], f"KURZWEG_SEED={SEED}"
