"""`kurzweg serve`: everything starts, one line says where, one Ctrl-C ends it all."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kurzweg.core import serving


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_running(pid):
    """Whether a process lives; a zombie that nobody has reaped yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def left_running(pids):
    """The processes that still live after a moment: a kill takes effect when its turn comes."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(map(is_running, pids)):
        time.sleep(0.02)
    return [pid for pid in pids if is_running(pid)]


def told(pids, name):
    """What processes were told by one variable of their environment."""
    lines = [
        line.decode()
        for pid in pids
        for line in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    ]
    return {line.partition("=")[2] for line in lines if line.startswith(f"{name}=")}


def children_of(pid):
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = dict(map(int, line.split()) for line in listed.stdout.splitlines())
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


@pytest.fixture
def child():
    """Start small programs in place of the server; whatever is left is ended."""
    children: serving.Children = {}

    def start(code):
        serving.start(
            children, "server", [sys.executable, "-c", code], environment={}, log_folder=None
        )
        return children

    yield start
    for process in children.values():
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_server_and_worker_start_say_where_and_stop_together(tmp_path, asked_by):
    port = free_port()
    environment = {
        **os.environ,
        "KURZWEG_VAR": str(tmp_path),
        "KURZWEG_DATABASE_URL": f"sqlite:///{tmp_path / 'serve.sqlite3'}",
    }
    command = [sys.executable, "-m", "kurzweg.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as house:
        try:
            begun, said = house.stdout.readline(), house.stdout.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
                health = answer.status
            started = children_of(house.pid)
            linked = told(started, "KURZWEG_BASE_URL")
        finally:
            house.send_signal(asked_by)
        rest = house.stdout.read()

    assert begun == "Making the tables of an empty database …\n"
    assert (said, rest) == (f"Kurzweg: http://127.0.0.1:{port}/\n", "")
    assert (health, house.returncode) == (200, 0)
    assert linked == {f"http://127.0.0.1:{port}/"}, "links in mails lead elsewhere"
    assert len(started) >= 2  # the server and the worker
    assert left_running(started) == []


def test_demo_mode_refuses_other_machines(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="on this machine only"):
        call_command("serve", host="0.0.0.0", port=free_port())  # noqa: S104 - is refused


@pytest.mark.parametrize(
    ("is_demo", "other"), [(True, "make demo PORT={port}"), (False, "--port {port}")]
)
def test_a_taken_port_is_said_with_the_command_for_another(is_demo, other, settings):
    settings.DEMO = is_demo
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=other.format(port=port + 1)):
            call_command("serve", port=port)


def test_a_server_that_ends_at_once_is_said(child):
    children = child("raise SystemExit(3)")

    with pytest.raises(serving.NotServing, match="the server ended with code 3"):
        serving.wait_until_healthy(children, host="127.0.0.1", port=free_port())


def test_a_server_that_never_answers_is_said(child, monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.2)
    port = free_port()

    with pytest.raises(serving.NotServing, match=f"no answer on port {port}"):
        serving.wait_until_healthy(child("import time; time.sleep(60)"), host="::1", port=port)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_who_does_not_want_to_stop_is_ended_with_all_it_started(child, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "GRACE", 0.2)
    note = tmp_path / "pid"
    children = child(
        "import pathlib, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(inner.pid))\n"
        "time.sleep(60)"
    )
    while not (note.exists() and note.read_text()):
        time.sleep(0.02)

    serving.stop(children)

    assert children["server"].returncode == -signal.SIGKILL
    assert left_running([int(note.read_text())]) == []


@pytest.mark.parametrize(
    ("is_sqlite", "version", "processes"),
    [(True, (3, 40, 1), "1"), (True, (3, 51, 3), "2"), (False, (3, 40, 1), "2")],
)
def test_an_sqlite_with_the_reset_bug_gets_one_process(monkeypatch, is_sqlite, version, processes):
    monkeypatch.setattr(serving.sqlite3, "sqlite_version_info", version)

    command = serving.server_command(host="127.0.0.1", port=8000, is_sqlite=is_sqlite)

    assert command[-2] == processes
