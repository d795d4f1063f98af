"""Sentences with the facts that people read in them: ours, and those of public tenders."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer

OURS = Path(__file__).parent / "sentences"
TENDERS = OURS / "tenders.tsv"
DATA = Path(__file__).parents[2].parent / "shared" / "data"
TODAY = date(2026, 11, 24)  # a Tuesday; the day on which our own sentences are said

Said = tuple[str, str]  # a kind and a value: ("radius", "30")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, the day on which it is said, and what it says; `source` is a file or "tenders"."""

    text: str
    today: date
    says: frozenset[Said]
    source: str
    identity: str

    @property
    def is_held_out(self) -> bool:
        """One third, told by a hash, is not looked at while the reading is worked on."""
        return hashlib.sha256(self.identity.encode()).digest()[0] % 3 == 0


def ours() -> list[Sentence]:
    """Read our own sentences: a line each, and below it, indented, what it says."""
    return [sentence for file in sorted(OURS.glob("*.txt")) for sentence in _listed(file)]


def tenders(data: Path = DATA) -> list[Sentence]:
    """Read the sentences of public tenders from where they stand; none where the data is not."""
    file = data / "tenders" / "ted_notices_de.jsonl"
    if not file.exists():
        return []
    with file.open(encoding="utf-8") as lines:
        notices = {row["notice"]: row for row in map(json.loads, lines)}
    return [_cut(line.split("\t"), notices) for line in _lines(TENDERS)]


def known_places() -> Gazetteer:
    """The towns and postcodes that our own sentences are read with."""
    places: dict[str, Place] = {}
    for number, line in enumerate(_lines(OURS.parent / "places.txt")):
        name, _, code = line.rpartition(" ")
        town, code = (name, code) if code.isdigit() else (line, "")
        places[town] = Place(50 + number / 100, 8.0, town)
        if code:
            places[code] = places[town]
    return Gazetteer(places)


def all_places(data: Path = DATA) -> Gazetteer:
    """All towns of the country, where their list is."""
    with (data / "municipalities" / "municipalities_de.csv").open(encoding="utf-8") as rows:
        names = [(row["name"].split(",")[0], row) for row in csv.DictReader(rows) if row["lat"]]
    return Gazetteer(
        {name: Place(float(row["lat"]), float(row["lon"]), name) for name, row in names}
    )


def _listed(file: Path) -> Iterator[Sentence]:
    lines = _lines(file)
    for number, text in enumerate(lines):
        if text.startswith(" "):
            continue
        below = []
        for line in lines[number + 1 :]:
            if not line.startswith(" "):
                break
            below.append(_said(line))
        yield Sentence(text, TODAY, frozenset(below), file.stem, text)


def _cut(cells: list[str], notices: dict[str, dict[str, str]]) -> Sentence:
    notice, field, span, facts = cells
    start, end = map(int, span.split("-"))
    row = notices[notice]
    return Sentence(
        _field(row, field)[start:end],
        datetime.strptime(row["published"], "%Y%m%d").date(),  # noqa: DTZ007 - a day, no moment
        frozenset(_said(fact) for fact in facts.split("; ") if fact),
        "tenders",
        f"{notice} {field} {span}",
    )


def _field(row: dict, field: str) -> str:
    if field.startswith("lot "):
        return row["lots"][int(field.removeprefix("lot "))]["description"]
    return row[f"{field}_de"]


def _said(written: str) -> Said:
    kind, _, value = written.strip().partition(" ")
    return kind, value


def _lines(file: Path) -> list[str]:
    lines = file.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
