"""Let every app plant its part of the region, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from kurzweg.core import demo
from kurzweg.core.agenda import keeping
from kurzweg.core.demo.rows import Rows
from kurzweg.core.models import AgendaItem
from kurzweg.demo.story import NETWORK
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation

Say = Callable[[str], Any]


def is_loaded() -> bool:
    """Whether the demo region is there already."""
    return Network.objects.filter(slug=NETWORK).exists()


def is_empty() -> bool:
    """Whether nobody has founded a network here: the demo never goes among real rows."""
    return not Network.objects.exists() and not Organisation.objects.exists()


def load(world: demo.World, *, say: Say) -> None:
    """Write a world in one transaction, part by part, and say what was written."""
    rows = Rows()
    with transaction.atomic():
        for part in demo.parts():
            for written in part.plant(world, rows):
                say(written)
        if not rows.is_indexed:
            say(f"{rows.index()} documents in the index")
    # Else whoever looks first would wait for it.
    keeping.catch_up()
    say(f"{AgendaItem.objects.count()} things that are due")
