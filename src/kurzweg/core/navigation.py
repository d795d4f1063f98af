"""Contract: which ways an app puts into the frame of every page, and where its pages begin.

An app's `navigation.py` registers one `Way` per link. A slot is a place in the frame (the masthead,
the menu behind the name) or a job that other apps lead to without knowing who does it (the front
page of a network, its search).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from kurzweg.core.policy import PUBLIC, Audience, Scope
from kurzweg.core.viewer import Viewer


class Slot(StrEnum):
    """Where a way stands; of the last four a page takes the first way there is."""

    SECTIONS = "sections"  # the masthead of a network
    ACCOUNT = "account"  # the menu behind the name of whoever is signed in
    ENTRANCE = "entrance"  # in its place for everybody else
    FOOT = "foot"  # the foot of every page
    SETTINGS = "settings"  # the settings of a network: what belongs to it, in order
    FRONT = "front"  # the front page of a network
    START = "start"  # where those who belong to a network begin
    SEARCH = "search"  # where words are looked for in a network
    FIND = "find"  # where somebody is found by the first letters or the number


def _always(viewer: Viewer) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Way:
    """One link of the frame, or with `is_button` a form with nothing but a button.

    It is shown to its audience and, where that is not enough, only if `is_shown(viewer)`. The
    route takes the network unless its scope is the installation. `comes_back`: the page it leads
    to learns from where somebody came.
    """

    slot: Slot
    route: str
    order: int
    label: str | Promise = ""
    audience: Audience = PUBLIC
    scope: Scope = "network"
    is_shown: Callable[[Viewer], bool] = _always
    comes_back: bool = False
    is_button: bool = False
    # Of the installation, and shown only where a page belongs to no network.
    is_outside: bool = False
    # What one does there, where a slot has room for a sentence: the settings.
    says: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A way as one page draws it: `here` is what aria-current says of it there."""

    label: str | Promise
    url: str
    here: Literal["", "page", "true"]
    is_button: bool
    says: str | Promise = ""


_ways: dict[tuple[Slot, str], Way] = {}


def register(way: Way) -> None:
    """Add a way; a route stands once in a slot."""
    _ways[way.slot, way.route] = way


def ways(slot: Slot) -> list[Way]:
    """List what is declared for a slot, in the order in which it is drawn."""
    declared = (way for way in _ways.values() if way.slot == slot)
    return sorted(declared, key=lambda way: (way.order, way.route))


def shown(slot: Slot, *, viewer: Viewer, network: str, page: str) -> list[Shown]:
    """Name the ways of a slot for a viewer, in a network or ("") in none.

    `page` is the address of the page that is drawn, with all that follows its question mark.
    """
    return [
        _on_page(way, network, page)
        for way in ways(slot)
        if (not way.is_outside if network else way.scope == "installation")
        and way.audience.admits(viewer)
        and way.is_shown(viewer)
    ]


def address(slot: Slot, network: str) -> str:
    """Say where a job of a network is done; "" where no app does it."""
    return next((_url(way, network) for way in ways(slot)), "")


def leads_somewhere(way: Way) -> bool:
    """Say whether the route of a way is one, in the scope that it names."""
    try:
        _url(way, "network")
    except NoReverseMatch:
        return False
    return True


def _on_page(way: Way, network: str, page: str) -> Shown:
    url, path = _url(way, network), page.partition("?")[0]
    is_below = path.startswith(url) and way.scope == "network"
    here: Literal["", "page", "true"] = "page" if path == url else "true" if is_below else ""
    # Whoever signs in on the front page wants to work: the start page says where that begins.
    is_front = way.slot == Slot.ENTRANCE and bool(network) and path == address(Slot.FRONT, network)
    asking = f"?next={quote(page)}" if way.comes_back and not is_front else ""
    return Shown(way.label, url + asking, here, way.is_button, way.says)


def _url(way: Way, network: str) -> str:
    return reverse(way.route, args=[network] if way.scope == "network" else [])
