"""What of the region is the market's: offers, needs, and which of them answers which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows


def _plant(world: World, rows: Rows) -> Iterator[str]:
    from kurzweg.market.demo.plant import plant  # whoever only draws needs no Django

    return plant(world, rows)


def _export(world: World, folder: Path) -> Mapping[str, int]:
    from kurzweg.market.demo.export import export

    return export(world, folder)


register(Part("market", _plant, needs=("networks",), export=_export))
