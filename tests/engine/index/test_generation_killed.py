"""Whoever builds a generation may be killed at any point: there is always a whole one to open."""

import os
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
OFTEN = frozenset({"open", "fsync", "os.remove"})  # once per file
OLD = [
    Document("a", title="Eloxalbetrieb", text="Wir eloxieren Aluminium"),
    Document("b", title="Steuerberatung", text="Wir machen den Jahresabschluss"),
]
NEW = dying.KEYS


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A folder for generations; only the builder that is killed waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
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


def points(asked):
    """The points at which to kill: all that happen seldom, and an even choice of the others."""
    seldom = [n for n, name in enumerate(asked, start=1) if name not in OFTEN]
    others = [n for n in range(1, len(asked) + 1) if n not in seldom]
    chosen = np.linspace(0, len(others) - 1, POINTS - len(seldom)).astype(int)
    return sorted({*seldom, *(others[each] for each in chosen)})


def what_goes_wrong(folder, builder, known, *defects):
    """Kill a builder at a hundred points; give those after which something is not as promised."""
    build_generation(OLD, folder, vocabulary=known)
    _, asked = builder(-1, *defects)
    assert keys(folder) == NEW
    for point in points(asked):
        reader = Matcher(build_generation(OLD, folder, vocabulary=known))
        status, _ = builder(point, *defects)
        try:
            found = keys(folder)
        except (OSError, ValueError, EOFError) as error:
            found = error
        answer = reader.match(Request("Aluminium eloxieren", TODAY))
        repaired = build_generation(OLD, folder, vocabulary=known)
        if not (
            status == signal.SIGKILL
            and found in (["a", "b"], NEW)
            and [each.key for each in answer.ranked] == ["a"]
            and (current_id(folder), keys(folder)) == (repaired.id, ["a", "b"])
            and list(folder.glob(".unfinished-*")) == []
        ):
            yield point, asked[point - 1], found


def test_killed_at_a_hundred_points_a_builder_leaves_a_whole_generation(index, known, builder):
    assert list(what_goes_wrong(index, builder, known)) == []


def test_the_points_are_a_hundred_and_of_every_kind(index, known, builder):
    for _ in range(2):
        build_generation(OLD, index, vocabulary=known)
    _, asked = builder(-1)

    chosen = points(asked)

    assert len(chosen) == POINTS
    assert {asked[point - 1] for point in chosen} == {*dying.ASKED, "fsync"}
    counted = Counter(asked)
    assert counted["os.rename"] == 3  # the folder, the pointer, the generation that goes
    assert counted["fsync"] == len(list((index / current_id(index)).iterdir())) + 4


@pytest.mark.parametrize("defect", ["name_it_too_early", "trust_the_disk"])
def test_without_a_precaution_it_would_be_seen(index, known, builder, defect):
    """Negative control: the pointer before the folder; nothing waits for the disk."""
    assert next(what_goes_wrong(index, builder, known, defect), None) is not None
