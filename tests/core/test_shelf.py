"""Stored files: on disk before their row is seen, swept when no row has named them for a day."""

import errno
import hashlib
import os
import shutil
import signal
import time

import pytest
from django.db import transaction

from kurzweg.core import shelf
from kurzweg.core.models import StoredFile

pytestmark = pytest.mark.django_db

KEPT, ORPHAN = b"kept", b"orphan"


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def shelve(content, *, days_ago=2, is_named=False):
    digest = digest_of(content)
    shelf.put([content], digest=digest)
    if is_named:
        StoredFile.objects.create(digest=digest, network_id=1, media_type="p", size=1)
    make_old(shelf.path_of(digest), days=days_ago)
    return digest


def make_old(path, *, days):
    then = time.time() - days * shelf.A_DAY
    os.utime(path, (then, then))


def names():
    return {path.name for path in shelf.path_of("00").parents[1].rglob("*") if path.is_file()}


def test_what_no_row_names_is_gone_after_a_day():
    kept, orphan, young = (
        shelve(KEPT, is_named=True),
        shelve(ORPHAN),
        shelve(b"young", days_ago=0.5),
    )
    killed = shelf.path_of(orphan).with_name(f"{shelf.UNFINISHED}x7")
    killed.touch()
    make_old(killed, days=2)

    assert shelf.sweep() == 2

    assert names() == {kept, young, ".lock"}


def test_a_file_that_is_wanted_again_is_not_swept():
    orphan = shelve(ORPHAN)
    shelf.put([ORPHAN], digest=orphan)

    assert shelf.sweep() == 0

    assert shelf.path_of(orphan).read_bytes() == ORPHAN


def test_a_file_that_is_wanted_while_it_is_taken_away_gets_its_name_back(monkeypatch):
    """Somebody stores the same picture between our look and our grasp."""
    orphan = shelve(ORPHAN)
    is_young = shelf._is_young

    def wanted_meanwhile(path):
        answer = is_young(path)
        os.utime(path)
        return answer

    monkeypatch.setattr(shelf, "_is_young", wanted_meanwhile)

    assert shelf.sweep() == 0

    assert shelf.path_of(orphan).read_bytes() == ORPHAN


def test_while_a_backup_is_taken_nothing_is_swept():
    orphan = shelve(ORPHAN)

    with shelf.unswept():
        assert shelf.sweep() == 0
        assert shelf.path_of(orphan).exists()

    assert shelf.sweep() == 1


def test_a_row_without_its_file_is_found():
    gone, _there = shelve(KEPT, is_named=True), shelve(ORPHAN, is_named=True)
    shelf.path_of(gone).unlink()

    assert shelf.missing() == [gone]


def test_whoever_is_stopped_while_writing_leaves_nothing():
    def torn():
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        shelf.put(torn(), digest=digest_of(b"whole"))

    assert names() == set()


def test_a_new_name_is_on_disk_before_anybody_relies_on_it(monkeypatch):
    """The folder is synced after the rename, and the new folder in its own."""
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(name_of(descriptor)))

    digest = digest_of(KEPT)
    shelf.put([KEPT], digest=digest)

    folder = shelf.path_of(digest).parent
    assert synced[0] == str(folder.parent)
    assert synced[1].startswith(str(folder / shelf.UNFINISHED))
    assert synced[2:] == [str(folder)]


def name_of(descriptor):
    return os.readlink(f"/proc/self/fd/{descriptor}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_wanted_again", [False, True])
def test_a_file_goes_with_the_row_that_never_came(is_wanted_again):
    with transaction.atomic():
        shelf.put([ORPHAN], digest=digest_of(ORPHAN))
        transaction.set_rollback(True)
    with transaction.atomic():
        shelf.put([KEPT], digest=digest_of(KEPT))
    if is_wanted_again:
        shelf.put([ORPHAN], digest=digest_of(ORPHAN))

    shelf.take_back()

    assert names() == {digest_of(KEPT), *([digest_of(ORPHAN)] if is_wanted_again else [])}


STORING = """
import hashlib, os, sys
from pathlib import Path
from django.conf import settings
from django.db import connection, transaction

from kurzweg.core import shelf
from kurzweg.core.models import StoredFile

settings.FILES_ROOT = Path(os.environ["FILES"])

def dying(name, _arguments):
    global left
    if name in {"os.rename", "open", "sqlite3.connect"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)

def store():
    StoredFile.objects.count()
    sys.addaudithook(dying)
    for number in range(1000):
        content = str(number).encode()
        digest = hashlib.sha256(content).hexdigest()
        with transaction.atomic():
            StoredFile.objects.create(digest=digest, network_id=1, media_type="p", size=1)
            shelf.put([content], digest=digest)

# Django is set up once; each child dies elsewhere. None has a connection before it is born.
for line in sys.stdin:
    left = int(line)
    child = os.fork()
    if not child:
        store()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.parametrize("moments", [[3], pytest.param(range(40), marks=pytest.mark.slow)])
def test_killed_at_any_file_no_row_lacks_one(own_database, settings, moments):
    storing = own_database.start(STORING, FILES=str(settings.FILES_ROOT))

    for left in moments:
        storing.stdin.write(f"{left}\n")
        storing.stdin.flush()
        assert storing.stdout.readline() == f"{-signal.SIGKILL}\n", left
        assert shelf.missing() == []
        for path in settings.FILES_ROOT.rglob("*"):
            make_old(path, days=2)
        shelf.sweep()
        assert names() == {".lock", *StoredFile.objects.values_list("digest", flat=True)}
        StoredFile.objects.all().delete()
        shutil.rmtree(settings.FILES_ROOT)

    assert storing.communicate() == ("", "")
