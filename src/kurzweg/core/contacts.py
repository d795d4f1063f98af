"""Contract: how it stands with a firm that was asked about a need, said wherever it is listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kurzweg.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Contact:
    """What this viewer may know of it; `is_final` where the firm is not asked again from here."""

    label: str
    badge: str
    url: str
    is_final: bool


Source = Callable[[Viewer, int], Mapping[int, Contact]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source: a function from a viewer and a need to what is known, by organisation."""
    _sources.append(source)


def about(viewer: Viewer, need_id: int) -> dict[int, Contact]:
    """Collect how it stands about a need with each organisation that was asked."""
    return {key: contact for source in _sources for key, contact in source(viewer, need_id).items()}
