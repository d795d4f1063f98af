"""Functions are compiled once for all processes, where there is a place to keep them."""

import numba
import pytest

from kurzweg.engine.arrays.compiled import compiled


def double(number):
    return 2 * number


def test_a_compiled_function_gives_the_same():
    assert compiled(double)(21) == 42


def test_without_a_place_to_keep_it_a_function_is_compiled_all_the_same(monkeypatch):
    real = numba.njit

    def unwritable(**options):
        if options.pop("cache", False):
            raise RuntimeError("cannot cache function 'double': no locator available")
        return real(**options)

    monkeypatch.setattr(numba, "njit", unwritable)

    assert compiled(double)(21) == 42


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_compiled_functions_let_other_threads_work():
    assert compiled(double).targetoptions["nogil"]
