"""The index of this node: an immutable generation on disk and the changes made since.

Every process maps the current generation and reads the rows that changed after it from the
database, so a new, changed or withdrawn row counts at the next query. One job folds the changes
into a new generation; whoever still reads the old one is not disturbed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.conf import settings

from kurzweg.core import at_hand, embeddings, findable, jobs, ledger
from kurzweg.core.at_hand import AtHand
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Document, Request, digest
from kurzweg.engine.index import Generation, build_generation
from kurzweg.engine.match import DEFAULT_PROFILE, Matcher, RankingProfile
from kurzweg.engine.words import german

MERGE_ABOVE = 200
FAINT = 0.5  # what fits half as well as the best hit is noise to whoever searches


logger = logging.getLogger(__name__)


def matcher(profile: RankingProfile = DEFAULT_PROFILE) -> Matcher:
    """Give the matcher over everything that can be found at this moment."""
    return at_hand.matcher(profile)


def at_this_moment() -> AtHand:
    """Give what a matcher is made of, to ask later whether it still holds."""
    return at_hand.at_this_moment()


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
    generation = at_hand.current_generation()
    if ledger.after(generation.base).count() <= MERGE_ABOVE:
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
    # A row may be found by several documents: as strangers see it, and as others do.
    best: dict[tuple[str, int], float] = {}
    by_kind: dict[str, list[int]] = {}
    for key, score in scored:
        kind, row_id = _row_of(key)
        if (kind, row_id) not in best:
            best[kind, row_id] = score
            by_kind.setdefault(kind, []).append(row_id)
    sources = findable.sources()
    rows = {kind: sources[kind].rows(viewer, ids) for kind, ids in by_kind.items()}
    return [
        findable.Shown(kind, rows[kind][row_id], sources[kind].template, score)
        for (kind, row_id), score in best.items()
        if row_id in rows[kind]
    ]


def _row_of(key: str) -> tuple[str, int]:
    """Say which row a document is made of: "organisation:12" and "organisation:12:open" of one."""
    kind, row_id, *_variant = key.split(":")
    return kind, int(row_id)


def drift() -> set[str]:
    """Compare index and database: the keys that only one of them knows, or of other contents."""
    known = at_hand.up_to_date()
    columns = known.generation.segment.columns
    numbered = enumerate(columns.digests.tolist())
    indexed = {columns.keys[row]: contents for row, contents in numbered}
    for key, document in known.changed.items():
        if document is not None:
            indexed[key] = digest(document)
        else:
            indexed.pop(key, None)
    stored = {document.key: digest(document) for document in all_documents()}
    return {key for key, _ in indexed.items() ^ stored.items()}


def forget() -> None:
    """Let go of what this process has mapped (a fork or a test starts fresh)."""
    at_hand.forget()


def model() -> str:
    """The language model by which the current generation was built, "" without one."""
    return at_hand.current_generation().segment.index.meanings.model


def is_built() -> bool:
    """Whether this node has a generation that this release can read."""
    try:
        Generation.open(settings.INDEX_ROOT)
    except FileNotFoundError:
        return False
    return True


jobs.every(10, "kurzweg.core.search.merge")
jobs.every(24 * 60, "kurzweg.core.search.reconcile")
