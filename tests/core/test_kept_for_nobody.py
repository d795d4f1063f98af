"""What belongs to somebody, or to one browser, is never kept; nor does junk take the room."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import include, path

from kurzweg.core import kept_pages
from kurzweg.core.kept_pages import STORE, KeptPage, Store
from kurzweg.core.policy import PUBLIC, policy
from tests.core.test_kept_pages import FIRMS, HOME, NEEDS, is_kept, read
from tests.own_database import at_once

pytestmark = pytest.mark.django_db

SESSION = settings.SESSION_COOKIE_NAME

# What is never kept -------------------------------------------------------------------------------


@policy(read=PUBLIC, is_kept=True)
def plain(request):
    return HttpResponse("<p>for everybody</p>")


@policy(read=PUBLIC)
def undeclared(request):
    return HttpResponse("<p>for everybody</p>")


@policy(read=PUBLIC, is_kept=True)
def with_token(request):
    return HttpResponse(f"<p>{len(get_token(request))}</p>")


@policy(read=PUBLIC, is_kept=True)
def posting(request):
    return HttpResponse('<form method="post" action="/elsewhere/"><button>Ja</button></form>')


@policy(read=PUBLIC, is_kept=True)
def with_cookie(request):
    response = HttpResponse("<p>for everybody</p>")
    response.set_cookie("seen", "yes")
    return response


@policy(read=PUBLIC, is_kept=True)
def with_session(request):
    request.session["seen"] = "yes"
    return HttpResponse("<p>for everybody</p>")


@policy(read=PUBLIC, is_kept=True)
def with_message(request):
    messages.info(request, "for you")
    return HttpResponse("<p>for everybody</p>")


@policy(read=PUBLIC, is_kept=True)
def with_host(request):
    return HttpResponse(f'<a href="{request.build_absolute_uri("/")}">home</a>')


@policy(read=PUBLIC, is_kept=True)
def gone(request):
    return HttpResponse("<p>gone</p>", status=410)


@policy(read=PUBLIC, is_kept=True)
def table(request):
    return HttpResponse("a;b", content_type="text/csv")


VIEWS = [
    plain, undeclared, with_token, posting, with_cookie, with_session, with_message, with_host,
    gone, table,
]  # fmt: skip
urlpatterns = [
    *(path(f"n/<slug:network>/try/{view.__name__}/", view) for view in VIEWS),
    path("", include("kurzweg.urls")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", VIEWS)
def test_only_what_is_for_everybody_is_kept(network, view):
    Client().get(f"{HOME}try/{view.__name__}/")

    assert len(STORE) == (1 if view is plain else 0)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", [with_token, posting, with_cookie, with_session, with_host, gone])
def test_without_a_look_at_the_answer_it_would_be_kept(network, view, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(kept_pages, "is_for_everybody", lambda request, response: True)

    with pytest.raises(AssertionError):
        test_only_what_is_for_everybody_is_kept(network, view)


@pytest.mark.parametrize(
    "address", ["/", "/sign-in/", "/health/", f"{HOME}theme.css", f"{HOME}search/", f"{HOME}due/"]
)
def test_what_no_policy_says_is_kept_is_not(network, other_network, address):
    Client().get(address)

    assert len(STORE) == 0


@pytest.mark.parametrize(
    "query",
    [
        "?utm_source=x", "?x", "?q=", "?q=Messing", "?on=2026-03-05", "?page=1&x=1", "?page=3",
        "?page=0",
        "?page=01", "?page=%31", "?page=1&page=1", "?page=last", "?language=fr", "?language=EN",
        "?language=en&language=en", "?language=de&language=en", "?&", "?page=1&",
    ],
)  # fmt: skip
def test_addresses_that_all_show_the_same_fill_no_room(network, query):
    for address in (HOME, FIRMS, NEEDS):
        assert Client().get(address + query).status_code == 200
    kept = len(STORE)

    # The control: lists answer to the number of their page.
    assert kept == 0
    Client().get(f"{NEEDS}?page=1")
    assert len(STORE) == 1


def test_addresses_that_nobody_answers_to_would_fill_the_room(network, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(kept_pages, "is_for_everybody", lambda request, response: True)

    with pytest.raises(AssertionError):
        test_addresses_that_all_show_the_same_fill_no_room(network, "?utm_source=x")


# Whoever brings something of her own --------------------------------------------------------------


def test_only_who_brings_no_session_gets_it(network, bakery, apprentice, neighbour):
    signed_in, elsewhere, garbage = Client(), Client(), Client()
    signed_in.force_login(apprentice.account)
    elsewhere.force_login(neighbour.account)
    garbage.cookies[SESSION] = "a" * 32

    for client in (signed_in, elsewhere, garbage):
        client.get(FIRMS)
    assert len(STORE) == 0

    stranger = read(FIRMS)
    assert is_kept(FIRMS)
    assert [name in stranger for name in ("Anmelden", apprentice.name, neighbour.name)] == [
        True, False, False,
    ]  # fmt: skip
    assert apprentice.name in signed_in.get(FIRMS).content.decode()
    assert neighbour.name in elsewhere.get(FIRMS).content.decode()
    assert garbage.get(FIRMS).content.decode() == stranger


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
        {"HX-Current-URL": "https://evil.example/"},
        {"Authorization": "Bearer of-somebody"},
    ],
)
def test_who_asks_for_a_part_or_says_who_he_is_gets_his_own(network, headers):
    asked_first = read(FIRMS, **headers)
    assert len(STORE) == 0
    whole = read(FIRMS)

    assert read(FIRMS, **headers) == asked_first
    assert whole.count("</html>") == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "en"},
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "https"},
        {"X-Original-URL": "/evil/"},
        {"X-Rewrite-URL": "/evil/"},
        {"X-HTTP-Method-Override": "POST"},
        {"Forwarded": "host=evil.example"},
        {"Referer": "https://evil.example/"},
        {"Origin": "https://evil.example"},
        {"Cookie": "csrftoken=evil; django_language=en; messages=evil"},
        {"User-Agent": "evil"},
        {"If-None-Match": "*"},
        {"Range": "bytes=0-10"},
        {"Accept": "application/json"},
        {"Host": "localhost:8123"},
    ],
)
def test_no_header_gets_anything_into_a_page(network, bakery, headers):
    untouched = read(FIRMS)
    STORE.empty()

    assert read(FIRMS, **headers) == untouched

    assert is_kept(FIRMS)
    assert read(FIRMS) == untouched


def test_a_name_that_we_do_not_answer_to_gets_nothing_from_the_store(network):
    read(FIRMS)

    refused = Client().get(FIRMS, headers={"Host": "evil.example"})

    assert refused.status_code == 400
    assert "Content-Security-Policy" in refused.headers


def test_each_language_has_its_own(network):
    german, english = read(FIRMS), read(f"{FIRMS}?language=en")

    assert ['<html lang="en">' in page for page in (german, english)] == [False, True]
    assert [read(FIRMS), read(f"{FIRMS}?language=en")] == [german, english]


def test_pages_of_two_languages_under_one_name_would_be_mixed_up(network, monkeypatch):
    """Negative control."""
    named = kept_pages.key_of
    monkeypatch.setattr(kept_pages, "key_of", lambda request: (named(request)[0], ""))

    with pytest.raises(AssertionError):
        test_each_language_has_its_own(network)


# The room there is --------------------------------------------------------------------------------


def page_of(size: int) -> KeptPage:
    now = datetime.now(tz=ZoneInfo("UTC"))
    return KeptPage(1, "1", now, now, headers={}, body=b"x" * (size - kept_pages.AROUND))


def test_what_was_longest_not_asked_for_makes_room():
    store = Store()
    for name in "abc":
        store.put((name, ""), page_of(3000), room=9000)
    store.find(("a", ""))

    store.put(("d", ""), page_of(3000), room=9000)

    assert [name for name in "abcd" if store.find((name, ""))] == ["a", "c", "d"]
    assert (len(store), store.size) == (3, 9000)


def test_what_takes_all_the_room_is_not_kept():
    store = Store()
    store.put(("a", ""), page_of(3000), room=9000)
    store.put(("a", ""), page_of(9001), room=9000)

    assert (len(store), store.size) == (0, 0)


def test_many_at_once_leave_the_store_in_order():
    store = Store()

    def use(number):
        for turn in range(200):
            key = str((number * turn) % 17), ""
            if store.find(key) is None:
                store.put(key, page_of(2100 + turn), room=20_000)

    assert at_once(*(lambda number=number: use(number) for number in range(8))) == [None] * 8
    assert store.size == sum(page.size for page in store._pages.values()) <= 20_000
