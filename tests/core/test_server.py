"""The web server itself: slow senders, large bodies and broken requests hurt nobody else."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.core.test_serve import children_of, free_port, left_running
from tests.own_database import OwnDatabase, create, new_name, remove

MEGABYTE = 1024 * 1024
CHUNKED = b"Transfer-Encoding: chunked"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def start(database, *, processes):
    port = free_port()
    environment = database.environment | {"KURZWEG_LOG_LEVEL": "DEBUG"}
    command = [sys.executable, "-m", "kurzweg.core.server", "127.0.0.1", str(port)]
    with (database.folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, str(processes), "2"], env=environment, stderr=log)
    while True:
        with contextlib.suppress(OSError):
            health(port)
            return process, port
        time.sleep(0.05)


def health(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
        return answer.status


@pytest.fixture(scope="module")
def server(migrated, tmp_path_factory, django_db_blocker):
    folder = tmp_path_factory.mktemp("server")
    database = OwnDatabase(new_name(folder), folder)
    with django_db_blocker.unblock():
        create(database.name, like=migrated)
    process, port = start(database, processes=1)
    yield port, process.pid, folder
    process.terminate()
    process.wait()
    with django_db_blocker.unblock():
        remove(database.name)


@contextlib.contextmanager
def connected(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        yield connection


def answer_to(port, request):
    """Send raw bytes and read all that comes back until the server hangs up or is silent."""
    with connected(port) as connection:
        said = b""
        with contextlib.suppress(OSError):
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65536):
                said += part
    return said.decode("latin-1")


def status(answer):
    return int(re.match(r"HTTP/1\.[01] (\d{3})", answer)[1])


def post(length, *more):
    lines = ["POST /sign-in/request/ HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {length}"]
    return "\r\n".join([*lines, *more, "", ""]).encode()


def test_more_slow_senders_than_threads_silence_nobody(server):
    port, *_ = server
    with contextlib.ExitStack() as opened:
        for number in range(30):
            slow = opened.enter_context(connected(port))
            slow.sendall(post(100_000)[: 40 if number % 2 else None])  # half of them in the head
            slow.sendall(b"a")

        assert health(port) == 200


def test_a_body_over_the_limit_is_refused_with_a_sentence_before_it_is_sent(server):
    port, *_ = server
    with connected(port) as connection:
        connection.sendall(post(1024 * MEGABYTE))

        said = b""
        while part := connection.recv(65536):  # it says all, and hangs up
            said += part
        said = said.decode()

    assert status(said) == 413
    assert "<h1>Das ist zu groß.</h1>" in said
    assert "We take at most 12 MB at a time." in said


def test_nobody_is_invited_to_send_what_is_refused(server):
    port, *_ = server

    said = answer_to(port, post(1024 * MEGABYTE, "Expect: 100-continue"))

    assert status(said) == 413


def test_a_body_that_does_not_say_how_long_it_is_is_cut_at_the_limit(server):
    port, pid, _ = server
    before = memory(pid)
    chunk = b"100000\r\n" + b"a" * MEGABYTE + b"\r\n"
    sent, said = 0, b""
    with connected(port) as connection:
        connection.sendall(post(0).replace(b"Content-Length: 0", CHUNKED))
        with contextlib.suppress(ConnectionError):
            while sent < 200:
                connection.sendall(chunk)
                sent += 1
        with contextlib.suppress(ConnectionError):
            said = connection.recv(65536)

    assert sent < 60  # what the two ends of the line hold comes on top of the limit
    assert said == b"" or status(said.decode()) == 413
    assert memory(pid) - before < 50 * MEGABYTE


def memory(pid):
    with open(f"/proc/{pid}/smaps_rollup") as pages:
        return int(re.search(r"Rss:\s+(\d+)", pages.read())[1]) * 1024


def test_an_upload_within_the_limit_arrives_whole(server):
    port, *_ = server

    said = answer_to(port, post(11 * MEGABYTE) + b"a" * 11 * MEGABYTE)

    assert status(said) == 403  # read to its end, and then not believed


BROKEN = {
    "no request": b"nonsense\r\n\r\n",
    "no head": b"\r\n\r\n\r\n\r\n",
    "half a line": b"GET /",
    "bad version": b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    "bad length": post("12x"),
    "negative length": post(-1),
    "huge length": post("9" * 400),
    "two lengths": post(1, "Content-Length: 2") + b"ab",
    "unknown encoding": post(0).replace(b"Content-Length: 0", b"Transfer-Encoding: gzip"),
    "length and chunks": post(5, "Transfer-Encoding: chunked") + b"0\r\n\r\n",
    "broken chunks": post(0).replace(b"Content-Length: 0", CHUNKED) + b"zz\r\n",
    "large head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "many heads": b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 10_000 + b"\r\n",
    "zero byte in a head": b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n",
    "no host": b"GET /health/ HTTP/1.1\r\n\r\n",
    "strange host": b"GET /health/ HTTP/1.1\r\nHost: a b\r\n\r\n",
    "another address": b"GET http://evil.example/health/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a port as address": b"GET http://127.0.0.1:99999999/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "brackets": b"GET http://[::1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "any address": b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "invented": b"BREW /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "lower case": b"get /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "raw bytes": b"GET /\xff\xfe\xc3 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "long address": b"GET /" + b"a" * 30_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "folded head": b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n",
}


@pytest.mark.parametrize("request_", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_the_sender_s_mistake(server, request_):
    port, *_ = server

    said = answer_to(port, request_)

    assert said == "" or status(said) < 500
    assert health(port) == 200


def test_a_broken_address_and_an_unreadable_type_are_answered(server):
    port, *_ = server
    head = b"HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    typed = b"GET /health/?a=%ff " + head + b"Content-Type: text/plain; charset"

    said = [
        answer_to(port, b"GET http://[::1/ " + head + b"\r\n"),
        answer_to(port, typed + b"=undefined\r\n\r\n"),
        answer_to(port, typed + b"*=undefined''%ff\r\n\r\n"),
    ]

    assert [status(each) for each in said] == [400, 400, 200]


def test_its_log_holds_no_token_of_a_broken_request(server):
    port, _pid, folder = server
    for line in ("GET /l/geheimnis/ HTTP/9.9", "GET /l/geheimnis/ HTTP/1.1", "/l/geheimnis/"):
        answer_to(port, f"{line}\r\nHost: 127.0.0.1\r\nX: /l/geheimnis\r\n\r\n".encode())

    assert "geheimnis" not in (folder / "log").read_text()
    assert "/l/<slug:token>/" in (folder / "log").read_text()


def test_several_processes_serve_and_end_together(own_database):
    server, _port = start(own_database, processes=2)
    started = children_of(server.pid)

    server.send_signal(signal.SIGTERM)

    assert (len(started), server.wait(), left_running(started)) == (1, 0, [])


def test_when_one_process_dies_none_is_left(own_database):
    server, _port = start(own_database, processes=2)
    [other] = children_of(server.pid)

    os.kill(other, signal.SIGKILL)

    assert (server.wait(), left_running([other])) == (1, [])
