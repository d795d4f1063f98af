"""A backup meets what lies in its folder already: it touches nothing that it did not make."""

import os
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.core import shelf
from kurzweg.core.backup import archive, taking
from kurzweg.core.backup.archive import Manifest, Refused
from tests.core.conftest import DIGEST, PICTURE


@pytest.fixture
def folder(filled, untried, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def grown_old(path):
    long_ago = time.time() - 3 * taking.A_DAY
    os.utime(path, (long_ago, long_ago), follow_symlinks=False)
    return path


def listed(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_only_what_a_killed_backup_left_is_cleared_away(folder):
    trial = folder / f"{taking.REHEARSAL}a1b2c3d4"
    trial.mkdir()
    left = [folder / ".kurzweg-a1b2c3d4.part", trial / "kurzweg.sqlite3"]
    for path in left:
        path.write_bytes(b"personal")
    for path in (*left, trial):
        grown_old(path)
    (folder / ".kurzweg-young123.part").touch()
    (folder / f"{taking.REHEARSAL}young123").mkdir()
    young = listed(folder) - {str(path.relative_to(folder)) for path in (*left, trial)}

    taking.take(folder / "one.zip")

    assert listed(folder) == young | {"one.zip"}
    assert len(young) == 2


def test_files_and_folders_of_others_stay_however_old(folder, tmp_path):
    others = [folder / ".film.mkv.part", folder / ".kurzweg-.part", folder / ".one.zip.part"]
    for path in others:
        path.write_text("theirs")
    trees = [folder / ".music.part", folder / ".kurzweg-a1b2c3d4.part"]
    trees.append(folder / f"{taking.REHEARSAL}notes")
    for tree in trees:
        tree.mkdir()
        (tree / "kept.txt").write_text("theirs")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kurzweg.sqlite3").write_text("theirs")
    links = [folder / ".old.part", folder / ".kurzweg-b1b2c3d4.part"]
    links.append(folder / f"{taking.REHEARSAL}a1b2c3d4")
    for link in links:
        link.symlink_to(elsewhere)
    for path in (*others, *trees, *links, elsewhere, elsewhere / "kurzweg.sqlite3"):
        grown_old(path)
    before = listed(folder)

    taking.take(folder / "one.zip")

    assert listed(folder) == before | {"one.zip"}
    assert (elsewhere / "kurzweg.sqlite3").read_text() == "theirs"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
def test_what_another_user_left_stays(folder):
    left = folder / ".kurzweg-a1b2c3d4.part"
    left.touch()
    os.chown(left, 65534, 65534)
    grown_old(left)

    taking.take(folder / "one.zip")

    assert listed(folder) == {left.name, "one.zip"}


def test_nothing_is_written_through_a_link_that_lay_there(folder, tmp_path):
    other = tmp_path / "other"
    other.write_text("somebody's thesis")
    (folder / ".one.zip.part").symlink_to(other)

    taking.take(folder / "one.zip")

    about = (folder / "one.zip").lstat()
    assert other.read_text() == "somebody's thesis"
    assert (about.st_mode, about.st_uid) == (0o100600, os.geteuid())
    assert about.st_nlink == 1


@pytest.mark.parametrize("kind", ["file", "link to nothing", "folder"])
def test_what_takes_the_name_meanwhile_is_not_replaced(folder, monkeypatch, tmp_path, kind):
    """Another backup, or somebody else, was faster: during the trial the name is taken."""
    path = folder / "one.zip"
    make = {
        "file": lambda _: path.write_text("theirs"),
        "link to nothing": lambda _: path.symlink_to(tmp_path / "nothing"),
        "folder": lambda _: path.mkdir(),
    }
    monkeypatch.setattr(taking, "rehearse", make[kind])

    with pytest.raises(Refused, match="exists already"):
        taking.take(path)

    assert listed(folder) == {"one.zip"}
    assert not (tmp_path / "nothing").exists()
    assert kind != "file" or path.read_text() == "theirs"


def test_where_files_cannot_have_two_names_nothing_is_replaced_either(folder, monkeypatch):
    """Some disks from other systems know no second name for a file."""

    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)

    taking.take(folder / "one.zip")
    with pytest.raises(Refused, match="exists already"):
        archive.name_it(folder / "one.zip", folder / "one.zip")

    assert listed(folder) == {"one.zip"}
    with archive.opened(folder / "one.zip"):
        assert (folder / "one.zip").stat().st_mode == 0o100600


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("Cannot call rmtree on a symbolic link"), "Cannot call rmtree on a symbolic link"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_every_reason_is_said(folder, monkeypatch, error, said):
    def broken(_):
        raise error

    monkeypatch.setattr(taking, "sync_folder", broken)

    with pytest.raises(CommandError, match=f"one.zip could not be written: {said}\\.$"):
        call_command("backup", folder / "one.zip", stdout=StringIO())


# --keep -------------------------------------------------------------------------------------------


def of_day(folder, day, *, missing=()):
    """A backup named by its time, with the head and the end of a real one."""
    path = folder / f"kurzweg-2020-01-{day:02}T00-00-00.zip"
    manifest = Manifest("1.0", "2020", "sqlite", [], {}, missing=list(missing))
    with path.open("w+b") as file, archive.packing(file) as packed:
        manifest.write(packed)
    return path.name


def kept(folder, *, keep):
    """What is left of what was there, after one more backup."""
    before = listed(folder)
    call_command("backup", folder, keep=keep, stdout=StringIO())
    return listed(folder) & before


def test_in_a_folder_the_newest_stay(folder):
    names = [of_day(folder, day) for day in (1, 2, 3)]

    assert kept(folder, keep=2) == {names[2]}


@pytest.mark.parametrize(("keep", "days"), [(1, []), (2, [3, 4, 5, 6]), (3, [1, 2, 3, 4, 5, 6])])
def test_an_incomplete_backup_takes_nobodys_place(folder, keep, days):
    names = {
        day: of_day(folder, day, missing=[] if day in (1, 3) else ["a"]) for day in range(1, 7)
    }

    assert kept(folder, keep=keep) == {names[day] for day in days}


def test_runs_that_end_incomplete_remove_nothing(folder):
    names = {of_day(folder, day) for day in (1, 2, 3)}
    shelf.path_of(DIGEST).write_bytes(PICTURE[:-1])

    with pytest.raises(CommandError, match="1 files are named by rows"):
        call_command("backup", folder, keep=1, stdout=StringIO())

    assert listed(folder) > names


def test_what_only_has_the_name_of_a_backup_stays(folder, tmp_path):
    of_day(tmp_path, 1)
    before = {"kurzweg-2020-01-02T00-00-00.zip", "kurzweg-2020-01-03T00-00-00.zip"}
    before |= {"kurzweg-2020-01-04T00-00-00.zip", "kurzweg-2020-01-0xT00-00-00.zip", "notes.zip"}
    empty, folder_of_others, link, odd, notes = (folder / name for name in sorted(before))
    empty.touch()
    folder_of_others.mkdir()
    link.symlink_to(tmp_path / of_day(tmp_path, 1))
    for path in (odd, notes):
        (tmp_path / of_day(tmp_path, 5)).rename(path)

    assert kept(folder, keep=1) == before
