"""The same job on a Dask cluster, over shards; what a lost worker had done is done again.

The generation lies in a folder that all workers see under one path. They map its files, each the
rows of its shard, so nothing of it travels and a worker that comes later needs no other one to
give it anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from kurzweg.engine.batch import shards
from kurzweg.engine.batch.processes import AHEAD, in_order
from kurzweg.engine.batch.shards import Job, Shard
from kurzweg.engine.documents import Answer, Request

SECONDS = 30  # until a scheduler has answered and has a worker


class NoCluster(Exception):
    """There is no cluster to work on; `code` says why, `params` with what."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to the scheduler at an address, e.g. "tcp://scheduler:8786".

    Raises NoCluster when `distributed` is not installed, nobody answers or there is no worker.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise NoCluster("not_installed") from None
    try:
        client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster("not_there", address=address) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            raise NoCluster("no_workers", address=address) from error
        yield client


def answers(
    requests: Iterable[Request], cut: Sequence[Shard], *, job: Job, client: Any
) -> Iterator[Answer]:
    """Answer requests from the shards of a generation by the workers of a cluster.

    Raises NoCluster when the workers do not see the generation.
    """

    def begin(chunk: list[Request]) -> Any:
        submit = partial(_submitted, client, _workers(client), len(cut))
        return shards.answers(submit, cut, chunk, job=job)

    for future in in_order(requests, begin, ahead=AHEAD * len(_workers(client))):
        try:
            yield from future.result()
        except FileNotFoundError as error:
            raise NoCluster("folder_unseen", folder=str(cut[0].folder.parent)) from error


def _submitted(
    client: Any,
    workers: Sequence[str],
    count: int,
    number: int | None,
    function: Callable[..., Any],
    *arguments: Any,
) -> Any:
    """Have a step done by any worker, or rather by one that has the shard open."""
    # As many workers as there are share a shard; of fewer than shards each has several.
    at = [] if number is None else workers[number % max(len(workers), 1) :: count]
    return client.submit(
        function, *arguments, workers=at or None, allow_other_workers=bool(at), pure=False
    )


def _workers(client: Any) -> list[str]:
    return sorted(client.scheduler_info(n_workers=-1)["workers"])
