"""What lies on the disk is for the user that Kurzweg runs as, whatever the umask was."""

import os
import stat
import subprocess
import sys

import pytest
from django.db import connection

from kurzweg.core import private
from kurzweg.core.health import Mark, examine
from tests.own_database import IS_SQLITE

sqlite_only = pytest.mark.skipif(not IS_SQLITE, reason="about the files of SQLite")


def mode(path):
    return oct(stat.S_IMODE(path.stat().st_mode))


def complaints():
    return [each.says for each in examine() if each.what == "data" and each.mark is Mark.ILL]


def test_a_new_installation_is_closed_to_others_under_any_umask(tmp_path):
    """Its folder, its database, and what SQLite writes beside it while somebody is at work."""
    var = tmp_path / "var"
    environment = {**os.environ, "KURZWEG_VAR": str(var)}
    environment.pop("KURZWEG_DATABASE_URL", None)
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "connection.cursor().execute('CREATE TABLE t (a)')\n"
        "import os, pathlib\n"
        "from django.conf import settings\n"
        "for path in sorted(settings.VAR.glob('kurzweg.sqlite3*')):\n"
        "    print(path.name, oct(path.stat().st_mode & 0o777))\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"DJANGO_SETTINGS_MODULE": "kurzweg.settings"},
        capture_output=True,
        text=True,
        check=True,
        umask=0o000,
    )

    assert run.stdout.split() == [
        *("kurzweg.sqlite3", "0o600"),
        *("kurzweg.sqlite3-shm", "0o600"),
        *("kurzweg.sqlite3-wal", "0o600"),
    ]
    assert (mode(var), mode(var / "secret-key")) == ("0o700", "0o600")


@sqlite_only
def test_an_older_installation_is_closed_when_it_starts(own_database, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir(mode=0o755)
    settings.VAR.chmod(0o755)
    connection.ensure_connection()
    files = sorted(tmp_path.glob("*.sqlite3*"))
    for path in files:
        path.chmod(0o644)
    assert complaints() == [
        f"others on this machine can read {settings.VAR}: chmod 700",
        *(f"others on this machine can read {path}: chmod 600" for path in listed(files)),
    ]

    private.close()

    assert complaints() == []
    assert {mode(path) for path in files} == {"0o600"}
    assert mode(settings.VAR) == "0o700"
    assert len(files) == 3


def listed(files):
    """In doctor's order: the database, its log, its shared memory."""
    return sorted(
        files, key=lambda path: ["3", "3-wal", "3-shm"].index(path.suffix.removeprefix(".sqlite"))
    )


@pytest.mark.parametrize("entrance", ["kurzweg.wsgi", "worker", "serve"])
def test_every_start_closes_what_was_open(entrance, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    var.chmod(0o755)
    code = {
        "kurzweg.wsgi": "import kurzweg.wsgi",
        "worker": (
            "import django; django.setup()\n"
            "from kurzweg.core.management.commands import worker\n"
            "worker.jobs.write_schedules = lambda: exit()\n"
            "worker.Command().handle()"
        ),
        "serve": (
            "import django; django.setup()\n"
            "from kurzweg.core.management.commands import serve\n"
            "serve.call_command = lambda *_, **__: exit()\n"
            "serve.Command().prepare()"
        ),
    }[entrance]
    environment = {**os.environ, "KURZWEG_VAR": str(var)}
    environment["DJANGO_SETTINGS_MODULE"] = "kurzweg.settings"

    subprocess.run([sys.executable, "-c", code], env=environment, check=True)

    assert mode(var) == "0o700"


@pytest.mark.django_db
def test_doctor_says_when_the_folder_is_open(settings, tmp_path):
    settings.VAR = tmp_path
    tmp_path.chmod(0o750)

    assert complaints() == [f"others on this machine can read {tmp_path}: chmod 700"]
