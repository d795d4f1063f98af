"""Before any test: catalogues are compiled, and what this machine lacks is skipped by name."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import messages
from tools.chromium import find_chromium

# Folders of tests that never ask a database: one run of them says it all.
WITHOUT_DATABASE = {"bench", "engine", "tools"}


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or not messages.compile_stale():
        return
    from django.utils.translation.reloader import translation_file_changed

    # Django was set up before this file was read and may already have looked for catalogues.
    translation_file_changed(None, file_path=Path("django.mo"))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    from django.conf import settings

    for item in items:
        if WITHOUT_DATABASE.intersection(item.path.relative_to(item.config.rootpath).parts[1:2]):
            item.add_marker("plain")
    yield  # folders of tests set their marks, and what nobody asked for goes
    lacking = {}
    if not find_chromium():
        lacking["browser"] = "no chromium on this machine"
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        lacking["postgres"] = "runs on PostgreSQL only"
    for item in items:
        for mark, reason in lacking.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the system's Chromium, which asks nobody outside for anything."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": [*quiet, "--disable-quic", "--disable-gpu", "--no-first-run"],
    }
