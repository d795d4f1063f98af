"""Style sheets: one for all, one for each app that shows something of its own; no class is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

PACKAGE = Path(settings.PACKAGE)
BASE = PACKAGE / "core" / "static" / "core" / "kurzweg.css"
OWN = sorted(PACKAGE.glob("*/static/*/*.css"))
SHARED = {"core"}


def classes_of(css: str) -> set[str]:
    """Name the classes of the selectors of a style sheet."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}|url\([^)]*\)", " ", css, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def used_in(folder: Path) -> set[str]:
    """Name the words in the templates and modules of an app: a class may be put together."""
    files = [*folder.rglob("templates/**/*.html"), *folder.rglob("*.py")]
    return {word for path in files for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}


@pytest.mark.django_db
def test_a_page_links_what_all_share_first_then_each_app_then_the_network(client: Client, network):
    page = client.get(f"/n/{network.slug}/").content.decode()

    linked = re.findall(r'<link rel="stylesheet" href="([^"]*)">', page)

    own = [f"/static/{app.label}/{app.label}.css" for app in apps.get_app_configs()]
    there = [url for url in own if finders.find(url.removeprefix("/static/"))]
    assert linked == ["/static/core/kurzweg.css", *there, f"/n/{network.slug}/theme.css"]
    assert len(there) == len(OWN) - 1


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_style_sheet_is_named_after_its_app(path):
    app = path.relative_to(PACKAGE).parts[0]

    assert path == BASE or path.relative_to(PACKAGE / app / "static") == Path(app) / f"{app}.css"


@pytest.mark.parametrize("path", [path for path in OWN if path != BASE], ids=lambda path: path.stem)
def test_an_app_styles_only_what_it_shows(path):
    app = PACKAGE / path.relative_to(PACKAGE).parts[0]

    assert classes_of(path.read_text()) - used_in(app) == set()


def test_what_only_one_app_shows_does_not_stand_in_the_sheet_of_all():
    shown = {app.label: used_in_templates(PACKAGE / app.label) for app in ours()}

    alone = {
        name
        for name in classes_of(BASE.read_text())
        if len(who := [app for app, names in shown.items() if name in names]) == 1
        and not SHARED & set(who)
    }

    # Words for everybody that only one app happens to use so far.
    assert sorted(alone) == ["across", "figures", "found", "lack", "pair"]


def ours():
    return [app for app in apps.get_app_configs() if app.name in settings.ROOMS]


def used_in_templates(folder: Path) -> set[str]:
    return {
        name
        for path in folder.rglob("templates/**/*.html")
        for names in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for name in re.findall(r"[\w-]+", names)
    }


def test_the_reader_of_these_tests_knows_classes():
    css = "/* .no */ .a .b-c > .d:hover { margin: .5rem } @media (x) { .e { f: g } }"

    assert classes_of(css) == {"a", "b-c", "d", "e"}
