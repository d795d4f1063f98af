"""Through which doors the apps enter the engine; import-linter holds them, and this its teeth."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kurzweg.cli import ENGINE_COMMANDS
from kurzweg.engine import documents, facts
from kurzweg.engine.facts.units import UNITS

ROOT = Path(__file__).parents[2]
APPS = ROOT / "src" / "kurzweg"
LINT = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"


def taken_by(app, *, of):
    """The names that an app takes from a package of the engine, as in `from … import name`."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (APPS / app).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imports = [each for each in nodes if isinstance(each, ast.ImportFrom) and each.module == of]
    taken = {name.name for each in imports for name in each.names}
    package = of.rpartition(".")[2]
    return taken | {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == package
        and node.attr in import_module(of).__all__
    }


def test_the_market_asks_for_matches_by_one_function():
    taken = taken_by("market", of="kurzweg.engine.match")

    assert taken == {
        "answer",
        # Weights are stored, and what is stored is scored again by them.
        *("DEFAULT_PROFILE", "RankingProfile", "SIGNALS", "points"),
        # What was answered is said in words.
        *("SIGNAL_OF", "ranges", "sentences"),
    }


def test_what_others_use_stays_where_it_is():
    commands = [import_module(f"kurzweg.engine.commands.{name}") for name in ENGINE_COMMANDS]

    assert [callable(command.main) for command in commands] == [True] * 3
    assert (facts.Gazetteer, facts.read) == (facts.records.Gazetteer, facts.reading.read)
    assert "kg" in UNITS
    assert documents.Request(text="Eloxieren", today=None).text == "Eloxieren"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("engine/words/text.py", "kurzweg.engine.index.postings", "depend on each other one way"),
        ("engine/tables/lines.py", "kurzweg.engine.match", "depend on each other one way"),
        ("market/actions.py", "kurzweg.engine.match.matcher", "are entered by their doors"),
        ("core/days.py", "kurzweg.engine.candidates.query", "are entered by their doors"),
    ],
)
def test_a_way_round_a_door_is_found(tmp_path, module, imported, contract):
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.pyc", "static")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "src" / "kurzweg" / module).open("a", encoding="utf-8") as file:
        file.write(f"\nimport {imported}\n")

    run = subprocess.run(
        [sys.executable, "-c", LINT],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": "/usr/bin"},
    )

    broken = [line for line in run.stdout.splitlines() if " BROKEN" in line]
    assert [line.partition(" BROKEN")[0] for line in broken] == [
        f"The engine's packages {contract}"
    ]
