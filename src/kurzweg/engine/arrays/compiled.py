"""Functions that become machine code at their first call, kept for the processes that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function of numbers and arrays; threads may run it side by side.

    The machine code is kept beside the source, or where NUMBA_CACHE_DIR says; where neither can
    be written each process compiles for itself. With NUMBA_DISABLE_JIT=1 nothing is compiled, so
    that coverage sees the lines.
    """
    try:
        ready = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba found no folder that it may write
        ready = numba.njit(nogil=True, error_model="numpy")(function)
    return cast("Function", ready)  # it is called in the same way
