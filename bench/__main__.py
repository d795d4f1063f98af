"""`make bench` runs every measurement here; `make bench ARGS=pages` one of them."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent


def measurements() -> list[str]:
    """Every module or package beside this one that has a `measure()`; none is imported for that."""
    modules = [*FOLDER.glob("*.py"), *FOLDER.glob("*/__init__.py")]
    measuring = [path for path in modules if "\ndef measure(" in path.read_text("utf-8")]
    return sorted(path.parent.name if path.stem == "__init__" else path.stem for path in measuring)


def main(asked: list[str]) -> int:
    known = measurements()
    unknown = set(asked) - set(known)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        return 2
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    for name in asked or known:
        import_module(f"bench.{name}").measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
