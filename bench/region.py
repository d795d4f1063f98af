"""The generated regions that are measured on, kept below var/bench between runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "var" / "bench"
SIZES = {"small": 200, "region": 2_500, "state": 100_000}


def environment_of(size: str) -> dict[str, str]:
    """The environment of an installation that holds a region of that size."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KURZWEG_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
        "KURZWEG_VAR": str(FOLDER / size),
        "KURZWEG_MAIL_URL": "dummymail://",
    }


def prepare(size: str) -> None:
    """Generate the region, build its index and its static files, unless that was done."""
    done = FOLDER / size / "prepared"
    began, is_there = time.monotonic(), done.exists()
    for command in (
        ["migrate", "--noinput", "-v0"],  # one that is there may be of an older Kurzweg
        *([] if is_there else [["createcachetable"], ["demo", "--size", size], ["index"]]),
        ["collectstatic", "--noinput", "-v0"],
    ):
        subprocess.run(
            [sys.executable, "-m", "kurzweg.cli", *command],
            env=environment_of(size) | {"KURZWEG_DEMO": "1"},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    if is_there:
        return
    done.write_text(f"{time.monotonic() - began:.1f}")
    print(f"Region of {SIZES[size]:,} organisations prepared in {done.read_text()} s", flush=True)


def inside(size: str, question: str, *, environment: dict[str, str] | None = None) -> Any:
    """Ask bench/inside.py in a process of that installation, or of another one of that size."""
    run = subprocess.run(
        [sys.executable, "-m", "bench.inside", question],
        env=environment or environment_of(size),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])
