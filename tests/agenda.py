"""The agenda as a test sees it whose rows came from factories: computed afresh, then read."""

from __future__ import annotations

from kurzweg.core.agenda import Item, keeping, waiting
from kurzweg.core.viewer import Viewer


def for_viewer(viewer: Viewer) -> list[Item]:
    """Say what waits for a viewer; a factory tells no ledger, so all rows are looked at again."""
    keeping.reconcile()
    return waiting.for_viewer(viewer)
