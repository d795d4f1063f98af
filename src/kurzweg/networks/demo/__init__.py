"""What of the region is the networks': who belongs since when, who carries them, who has a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows


def _plant(world: World, rows: Rows) -> Iterator[str]:
    from kurzweg.networks.demo.plant import plant  # whoever only draws needs no Django

    return plant(world, rows)


register(Part("networks", _plant, needs=("people",)))
