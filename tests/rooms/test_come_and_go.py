"""An app leaves with its folder and two lines, and comes with a package; the rest never knew it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
ROOT = PACKAGE.parent.parent
FRAME = [
    "organisations/own/",
    "introductions/",
    "me/",
    "committees/",
    "weights/",
    "settings/",
    "figures/",
    "joining/",
    "persons/",
    "/me/data/",
    "due/",
    "needs/",
    "organisations/",
    "search/",
]

pytestmark = pytest.mark.plain


def run(folder: Path, *arguments: str, source: Path, **environment: str) -> str:
    """Run Python in a process that finds Kurzweg in `source` and nothing of this one's database."""
    paths = [str(source), str(ROOT), environment.pop("BESIDE", "")]
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
            "KURZWEG_DATABASE_URL": f"sqlite:///{folder / 'house.sqlite3'}",
            "KURZWEG_VAR": str(folder / "var"),
            "KURZWEG_MAIL_URL": "memorymail://",
            # Compiling for a copy of the engine takes longer than these few rows.
            "NUMBA_DISABLE_JIT": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            **environment,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def visited(folder: Path, *, source: Path, **environment: str) -> dict:
    told = run(folder, "-m", "tests.rooms.visit", source=source, **environment)
    return json.loads(told.splitlines()[-1])


def without_line(text: str, line: str) -> str:
    """Take one line away, which must be there once."""
    kept = [each for each in text.splitlines(keepends=True) if each.strip() != line]
    assert len(text.splitlines()) - len(kept) == 1, line
    return "".join(kept)


@pytest.fixture
def house_without(tmp_path):
    """Copy the house, delete the folder of an app and its two lines."""

    def build(room: str) -> Path:
        copied = tmp_path / "src" / "kurzweg"
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PACKAGE, copied, ignore=left_out)
        shutil.rmtree(copied / room)
        listed = copied / "settings.py"
        listed.write_text(without_line(listed.read_text(), f'"kurzweg.{room}",'))
        layers = (ROOT / "pyproject.toml").read_text()
        (tmp_path / "pyproject.toml").write_text(without_line(layers, f'"{room}",'))
        return tmp_path / "src"

    return build


def test_an_app_that_nobody_names_leaves_with_its_two_lines(house_without, tmp_path):
    source = house_without("learning")

    met = visited(tmp_path, source=source)
    lint = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    linted = run(tmp_path, "-c", lint, source=source)

    pages = {page: answer["status"] for page, answer in met.items()}
    assert pages == dict.fromkeys(pages, 200) | {"diary/": 404}
    assert len(pages) == 6  # there is no diary before its package: the control of the next test
    assert met["due/"]["ways"] == [way for way in FRAME if way != "weights/"]
    assert [page for page, answer in met.items() if "/weights/" in answer["body"]] == []
    assert "0 broken" in linted


def test_an_app_that_others_need_does_not_leave_unnoticed(house_without, tmp_path):
    source = house_without("introductions")

    with pytest.raises(AssertionError, match=re.escape("No module named 'kurzweg.introductions'")):
        visited(tmp_path, source=source)


@pytest.fixture
def installed_diary(tmp_path):
    """What pip leaves behind when a package with an app of its own is installed."""
    told = tmp_path / "site" / "diary-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: diary\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[kurzweg.apps]\ndiary = tests.rooms.diary\n")
    return told.parent


def test_an_app_comes_with_a_package_and_has_its_places(installed_diary, tmp_path):
    met = visited(tmp_path, source=PACKAGE.parent, BESIDE=str(installed_diary))

    made, planted = met.pop("needs made"), met.pop("planted")
    pages = {page: answer["status"] for page, answer in met.items()}
    assert pages == dict.fromkeys(pages, 200)
    assert met["due/"]["ways"] == [*FRAME[:-1], "diary/", "search/"]
    written = "Bäckerei Korn sucht 40 Winkel aus Messing bis Ende März"
    assert [page for page, answer in met.items() if written in answer["body"]] == ["", "diary/"]
    assert made == [written]
    assert planted[:2] == ["people", "networks"]
    assert "diary" in planted
    assert planted[-1] == "1 note"
