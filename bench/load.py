"""Asks for pages on loopback as fast as they come: wrk where there is one, else a client here."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CLIENTS = 8
# Each connection asks for one address after the other, in an order of chance.
SCRIPT = """
local paths = {%s}
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: pages per second, p50 and p99 in milliseconds, answers other than 200."""

    per_second: float
    p50: float
    p99: float
    faults: int


def by() -> str:
    return "wrk" if shutil.which("wrk") else "our own client"


def load(
    port: int, paths: Sequence[str], *, seconds: int, cookie: str = "", host: str = "127.0.0.1"
) -> Load:
    """Let some clients ask for these addresses, each for the next when it got one."""
    if not shutil.which("wrk"):
        return load_from_here(port, paths, seconds=seconds, cookie=cookie, host=host)
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        Path(script.name).write_text(SCRIPT % ", ".join(map(json.dumps, paths)), encoding="utf-8")
        command += ["-s", script.name, f"http://{host}:{port}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    faults = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        milliseconds(re.search(r"^\s+50%\s+(\S+)", said, re.M)[1]),
        milliseconds(re.search(r"^\s+99%\s+(\S+)", said, re.M)[1]),
        int(faults[1]) if faults else 0,
    )


def milliseconds(written: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", written).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1_000, "m": 60_000}[unit]


def load_from_here(
    port: int, paths: Sequence[str], *, seconds: int, cookie: str, host: str
) -> Load:
    """Do what wrk does where there is none; this client costs more of the two cores."""
    end = time.monotonic() + seconds

    def client(number: int) -> list[tuple[float, int]]:
        chance, answers = random.Random(number), []
        connection = http.client.HTTPConnection(host, port, timeout=30)
        with contextlib.closing(connection):
            while (began := time.monotonic()) < end:
                status = ask_on(connection, chance.choice(paths), cookie)
                answers.append((time.monotonic() - began, status))
        return answers

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        answers = [each for found in pool.map(client, range(CLIENTS)) for each in found]
    cuts = statistics.quantiles([took * 1000 for took, _ in answers], n=100)
    faults = sum(status != 200 for _, status in answers)
    return Load(len(answers) / seconds, cuts[49], cuts[98], faults)


def ask_on(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def ask(port: int, path: str) -> int:
    """Ask once; says the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        return ask_on(connection, path, "")
