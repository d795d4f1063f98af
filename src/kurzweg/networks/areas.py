"""Municipalities as somebody writes them down: a line each, by name, by official key, or both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from kurzweg.networks.models import Network, NetworkArea
from kurzweg.places.models import Municipality
from kurzweg.places.names import spoken_key

LONG_KEY = 12  # with the association of municipalities in the middle (ARS)
KEY = re.compile(r"(?<!\d)(\d[\d ]*\d)(?!\d)")
LAENDER = range(1, 17)
MOST_NAMED = 9


class Area(NamedTuple):
    """A municipality: its official key and its name, where anybody said it."""

    ags: str
    name: str


class Unreadable(Exception):
    """A line that names no municipality, or several; `says` which and what to do."""

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)


# Finds a municipality by key and name, each "" where it is not written …
Find = Callable[[str, str], Area]
# … and is made for all lines at once: a network has hundreds of them.
FindAll = Callable[[Sequence[tuple[str, str]]], Find]


def written(areas: Iterable[NetworkArea]) -> str:
    """Write areas as a form shows them."""
    return "\n".join(f"{area.ags} {area.name}".strip() for area in areas)


def read(text: str, *, find_all: FindAll) -> tuple[list[Area], list[str]]:
    """Read lines; give the areas in the order of their keys, each once, and what is wrong."""
    found, wrong, parted = {}, [], []
    for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
        try:
            parted.append(_parted(line))
        except Unreadable as error:
            wrong.append(error.says)
    find = find_all(parted)
    for ags, name in parted:
        try:
            area = find(ags, name)
        except Unreadable as error:
            wrong.append(error.says)
        else:
            found[area.ags] = area
    return [found[ags] for ags in sorted(found)], wrong


def in_germany(parted: Sequence[tuple[str, str]]) -> Find:
    """Find municipalities in the official list, where it is loaded; without it, keys are needed."""
    rows = Municipality.objects.order_by("ags")
    if not rows.exists():
        return _as_written
    by_key = {row.ags: row.name for row in rows.filter(ags__in=[ags for ags, _n in parted if ags])}
    keys = {spoken_key(name) for ags, name in parted if not ags}
    by_name: dict[str, list[Area]] = {}
    for row in rows.filter(Q(name_key__in=keys) | Q(short_key__in=keys)):
        for key in {row.name_key, row.short_key}:
            by_name.setdefault(key, []).append(Area(row.ags, row.name))

    def find(ags: str, name: str) -> Area:
        if not ags:
            return _only(by_name.get(spoken_key(name), []), name=name)
        if ags not in by_key:
            raise Unreadable(_("%(ags)s: no municipality has this key.") % {"ags": ags})
        return Area(ags, name or by_key[ags])

    return find


def _as_written(ags: str, name: str) -> Area:
    if ags:
        return Area(ags, name)
    said = _(
        "%(name)s: please write its official key (AGS, eight digits) before the name. It stands in "
        "the list of municipalities of the Federal Statistical Office (destatis.de)."
    )
    raise Unreadable(said % {"name": name})


def in_network(network: Network) -> FindAll:
    """Find municipalities of a network's own area only."""

    def find_all(parted: Sequence[tuple[str, str]]) -> Find:
        own = {row.ags: row.name for row in NetworkArea.objects.in_network(network)}
        by_name: dict[str, list[Area]] = {}
        for ags, name in own.items():
            by_name.setdefault(spoken_key(name), []).append(Area(ags, name))

        def find(ags: str, name: str) -> Area:
            key = spoken_key(name)
            is_elsewhere = not ags and key not in by_name and _is_one(key)
            if is_elsewhere or (ags and ags not in own):
                said = _("%(area)s does not belong to the area of the network.")
                raise Unreadable(said % {"area": f"{ags} {name}".strip()})
            return Area(ags, own[ags]) if ags else _only(by_name.get(key, []), name=name)

        return find

    return find_all


def _is_one(key: str) -> bool:
    """Whether a municipality is called so, anywhere."""
    return Municipality.objects.filter(Q(name_key=key) | Q(short_key=key)).exists()


def _only(found: list[Area], *, name: str) -> Area:
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unreadable(_("%(name)s: no municipality is called so.") % {"name": name})
    several = "; ".join(f"{area.ags} {area.name}" for area in found[:MOST_NAMED])
    said = _("%(name)s: several are called so. Please write the key of the right one: %(several)s.")
    raise Unreadable(said % {"name": name, "several": several})


def _parted(line: str) -> tuple[str, str]:
    """Part a line into key and name; a long key (ARS) is read as the short one."""
    match = KEY.search(line)
    if match is None:
        return "", line
    digits = match[1].replace(" ", "")
    name = " ".join(f"{line[: match.start()]} {line[match.end() :]}".split()).strip(" ,;:–-")
    if len(digits) == LONG_KEY:
        digits = digits[:5] + digits[-3:]
    if len(digits) != 8 or int(digits[:2]) not in LAENDER:
        raise Unreadable(
            _("%(line)s: an official key (AGS) has eight digits and begins with 01 to 16.")
            % {"line": line}
        )
    return digits, name[:120]
