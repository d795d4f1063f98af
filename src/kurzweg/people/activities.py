"""The classification of economic activities (WZ), both editions, through the wz-code package."""

from __future__ import annotations

from functools import lru_cache

from wz_code import WZ, WZCodeError

WZ_EDITIONS = (("2008", "WZ 2008"), ("2025", "WZ 2025"))


@lru_cache(maxsize=2)
def classification(edition: str) -> WZ:
    return WZ(version=edition)


@lru_cache(maxsize=4096)
def label(code: str, *, edition: str = "2008") -> str:
    """Name an activity in German, or give the code back when the edition does not know it."""
    try:
        return str(classification(edition).get(code).title)
    except WZCodeError:
        return code


def exists(code: str, *, edition: str = "2008") -> bool:
    """Whether the edition knows this code."""
    return label(code, edition=edition) != code
