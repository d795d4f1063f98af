"""Run the web server and the worker side by side, and stop both together."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DEMO_STAYS = (
    "Demo mode signs in without a code, so it listens on this machine only: "
    "leave --host out, or KURZWEG_DEMO."
)
SAFE_SQLITE = (3, 51, 3)  # before, two processes that commit at once can, rarely, damage the file
PATIENCE = 60  # seconds until the first answer
GRACE = 15  # seconds to finish what has begun

Children = dict[str, subprocess.Popen[bytes]]


class NotServing(Exception):
    """The server or the worker ended, or never answered."""


def server_command(*, host: str, port: int, is_sqlite: bool) -> list[str]:
    """Choose processes and threads for the database behind them."""
    is_one_process_safer = is_sqlite and sqlite3.sqlite_version_info < SAFE_SQLITE
    processes, threads = (1, 8) if is_one_process_safer else (2, 4)
    arguments = map(str, (host, port, processes, threads))
    return [sys.executable, "-m", "kurzweg.core.server", *arguments]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "worker"]


def start(
    children: Children,
    name: str,
    command: list[str],
    *,
    environment: Mapping[str, str],
    log_folder: Path | None,
) -> None:
    """Start a child in a session of its own, so that Ctrl-C reaches only us."""
    with contextlib.ExitStack() as opened:
        output = None
        if log_folder:
            log_folder.mkdir(parents=True, exist_ok=True)
            output = opened.enter_context((log_folder / f"{name}.log").open("wb"))
        children[name] = subprocess.Popen(  # noqa: S603 - our own programs
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )


def is_taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def wait_until_healthy(children: Children, *, host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        raise_if_one_ended(children)
        if answers(host, port):
            return
        time.sleep(0.05)
    raise NotServing(f"no answer on port {port} within {PATIENCE} seconds")


def answers(host: str, port: int) -> bool:
    """Whether the server speaks; a redirect to https or a refused host name is an answer too."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/health/")
        return connection.getresponse().status < 500
    return False


def raise_if_one_ended(children: Children) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise NotServing(f"the {name} ended with code {child.returncode}")


def stop(children: Children) -> None:
    """Ask everybody to finish, wait, and end what is left with all it started."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        # The session of the child: also the processes that it started and left behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
