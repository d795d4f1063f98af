"""What of the region is asked: contacts in all their states, with the mails that they cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows


def _plant(world: World, rows: Rows) -> Iterator[str]:
    from kurzweg.introductions.demo.plant import plant  # whoever only draws needs no Django

    return plant(world, rows)


register(Part("introductions", _plant, needs=("market",)))
