"""A Dask cluster of two processes answers like this process alone, whoever is killed."""

import os
import signal
import sys
from zipfile import ZipFile

import pytest

from kurzweg.engine.batch import cluster, processes
from kurzweg.engine.batch.shards import Job, Shard, shards_of
from kurzweg.engine.documents import Request
from tests.engine.batch.test_processes import TODAY, asked, built, one_by_one  # noqa: F401 - fixtures
from tests.engine.commands.test_match import folder, run  # noqa: F401 - fixtures


def cluster_of_two(*, processes):
    distributed = pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    return distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=processes, dashboard_address=":0"
    )


@pytest.fixture(scope="module")
def two_processes():
    """The address of a scheduler with two workers, each a process."""
    with cluster_of_two(processes=True) as local:
        yield local.scheduler_address


@pytest.fixture(params=["threads", pytest.param("two_processes", marks=pytest.mark.slow)])
def scheduler(request):
    """The same with threads, which need not be started first; in the long form with processes."""
    if request.param != "threads":
        yield request.getfixturevalue(request.param)
        return
    with cluster_of_two(processes=False) as local:
        yield local.scheduler_address


@pytest.mark.parametrize("count", [1, 3])
def test_a_cluster_answers_like_one_process(scheduler, built, one_by_one, tmp_path, count):  # noqa: F811
    cut = shards_of(tmp_path / "index", count=count)

    with cluster.connected(scheduler) as client:
        answers = list(cluster.answers(asked(12), cut, job=Job(k=3), client=client))

    assert answers == one_by_one


@pytest.mark.slow
def test_a_killed_worker_costs_time_only(two_processes, built, one_by_one, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(processes, "CHUNK", 1)
    cut = shards_of(tmp_path / "index", count=3)

    with cluster.connected(two_processes) as client:
        answers = cluster.answers(asked(12), cut, job=Job(k=3), client=client)
        first, (killed, *_) = next(answers), client.run(os.getpid).values()
        os.kill(killed, signal.SIGKILL)

        assert [first, *answers] == one_by_one


def test_the_command_writes_the_same_files(scheduler, folder):  # noqa: F811
    (folder / "alone").mkdir()
    assert run(folder, output="alone/treffer.xlsx") == 0

    assert run(folder, "--on", scheduler, "--shards", "3") == 0

    alone, together = folder / "alone" / "treffer.xlsx", folder / "treffer.xlsx"
    assert contents(together) == contents(alone)
    assert page(together) == page(alone)


def test_two_processes_write_the_same_files(folder):  # noqa: F811
    (folder / "alone").mkdir()
    assert run(folder, output="alone/treffer.xlsx") == 0

    assert run(folder, "--workers", "2") == 0

    alone, together = folder / "alone" / "treffer.xlsx", folder / "treffer.xlsx"
    assert (contents(together), page(together)) == (contents(alone), page(alone))


def test_workers_that_do_not_see_the_index_are_named(scheduler, tmp_path):
    cut = [Shard(tmp_path / "elsewhere" / "000001", 0, 9)]
    request = Request(text="Eloxieren", today=TODAY)

    with cluster.connected(scheduler) as client, pytest.raises(cluster.NoCluster) as problem:
        list(cluster.answers([request], cut, job=Job(), client=client))

    assert (problem.value.code, problem.value.params) == (
        "folder_unseen",
        {"folder": str(tmp_path / "elsewhere")},
    )


def test_nobody_at_the_address_is_said_in_one_sentence(folder, capsys, monkeypatch):  # noqa: F811
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "SECONDS", 0.2)

    assert run(folder, "--on", "tcp://127.0.0.1:9") == 2

    assert capsys.readouterr().err.splitlines()[-1] == (
        "kurzweg match: Unter tcp://127.0.0.1:9 antwortet kein Dask-Scheduler."
    )


def test_a_scheduler_without_workers_is_said_in_one_sentence(folder, capsys, monkeypatch):  # noqa: F811
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", processes=False) as empty:
        monkeypatch.setattr(cluster, "SECONDS", 1)

        assert run(folder, "--on", empty.scheduler_address) == 2

    assert "kein Worker angemeldet" in capsys.readouterr().err.splitlines()[-1]


def test_without_the_package_it_says_what_to_install(folder, capsys, monkeypatch):  # noqa: F811
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert run(folder, "--on", "tcp://scheduler:8786", "--language", "en") == 2

    assert capsys.readouterr().err.splitlines()[-1] == (
        "kurzweg match: --on needs the package “distributed”: pip install 'kurzweg[scale]'"
    )


def contents(path):
    """What a spreadsheet holds, but for the hour at which it was written."""
    with ZipFile(path) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"
        }


def page(path):
    return path.with_suffix(".html").read_bytes()
