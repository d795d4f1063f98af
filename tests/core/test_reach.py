"""Links in mails lead to where people reach the installation, and nowhere else."""

import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.conf import settings as ours

from kurzweg.core import reach
from kurzweg.core.findings import Finding, Mark

PUBLIC = "https://netz.example"


def found(settings, base_url, *, hosts=("netz.example", "localhost")):
    settings.BASE_URL, settings.IS_HTTPS = base_url, base_url.startswith("https")
    settings.ALLOWED_HOSTS = list(hosts)
    return next(finding for finding in reach.examine() if finding.what == "address")


@pytest.mark.parametrize(
    ("base_url", "mark", "says"),
    [
        (PUBLIC, Mark.WELL, "links in mails lead to https://netz.example"),
        ("http://netz.example", Mark.WARNING, "is not https"),
        ("http://localhost:8000", Mark.WARNING, "which only this machine reaches"),
        ("https://other.example", Mark.ILL, "add it to KURZWEG_HOSTS"),
        ("netz.example", Mark.ILL, "is none"),
        ("ftp://netz.example", Mark.ILL, "is none"),
        ("https://netz.example/kurzweg", Mark.ILL, "is none"),
        ("https://netz.example:99999", Mark.ILL, "is none"),
        ("https://[::1", Mark.ILL, "is none"),
        ("https://", Mark.ILL, "is none"),
    ],
)
def test_the_address_in_mails_is_examined(settings, monkeypatch, base_url, mark, says):
    monkeypatch.setattr(reach, "_answers", lambda base: True)  # asks the network

    finding = found(settings, base_url)

    assert (finding.mark, says in finding.says) == (mark, True), finding


class House(BaseHTTPRequestHandler):
    said = b'{"status": "ok"}'

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.said)

    def log_message(self, *_):
        pass


@pytest.fixture
def house():
    server = HTTPServer(("127.0.0.1", 0), House)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_whether_kurzweg_answers_there_is_tried(settings, house, monkeypatch):
    settings.BASE_URL = f"http://127.0.0.1:{house.server_port}"
    assert Finding("reach", f"Kurzweg answers at {settings.BASE_URL}") in list(reach.examine())

    monkeypatch.setattr(House, "said", b"somebody else")
    assert [finding.mark for finding in reach.examine()] == [Mark.WARNING, Mark.WARNING]
    settings.BASE_URL = "http://127.0.0.1:9"
    assert "is that its port?" in list(reach.examine())[-1].says


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123/"),
        ("::1", "http://[::1]:8123/"),
        ("netz.example", "http://netz.example:8123/"),
        ("0.0.0.0", "http://netz.example:8123/"),  # noqa: S104 - names it only
        ("::", "http://netz.example:8123/"),
    ],
)
def test_a_server_knows_its_address(settings, host, address):
    settings.ALLOWED_HOSTS = ["localhost", ".netz.example", "*", "netz.example"]

    assert reach.address_of_server(host=host, port=8123) == address


def test_a_server_on_all_addresses_without_a_name_leads_to_this_machine(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "[::1]"]

    address = reach.address_of_server(host="0.0.0.0", port=8123)  # noqa: S104 - names it only

    assert address == "http://127.0.0.1:8123/"


@pytest.mark.parametrize(
    ("base_url", "is_said"),
    [
        ("http://localhost:8000", True),
        ("http://localhost:8123", False),
        (PUBLIC, False),  # a web server in front
        ("nonsense", False),  # the doctor's
    ],
)
def test_links_that_lead_to_another_port_are_said(settings, base_url, is_said):
    settings.BASE_URL = base_url

    assert bool(reach.leads_elsewhere("http://127.0.0.1:8123/")) is is_said


def test_nothing_of_ours_asks_the_request_for_an_address():
    """What a request calls itself can be forged: links are made from the settings."""
    asks = re.compile(r"build_absolute_uri|get_current_site|USE_X_FORWARDED")
    source = (ours.PACKAGE).rglob("*.py")

    assert [path.name for path in source if asks.search(path.read_text("utf-8"))] == []
    assert ours.USE_X_FORWARDED_HOST is False
