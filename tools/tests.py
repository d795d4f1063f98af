"""Run all the tests that this machine can run, and say in one line what it could not.

First on SQLite, with the browser tests where a Chromium is found; then, with
KURZWEG_TEST_DATABASE_URL, the same suite on PostgreSQL. CI=true adds the long forms.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.chromium import find_chromium

ROOM = 4 * 2**30


def main(arguments: list[str]) -> int:
    is_ci = os.environ.get("CI") == "true"
    postgres = os.environ.get("KURZWEG_TEST_DATABASE_URL", "")
    long_form = "" if is_ci else "not slow"

    print("On SQLite:", flush=True)
    here = " and ".join(filter(None, ["not strictest" if postgres else "", long_form]))
    status = run_pytest(arguments, marks=here)
    if postgres:
        print("On PostgreSQL:", flush=True)
        # A browser sees the same pages on either database; what asks none is plain by itself.
        marks = " and ".join(filter(None, ["not browser", "not plain", long_form]))
        environment = {"KURZWEG_DATABASE_URL": postgres}
        status = run_pytest(arguments, marks=marks, environment=environment) or status

    skipped = [
        "" if postgres else "PostgreSQL (KURZWEG_TEST_DATABASE_URL is not set)",
        "" if find_chromium() else "the browser (no chromium)",
        "" if shutil.which("soffice") else "LibreOffice (no soffice)",
        "" if is_ci else "the long forms (CI=true)",
    ]
    print("Skipped:", ", ".join(filter(None, skipped)) or "nothing")
    return status


def run_pytest(
    arguments: list[str], *, marks: str, environment: dict[str, str] | None = None
) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
    command += ["-m", marks, *arguments]
    if seed := os.environ.get("KURZWEG_SEED"):
        command.append(f"--hypothesis-seed={seed}")
    # Both cores have a worker of their own: threads of OpenBLAS would only wait for each other.
    own = {"OPENBLAS_NUM_THREADS": "1", **(environment or {})}
    # Each program that a test starts would otherwise compile all modules again.
    own["PYTHONDONTWRITEBYTECODE"] = ""
    with tempfile.TemporaryDirectory(dir=roomy_memory()) as folder:
        every = {**os.environ, **own, "TMPDIR": folder}
        return subprocess.run(command, env=every).returncode  # noqa: S603


def roomy_memory() -> Path | None:
    """Name the file system in memory where there is one with room; a test's files live seconds."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    return memory if has_room and available_memory() > 2 * ROOM else None


def available_memory(told: Path = Path("/proc/meminfo")) -> int:
    """Read how many bytes programs can still take without swapping; 0 where nobody says it.

    A file system in memory may call itself empty while something else holds that memory.
    """
    lines = told.read_text().splitlines() if told.is_file() else []
    kilobytes = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(kilobytes[0]) * 1024 if kilobytes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
