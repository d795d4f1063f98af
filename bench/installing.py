"""How long a fresh installation takes on an empty package cache, and how large it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

from bench import table

ROOT = Path(__file__).resolve().parent.parent
SMALL = 5  # megabytes


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
        packages = sizes(tree / ".venv")
    table.show("make install", ["", "seconds", "MB"], rows)
    table.show(
        "Size per package, MB of its files, compiled ones included (the small ones together)",
        ["package", "MB"],
        packages,
    )


def sizes(venv: Path) -> list[tuple[str, float]]:
    """Say how many megabytes the files of each package take that its RECORD names."""
    (folder,) = venv.glob("lib/python*/site-packages")
    found = {
        distribution.metadata["Name"]: sum(
            path.stat().st_size
            for file in distribution.files or ()
            if (path := Path(str(distribution.locate_file(file)))).is_file()
        )
        / 1_000_000
        for distribution in metadata.distributions(path=[str(folder)])
    }
    large = sorted(((name, size) for name, size in found.items() if size >= SMALL), key=by_size)
    rest = sum(size for size in found.values() if size < SMALL)
    small = (f"{len(found) - len(large)} others", rest)
    return [*large, small, ("together", sum(found.values()))]


def by_size(package: tuple[str, float]) -> float:
    return -package[1]


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
