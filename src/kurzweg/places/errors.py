"""What can be wrong with a file of reference data."""

from __future__ import annotations


class BadFile(Exception):
    """A file cannot be read, and nothing of it was kept; it says in which row and field."""

    def __init__(self, says: str, *, row: int | str = "", field: str = "") -> None:
        where = ", ".join(filter(None, (f"row {row}" if row else "", field)))
        super().__init__(f"{where}: {says}" if where else says)
