"""What those who run an installation read and use."""

import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_every_setting_is_explained_and_no_other():
    code = [
        *(ROOT / "src").rglob("*.py"),
        ROOT / "conftest.py",
        *(ROOT / "tools").glob("*.py"),
    ]
    read = {
        name
        for path in code
        for name in re.findall(r"""["'](KURZWEG_[A-Z_]+)["']""", path.read_text("utf-8"))
    }
    explained = (ROOT / "docs" / "running" / "configuration.md").read_text("utf-8")

    assert set(re.findall(r"`(KURZWEG_[A-Z_]+)`", explained)) == read


@pytest.fixture
def installation(tmp_path):
    """A running installation: its newest row stands in the file beside the database."""
    var = tmp_path / "var"
    (var / "files").mkdir(parents=True)
    (var / "files" / "logo").write_bytes(b"logo")
    (var / "secret-key").write_text("secret")
    database = sqlite3.connect(var / "kurzweg.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE need (title)")
    database.execute("INSERT INTO need VALUES ('Eichenbretter')")
    database.commit()
    yield var
    database.close()


def back_up(var, folder, *, keep):
    subprocess.run(
        [ROOT / "deploy" / "backup.sh", folder, str(keep)],
        env={**os.environ, "KURZWEG_VAR": str(var), "PYTHON": sys.executable},
        check=True,
    )


def test_a_backup_of_a_running_installation_restores_everything(installation, tmp_path):
    folder = tmp_path / "copies"

    back_up(installation, folder, keep=48)

    [copy] = folder.glob("*.sqlite3")
    with sqlite3.connect(copy) as restored:
        rows = restored.execute("SELECT title FROM need").fetchall()
    restored.close()
    [files] = folder.glob("*.tar")
    with tarfile.open(files) as packed:
        names = sorted(packed.getnames())
    assert rows == [("Eichenbretter",)]
    assert names == ["files", "files/logo", "secret-key"]
    assert copy.stat().st_mode & 0o077 == 0


def test_only_the_newest_copies_stay(installation, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in ("01", "02", "03"):
        (folder / f"kurzweg-2020-01-{day}T00-00-00.sqlite3").touch()
    (folder / "notes.txt").touch()

    back_up(installation, folder, keep=2)

    names = sorted(path.name for path in folder.glob("*.sqlite3"))
    assert len(names) == 2
    assert names[0] == "kurzweg-2020-01-03T00-00-00.sqlite3"
    assert (folder / "notes.txt").exists()


def test_the_logs_of_the_proxy_hold_no_token_no_search_words_and_no_address():
    """By default nginx writes down the whole request, where it came from and who sent it."""
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    [format_of_log] = re.findall(r"log_format kurzweg '(.*)';", site)
    servers = site.split("server {")[1:]

    assert re.findall(r"\$(\w+)", format_of_log) == [
        "time_iso8601", "request_method", "logged_uri", "status", "body_bytes_sent", "request_time",
    ]  # fmt: skip
    assert re.search(r"map \$uri \$logged_uri \{\s+~\*\^/l/ ", site)
    assert [re.findall(r"^    (?:access|error)_log (\S+)", server, re.M) for server in servers] == [
        ["off;", "/dev/null;"],
        ["/var/log/nginx/kurzweg.log", "/var/log/nginx/kurzweg-error.log"],
    ]
    assert re.search(r"location ~\* \^/l/ \{\s+error_log /dev/null;", site)
