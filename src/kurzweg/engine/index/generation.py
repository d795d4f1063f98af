"""Immutable generations of an index on disk, and the pointer to the current one.

A generation is a folder of arrays. It is written beside the others, waits for the disk, and gets
its name by one rename; the file `current` is replaced in the same way. Whoever is killed at any
point leaves the old generation current. Readers map the files and may keep them open as long as
they like.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kurzweg.engine.arrays.storage import (
    Arrays,
    flatten,
    map_arrays,
    restore,
    sync_folder,
    write_arrays,
)
from kurzweg.engine.documents import Document
from kurzweg.engine.index.collection import Index, Statistics
from kurzweg.engine.index.columns import Columns
from kurzweg.engine.index.embeddings import Embedder
from kurzweg.engine.index.indexing import Reader
from kurzweg.engine.words.vocabulary import Vocabulary

_LAYOUT = 8  # rises whenever the arrays of a generation change their meaning
_POINTER = "current"
_LOCK = ".lock"
_UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents that can be searched: their facts and their texts."""

    columns: Columns
    index: Index


@dataclass(frozen=True, slots=True)
class Generation:
    """A segment with the statistics of its collection, under a name.

    `base` is the number of the last change that was read into it, by the caller's counting.
    """

    id: str
    segment: Segment
    statistics: Statistics
    base: int = 0

    @classmethod
    def open(cls, path: Path) -> Generation:
        """Map a generation: the current one of a folder, or one folder itself.

        Raises FileNotFoundError when there is none, or only one that other code has written.
        """
        name = current_id(path)
        try:
            return _mapped(path / name if name else path)
        except FileNotFoundError:
            if current_id(path) == name:
                raise
            return cls.open(path)  # it was replaced twice meanwhile and swept away


def current_id(folder: Path) -> str | None:
    """The id of the current generation, or None before the first one."""
    pointer = folder / _POINTER
    return pointer.read_text().strip() if pointer.exists() else None


def in_memory(
    documents: Iterable[Document], *, vocabulary: Vocabulary, embedder: Embedder | None = None
) -> Generation:
    """Build a generation of all documents that no other process will see.

    Raises ValueError when two documents share a key.
    """
    reader = Reader(embedder)
    reader.read(documents)
    columns, index, known = reader.finish(known=vocabulary)
    statistics = Statistics.of(index, known=known)
    return Generation("memory", _segment(columns, index), statistics)


def build_generation(
    documents: Iterable[Document],
    folder: Path,
    *,
    vocabulary: Vocabulary,
    embedder: Embedder | None = None,
    base: int = 0,
) -> Generation:
    """Build a generation of all documents, make it the current one of a folder, and open it.

    One builder at a time works in a folder, a second one waits. Raises ValueError when two
    documents share a key.
    """
    built = in_memory(documents, vocabulary=vocabulary, embedder=embedder)
    arrays = {
        "layout": np.asarray(_LAYOUT),
        "base": np.asarray(base),
        **flatten(built.segment, prefix="segment."),
        **flatten(built.statistics.known, prefix="known."),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with _only_builder(folder):
        aside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        write_arrays(arrays, folder=aside)
        sync_folder(aside)
        name = f"{_last_number(folder) + 1:06d}-{_digest(arrays)}"
        aside.rename(folder / name)
        _point(folder, to=name)
        _prune(folder, keep=name)
        # Still alone: two builders that wait would sweep it away.
        return Generation.open(folder / name)


def _mapped(folder: Path) -> Generation:
    arrays = map_arrays(folder)
    if arrays.get("layout") != _LAYOUT:
        raise FileNotFoundError(f"no index of this version in {folder}")
    try:
        segment = restore(Segment, arrays, prefix="segment.")
        known = restore(Vocabulary, arrays, prefix="known.")
    except KeyError as missing:  # listed while it was being removed
        raise FileNotFoundError(f"{folder} lacks {missing}") from None
    statistics = Statistics.of(segment.index, known=known)
    return Generation(folder.name, segment, statistics, base=int(arrays["base"]))


def segment_of(
    documents: Iterable[Document], *, statistics: Statistics, embedder: Embedder | None = None
) -> Segment:
    """Index a few documents in memory, weighed like those of a generation."""
    reader = Reader(embedder)
    reader.read(documents)
    columns, index, _ = reader.finish(known=statistics.known, statistics=statistics)
    return _segment(columns, index)


def _segment(columns: Columns, index: Index) -> Segment:
    """Make all arrays read-only like mapped ones, for which functions are compiled already."""
    segment = Segment(columns, index)
    for array in flatten(segment).values():
        array.flags.writeable = False
    return segment


@contextmanager
def _only_builder(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which a killed process gives back, and sweep up what it left."""
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)
        yield


def _generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name[:6].isdigit())


def _last_number(folder: Path) -> int:
    return max((int(name[:6]) for name in _generations(folder)), default=0)


def _digest(arrays: Arrays) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for name in sorted(arrays):
        digest.update(name.encode() + arrays[name].tobytes())
    return digest.hexdigest()


def _point(folder: Path, *, to: str) -> None:
    """Name the current generation; the renamed folder is on disk before anyone is sent there."""
    sync_folder(folder)
    aside = folder / f"{_POINTER}.new"
    with aside.open("w") as file:
        file.write(f"{to}\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / _POINTER)
    sync_folder(folder)


def _prune(folder: Path, *, keep: str) -> None:
    """Remove all but the newest generation and the one before, which others may be opening.

    A folder loses its name before its files, so nobody maps half of it.
    """
    for name in [name for name in _generations(folder) if name != keep][:-1]:
        aside = (folder / name).rename(folder / f"{_UNFINISHED}{name}")
        shutil.rmtree(aside)
