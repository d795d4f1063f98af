"""The index of this node: an immutable generation on disk and the changes made since.

Every process maps the current generation and reads the rows that changed after it from the
database, so a new, changed or withdrawn row counts at the next query. One job folds the changes
into a new generation; whoever still reads the old one is not disturbed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max

from kurzweg.core import embeddings, findable, jobs, ledger
from kurzweg.core.days import day_of, today
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Delta, Document, Request, digest
from kurzweg.engine.index import Generation, build_generation, current_id, in_memory
from kurzweg.engine.match import DEFAULT_PROFILE, Matcher, RankingProfile
from kurzweg.engine.words import Vocabulary, german

MERGE_ABOVE = 200
FACTS_TURN = timedelta(days=7)
FAINT = 0.5  # what fits half as well as the best hit is noise to whoever searches


@dataclass(frozen=True, slots=True)
class _Changes:
    """Up to where the changes are known.

    The moment is part of it: SQLite gives the number of a change that was rolled back to the next.
    """

    newest: int | None
    number: int
    latest_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What this process has at hand: a generation, the changes since, a matcher per profile.

    A new day is a change that nobody makes: dated facts begin and end with it.
    """

    generation: Generation
    day: date
    changes: _Changes
    delta: Delta
    matchers: dict[str, Matcher] = field(default_factory=dict)


logger = logging.getLogger(__name__)
_lock = threading.RLock()
_known: _Known | None = None


def matcher(profile: RankingProfile = DEFAULT_PROFILE) -> Matcher:
    """Give the matcher over everything that can be found at this moment."""
    with _lock:
        known = _up_to_date()
        if profile.version not in known.matchers:
            known.matchers[profile.version] = Matcher(
                known.generation,
                delta=known.delta,
                profile=profile,
                embedder=embeddings.configured(),
            )
        return known.matchers[profile.version]


def rebuild() -> Generation:
    """Read all findable rows and make them the current generation; costs seconds and memory."""
    base = ledger.number()
    return build_generation(
        all_documents(),
        settings.INDEX_ROOT,
        vocabulary=german(),
        embedder=embeddings.configured(),
        base=base,
    )


def merge() -> bool:
    """Fold the changes into a new generation when there are many; the worker's regular job."""
    generation = _current_generation()
    if _changes_since(generation.base).number <= MERGE_ABOVE:
        return False
    rebuild()
    return True


def reconcile() -> int:
    """Read everything anew each night, whatever was said to have changed; say what had drifted.

    Changes older than any generation that could still be read are forgotten.
    """
    drifted = drift()
    if drifted:
        logger.warning("the index had drifted in %s rows", len(drifted))
    # The newest stays: from it the next ones are numbered on.
    ledger.forget_before(rebuild().base)
    return len(drifted)


def all_documents() -> Iterator[Document]:
    """Stream everything that can be found, kind by kind."""
    for source in findable.sources().values():
        yield from source.documents(None)


def find(
    viewer: Viewer, text: str, *, kinds: frozenset[str], limit: int = 50
) -> list[findable.Shown]:
    """Search what this viewer may find in this network, best first.

    Needs that hide from firms of the same activity carry these classes as codes, so the first
    stage leaves them out; the rows are then fetched through `visible_to`, which has the last word.
    """
    # The office sees every need, for whomever its people work as well.
    activities = frozenset() if viewer.is_office else viewer.activities
    request = Request(
        text=text,
        today=viewer.today,
        kinds=kinds,
        audiences=viewer.audiences(),
        excluded_codes=tuple(sorted(f"hidden:{each}" for each in activities)),
    )
    ranked = matcher().search(request, k=limit, explain=False).ranked
    best = max((found.signals["words"] for found in ranked), default=0.0)
    return _fetched(
        viewer,
        [(each.key, each.score) for each in ranked if each.signals["words"] >= FAINT * best],
    )


def _fetched(viewer: Viewer, scored: list[tuple[str, float]]) -> list[findable.Shown]:
    by_kind: dict[str, list[int]] = {}
    for key, _score in scored:
        kind, row_id = key.split(":")
        by_kind.setdefault(kind, []).append(int(row_id))
    sources = findable.sources()
    rows = {kind: sources[kind].rows(viewer, ids) for kind, ids in by_kind.items()}
    hits = []
    for key, score in scored:
        kind, row_id = key.split(":")
        row = rows[kind].get(int(row_id))
        if row is not None:
            hits.append(findable.Shown(kind, row, sources[kind].template, score))
    return hits


def drift() -> set[str]:
    """Compare index and database: the keys that only one of them knows, or of other contents."""
    known = _up_to_date()
    columns = known.generation.segment.columns
    numbered = enumerate(columns.digests.tolist())
    indexed = {columns.keys[row]: contents for row, contents in numbered}
    indexed |= {document.key: digest(document) for document in known.delta.changed}
    for key in known.delta.gone:
        indexed.pop(key, None)
    stored = {document.key: digest(document) for document in all_documents()}
    return {key for key, _ in indexed.items() ^ stored.items()}


def forget() -> None:
    """Let go of what this process has mapped (a fork or a test starts fresh)."""
    global _known
    with _lock:
        _known = None


def _up_to_date() -> _Known:
    global _known
    with _lock:
        generation = _current_generation()
        changes, day = _changes_since(generation.base), today()
        now = (generation.id, day, changes)
        if _known is None or (_known.generation.id, _known.day, _known.changes) != now:
            _known = _Known(generation, day, changes, _delta_since(generation, until=day))
        return _known


def model() -> str:
    """The language model by which the current generation was built, "" without one."""
    return _current_generation().segment.index.meanings.model


def is_built() -> bool:
    """Whether this node has a generation that this release can read."""
    try:
        Generation.open(settings.INDEX_ROOT)
    except FileNotFoundError:
        return False
    return True


def _current_generation() -> Generation:
    current = current_id(settings.INDEX_ROOT)
    if _known is not None and _known.generation.id == current:
        return _known.generation
    try:
        return Generation.open(settings.INDEX_ROOT)
    except FileNotFoundError:
        # Before the first build everything is a change: the index begins empty, and nothing is
        # written, because whoever searches may find the disk full.
        return in_memory([], vocabulary=Vocabulary.of({}), embedder=embeddings.configured())


def _changes_since(base: int) -> _Changes:
    return _Changes(
        **ledger.after(base).aggregate(newest=Max("id"), number=Count("id"), latest_at=Max("at"))
    )


def _delta_since(generation: Generation, *, until: date) -> Delta:
    read_on = _day_of(generation)
    row_ids = findable.touched(ledger.after(generation.base).values_list("kind", "row_id"))
    for kind, source in findable.sources().items():
        row_ids[kind] |= set(source.turned(read_on, until))
    documents = [
        document
        for kind, ids in row_ids.items()
        for document in findable.sources()[kind].documents(sorted(ids))
    ]
    named = {f"{kind}:{row_id}" for kind, ids in row_ids.items() for row_id in ids}
    found = {document.key for document in documents}
    return Delta(changed=tuple(documents), gone=frozenset(named - found))


def _day_of(generation: Generation) -> date:
    """Name a day up to which a generation surely read the rows: its folder is younger."""
    try:
        written_at = (settings.INDEX_ROOT / generation.id).stat().st_mtime
    except FileNotFoundError:  # replaced and swept away meanwhile: the next query has the new one
        return today() - FACTS_TURN
    return day_of(datetime.fromtimestamp(written_at, UTC)) - timedelta(days=1)


jobs.every(10, "kurzweg.core.search.merge")
jobs.every(24 * 60, "kurzweg.core.search.reconcile")
