"""The runner of the tests looks at the machine before it fills its memory."""

from tools.tests import available_memory


def test_memory_that_something_else_holds_is_not_available(tmp_path):
    told = tmp_path / "meminfo"
    told.write_text("MemTotal: 24000000 kB\nMemFree: 100 kB\nMemAvailable: 1500 kB\n")

    assert available_memory(told) == 1_536_000


def test_a_machine_that_says_nothing_of_its_memory_gets_its_files_on_the_disk(tmp_path):
    assert available_memory(tmp_path / "meminfo") == 0
