"""Needs in English, and mixed ones: do they find German offers, and what our word list brings."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any
from unittest.mock import patch

from bench.matching import ours
from bench.matching.chance import difference
from bench.matching.peers import PEERS
from bench.matching.tasks import Run, Task, ndcgs, rows
from bench.table import show
from kurzweg.engine.words import synonyms

FILE = "english.jsonl"  # needs of a task once more: id, of which need, English text
OTHER_LISTS = tuple(name for name in synonyms.LISTS if name != synonyms.ENGLISH)

Engine = Callable[[Task], Run]
Needs = list[dict[str, Any]]


def measure(task: Task) -> None:
    """Run the peers and ours, with and without the English list, on needs in both languages."""
    if not (task.folder / FILE).exists():
        return
    parts = needs(task)
    values = {name: list(_reached(engine, task, parts)) for name, engine in engines().items()}
    show(
        "Our own set in two languages: nDCG@10",
        ["engine", *(f"{name} ({len(part)})" for name, part in parts.items())],
        [[name, *(f"{fmean(each):.4f}" for each in reached)] for name, reached in values.items()],
    )
    show(
        "Ours less the best peer, and less ours without the English list",
        ["ours", "needs", "best peer", "difference", "without the list", "difference"],
        list(_differences(values, list(parts))),
    )


def needs(task: Task) -> Mapping[str, Needs]:
    """The needs that are there in two languages, and those that were English from the start."""
    again = rows(task.folder / FILE)
    german = {need["id"]: need for need in task.queries}
    return {
        "in German": [german[row["of"]] for row in again],
        "the same in English": [
            german[row["of"]] | {"id": row["id"], "text": row["text"], "language": "en"}
            for row in again
        ],
        "English or mixed from the start": [
            need for need in task.queries if need["language"] == "en"
        ],
    }


def engines() -> Mapping[str, Engine]:
    """The peers, and ours with and without the list."""
    found: dict[str, Engine] = dict(PEERS)
    for name, engine in (("kurzweg rank", ours.text_only), ("with facts", ours.with_facts)):
        found[name] = engine
        found[_without(name)] = partial(without_english, engine)
    return found


def without_english(engine: Engine, task: Task) -> Run:
    """Run ours as if nobody had written down which English word is which German one."""
    left = synonyms.shipped(OTHER_LISTS)
    with patch.object(synonyms, "shipped", lambda: left):
        return engine(task)


def _without(name: str) -> str:
    return f"{name}, no English list"


def _reached(engine: Engine, task: Task, parts: Mapping[str, Needs]) -> Iterator[list[float]]:
    """The nDCG@10 of each need; a need in another language has the same judgements."""
    grades = {
        need["id"]: task.grades[need["id"].removesuffix("-en")]
        for part in parts.values()
        for need in part
    }
    for part in parts.values():
        with tempfile.TemporaryDirectory() as folder:
            for name in ("corpus.jsonl", "places.jsonl"):
                shutil.copy(task.folder / name, folder)
            lines = (json.dumps(need, ensure_ascii=False) for need in part)
            (Path(folder) / "queries.jsonl").write_text("\n".join(lines), "utf-8")
            asked = replace(task, folder=Path(folder), queries=part, grades=grades)
            yield ndcgs(engine(asked), asked)


def _differences(
    values: Mapping[str, Sequence[list[float]]], parts: Sequence[str]
) -> Iterator[list[str]]:
    for name in ("kurzweg rank", "with facts"):
        for number, part in enumerate(parts):
            peer = max(PEERS, key=lambda each: fmean(values[each][number]))
            mine, bare = values[name][number], values[_without(name)][number]
            yield [
                name, part, peer, str(difference(mine, values[peer][number])),
                f"{fmean(bare):.4f}", str(difference(mine, bare)),
            ]  # fmt: skip
