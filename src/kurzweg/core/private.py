"""What Kurzweg keeps is for the user it runs as and for nobody else on the machine."""

from __future__ import annotations

import contextlib
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


def _places() -> list[Path]:
    files = []
    if connection.vendor == "sqlite":
        database = str(connection.settings_dict["NAME"])
        files = [Path(f"{database}{end}") for end in ("", "-wal", "-shm")]
    return [settings.VAR, *(path for path in files if path.is_file())]
