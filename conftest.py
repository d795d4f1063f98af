"""Before any test: the catalogues are compiled, as `make install` does it."""

import pytest

from tools import messages


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        messages.compile_stale()
