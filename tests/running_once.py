"""A test that asks no database is `plain` without being told: it runs once, not on each of them."""

from __future__ import annotations

import pytest

# What pytest-django and our own fixtures open a database with.
OPENING = {"db", "transactional_db", "live_server", "django_db_setup", "migrated"}


def asks_the_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(OPENING & names)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not asks_the_database(item):
            item.add_marker("plain")
