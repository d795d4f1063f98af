"""Tasks with judgements: documents, queries, and how well a run answers them."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEPTH = 10
DROPPED = -1  # a judgement that takes a document out of a query's run

Run = Mapping[str, Sequence[str]]  # query → its documents, best first


@dataclass(frozen=True, slots=True)
class Task:
    """A corpus, queries, and grades per query and document; 0 where nothing is judged."""

    folder: Path
    documents: list[dict[str, Any]]
    queries: list[dict[str, Any]]
    grades: Mapping[str, Mapping[str, int]]
    judged_depth: int = DEPTH  # so many documents of each query are looked at

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def depth(self) -> int:
        """So many documents are asked for that enough remain when the dropped ones are gone."""
        dropped = [list(judged.values()).count(DROPPED) for judged in self.grades.values()]
        return self.judged_depth + max(dropped)

    @property
    def has_facts(self) -> bool:
        """Whether needs and offers have places and state their facts, as in our own set."""
        return (self.folder / "places.jsonl").exists()


def load(folder: Path, *, judged_depth: int = DEPTH) -> Task:
    """Read corpus.jsonl, queries.jsonl and qrels.tsv."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split("\t")
        grades[query][document] = int(grade)
    documents, queries = (rows(folder / f"{name}.jsonl") for name in ("corpus", "queries"))
    return Task(folder, documents, queries, grades, judged_depth)


def rows(file: Path) -> list[dict[str, Any]]:
    """Read a file with one object per line."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ndcgs(run: Run, task: Task) -> list[float]:
    """Each query's nDCG@10 with gains 2**grade - 1 (Järvelin & Kekäläinen 2002)."""
    return [_ndcg(run.get(each["id"], ()), task.grades[each["id"]]) for each in task.queries]


def _ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    kept = [grades.get(document, 0) for document in found if grades.get(document, 0) != DROPPED]
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    return _gain(kept) / _gain(best) if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:DEPTH]))
