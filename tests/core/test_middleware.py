"""What happens to every request: language, broken rules, browser headers, cookies."""

import html
import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from kurzweg.core.errors import DomainError
from kurzweg.core.languages import carry_on
from kurzweg.core.policy import PUBLIC, policy
from tests.core.observatory import directives, points
from tests.own_database import OwnDatabase

pytestmark = pytest.mark.django_db
SESSION = "kurzweg"


class TheKettleIsEmpty(DomainError):
    sentence = _("There is nothing here")


@policy(read=PUBLIC, write=PUBLIC, scope="installation")
def kettle(request: HttpRequest) -> HttpResponse:
    raise TheKettleIsEmpty


@policy(read=PUBLIC, scope="installation")
def explosion(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("people never read this")


@policy(read=PUBLIC, scope="installation", is_cacheable=True)
def leaflet(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("for everybody")
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@policy(read=PUBLIC, scope="installation")
def careless(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("personal")
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


urlpatterns = [
    path("kettle/", kettle),
    path("explosion/", explosion),
    path("leaflet/", leaflet),
    path("careless/", careless),
    path("", include("kurzweg.urls")),
]
handler404 = "kurzweg.core.views.not_found"
handler500 = "kurzweg.core.views.server_error"
ours = pytest.mark.urls(__name__)


# What is no text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/sign-in/?next=a%00b", None),
        ("/sign-in/", {"email": "a\x00b@firm.example"}),
        ("/sign-in/", {"email": ["a@firm.example", "\x00"]}),
        ("/l/a%00b/", {"answer": "yes", "once": "k"}),
    ],
)
def test_nul_is_turned_away_at_the_door(client, address, form):
    answer = client.get(address) if form is None else client.post(address, form)

    assert answer.status_code == 400
    assert "konnten wir nicht lesen" in answer.content.decode()
    assert points(answer, is_https=False) >= 115


# Language ---------------------------------------------------------------------------------------


def test_the_language_that_was_asked_for_stays(client, network):
    assert client.get("/sign-in/").headers["Content-Language"] == "de"

    english = client.get("/sign-in/?language=en")

    assert english.headers["Content-Language"] == "en"
    assert '<html lang="en"' in english.content.decode()
    assert client.get("/sign-in/").headers["Content-Language"] == "en"
    assert client.get("/sign-in/?language=de").headers["Content-Language"] == "de"


def ways_on(page: str) -> list[str]:
    """The addresses of ours to which the links of a page lead."""
    found = re.findall(r'<a\b[^>]*\shref="([^"]*)"|\shx-get="([^"]*)"', page)
    return [way for pair in found for way in pair if way.startswith(("/", "?"))]


def test_a_stranger_who_changes_the_language_keeps_it_without_a_session(network, bakery):
    client, at = Client(), f"/n/{network.slug}"
    waiting, seen = ["/?language=en"], set()
    while waiting and len(seen) < 25:
        address = html.unescape(waiting.pop(0))
        # Where somebody writes, the session keeps the language.
        writes = "sign-in" in address or "/join/" in address
        if address in seen or writes or "language=de" in address:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.headers["Content-Language"] == "en", address
        if answer.status_code == 302:
            waiting.append(answer.headers["Location"])
            continue
        page = answer.content.decode()
        assert [way for way in ways_on(page) if "language=" not in way] == [], address
        assert page.count('<form method="get"') <= page.count('name="language" value="en"')
        waiting += [way for way in ways_on(page) if way.startswith("/")]

    assert {f"{at}/?language=en", f"{at}/organisations/?language=en"} <= seen
    assert (client.cookies, Session.objects.count()) == ({}, 0)


def test_without_the_links_the_next_page_would_speak_german_again(client, network):
    """Negative control."""
    client.get(f"/n/{network.slug}/?language=en")

    assert client.get(f"/n/{network.slug}/").headers["Content-Language"] == "de"


def test_clicks_on_languages_write_one_session_and_only_where_a_page_needs_one(client, network):
    for language in ["en", "de"] * 5:
        client.get(f"/n/{network.slug}/", {"language": language})
        assert Session.objects.count() == 0
    for language in ["en", "de"] * 5:
        client.get("/sign-in/", {"language": language})
    assert Session.objects.count() == 1

    page = client.get(f"/n/{network.slug}/?language=en").content.decode()

    assert [way for way in ways_on(page) if "language=en" in way] == []
    assert client.get(f"/n/{network.slug}/").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/n/a/", "/n/a/?language=en"),
        ("/n/a/?q=b", "/n/a/?q=b&amp;language=en"),
        ("/n/a/?q=b#more", "/n/a/?q=b&amp;language=en#more"),
        ("?page=2", "?page=2&amp;language=en"),
        ("?language=de", "?language=de"),
        ("?q=b&amp;language=de", "?q=b&amp;language=de"),
        ("#main", "#main"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("https://elsewhere.example/", "https://elsewhere.example/"),
        ("mailto:a@firm.example", "mailto:a@firm.example"),
    ],
)
def test_links_carry_the_language_on(address, carried):
    answer = HttpResponse(f'<link href="/a.css"><a class="x" href="{address}">ä</a>')

    carry_on(answer, "en")

    assert answer.content.decode() == f'<link href="/a.css"><a class="x" href="{carried}">ä</a>'


def test_forms_and_redirects_carry_the_language_on():
    asking = HttpResponse('<form method="get"><form method="post"><form class="a">')
    away, far = (
        HttpResponseRedirect("/sign-in/?next=%2F"),
        HttpResponseRedirect("https://x.example"),
    )
    styles = HttpResponse('<a href="/">', content_type="text/css")

    for answer in (asking, away, far, styles):
        carry_on(answer, "en")

    hidden = '<input type="hidden" name="language" value="en">'
    assert asking.content.decode() == (
        f'<form method="get">{hidden}<form method="post"><form class="a">{hidden}'
    )
    assert away.headers["Location"] == "/sign-in/?next=%2F&language=en"
    assert (far.headers["Location"], styles.content) == ("https://x.example", b'<a href="/">')


@pytest.mark.parametrize("asked", ["fr", "", "EN", "de'--", "../en"])
def test_a_language_that_we_do_not_speak_changes_nothing(client, asked):
    answer = client.get("/sign-in/", {"language": asked})

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "de")


# Broken rules -----------------------------------------------------------------------------------


@ours
def test_a_broken_rule_is_a_sentence_where_the_person_was(client, network):
    back = f"http://testserver/n/{network.slug}/organisations/"

    answer = client.post("/kettle/", headers={"Referer": back}, follow=True)

    assert answer.redirect_chain == [(back, 302)]
    assert "Hier ist nichts" in answer.content.decode()


@ours
@pytest.mark.parametrize(
    "referer", ["https://evil.example/n/", "//evil.example", "", "javascript:0"]
)
def test_a_broken_rule_sends_nobody_elsewhere(client, referer):
    assert client.get("/kettle/", headers={"Referer": referer}).headers["Location"] == "/"


@ours
def test_a_broken_rule_behind_a_part_of_a_page_loads_the_whole_page(client):
    answer = client.post("/kettle/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/")


@ours
def test_what_is_no_rule_stays_a_mistake_of_ours(client):
    client.raise_request_exception = False

    answer = client.get("/explosion/")

    assert answer.status_code == 500
    assert "people never read this" not in answer.content.decode()
    assert "Es wurde nichts halb gespeichert" in answer.content.decode()


# The browser ------------------------------------------------------------------------------------


@pytest.fixture
def kinds_of_pages(client, as_person, owner, network, bakery):
    """One answer of each kind that a browser may get from us."""
    at = f"/n/{network.slug}"
    stranger, quiet = Client(), Client(raise_request_exception=False)
    member = as_person(owner)
    partial = {"HX-Request": "true"}
    return {
        "front door": stranger.get("/"),
        "home of a network": stranger.get(f"{at}/"),
        "list": stranger.get(f"{at}/organisations/"),
        "part of a list": stranger.get(f"{at}/organisations/", headers=partial),
        "detail": stranger.get(f"{at}/organisations/{bakery.public_id}/"),
        "search": stranger.get(f"{at}/search/", {"q": "Brot"}),
        "sign-in": stranger.get("/sign-in/"),
        "to sign-in": stranger.get(f"{at}/due/"),
        "to sign-in from a part": stranger.get(f"{at}/due/", headers=partial),
        "personal": member.get(f"{at}/due/"),
        "sheet": stranger.get(f"{at}/theme.css"),
        "machine": stranger.get("/health/"),
        "no such address": stranger.get("/no/such/"),
        "no such object": member.get(f"{at}/organisations/zzzzzzzzzzzz/"),
        "no such method": stranger.put("/"),
        "no token": Client(enforce_csrf_checks=True).post("/sign-in/"),
        "wrong host": quiet.get("/", headers={"Host": "evil.example"}),
        "broken": quiet.get("/explosion/"),
    }


@ours
def test_every_kind_of_page_earns_115_points(kinds_of_pages):
    earned = {name: points(answer, is_https=False) for name, answer in kinds_of_pages.items()}

    assert {name: score for name, score in earned.items() if score < 115} == {}


@ours
def test_every_kind_of_page_trusts_nobody_else(kinds_of_pages):
    for name, answer in kinds_of_pages.items():
        policy_ = directives(answer)
        sources = {source for listed in policy_.values() for source in listed}
        assert sources == {"'none'", "'self'"}, name
        assert policy_["default-src"] == policy_["base-uri"] == ["'none'"], name
        assert answer.headers["X-Frame-Options"] == "DENY", name
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "camera=()" in answer.headers["Permissions-Policy"], name
        assert "Strict-Transport-Security" not in answer.headers, name


@ours
def test_the_points_are_counted():
    """Negative control: an answer without headers is no good one."""
    bare = HttpResponse()
    unsafe = HttpResponse(headers={"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"})
    open_cookie = HttpResponse()
    open_cookie.set_cookie("session", "1")

    assert points(bare, is_https=True) == 100 - 25 - 20 - 5 - 20
    assert points(bare, is_https=False) - points(unsafe, is_https=False) == 20 - 25
    assert points(bare, is_https=True) - points(open_cookie, is_https=True) == 70


@ours
def test_only_what_is_declared_may_be_kept_and_never_with_a_cookie(client):
    assert client.get("/leaflet/").headers["Cache-Control"] == "public, max-age=60"
    client.get("/sign-in/")  # begins the session that the next page writes

    for answer in (client.get("/careless/"), client.get("/leaflet/?language=en")):
        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in client.get("/leaflet/").headers


def test_our_only_cookie_is_the_session(client, owner, network):
    seen = set()
    for answer in (
        client.get("/sign-in/"),
        client.get("/sign-in/?language=en"),
        client.post("/sign-in/", {"email": owner.email}),
        client.post("/sign-in/", {"email": "nobody@firm.example"}),
        client.get(f"/n/{network.slug}/search/?q=Brot"),
    ):
        seen |= set(answer.cookies)

    assert seen == {SESSION}
    assert client.cookies[SESSION]["httponly"]
    assert client.cookies[SESSION]["samesite"] == "Lax"


def test_who_only_reads_gets_no_cookie_and_no_session(network, bakery):
    at = f"/n/{network.slug}"
    for address in ("/", f"{at}/", f"{at}/organisations/", f"{at}/search/?q=a", f"{at}/theme.css"):
        assert Client().get(address).cookies == {}, address


HTTPS = """
import json
from django.test import Client
secure = Client().get("/sign-in/?language=en", secure=True, headers={"Host": "netz.example"})
plain = Client().get("/sign-in/", headers={"Host": "netz.example"})
[cookie] = secure.cookies.values()
print(json.dumps({
    "headers": dict(secure.headers),
    "cookie": [cookie.key, *(bool(cookie[flag]) for flag in ("secure", "httponly", "samesite"))],
    "domain": cookie["domain"],
    "plain": [plain.status_code, plain.headers["Location"]],
}))
"""


def test_over_https_the_browser_is_kept_there(own_database: OwnDatabase):
    run = own_database.start(
        HTTPS, KURZWEG_BASE_URL="https://netz.example", KURZWEG_HOSTS="netz.example"
    )
    out, err = run.communicate()
    assert run.returncode == 0, err
    answer = json.loads(out)

    assert answer["headers"]["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    # The browser itself refuses a cookie of this name without Secure or from a subdomain.
    assert answer["cookie"] == ["__Host-kurzweg", True, True, True]
    assert answer["domain"] == ""
    assert answer["plain"] == [301, "https://netz.example/sign-in/"]
    assert points(as_response(answer["headers"]), is_https=True) >= 115


def as_response(headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(headers={k: v for k, v in headers.items() if k != "Content-Length"})
