"""What an examination of the installation comes out with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    WELL = "well"
    WARNING = "warning"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was examined, how it is, and what to do about it."""

    what: str
    says: str
    mark: Mark = Mark.WELL
