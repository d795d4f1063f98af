"""What Kurzweg keeps is for the user it runs as and for nobody else on the machine."""

from __future__ import annotations

import contextlib
import os
import pwd
import stat
from pathlib import Path

from django.conf import settings
from django.db import connection

OTHERS = 0o077


def open_to_others() -> list[Path]:
    """List what others on this machine may read or enter: the folder, the files of SQLite."""
    return [path for path in _places() if stat.S_IMODE(path.stat().st_mode) & OTHERS]


def close() -> None:
    """Close what an older Kurzweg left open; what belongs to somebody else `doctor` names."""
    for path in open_to_others():
        with contextlib.suppress(PermissionError, FileNotFoundError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def user() -> str:
    """Name whom what Kurzweg keeps belongs to: the owner of its folder."""
    return _name(settings.VAR.stat().st_uid)


def strangers() -> list[Path]:
    """List what belongs to somebody else than the folder does: who runs Kurzweg cannot use it."""
    owner = settings.VAR.stat().st_uid
    below = (
        Path(folder, name)
        for folder, folders, files in os.walk(settings.VAR)
        for name in (*folders, *files)
    )
    found = {path for path in (*below, *_places()) if _owner(path) not in {owner, None}}
    return sorted(found)


def give_back() -> int:
    """As root, give what root made to whom the folder belongs; say how much it was."""
    about = settings.VAR.stat()
    if os.geteuid() != 0 or about.st_uid == 0:
        return 0
    given = 0
    for path in strangers():
        of_path = path.lstat()
        # A second name, or a link, may lead to a file elsewhere that is not ours to give.
        is_ours = stat.S_ISDIR(of_path.st_mode) or of_path.st_nlink == 1
        if of_path.st_uid == 0 and is_ours:
            os.chown(path, about.st_uid, about.st_gid, follow_symlinks=False)
            given += 1
    return given


def _owner(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except FileNotFoundError:  # the log of SQLite comes and goes
        return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _places() -> list[Path]:
    files = []
    if connection.vendor == "sqlite":
        database = str(connection.settings_dict["NAME"])
        files = [Path(f"{database}{end}") for end in ("", "-wal", "-shm")]
    return [settings.VAR, *(path for path in files if path.is_file())]
