"""A firm in two sentences, as it stands on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kurzweg.core.demo import tables


@dataclass(frozen=True, slots=True)
class Summaries:
    """First and second sentences of firms, and the one sentence of a public body."""

    first: Mapping[str, tuple[str, ...]]
    second: Mapping[str, tuple[str, ...]]
    public: Mapping[str, tuple[str, ...]]


@cache
def summaries() -> Summaries:
    """Read the sentences."""
    return tables.single(Path(__file__).with_name("summaries.yaml"), Summaries)
