"""Pages per second of two preloaded processes, queries per page, memory of both."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import region, table

SIZE = "region"
SECONDS = 5
CLIENTS = 8


def measure() -> None:
    """Ask for each page as fast as it comes, one page after the other, on loopback."""
    region.prepare(SIZE)
    known = region.inside(SIZE, "pages")
    rows = []
    with serving() as (port, master):
        for page in known["pages"]:
            cookie = known["cookie"] if page["is_signed_in"] else ""
            load(port, page["path"], cookie, seconds=1)
            per_second, p50, p99, faults = load(port, page["path"], cookie, seconds=SECONDS)
            rows.append([page["name"], per_second, p50, p99, faults, page["queries"]])
        memory = [pss(pid) for pid in [master, *children_of(master)]]
    asked_by = "wrk" if shutil.which("wrk") else "our own client"
    table.show(
        f"Pages in a network with {known['organisations']:,} members, 2 processes of the server "
        f"of `serve`, {CLIENTS} clients of {asked_by} (goal: 100 per second, 15 queries)",
        ["page", "per second", "p50 ms", "p99 ms", "not 200", "queries"],
        rows,
    )
    table.show(
        "Memory after that, PSS (goal: 400 MB for both processes)",
        ["", "MB"],
        [["both processes", sum(memory[1:])], ["with the one that watches them", sum(memory)]],
    )


@contextlib.contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """Start the server of `serve` on a free port, stop it afterwards; gives port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kurzweg.core.server", "127.0.0.1", str(port), "2", "4"]
    server = subprocess.Popen(command, env=region.environment(SIZE))
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                if ask(port, "/health/", "") == 200:
                    break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def ask(port: int, path: str, cookie: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        return answer.status


def load(port: int, path: str, cookie: str, *, seconds: int) -> tuple[float, float, float, int]:
    """Pages per second, p50 and p99 in milliseconds, answers other than 200."""
    if not shutil.which("wrk"):
        return load_from_here(port, path, cookie, seconds=seconds)
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    command += [f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    faults = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return (
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        milliseconds(re.search(r"^\s+50%\s+(\S+)", said, re.M)[1]),
        milliseconds(re.search(r"^\s+99%\s+(\S+)", said, re.M)[1]),
        int(faults[1]) if faults else 0,
    )


def milliseconds(written: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", written).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1_000, "m": 60_000}[unit]


def load_from_here(
    port: int, path: str, cookie: str, *, seconds: int
) -> tuple[float, float, float, int]:
    """Do what wrk does where there is none; this client costs more of the two cores."""
    end = time.monotonic() + seconds

    def client() -> list[tuple[float, int]]:
        answers = []
        while (began := time.monotonic()) < end:
            status = ask(port, path, cookie)
            answers.append((time.monotonic() - began, status))
        return answers

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        asked = [pool.submit(client) for _ in range(CLIENTS)]
        answers = [answer for future in asked for answer in future.result()]
    cuts = statistics.quantiles([took * 1000 for took, _ in answers], n=100)
    faults = sum(status != 200 for _, status in answers)
    return len(answers) / seconds, cuts[49], cuts[98], faults


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def pss(pid: int) -> float:
    """Megabytes of a process, pages shared by several counted in shares."""
    said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", said, re.M)[1]) / 1024
