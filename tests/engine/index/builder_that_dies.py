"""A process that builds generations and is killed at the n-th thing it asks of the disk.

`python builder_that_dies.py FOLDER [DEFECT]` reads a number per line, lets a fork of itself build a
generation in the folder until it asks for that much, and answers with what the fork asked for. Who
is killed takes along what the disk was not yet told to keep, as a power cut does.

A defect takes one precaution of the builder away, so that a test can see that it is needed.
"""

import os
import signal
import sys
import tempfile
from pathlib import Path

from kurzweg.engine.documents import Document
from kurzweg.engine.index import generation
from kurzweg.engine.words.vocabulary import Vocabulary

KEYS = [str(number) for number in range(9)]
ASKED = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"})


def build(folder):
    documents = [Document(key, text=f"Eloxal {key}") for key in KEYS]
    generation.build_generation(documents, folder, vocabulary=Vocabulary.of({}))


def die_before(number, folder, *, asked):
    """Let this process note what it asks of the disk, and kill it before the n-th thing."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = {path.stat().st_ino for path in files if ".unfinished" not in str(path)}

    def count(name, _arguments=()):
        if name not in ASKED and name != "fsync":
            return
        asked.write(f"{name} ")
        asked.flush()
        nonlocal number
        number -= 1
        if number == 0:
            for path in folder.rglob("*"):
                if path.is_file() and path.stat().st_ino not in kept:
                    os.truncate(path, 0)
            os.kill(os.getpid(), signal.SIGKILL)

    def fsync(descriptor):
        # Nothing waits for the real disk: what was written outlives its process anyhow.
        count("fsync")
        kept.add(os.fstat(descriptor).st_ino)

    os.fsync = fsync
    sys.addaudithook(count)


def name_it_too_early():
    """Make a generation the current one before its folder has its name."""
    rename = Path.rename

    def renamed(self, target):
        if self.name.startswith(".unfinished"):
            generation._point(target.parent, to=target.name)
        return rename(self, target)

    Path.rename = renamed


def trust_the_disk():
    """Take what was written for kept."""
    os.fsync = lambda _descriptor: None


DEFECTS = {"name_it_too_early": name_it_too_early, "trust_the_disk": trust_the_disk}


def main(folder, defects):
    with tempfile.TemporaryDirectory() as elsewhere:
        build(Path(elsewhere))  # so that the forks have everything loaded
    for line in sys.stdin:
        child = os.fork()
        if not child:
            with (folder.parent / "asked").open("w") as asked:
                die_before(int(line), folder, asked=asked)
                for each in defects:
                    DEFECTS[each]()
                build(folder)
                os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{status} {(folder.parent / 'asked').read_text()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
