"""Reference data name nobody: nothing of them is ever due."""

from typing import Any

OVER: dict[Any, Any] = {}
