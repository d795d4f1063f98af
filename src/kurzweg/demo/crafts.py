"""What firms of the region live by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kurzweg.core.demo import tables
from kurzweg.core.demo.craft import Craft


@cache
def all_crafts() -> Mapping[str, Craft]:
    """Read all crafts by key; draws go by their order, so files begin with a number."""
    return tables.records(Path(__file__).with_name("trades"), Craft)
