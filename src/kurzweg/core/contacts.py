"""Contract: how it stands with a firm that was asked about a need, and how to ask it.

No panel: a page lists many firms, which is one query and not one each, and what is known of a firm
decides what else the page says about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from kurzweg.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Contact:
    """What this viewer may know of it; `is_final` where the firm is not asked again from here."""

    label: str
    badge: str
    url: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The link with which contact begins."""

    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """A way of being in contact.

    `about(viewer, need_id)` says what is known, by organisation; `opening(network, need, offer)`
    gives the link for an offer that fits a need, from their names in addresses;
    `offering(network, need)` the one with which somebody else says that they can do it.
    """

    about: Callable[[Viewer, int], Mapping[int, Contact]]
    opening: Callable[[str, str, str], Opening]
    offering: Callable[[str, str], Opening]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; `contacts.py` of an app calls it when the app is loaded."""
    _sources.append(source)


def about(viewer: Viewer, need_id: int) -> dict[int, Contact]:
    """Collect how it stands about a need with each organisation that was asked."""
    return {
        key: contact
        for source in _sources
        for key, contact in source.about(viewer, need_id).items()
    }


def openings(network: str, *, need: str, offer: str) -> list[Opening]:
    """Collect the ways in which contact with a firm can begin."""
    return [source.opening(network, need, offer) for source in _sources]


def offerings(network: str, *, need: str) -> list[Opening]:
    """Collect the ways in which a firm can say that it can do what is looked for."""
    return [source.offering(network, need) for source in _sources]
