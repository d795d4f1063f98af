"""Many requests by several processes, of which one may be killed."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial

import pytest

from kurzweg.engine.batch import processes
from kurzweg.engine.batch.processes import in_order
from kurzweg.engine.batch.shards import Job, shards_of
from kurzweg.engine.documents import Document, Request
from kurzweg.engine.match.matcher import Matcher, build_generation

TODAY = date(2026, 11, 20)
TRADES = ("Eloxieren", "Drehen", "Aluminium", "Blechbearbeitung", "Gehäuse", "Stahlblech")


@pytest.fixture
def built(tmp_path, known):
    offers = [
        Document(f"{number:02}", title=trade, text=TRADES[number % 5], owner=f"{number % 7}")
        for number, trade in enumerate(TRADES * 4)
    ]
    return build_generation(offers, tmp_path / "index", vocabulary=known)


@pytest.fixture
def whole(built, tmp_path):
    (shard,) = shards_of(tmp_path / "index", count=1)
    return shard


def asked(count):
    return [Request(text=TRADES[n % 6], title=TRADES[n % 4], today=TODAY) for n in range(count)]


@pytest.fixture
def one_by_one(built):
    matcher = Matcher(built)
    return [matcher.match(request, k=3) for request in asked(12)]


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_answer_in_the_order_of_the_requests(workers, whole, one_by_one, monkeypatch):
    monkeypatch.setattr(processes, "CHUNK", 2)

    answers = processes.answers(asked(12), whole, job=Job(k=3), workers=workers)

    assert list(answers) == one_by_one


def test_killed_processes_cost_time_only(whole, one_by_one, monkeypatch):
    monkeypatch.setattr(processes, "CHUNK", 2)
    started, start = [], processes._Processes._started

    def watched(processes):
        started.append(start(processes))
        return started[-1]

    monkeypatch.setattr(processes._Processes, "_started", watched)
    answers = processes.answers(asked(12), whole, job=Job(k=3), workers=2)

    first = next(answers)
    for process in list(started[0]._processes):
        os.kill(process, signal.SIGKILL)

    assert [first, *answers] == one_by_one
    assert len(started) == 2


def test_a_request_that_kills_every_process_is_not_tried_for_ever(monkeypatch):
    monkeypatch.setattr(processes, "MOST_LOSSES", 1)

    with processes._Processes(1) as several:
        finish = several.begin(partial(os._exit, 1))
        with pytest.raises(BrokenProcessPool, match="2 times"):
            finish()


def test_a_chunk_that_is_begun_after_a_loss_goes_to_other_processes():
    with processes._Processes(1) as several:
        lost, kept = several._pool, several.begin(partial(list, "ab"))
        with pytest.raises(BrokenProcessPool):
            lost.submit(os._exit, 1).result()

        finish = several.begin(partial(list, "cd"))

        assert [finish(), kept()] == [["c", "d"], ["a", "b"]]


def test_no_more_is_begun_than_will_soon_be_handed_out(monkeypatch):
    monkeypatch.setattr(processes, "CHUNK", 2)
    begun = []

    results = in_order(range(9), lambda chunk: begun.append(chunk) or len(chunk), ahead=2)

    assert (next(results), len(begun)) == (2, 3)
    assert (list(results), len(begun)) == ([2, 2, 2, 1], 5)
