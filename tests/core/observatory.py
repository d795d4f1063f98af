"""How many points a page earns by the rules of the HTTP Observatory (github.com/mdn)."""

from __future__ import annotations

from http.cookies import SimpleCookie

from django.http import HttpResponse

HALF_A_YEAR = 15_768_000
PRIVATE_REFERRERS = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}


def directives(response: HttpResponse) -> dict[str, list[str]]:
    """Read the content security policy of an answer."""
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    words = [part.split() for part in parts if part.strip()]
    return {name: sources for name, *sources in words}


def points(response: HttpResponse, *, is_https: bool) -> int:
    """Add up the tests that an answer of ours can pass or fail; 100 is the start."""
    penalties = (
        _csp(response)[0]
        + _frames(response)[0]
        + _cookies(response.cookies, is_https=is_https)[0]
        + (0 if response.headers.get("X-Content-Type-Options") == "nosniff" else 5)
        + (_hsts(response) if is_https else 0)
        + (50 if "Access-Control-Allow-Origin" in response.headers else 0)
    )
    bonus = (
        _csp(response)[1]
        + _frames(response)[1]
        + _cookies(response.cookies, is_https=is_https)[1]
        + (5 if response.headers.get("Referrer-Policy") in PRIVATE_REFERRERS else 0)
        + (10 if response.headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0)
    )
    score = 100 - penalties
    return score + bonus if score >= 90 else score


def _csp(response: HttpResponse) -> tuple[int, int]:
    found = directives(response)
    if not found:
        return 25, 0
    sources = [source for listed in found.values() for source in listed]
    if any(source in ("*", "data:", "http:", "https:") or "unsafe" in source for source in sources):
        return 20, 0
    return 0, 10 if found.get("default-src") == ["'none'"] else 5


def _frames(response: HttpResponse) -> tuple[int, int]:
    if directives(response).get("frame-ancestors") == ["'none'"]:
        return 0, 5
    return (0, 0) if response.headers.get("X-Frame-Options") == "DENY" else (20, 0)


def _cookies(cookies: SimpleCookie, *, is_https: bool) -> tuple[int, int]:
    lost = sum(
        (30 if not cookie["httponly"] else 0) + (40 if is_https and not cookie["secure"] else 0)
        for cookie in cookies.values()
    )
    is_strict = cookies and all(cookie["samesite"] for cookie in cookies.values())
    return lost, 5 if is_strict and not lost else 0


def _hsts(response: HttpResponse) -> int:
    words = response.headers.get("Strict-Transport-Security", "").split(";")
    if not words[0].startswith("max-age="):
        return 20
    return 0 if int(words[0].removeprefix("max-age=")) >= HALF_A_YEAR else 10
