"""One region for all tests that only read it."""

from tests.demo.conftest import region, small

__all__ = ["region", "small"]
