"""Several threads of one server map the same generation at the same moment."""

import gc
import time
from threading import Thread

import numpy as np
import pytest

from kurzweg.engine.arrays import storage


class Interrupting:
    """Garbage whose end lets another thread go on, in the middle of whatever is done."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        time.sleep(0.0002)


@pytest.fixture
def often_collected():
    before = gc.get_threshold()
    gc.set_threshold(29, 100_000, 100_000)
    yield
    gc.set_threshold(*before)


def test_threads_that_map_at_once_do_not_disturb_each_other(tmp_path, often_collected):
    storage.write_arrays({f"array{n}": np.zeros((2, 3)) for n in range(20)}, folder=tmp_path)
    disturbed = []

    def map_at(depth):
        if depth:
            return map_at(depth - 1)
        return storage.map_arrays(tmp_path)

    def map_often(depth):
        for _ in range(60):
            Interrupting()
            try:
                map_at(depth)
            except SystemError as error:
                disturbed.append(error)

    threads = [Thread(target=map_often, args=(3 * n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert disturbed == []
