"""One region for all tests that only read it."""

from __future__ import annotations

import pytest

from tests.demo.drawn import Drawn, kept


@pytest.fixture
def region() -> Drawn:
    return kept("region")


@pytest.fixture
def small() -> Drawn:
    return kept("small")
