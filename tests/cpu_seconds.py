"""What each room's tests cost: CPU-seconds, those of the programs they start included."""

from __future__ import annotations

import collections
import resource
from collections.abc import Iterator

import pytest

START, ROOMS = "starting", pytest.StashKey[collections.Counter]()
TESTS = pytest.StashKey[collections.Counter]()
_last = 0.0


def spent() -> float:
    """CPU-seconds of this process and of the programs it started that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--dearest", type=int, default=0, metavar="N", help="name the N tests that cost most CPU"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROOMS], config.stash[TESTS] = collections.Counter(), collections.Counter()
    config.pluginmanager.register(Counting(config.stash[ROOMS], config.stash[TESTS]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Say with each report what was spent since the one before."""
    global _last
    report = yield
    now = spent()
    # Whatever the first test of a process finds done was done for all.
    report.cpu_seconds, _last = (now - _last if _last else 0.0), now
    report.cpu_start = 0.0 if report.cpu_seconds else now
    return report


class Counting:
    """Adds up, in the process that hears of all tests."""

    def __init__(self, rooms: collections.Counter, tests: collections.Counter) -> None:
        self.rooms, self.tests = rooms, tests

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.rooms[room_of(report.nodeid)] += getattr(report, "cpu_seconds", 0.0)
        # What a fixture of many tests costs stands with the first that asked for it.
        self.tests[report.nodeid] += getattr(report, "cpu_seconds", 0.0)
        self.rooms[START] += getattr(report, "cpu_start", 0.0)


def room_of(nodeid: str) -> str:
    """Name the folder below tests/ that a test lies in: "tests/market/test_needs.py::…"."""
    parts = nodeid.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 else "house"


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    rooms = config.stash[ROOMS]
    if hasattr(config, "workerinput"):
        return
    for nodeid, seconds in config.stash[TESTS].most_common(config.getoption("dearest")):
        terminalreporter.write_line(f"{seconds:6.1f} {nodeid}")
    if len(rooms) < 3:
        return
    each = ", ".join(f"{room} {seconds:.0f}" for room, seconds in rooms.most_common())
    terminalreporter.write_line(f"CPU-seconds: {sum(rooms.values()):.0f} – {each}")
