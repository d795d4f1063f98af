"""Pages and parts of pages: one view, one URL, the whole or the piece that htmx asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from kurzweg.core import kept_pages
from kurzweg.core.viewer import Viewer

if TYPE_CHECKING:
    from kurzweg.core.kept_pages import Making
    from kurzweg.core.policy import Policy
    from kurzweg.networks.models import Network
    from kurzweg.people.models import Person

PER_PAGE = 25
MISTAKEN = frozenset({409, 422})
# What of a request decides whether a page or a part of it is the answer.
ASKED_BY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


class PageRequest(HttpRequest):
    """A request as our views get it: with who is looking, where, and whether htmx asks."""

    viewer: Viewer
    network: Network
    person: Person  # who acts; only behind a policy that asks for somebody
    htmx: HtmxDetails
    policy: Policy
    making: Making  # only while a page is made that may be kept for strangers


def render_page(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a page; with `partial`, htmx gets only `<template>_<partial>.html` of it.

    A browser keeps both under one address: it is told what they differ by.

    A page that comes back with something to mend says so in its title, which is read first.
    """
    is_part = bool(partial) and asks_for_part(request)
    context = {**context, "has_mistakes": status in MISTAKEN, "is_part": is_part}
    if is_part:
        piece = template.removesuffix(".html") + f"_{partial}.html"
        answer = HttpResponse(render_to_string(piece, context, request), status=status)
    else:
        answer = render(request, template, context, status=status)
    if partial:
        patch_vary_headers(answer, ASKED_BY)
    return answer


def asks_for_part(request: PageRequest) -> bool:
    """Say whether htmx has a place for a part: going back, it puts the answer for the whole."""
    htmx = request.htmx
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def paginate(request: HttpRequest, rows: QuerySet, *, per_page: int = PER_PAGE) -> Page:
    """Cut the page that was asked for; odd numbers give the nearest page there is."""
    if not rows.ordered:
        raise ValueError("a list orders explicitly")
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    if "page" in request.GET:
        kept_pages.answers(request, page=page.number)
    return page


def own_address(address: str | None, request: HttpRequest, *, otherwise: str = "/") -> str:
    """Give back an address that a form or a header brought, if it is a page of ours."""
    sent = address or ""
    is_ours = url_has_allowed_host_and_scheme(
        sent, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A bare word would be a page beside the one that is open; a browser drops control characters.
    is_whole = sent.startswith(("/", "http")) and sent.isascii() and sent.isprintable()
    return sent if is_ours and is_whole else otherwise
