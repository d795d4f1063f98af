"""Whoever restores, what is restored belongs to the user whom Kurzweg runs as."""

import os
import subprocess
import sys

import pytest

from kurzweg.core import private
from kurzweg.core.health import Mark, examine

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root acts for others")


def owners(folder):
    return {path.lstat().st_uid for path in (folder, *folder.rglob("*"))}


def run(arguments, *, var, **options):
    environment = {**os.environ, "KURZWEG_VAR": str(var)}
    environment.pop("KURZWEG_DATABASE_URL", None)
    command = [sys.executable, "-m", "kurzweg.cli", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, **options)


@as_root
def test_root_gives_what_it_restores_to_whom_the_folder_belongs(backup, tmp_path):
    var = tmp_path / "var"
    var.mkdir(mode=0o700)
    os.chown(var, NOBODY, NOBODY)

    said = run(["restore", backup], var=var)

    assert "What root wrote was given to nobody. " in said.stdout, said.stderr
    assert owners(var) == {NOBODY}
    assert (var / "kurzweg.sqlite3").stat().st_size > 0


@as_root
def test_a_refused_restore_leaves_nothing_of_root_either(tmp_path):
    var = tmp_path / "var"
    var.mkdir(mode=0o700)
    os.chown(var, NOBODY, NOBODY)

    said = run(["restore", tmp_path / "nothing.zip"], var=var)

    assert (said.returncode, owners(var)) == (1, {NOBODY})


@as_root
def test_root_gives_nothing_away_that_has_another_name_elsewhere(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    os.chown(settings.VAR, NOBODY, NOBODY)
    elsewhere = tmp_path / "shadow"
    elsewhere.write_text("of root")
    os.link(elsewhere, settings.VAR / "second")
    (settings.VAR / "link").symlink_to(elsewhere)
    (settings.VAR / "ours").touch()

    private.give_back()

    assert elsewhere.stat().st_uid == 0
    assert (settings.VAR / "ours").stat().st_uid == NOBODY


@as_root
@pytest.mark.django_db
def test_doctor_names_what_belongs_to_another_user(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "files").mkdir()
    ours, theirs = tmp_path / "ours", tmp_path / "files" / "theirs"
    ours.touch()
    theirs.touch()
    os.chown(theirs, NOBODY, NOBODY)

    ill = [each.says for each in examine() if each.what == "data" and each.mark is Mark.ILL]

    assert ill == [f"not of root, whom {tmp_path} belongs to: chown root {theirs}"]
