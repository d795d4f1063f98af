"""PostgreSQL as a peer, in a cluster of its own that lives as long as the process that asks."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
from glob import glob
from pathlib import Path

import psycopg

from bench.scale import corpus
from bench.scale.ours import TEN, written
from kurzweg.engine.documents import Request

_WORD = re.compile(r"\w+")
_TICKS = os.sysconf("SC_CLK_TCK")


def is_there() -> bool:
    """Whether it is installed."""
    return bool(_folders())


def build(file: Path, folder: Path) -> None:
    """A column of terms, title before text, with its inverted index."""
    folder.mkdir(parents=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _run("initdb", "-D", f"{folder}/data", "-U", "kurzweg", "-A", "trust", "-E", "UTF8")
    connection = _started(folder)
    connection.execute("CREATE TABLE found (number int, title text, text text, terms tsvector)")
    with connection.cursor().copy("COPY found (number, title, text) FROM STDIN") as copy:
        for row in corpus.texts(file):
            copy.write_row(row)
    connection.execute("""
        CREATE TABLE indexed AS SELECT number, setweight(to_tsvector('german', title), 'A')
        || to_tsvector('german', text) AS terms FROM found
    """)
    connection.execute("DROP TABLE found")
    connection.execute("CREATE INDEX ON indexed USING gin (terms)")
    connection.execute("VACUUM ANALYZE indexed")


class ByRank:
    """Its German configuration, any word, by ts_rank; the time counts that the server takes."""

    def __init__(self, folder: Path) -> None:
        self._connection = _started(folder)

    def __call__(self, request: Request) -> object:
        words = " | ".join(dict.fromkeys(_WORD.findall(written(request))))
        return self._connection.execute(
            "SELECT number FROM indexed, to_tsquery('german', %s) AS asked WHERE terms @@ asked"
            " ORDER BY ts_rank(terms, asked) DESC, number LIMIT %s",
            (words, TEN),
        ).fetchall()

    def cpu_seconds(self) -> float:
        process = Path(f"/proc/{self._connection.info.backend_pid}/stat").read_text()
        user, system = process.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS


def _started(folder: Path) -> psycopg.Connection:
    """Start the cluster, stop it when this process ends, and connect."""
    options = (
        f"-k {folder} -c listen_addresses= -c shared_buffers=1GB -c maintenance_work_mem=512MB"
    )
    options += " -c max_parallel_workers_per_gather=0 -c jit=off"  # one core, like the others
    data = ("-s", "-w", "-D", f"{folder}/data")
    _run("pg_ctl", "start", *data, "-l", f"{folder}/log", "-o", options)
    atexit.register(_run, "pg_ctl", "stop", *data, "-m", "fast")
    return psycopg.connect(
        host=str(folder), user="kurzweg", dbname="postgres", autocommit=True, prepare_threshold=None
    )


def _run(program: str, *arguments: str) -> None:
    """Run one of its programs as somebody else than root, which it demands."""
    command = [f"{_folders()[-1]}/{program}", *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _folders() -> list[str]:
    return sorted(os.path.dirname(path) for path in glob("/usr/lib/postgresql/*/bin/initdb"))
