"""While a backup is taken others write; whoever restores may be killed: nothing is half."""

import contextlib
import hashlib
import json
import random
import resource
import signal
import string
import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError, connections, transaction

from kurzweg.core import search, shelf
from kurzweg.core.backup import archive, restoring, taking
from kurzweg.core.backup.archive import Manifest, Refused
from kurzweg.core.models import AuditEntry, StoredFile
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation
from tests.core.conftest import DIGEST, PICTURE
from tests.core.test_backup import restorations
from tests.factories import NetworkFactory, OrganisationFactory
from tests.own_database import IS_SQLITE


@contextlib.contextmanager
def writers(number=3):
    """Write all the time: two rows in tables far apart and a file, in one transaction each.

    Gives what was written so far.
    """
    is_over, written = threading.Event(), []

    def write(who):
        turn = 0
        while not is_over.is_set():
            turn += 1
            content = f"{who} {turn}".encode()
            digest = hashlib.sha256(content).hexdigest()
            with transaction.atomic():
                AuditEntry.objects.create(actor_kind="writer", action=f"{who} {turn}", kind="turn")
                OrganisationFactory(name=f"{who} {turn}")
                StoredFile.objects.create(digest=digest, network_id=1, media_type="p", size=1)
                shelf.put([content], digest=digest)
            written.append(content)
            time.sleep(0.02)  # who waits for SQLite gets no turn while others never pause
        connections.close_all()

    threads = [threading.Thread(target=write, args=(who,)) for who in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield written
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def wait_for(happened, *, seconds=60):
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.01)


def turns(path):
    """What a backup holds of the writers: entries, firms, rows of files, files."""
    with archive.opened(path) as packed:
        assert Manifest.read(packed).missing == []
        return (
            column(packed, AuditEntry, "action"),
            column(packed, Organisation, "name"),
            column(packed, StoredFile, "digest"),
            {name.removeprefix("files/") for name in packed.namelist() if name[:6] == "files/"},
        )


def column(packed, model, name):
    place = [field.name for field in model._meta.concrete_fields].index(name)
    lines = packed.open(f"tables/{model._meta.label}.jsonl")
    return {json.loads(line)[place] for line in lines}


def number_of_mixed(folder, *, times):
    """Take backups while others write, and count those that are not of one moment."""
    mixed, seen = 0, 0
    with writers() as written:
        for number in range(times):
            wait_for(lambda: len(written) > 3)
            taking.take(folder / f"{number}.zip")
            entries, firms, named, files = turns(folder / f"{number}.zip")
            mixed += entries != firms or named != files or len(firms) != len(files)
            seen = max(seen, len(firms))
    assert seen > 3
    return mixed


@pytest.mark.parametrize("times", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_a_backup_while_others_write_is_of_one_moment(own_database, untried, tmp_path, times):
    assert number_of_mixed(tmp_path, times=times) == 0


def test_without_the_moment_backups_would_be_mixed(own_database, untried, tmp_path, monkeypatch):
    """The negative control: read one table after the other, as they are then."""
    monkeypatch.setattr(taking, "one_moment", contextlib.nullcontext)

    assert number_of_mixed(tmp_path, times=2) > 0


def test_a_backup_stands_even_when_nobody_can_note_it(filled, untried, tmp_path, caplog):
    """Others write without a pause, and the database has no turn for us."""

    def busy(execute, sql, params, many, context):
        if 'INTO "core_backup"' in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(busy):
        taking.take(tmp_path / "one.zip")

    assert (tmp_path / "one.zip").exists()
    assert caplog.messages == ["the backup was taken, but could not be noted: database is locked"]


@pytest.mark.parametrize("table", ["of rows", "of files"])
def test_a_disk_that_gets_full_is_one_sentence_and_leaves_nothing(filled, tmp_path, table):
    """The file may not grow beyond 100 kB; what is written is beyond pressing."""
    chance = random.Random(7)
    if table == "of rows":
        for number in range(3):
            text = "".join(chance.choices(string.ascii_letters, k=200_000))
            AuditEntry.objects.create(actor_kind="x", action="x", kind=f"{number}", fields=[text])
    else:
        for _ in range(3):
            content = chance.randbytes(200_000)
            digest = hashlib.sha256(content).hexdigest()
            shelf.put([content], digest=digest)
            StoredFile.objects.create(digest=digest, network_id=1, media_type="p", size=200_000)
    connections.close_all()
    folder = tmp_path / "copies"
    folder.mkdir()

    run = subprocess.run(
        [sys.executable, "-m", "kurzweg.cli", "backup", str(folder / "one.zip")],
        env=filled.environment | {"KURZWEG_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )

    sentence = f"CommandError: {folder / 'one.zip'} could not be written: File too large.\n"
    assert (run.returncode, run.stderr) == (1, sentence)
    assert list(folder.iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from django.conf import settings
from django.db import connection
from kurzweg.core import search
from kurzweg.core.backup import restoring

def dying(execute, sql, params, many, context):
    if os.environ["AT"] in sql:
        os.kill(os.getpid(), 9)
    return execute(sql, params, many, context)

def killed():
    os.kill(os.getpid(), 9)

if os.environ["AT"] == "rebuild":
    search.rebuild = killed
settings.FILES_ROOT, settings.INDEX_ROOT = Path(os.environ["FILES"]), Path(os.environ["INDEX"])
with connection.execute_wrapper(dying):
    restoring.restore(Path(os.environ["BACKUP"]), is_replacing=True)
"""


def killed_at(place, *, own, backup, settings):
    environment = {"AT": place, "BACKUP": str(backup)}
    environment |= {"FILES": str(settings.FILES_ROOT), "INDEX": str(settings.INDEX_ROOT)}
    process = own.start(KILLED, **environment)
    _, said = process.communicate()
    return process.returncode, said


@pytest.mark.parametrize(
    "place",
    [
        'INSERT INTO "people_organisation"',
        'CREATE TABLE "kurzweg_cache"',
        pytest.param("DROP TABLE", marks=pytest.mark.slow),
        pytest.param('CREATE TABLE "market_need"', marks=pytest.mark.slow),
        pytest.param('DELETE FROM "core_', marks=pytest.mark.slow),
        pytest.param('SELECT "networks_network"', marks=pytest.mark.slow),
    ],
)
def test_killed_in_the_middle_of_a_restore_everything_is_as_before(
    backup, filled, settings, contents, place
):
    Network.objects.filter(name="Netzwerk Tal").update(name="Netzwerk Berg")
    search.rebuild()
    before = contents()
    connections.close_all()

    assert killed_at(place, own=filled, backup=backup, settings=settings) == (-signal.SIGKILL, "")

    assert contents() == before
    assert shelf.path_of(DIGEST).read_bytes() == PICTURE
    assert search.drift() == set()


def test_killed_after_it_the_index_tells_nothing_of_before(backup, filled, settings, contents):
    before = contents()
    NetworkFactory(name="Kam danach")
    search.rebuild()
    connections.close_all()

    assert killed_at("rebuild", own=filled, backup=backup, settings=settings)[0] == -signal.SIGKILL

    after = contents()
    assert restorations(after) == 1
    assert after == before
    assert not search.is_built(), "the worker builds it when it starts"


def test_whoever_uses_the_database_is_asked_to_stop(backup, filled, monkeypatch, contents):
    """Others hold a lock: one sentence after a while, and nothing changed."""
    monkeypatch.setattr(restoring, "PATIENCE", 1)
    if IS_SQLITE:
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 1000")
    before = contents()
    is_held, is_over = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Network.objects.filter(name="Netzwerk Tal").update(name="Netzwerk Berg")
            is_held.set()
            is_over.wait(30)
            transaction.set_rollback(True)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    is_held.wait(10)
    try:
        with pytest.raises(Refused, match="stop Kurzweg first"):
            restoring.restore(backup, is_replacing=True)
    finally:
        is_over.set()
        holder.join()

    assert contents() == before
