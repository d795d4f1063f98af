"""A run of rows of a segment as a segment of its own, over the same words.

Words, terms and what they weigh stay those of the whole collection, and what a document weighs is
its own, so a document gets the same numbers in a part as in the whole. Texts and facts are taken
over without a copy; only the postings and the rows of what many documents share are made anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.arrays.storage import Lists, Strings, flatten
from kurzweg.engine.index import bm25, likeness
from kurzweg.engine.index.collection import Index
from kurzweg.engine.index.columns import Columns
from kurzweg.engine.index.embeddings import Meanings
from kurzweg.engine.index.generation import Segment
from kurzweg.engine.index.latent import Places
from kurzweg.engine.index.postings import Postings
from kurzweg.engine.index.texts import Texts

# What stands beside each document.
_FACTS = (
    "kind", "owner", "radius_km", "reach", "lot_min", "lot_max", "lead_days", "staff", "is_core",
    "valid_from", "valid_until", "changed_on",
)  # fmt: skip
_WEIGHTS = (
    "title_weights", "text_weights", "title_letter_weights", "text_letter_weights", "title_norms",
    "heading_weights",
)  # fmt: skip


def part(segment: Segment, *, first: int, last: int) -> Segment:
    """The documents of a segment from row `first` up to but without row `last`."""
    if (first, last) == (0, len(segment.columns)):
        return segment
    taken = Segment(_columns(segment.columns, first, last), _index(segment.index, first, last))
    for array in flatten(taken).values():
        array.flags.writeable = False  # like mapped ones, for which functions are compiled already
    return taken


def _columns(columns: Columns, first: int, last: int) -> Columns:
    rows = slice(first, last)
    own: dict[str, Any] = {name: getattr(columns, name)[rows] for name in _FACTS}
    held = slice(columns.schemes.ends[first], columns.schemes.ends[last])
    scheme_rows, places = _rows_within(columns.scheme_rows, first, last)
    return replace(
        columns,
        keys=Strings(columns.keys.letters, columns.keys.ends[first : last + 1]),
        point=np.ascontiguousarray(columns.point[:, rows]),
        codes=_lists(columns.codes, first, last),
        schemes=_lists(columns.schemes, first, last),
        scheme_until=columns.scheme_until[held],
        scheme_rows=scheme_rows,
        scheme_rows_until=columns.scheme_rows_until[places],
        owner_rows=_rows_within(columns.owner_rows, first, last)[0],
        audience_rows=_rows_within(columns.audience_rows, first, last)[0],
        code_rows=_rows_within(columns.code_rows, first, last)[0],
        **own,
    )


def _index(index: Index, first: int, last: int) -> Index:
    rows = slice(first, last)
    own: dict[str, Any] = {name: getattr(index, name)[rows] for name in _WEIGHTS}
    texts = _texts(index.texts, first, last)
    weights = (own["title_weights"], own["text_weights"])
    terms = bm25.terms_of_documents(texts, index.word_terms, weights=weights)
    words = likeness.title_words(
        texts,
        word_norms=index.word_norms,
        title_norms=own["title_norms"],
        heading_weights=own["heading_weights"],
    )
    return replace(
        index,
        texts=texts,
        places=_places(index.places, rows),
        meanings=Meanings(index.meanings.model, _places(index.meanings.places, rows)),
        by_term=Postings.of(*terms, width=len(index.terms)),
        by_title=Postings.of(*words, width=len(index.words) + 1),
        **own,
    )


def _places(places: Places, rows: slice) -> Places:
    return Places(places.coordinates[rows], places.steps[rows])


def _texts(texts: Texts, first: int, last: int) -> Texts:
    where = slice(texts.ends[first], texts.ends[last])
    ends = texts.ends[first : last + 1] - texts.ends[first]
    return Texts(ends, texts.words[where], texts.in_title[where], texts.in_text[where])


def _lists(lists: Lists, first: int, last: int) -> Lists:
    ends = lists.ends[first : last + 1]
    return Lists(ends - ends[0], lists.values[ends[0] : ends[-1]])


def _rows_within(lists: Lists, first: int, last: int) -> tuple[Lists, NDArray[np.int64]]:
    """Those values that are rows of the part, in its numbers, and where they stood."""
    places = np.flatnonzero((lists.values >= first) & (lists.values < last))
    return Lists(
        np.searchsorted(places, lists.ends), lists.values[places] - np.int32(first)
    ), places
