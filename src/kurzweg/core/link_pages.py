"""Contract: the pages that links from mails open, by the purpose of the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse

from kurzweg.core import links
from kurzweg.core.models import Link
from kurzweg.core.pages import PageRequest
from kurzweg.core.policy import LINK_HOLDER, policy


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What somebody sees and may do who opens a link of one purpose.

    `draw` gets the link; it lets a GET act on nothing, says for whom the page is, and puts the
    network of its row on the request, so that the page looks like the network's own.
    """

    purpose: str
    draw: Callable[[PageRequest, Link], HttpResponse]


_pages: dict[str, LinkPage] = {}


def register(page: LinkPage) -> None:
    """Add a page; purposes are unique in the house."""
    if page.purpose in _pages:
        raise ValueError(f"two pages are opened by links for {page.purpose!r}")
    _pages[page.purpose] = page


@policy(read=LINK_HOLDER, write=LINK_HOLDER, scope="installation")
def opened(request: PageRequest, token: str) -> HttpResponse:
    """Open what a link from a mail is for; a token that nobody gave out, and one of an app that
    is gone, open nothing."""
    link = links.find(token)
    page = _pages.get(link.purpose) if link else None
    if link is None or page is None:
        raise Http404
    return page.draw(request, link)
