"""An installation as `kurzweg serve` would serve it, on SQLite or on PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench import region
from bench.load import ask
from kurzweg.core import serving

POSTGRES = os.environ.get("KURZWEG_TEST_DATABASE_URL", "")


@dataclass(frozen=True, slots=True)
class Installation:
    """Where a region is kept, and what the programs of that installation are told."""

    name: str
    size: str
    environment: dict[str, str]
    is_sqlite: bool

    @property
    def set_up(self) -> str:
        processes, threads = serving.server_command(
            host="127.0.0.1", port=0, is_sqlite=self.is_sqlite
        )[-2:]
        many = "process" if processes == "1" else "processes"
        return f"{self.name}, {processes} {many} with {threads} threads"


def on_sqlite(size: str) -> Installation:
    region.prepare(size)
    return Installation("SQLite", size, region.environment_of(size), is_sqlite=True)


@contextlib.contextmanager
def on_postgresql(size: str) -> Iterator[Installation]:
    """Restore a backup of the region into a database that is dropped afterwards."""
    import psycopg

    name = "kurzweg_bench"
    admin = urlsplit(POSTGRES)
    own = admin._replace(path=f"/{name}").geturl()
    with (
        psycopg.connect(admin.geturl(), autocommit=True) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        here = region.environment_of(size)
        there = {**here, "KURZWEG_VAR": f"{folder}/var", "KURZWEG_DATABASE_URL": own}
        backup = f"{folder}/region.backup"
        try:
            _kurzweg(here, "backup", backup)
            shutil.copytree(Path(here["KURZWEG_VAR"]) / "static", f"{folder}/var/static")
            shutil.copy(Path(here["KURZWEG_VAR"]) / "secret-key", f"{folder}/var/secret-key")
            _kurzweg(there, "migrate", "-v0")
            _kurzweg(there, "restore", backup)
            _kurzweg(there, "createcachetable")
            _kurzweg(there, "index")
            with psycopg.connect(own, autocommit=True) as database:
                database.execute("ANALYZE")
            yield Installation("PostgreSQL", size, there, is_sqlite=False)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _kurzweg(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "kurzweg.cli", *arguments]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def serving_it(installation: Installation, **environment: str) -> Iterator[tuple[int, int]]:
    """Start the web server of `serve` on a free port, stop it afterwards; gives port and pid."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = serving.server_command(host="127.0.0.1", port=port, is_sqlite=installation.is_sqlite)
    server = subprocess.Popen(command, env={**installation.environment, **environment})
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                if ask(port, "/health/") == 200:
                    break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


@contextlib.contextmanager
def changing(installation: Installation, *, every: float) -> Iterator[None]:
    """Let another process change something public, at once and then every so often."""
    command = [sys.executable, "-m", "bench.inside", "changing", str(every)]
    process = subprocess.Popen(
        command, env=installation.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        process.stdout.readline()  # it has begun
        yield
    finally:
        process.stdin.close()
        process.wait(30)


def memory_of(pid: int) -> float:
    """Megabytes of a server with all its processes."""
    return sum(pss(each) for each in [pid, *children_of(pid)])


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def pss(pid: int) -> float:
    """Megabytes of a process, pages shared by several counted in shares."""
    said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", said, re.M)[1]) / 1024
