"""Lists as somebody takes them along, read back line by line."""

from __future__ import annotations

import csv
import io

LISTS = "/n/riegelstein/take-along/"


def lines_of(answer) -> list[dict[str, str]]:
    """Read a CSV file that was answered, each line by the headings above it."""
    text = answer.getvalue() if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


def taken_along(client, name: str, **query: str) -> list[dict[str, str]]:
    answer = client.get(f"{LISTS}{name}/", {"as": "csv", **query})
    assert answer.status_code == 200
    return lines_of(answer)
