"""Work that may wait: it exists if its cause does, and is done although somebody was killed."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connections, transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule, Success

from kurzweg.core import jobs
from kurzweg.people.models import Organisation
from tests.own_database import OwnDatabase

WAIT = 40


def found(name: str) -> None:
    """A job whose effect is idempotent, as all our jobs must be."""
    Organisation.objects.get_or_create(name=name)


def die_the_first_time(flag: str) -> None:
    """Die in the middle of the first attempt, with half the work done."""
    with transaction.atomic():
        Organisation.objects.create(name=flag)
        if is_first_time(flag):
            os.kill(os.getpid(), signal.SIGKILL)


def wait_the_first_time(flag: str) -> None:
    """Hang in the middle of the first attempt until somebody pulls the plug."""
    with transaction.atomic():
        Organisation.objects.create(name=flag)
        if is_first_time(flag):
            time.sleep(60)


def is_first_time(flag: str) -> bool:
    if Path(flag).exists():
        return False
    Path(flag).touch()
    return True


@pytest.mark.django_db
def test_a_job_is_stored_with_its_cause():
    with transaction.atomic():
        jobs.enqueue("tests.core.test_jobs.found", "kept")
    with transaction.atomic():
        jobs.enqueue("tests.core.test_jobs.found", "rolled back")
        transaction.set_rollback(True)

    assert jobs.waiting() == 1
    assert OrmQ.objects.get().task["args"] == ("kept",)


@pytest.mark.django_db
def test_the_table_of_regular_jobs_says_what_the_apps_declared(monkeypatch):
    monkeypatch.setattr(jobs, "_regular", {"kurzweg.core.outbox.deliver": 1})
    jobs.write_schedules()
    monkeypatch.setattr(jobs, "_regular", {})
    jobs.every(7, "tests.core.test_jobs.found")
    jobs.write_schedules()
    jobs.write_schedules()

    assert list(Schedule.objects.values_list("func", "minutes", "repeats")) == [
        ("tests.core.test_jobs.found", 7, -1)
    ]
    assert jobs.regular() == {"tests.core.test_jobs.found": 7}


def test_mails_are_looked_after_every_minute():
    assert jobs.regular()["kurzweg.core.outbox.deliver"] == 1


@pytest.mark.django_db
def test_a_worker_is_alive_if_it_finished_something_lately():
    assert not jobs.is_worker_alive()
    moment = timezone.now()
    Success.objects.create(
        id="a" * 32, name="a", func="f", started=moment, stopped=moment, success=True
    )

    assert jobs.is_worker_alive()
    with time_machine.travel(moment + timedelta(minutes=4)):
        assert not jobs.is_worker_alive()


# The worker of the product with a shorter patience: a lost job is taken up again after 2 s.
WORKER = """
from django_q.conf import Conf
Conf.RETRY, Conf.TIMEOUT, Conf.POLL, Conf.GUARD_CYCLE = 2, None, 0.1, 0.1
from django.core.management import call_command
call_command("qcluster", run_once=False)
"""


def wait_until(is_done) -> None:
    deadline = time.monotonic() + WAIT
    while not is_done():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
        connections.close_all()


@pytest.fixture
def worker(own_database: OwnDatabase):
    """Start the worker with all its processes; at the end they are all killed."""
    started = []

    def start() -> subprocess.Popen[str]:
        started.append(own_database.start(WORKER))
        return started[-1]

    yield start
    for process in started:
        pull_the_plug(process)


def pull_the_plug(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture
def flag(tmp_path) -> str:
    return str(tmp_path / "was here")


def is_done() -> bool:
    return Success.objects.exists() and not jobs.waiting()


def test_a_worker_that_dies_in_a_job_finishes_it_once(worker, flag):
    jobs.enqueue("tests.core.test_jobs.die_the_first_time", flag)

    worker()
    wait_until(is_done)

    assert Path(flag).exists()
    assert Organisation.objects.filter(name=flag).count() == 1, "half done work was rolled back"
    assert Success.objects.count() == 1


def test_a_machine_that_goes_down_in_a_job_finishes_it_after_its_restart(worker, flag):
    jobs.enqueue("tests.core.test_jobs.wait_the_first_time", flag)
    before = worker()
    wait_until(Path(flag).exists)
    pull_the_plug(before)
    assert not Organisation.objects.exists()

    worker()
    wait_until(is_done)

    assert Organisation.objects.filter(name=flag).count() == 1
    assert Success.objects.count() == 1
