"""Whoever builds a generation may be killed at any point: there is always a whole one to open."""

import signal
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from kurzweg.engine.documents import Document, Request
from kurzweg.engine.index.generation import Generation, build_generation, current_id
from kurzweg.engine.match.matcher import Matcher
from tests.engine.conftest import TODAY
from tests.engine.index import builder_that_dies as dying

POINTS = 100
AT_ONCE = 30  # of them in `make test`: all that happen seldom, and every so often one of the others
OFTEN = frozenset({"open", "fsync", "os.remove"})  # once per file
OLD = [
    Document("a", title="Eloxalbetrieb", text="Wir eloxieren Aluminium"),
    Document("b", title="Steuerberatung", text="Wir machen den Jahresabschluss"),
]
NEW = dying.KEYS


@pytest.fixture
def index(tmp_path):
    """A folder for generations."""
    return tmp_path / "index"


@pytest.fixture
def builder(index):
    """Give a function that lets a builder die at a point, and says what it had asked for."""
    started = []

    def dies_before(number, *defects):
        if not started:
            command = [sys.executable, dying.__file__, str(index), *defects]
            pipe = subprocess.PIPE
            started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
        print(number, file=started[0].stdin, flush=True)
        status, *asked = started[0].stdout.readline().split()
        return int(status), asked

    yield dies_before
    for process in started:
        process.communicate()


def keys(folder):
    """The documents of the current generation, read to the last byte."""
    opened = Generation.open(folder)
    names = opened.segment.columns.keys
    Matcher(opened).match(Request("Eloxal", TODAY))
    return [names[row] for row in range(len(names))]


def points(asked, *, count):
    """The points at which to kill: all that happen seldom, then an even choice of the others."""
    seldom = [n for n, name in enumerate(asked, start=1) if name not in OFTEN]
    others = [n for n in range(1, len(asked) + 1) if n not in seldom]
    chosen = np.linspace(0, len(others) - 1, count - len(seldom)).astype(int)
    return [*seldom, *dict.fromkeys(others[each] for each in chosen)]


def what_goes_wrong(folder, builder, known, *defects, count):
    """Kill a builder at so many points; give those after which something is not as promised."""
    build_generation(OLD, folder, vocabulary=known)
    _, asked = builder(-1, *defects)
    assert keys(folder) == NEW
    before = build_generation(OLD, folder, vocabulary=known)
    for point in points(asked, count=count):
        status, _ = builder(point, *defects)
        try:
            found = keys(folder)
        except (OSError, ValueError, EOFError) as error:
            found = error
        answer = Matcher(before).match(Request("Aluminium eloxieren", TODAY))
        before = build_generation(OLD, folder, vocabulary=known)
        if not (
            status == signal.SIGKILL
            and found in (["a", "b"], NEW)
            and [each.key for each in answer.ranked] == ["a"]
            and (current_id(folder), keys(folder)) == (before.id, ["a", "b"])
            and list(folder.glob(".unfinished-*")) == []
        ):
            yield point, asked[point - 1], found


@pytest.mark.parametrize("count", [AT_ONCE, pytest.param(POINTS, marks=pytest.mark.slow)])
def test_killed_at_many_points_a_builder_leaves_a_whole_generation(index, known, builder, count):
    assert list(what_goes_wrong(index, builder, known, count=count)) == []


def test_the_points_are_a_hundred_and_of_every_kind(index, known, builder):
    for _ in range(2):
        build_generation(OLD, index, vocabulary=known)
    _, asked = builder(-1)

    chosen = points(asked, count=POINTS)

    assert len(chosen) == len(set(chosen)) == POINTS
    assert {asked[point - 1] for point in points(asked, count=AT_ONCE)} == {*dying.ASKED, "fsync"}
    assert {asked[point - 1] for point in chosen} == {*dying.ASKED, "fsync"}
    counted = Counter(asked)
    assert counted["os.rename"] == 3  # the folder, the pointer, the generation that goes
    assert counted["fsync"] == len(list((index / current_id(index)).iterdir())) + 4


@pytest.mark.parametrize("defect", ["name_it_too_early", "trust_the_disk"])
def test_without_a_precaution_it_would_be_seen(index, known, builder, defect):
    """Negative control: the pointer before the folder; nothing waits for the disk."""
    assert next(what_goes_wrong(index, builder, known, defect, count=POINTS), None) is not None
