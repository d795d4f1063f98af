"""One region for all tests that only read it."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.demo.generate import world
from kurzweg.demo.world import World

TODAY = date(2027, 3, 9)


@pytest.fixture(scope="session")
def region() -> World:
    return world("region", seed=7, today=TODAY)


@pytest.fixture(scope="session")
def small() -> World:
    return world("small", seed=7, today=TODAY)
