"""Who answers the needs of `kurzweg match`: this process, several, or a cluster."""

from __future__ import annotations

import argparse
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kurzweg.engine.batch import cluster, processes
from kurzweg.engine.batch.shards import Job, shards_of
from kurzweg.engine.commands.match_records import Need
from kurzweg.engine.documents import Answer, Document, Request
from kurzweg.engine.match.matcher import build_generation
from kurzweg.engine.words.vocabulary import german

SHARD = 1_000_000  # offers, for which a worker needs about a gigabyte

Answering = Callable[[Iterable[Request]], Iterator[Answer]]


def add_arguments(parser: argparse.ArgumentParser, *, number: Callable[[str], int]) -> None:
    """Let the caller say who works."""
    parser.add_argument(
        "--workers", type=number, default=1, metavar="ZAHL", help="Prozesse auf dieser Maschine (1)"
    )
    parser.add_argument(
        "--on", metavar="ADRESSE", help="Dask-Cluster, der rechnet: tcp://scheduler:8786"
    )
    parser.add_argument(
        "--shared",
        type=Path,
        metavar="ORDNER",
        help="dazu ein Ordner, den alle Maschinen unter diesem Namen sehen",
    )
    parser.add_argument(
        "--shards", type=number, metavar="ZAHL", help="Teile der Firmen (einer je Million)"
    )


@contextmanager
def answering(documents: Sequence[Document], options: argparse.Namespace) -> Iterator[Answering]:
    """Build an index of the offers, for this run only, and give a way to ask it.

    Raises NoCluster when there is none at the address.
    """
    job = Job(k=options.k)
    with tempfile.TemporaryDirectory(prefix="kurzweg-", dir=options.shared) as folder:
        if not options.on:
            build_generation(documents, Path(folder), vocabulary=german())
            (whole,) = shards_of(Path(folder), count=1)
            yield partial(processes.answers, shard=whole, job=job, workers=options.workers)
            return
        with cluster.connected(options.on) as client:  # before the long work
            build_generation(documents, Path(folder), vocabulary=german())
            count = options.shards or -(-len(documents) // SHARD)
            cut = shards_of(Path(folder), count=count)
            yield partial(cluster.answers, cut=cut, job=job, client=client)


def answered(needs: Iterator[Need], ask: Answering) -> Iterator[tuple[Need, Answer]]:
    """Each need with its answer; as many needs are read ahead as the workers take."""
    waiting: deque[Need] = deque()

    def requests() -> Iterator[Request]:
        for need in needs:
            waiting.append(need)
            yield need.request

    for answer in ask(requests()):
        yield waiting.popleft(), answer
