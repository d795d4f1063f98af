"""How long a fresh installation takes on an empty package cache, and how large it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import table

ROOT = Path(__file__).resolve().parent.parent


def measure() -> None:
    """Install the committed tree into a temporary folder, twice."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "kurzweg"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(tree)], check=True)
        rows = [
            [
                "empty cache",
                seconds_of_install(tree, cache=str(Path(folder) / "cache")),
                size(tree),
            ],
            ["nothing changed", seconds_of_install(tree), size(tree)],
        ]
    table.show("make install", ["", "seconds", "MB"], rows)


def seconds_of_install(tree: Path, *, cache: str = "") -> float:
    environment = {**os.environ, "PIP_CACHE_DIR": cache} if cache else dict(os.environ)
    began = time.monotonic()
    subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), "install.py"],
        cwd=tree,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.monotonic() - began


def size(tree: Path) -> int:
    """Megabytes on disk of the environment, hard links counted once."""
    run = subprocess.run(["du", "-sm", tree / ".venv"], capture_output=True, text=True, check=True)
    return int(run.stdout.split()[0])
