"""The bar above the demo: whose eyes it is seen with; reading alone begins nothing."""

import re

import pytest
from django.test import Client

from kurzweg.core.kept_pages import STORE

pytestmark = pytest.mark.django_db

HOME = "/n/riegelstein/"


@pytest.fixture
def demo(settings, network, office):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]
    return Client(SERVER_NAME="localhost")


def bar(client) -> str:
    page = client.get(HOME).content.decode()
    return page[page.index('class="demo"') : page.index("<header")]


def test_who_only_reads_gets_no_cookie_and_a_kept_page(demo):
    seen = bar(demo), bar(Client(SERVER_NAME="localhost"))

    assert demo.cookies == {}
    assert len(STORE) == 1
    assert seen[0] == seen[1]
    assert "<form" not in seen[0]
    assert re.findall(r'href="([^"]*)"', seen[0]) == ["/demo/own-list/", "/demo/"]
    assert '<strong aria-current="true">Gast</strong>' in seen[0]


def test_the_way_in_leads_to_all_others(demo):
    demo.get("/demo/")

    assert re.findall(r'name="as" value="(\w+)" aria-pressed="(\w+)"', bar(demo)) == [
        ("office", "true"),
        ("owner", "false"),
        ("adviser", "false"),
        ("stranger", "false"),
    ]


def test_who_wants_to_be_a_guest_again_can_become_somebody_else(demo):
    demo.get("/demo/")
    demo.post("/demo/as/", {"as": "stranger"})

    assert 'value="stranger" aria-pressed="true"' in bar(demo)
    assert len(STORE) == 0
