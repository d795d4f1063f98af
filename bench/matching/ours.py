"""Our engine, twice: as the command that everybody can run, and as the product uses it."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bench.matching.regional import Region
from bench.matching.tasks import Run, Task
from kurzweg.engine import facts
from kurzweg.engine.commands import rank
from kurzweg.engine.documents import Certificate, Document, Request
from kurzweg.engine.facts import Gazetteer
from kurzweg.engine.index.generation import Generation, in_memory
from kurzweg.engine.match.matcher import Matcher
from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.engine.words.vocabulary import german

TODAY = date(2026, 11, 20)
LONGEST_TITLE = 160  # of a need that a person has written


def text_only(task: Task) -> Run:
    """Rank by the words alone, through the command that everybody can run."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "run.tsv"
        files = [str(task.folder / name) for name in ("corpus.jsonl", "queries.jsonl")]
        code = rank.main([*files, "-k", str(task.depth), "-o", str(output)])
        assert code == 0
        return _read(output.read_text("utf-8").splitlines())


def with_facts(task: Task) -> Run:
    """Read the facts of each need and match it with offers that state theirs, as the web does."""
    return answers(task, generation(task))


def generation(task: Task) -> Generation:
    """Index the documents of a task, with their facts where they state any."""
    offers = documents(Region.of(task)) if task.has_facts else _texts(task)
    return in_memory(offers, vocabulary=german())


def answers(task: Task, built: Generation) -> Run:
    """Answer the queries of a task, with their facts where there are any."""
    matcher = Matcher(built, profile=DEFAULT_PROFILE)
    if task.has_facts:
        found = {
            key: matcher.match(request, k=task.depth) for key, request in requests(Region.of(task))
        }
    else:
        found = {
            each["id"]: matcher.search(
                Request(text=each["text"], today=date.min), k=task.depth, explain=False
            )
            for each in task.queries
        }
    return {key: [each.key for each in answer.ranked] for key, answer in found.items()}


def requests(region: Region) -> Iterator[tuple[str, Request]]:
    """Needs as they are proposed to who has typed them; nobody corrects what was read."""
    places = Gazetteer(region.places)
    for need in region.task.queries:
        text = need["text"]
        said = facts.read(text, today=TODAY, places=places)
        title = (said.title or " ".join(text.split()))[:LONGEST_TITLE]
        quantity = said.quantity.value if said.quantity else None
        yield (
            need["id"],
            Request(
                text=facts.matter(text, said),
                title=facts.matter(title, facts.read(title, today=TODAY, places=places)),
                today=TODAY,
                topics=tuple(fact.value for fact in said.topics),
                place=said.place.value if said.place else region.place_of(need["id"]),
                radius_km=said.radius.value if said.radius else None,
                certificates=tuple(fact.value for fact in said.certificates),
                quantity=round(quantity.amount) if quantity and quantity.unit == "piece" else None,
                deadline=said.deadline.value if said.deadline else None,
            ),
        )


def _texts(task: Task) -> Iterator[Document]:
    for each in task.documents:
        yield Document(key=each["id"], title=each["title"], text=each["text"])


def documents(region: Region) -> Iterator[Document]:
    """Offers with their facts and without an owner: none gives way to another of the same firm."""
    for offer in region.task.documents:
        yield Document(
            key=offer["id"],
            title=offer["title"],
            text=offer["text"],
            codes=tuple(offer["codes"]),
            place=region.places[offer["place"]],
            radius_km=offer["radius_km"],
            certificates=tuple(Certificate(each) for each in offer["certificates"]),
            lot_min=offer["lot_min"],
            lot_max=offer["lot_max"],
            lead_days=offer["lead_days"],
            is_core=offer["is_core"],
        )


def _read(lines: Iterable[str]) -> Run:
    run: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        query, document, _score = line.split("\t")
        run[query].append(document)
    return run
