"""The frame of `make bench`: what it finds, how it writes, how it counts."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench import __main__ as bench
from bench import load, served, table


@pytest.fixture
def server():
    """A server whose page is there, and whose other pages are not."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/here/" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_address[1]
        listening.shutdown()


def test_every_measurement_is_found_without_importing_it():
    assert {"installing", "pages", "publishing"} <= set(bench.measurements())
    assert not {"inside", "load", "region", "served", "table"} & set(bench.measurements())


def test_an_unknown_measurement_is_named(capsys):
    assert bench.main(["nonsense"]) == 2
    assert capsys.readouterr().out.startswith("Unknown: nonsense. There are: ")


def test_a_table_aligns_its_columns(capsys):
    table.show("Pages", ["page", "ms"], [["home", 12.34], ["list", 1234], ["fast", 0.042]])

    assert capsys.readouterr().out == (
        "\nPages\n\n"
        "| page | ms    |\n"
        "|------|-------|\n"
        "| home | 12.3  |\n"
        "| list | 1,234 |\n"
        "| fast | 0.04  |\n"
    )


@pytest.mark.parametrize("has_wrk", [True, False])
def test_pages_that_fail_are_counted_apart(server, has_wrk, monkeypatch):
    if not has_wrk:
        monkeypatch.setattr(load.shutil, "which", lambda name: None)

    good = load.load(server, ["/here/"], seconds=1)
    some = load.load(server, ["/here/", "/gone/"], seconds=1)
    if not some.per_second:  # two cores that are busy: a second may end before an answer came
        some = load.load(server, ["/here/", "/gone/"], seconds=5)

    assert good.per_second > 0
    assert good.p50 <= good.p99
    assert good.faults == 0
    assert 0 < some.faults < some.per_second


@pytest.mark.parametrize(("written", "expected"), [("85us", 0.085), ("2.5ms", 2.5), ("1.2s", 1200)])
def test_times_of_wrk_are_read_as_milliseconds(written, expected):
    assert load.milliseconds(written) == pytest.approx(expected)


def test_memory_is_read_in_megabytes():
    assert 5 < served.pss(os.getpid()) < 2_000
