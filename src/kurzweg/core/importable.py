"""Contract: what `kurzweg import KIND FILE` reads.

An app's `importable.py` registers its kinds; the command knows none of them.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Reads a file and says in lines what came of it; a CommandError says why nothing did.
Reading = Callable[[Path, Mapping[str, Any]], Iterable[str]]


def _nothing_more(parser: ArgumentParser) -> None:
    """Most kinds need nothing but the file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind: how the command names them, what it may be told, what reads them."""

    name: str
    help: str
    read: Reading
    arguments: Callable[[ArgumentParser], None] = _nothing_more


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds of files; names are unique in the house."""
    for kind in kinds:
        if kind.name in _kinds:
            raise ValueError(f"two apps declare the import {kind.name!r}")
        _kinds[kind.name] = kind


def declared() -> list[Kind]:
    """List the kinds in the order of the apps."""
    return list(_kinds.values())


def kind(name: str) -> Kind:
    """Find a kind by its name."""
    return _kinds[name]
