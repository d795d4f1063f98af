"""What each app brings for the matrix: `matrix.py` in its tests, found by itself.

@rows                                  rows for both networks, put where addresses find them
def offers(half): half.put("offer", Relation.OWN, OfferFactory(…), owner=…)

sample("market:need-edit", form={…}, may=acting_for_owner, public_id="need")
                                       what stands in each part of an address, what its form
                                       sends, and who may when the policy admits them
seen("market.Need", Seen.INSIDE)       who may see a model's texts (default: nobody)
seen("market.Need.title", by)          … or one field; `by` may be a function of the row

mutant("needs: …", (NeedQuerySet, "open", all_rows))   a mistake that the matrix must find; those
                                       in `visible_to` and other doors are made by themselves
held("MatchQuerySet.visible_to", why)  … unless a second lock holds: which, and where both are off
for_the_office(MergeQuerySet, "merging:")  … because only pages of the office ask it
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.conf import settings

from kurzweg.core.policy import Audience

if TYPE_CHECKING:
    from django.db import models

    from tests.promises.world import Half, Placed, Principal

Form = dict[str, Any] | Callable[["Half", "Principal"], dict[str, Any]]
May = Callable[["Principal", dict[str, "Placed"]], bool]
# What a link says to whoever holds it: model, row and field of each text.
Shows = Callable[["Placed"], "set[tuple[str, int, str]]"]
# What a call tells of herself to whoever makes it: the same.
Tells = Callable[["Principal"], "set[tuple[str, int, str]]"]


class Seen(StrEnum):
    """Who may see a text; the narrower words exclude the office of other networks too."""

    ANYWHERE = "everybody on every page"
    PUBLIC = "everybody on pages of its network"
    INSIDE = "whoever belongs to its network"
    OWNER = "its own organisation and the office"
    OFFICE = "the office"
    NOBODY = "nobody"


def anybody(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever the policy admits."""
    return True


def nobody(principal: Principal, parts: dict[str, Placed]) -> bool:
    """No one, for as long as the tests do not switch it on."""
    return False


def insiders(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever belongs to the network: the rows are shown inside only."""
    return all(principal.is_inside(placed.half) for placed in parts.values())


def acting_for_owner(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Whoever acts for the organisation that owns the row, and the office."""
    return all(principal.acts_for(placed) for placed in parts.values() if placed.owner)


@dataclass(frozen=True, slots=True)
class Sample:
    """How one route is called."""

    name: str
    parts: dict[str, str] = field(default_factory=dict)
    form: Form | None = None
    queries: tuple[str, ...] = ("",)
    may: May = anybody
    may_write: May = anybody
    shows: Shows | None = None
    # What this call tells whoever makes it, wherever it stands.
    tells: Tells | None = None


# Where a mistake is made, which attribute it is, and what is there instead.
Change = tuple[Any, str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A small mistake: what is changed, and below which names of routes it can show itself."""

    name: str
    changes: tuple[Change, ...]
    areas: tuple[str, ...] = ("",)
    held_by: str = ""  # a second lock, because of which no call can show it
    # Of a door, its own room: asked for in views only, so by calls that the policy admits.
    room: str = ""


SAMPLES: dict[str, Sample] = {}
MUTANTS: dict[str, Mutant] = {}
HELD: dict[str, str] = {}
AREAS: dict[str, tuple[str, ...]] = {}
SEEN: dict[str, Seen | Callable[[models.Model], Seen]] = {}
ROWS: list[Callable[[Half], None]] = []


def sample(
    name: str,
    *,
    form: Form | None = None,
    queries: tuple[str, ...] = ("",),
    may: May = anybody,
    may_write: May | None = None,
    shows: Shows | None = None,
    tells: Tells | None = None,
    **parts: str,
) -> None:
    """Say how a route is called; `parts` names the kind of row behind each of its parameters."""
    SAMPLES[name] = Sample(name, parts, form, queries, may, may_write or may, shows, tells)


def seen(name: str, by: Seen | Callable[[models.Model], Seen]) -> None:
    """Say who may see the texts of a model ("market.Need") or of a field ("market.Need.title")."""
    SEEN[name] = by


def mutant(name: str, *changes: Change, areas: tuple[str, ...] = ("",), held_by: str = "") -> None:
    """Describe a mistake that the matrix must find, or which second lock keeps it harmless."""
    MUTANTS[name] = Mutant(name, changes, areas, held_by)


def held(door: str, why: str) -> None:
    """Say by which second lock a mistake in a door, "QuerySet.method: what", stays harmless."""
    HELD[door] = why


def for_the_office(queryset: type[models.QuerySet], *areas: str) -> None:
    """Tell of a door that only pages ask which the policy opens to no one else: a lock before."""
    door = f"{queryset.__name__}.visible_to"
    shows_in(door, *areas)
    held(f"{door}: all of the network", "the policy opens the pages that ask to no one else")
    mutant(
        f"{door}: all of the network, and the policy open to all",
        (queryset, "visible_to", lambda rows, viewer: rows.in_network(viewer)),
        (Audience, "admits", lambda audience, viewer: True),
        areas=areas,
    )


def shows_in(door: str, *areas: str) -> None:
    """Say below which names of routes a mistake in a door is looked for; untold, below all."""
    AREAS[door] = areas


def rows(make: Callable[[Half], None]) -> Callable[[Half], None]:
    """Call this for each of the two networks, in the order of the apps."""
    ROWS.append(make)
    return make


def load() -> None:
    """Import what the apps brought, in the order of the apps: later rows stand on earlier ones."""
    for app in settings.INSTALLED_APPS:
        module = f"tests.{app.rpartition('.')[2]}.matrix"
        if app.startswith("kurzweg.") and importlib.util.find_spec(module):
            importlib.import_module(module)
