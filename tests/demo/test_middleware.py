"""In demo mode anybody signs in without a code: nobody from elsewhere may get there."""

import os
import subprocess
import sys

import pytest
from django.test import Client

HERE = "/demo/"
pytestmark = pytest.mark.django_db

FOREIGN = {
    "from another machine": {"REMOTE_ADDR": "192.168.1.7"},
    "from another machine, IPv6": {"REMOTE_ADDR": "2001:db8::1"},
    "through a socket of a proxy": {"REMOTE_ADDR": ""},
    "for somebody": {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    "for an address": {"HTTP_X_FORWARDED_HOST": "localhost"},
    "encrypted before": {"HTTP_X_FORWARDED_PROTO": "https"},
    "through a proxy's port": {"HTTP_X_FORWARDED_PORT": "443"},
    "for a network": {"HTTP_X_FORWARDED_SERVER": "netz.example"},
    "by the standard": {"HTTP_FORWARDED": "for=127.0.0.1"},
    "via": {"HTTP_VIA": "1.1 proxy"},
    "really from": {"HTTP_X_REAL_IP": "127.0.0.1"},
    "through a tunnel": {"HTTP_CF_CONNECTING_IP": "127.0.0.1"},
    "of a cluster": {"HTTP_X_CLUSTER_CLIENT_IP": "127.0.0.1"},
    "through a cache": {"HTTP_FASTLY_CLIENT_IP": "127.0.0.1"},
    "from outside": {"HTTP_X_ENVOY_EXTERNAL_ADDRESS": "127.0.0.1"},
    "of a user": {"HTTP_X_PROXYUSER_IP": "127.0.0.1"},
    "by a bare proxy": {"SERVER_PROTOCOL": "HTTP/1.0"},
    "from a page elsewhere": {"HTTP_REFERER": "https://netz.example/"},
    "from a form elsewhere": {"HTTP_ORIGIN": "https://netz.example"},
    "from nowhere one can say": {"HTTP_ORIGIN": "null"},
    "from a broken address": {"HTTP_REFERER": "http://[::1/"},
    "from another site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
    "under another name": {"HTTP_HOST": "netz.example"},
}


@pytest.mark.parametrize("sent", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["/demo/", "/sign-in/", "/static/core/kurzweg.css"])
def test_what_does_not_come_from_this_machine_is_refused(client, settings, sent, path):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    answer = client.get(path, **sent)

    assert answer.status_code == 403
    assert "antwortet er nur auf diesem Rechner" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"REMOTE_ADDR": "::1", "HTTP_HOST": "[::1]:8000"},
        {"HTTP_HOST": "localhost:8000", "HTTP_REFERER": "http://localhost:8000/"},
        {"HTTP_HOST": "[::1]:8000", "HTTP_ORIGIN": "http://[::1]:8000"},
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
    ],
)
def test_a_browser_on_this_machine_is_let_in(settings, sent):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    assert Client().get("/sign-in/", **sent).status_code == 200


@pytest.mark.parametrize("sent", [FOREIGN["for somebody"], FOREIGN["from another machine"]])
def test_outside_the_demo_a_proxy_may_stand_in_front(client, settings, sent):
    settings.DEMO = False

    assert client.get("/sign-in/", **sent).status_code == 200


def test_no_other_web_server_starts_the_demo(tmp_path):
    environment = {**os.environ, "KURZWEG_DEMO": "1", "KURZWEG_VAR": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    begun = subprocess.run(
        [sys.executable, "-c", "import kurzweg.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
    )

    assert begun.returncode == 1
    assert "only `kurzweg serve` starts it" in begun.stderr


def test_the_demo_is_not_served_beyond_this_machine(tmp_path):
    environment = {
        **os.environ, "KURZWEG_DEMO": "1", "KURZWEG_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
    }  # fmt: skip

    begun = subprocess.run(
        [sys.executable, "-m", "kurzweg.core.server", "0.0.0.0", "0", "1", "1"],  # noqa: S104
        env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (begun.returncode, "this machine only" in begun.stderr) == (1, True)
