"""What it costs to score candidates only: the public tasks, planted among a million offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np

from bench import table
from bench.matching import SHARED as TASKS_FOLDER
from bench.matching import TASKS
from bench.matching.tasks import Task, load, ndcgs
from bench.scale import corpus
from kurzweg.engine.candidates import channels
from kurzweg.engine.candidates.channels import Asked
from kurzweg.engine.commands.rank import ANY_DAY
from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.generation import build_generation
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.words.vocabulary import german

QUERIES = 50  # of each task; scoring a million documents takes a second


class Exhaustive:
    """A first stage that leaves nobody out who has a word in common."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def candidates(self, allowed: np.ndarray, *, limit: int) -> np.ndarray:
        words = channels.words(self._asked, np.arange(len(allowed)))
        rows = np.flatnonzero(allowed & (words > 0))
        # Nothing but the words differs between these documents.
        return np.sort(rows[np.argsort(-words[rows], kind="stable")[:limit]])


def measure(file: Path, folder: Path) -> None:
    """Show nDCG@10 of candidates and of an exhaustive scan, task by task."""
    names = [name for name in TASKS if (TASKS_FOLDER / name / "qrels.tsv").exists()]
    if not names:
        print(f"\nNothing is planted: {TASKS_FOLDER} holds no task.")
        return
    tasks = [_sample(load(TASKS_FOLDER / name)) for name in names]
    generation = build_generation(_documents(file, tasks), folder, vocabulary=german())
    rows = []
    for task in tasks:
        pruned, scanned = (
            fmean(ndcgs(_run(matcher, task), task))
            for matcher in (Matcher(generation), Matcher(generation, first_stage=Exhaustive))
        )
        rows.append(
            [
                task.name,
                len(task.queries),
                *(f"{x:.4f}" for x in (scanned, pruned, scanned - pruned)),
            ]
        )
    table.show(
        f"The tasks among {len(generation.segment.index):,} documents: nDCG@10 "
        "(goal: at most 0.003 lost)",
        ["task", "queries", "all scored", "candidates scored", "lost"],
        rows,
    )


def _sample(task: Task) -> Task:
    queries = Random(7).sample(task.queries, min(QUERIES, len(task.queries)))
    return replace(task, queries=queries)


def _documents(file: Path, tasks: Sequence[Task]) -> Iterator[Document]:
    """All offers, bare of facts, and the documents of the tasks."""
    for number, title, text in corpus.texts(file):
        yield Document(f"offer/{number}", title=title, text=text)
    for task in tasks:
        for row in task.documents:
            yield Document(f"{task.name}/{row['id']}", title=row["title"], text=row["text"])


def _run(matcher: Matcher, task: Task) -> dict[str, list[str]]:
    prefix = f"{task.name}/"
    run = {}
    for query in task.queries:
        request = Request(text=query["text"], today=ANY_DAY)
        found = matcher.search(request, k=task.depth, explain=False).ranked
        run[query["id"]] = [each.key.removeprefix(prefix) for each in found]
    return run
