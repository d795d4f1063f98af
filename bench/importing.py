"""A list of 20,000 members in and undone, in a network of its own, while five people save needs.

What counts: nobody who saves meanwhile fails, and the transaction that writes is short.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import table

ROWS = 20_000
PEOPLE = 5
HEAD = (
    "Mitgliedsnr.;Firma;Straße;PLZ;Ort;Telefon;E-Mail;Web;Ansprechpartner;Funktion;"
    "Eintritt;Sektion;Leistungen"
)


def measure() -> None:
    """Measure in a process of its own, with an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("KURZWEG_")}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
            "KURZWEG_VAR": folder,
            "KURZWEG_MAIL_URL": "dummymail://",
        }
        run = subprocess.run(
            [sys.executable, "-m", "bench.importing"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    table.show(
        f"A list of {ROWS:,} members, {PEOPLE} people saving needs meanwhile "
        "(goals: 60 s together, 400 MB, 8 s of writing at most, no error)",
        [
            "",
            "s",
            "of CPU",
            "longest writing s",
            "MB at most",
            "needs saved",
            "longest save s",
            "errors",
        ],
        json.loads(run.stdout.splitlines()[-1]),
    )


def list_of(rows: int) -> bytes:
    """Write a list as an office keeps it, of names that nobody bears."""
    chance = random.Random(4)
    parts = [f"{a}{b}" for a in _syllables(chance, 40) for b in _syllables(chance, 60)]
    trades = ("Metallbau", "Elektronik", "Bäckerei", "Logistik", "Maschinenbau", "Software")
    lines = [HEAD]
    for number in range(1, rows + 1):
        name, code = chance.choice(parts).capitalize(), chance.randint(1, 90)
        firm = f"{name}{chance.choice(parts)} {chance.choice(trades)} GmbH"
        domain = f"{name.lower()}{number}.example"
        day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(1995, 2025)}"
        lines.append(
            f"{number};{firm};Weg {number % 300};{code:02}{code:03};Ort{code};"
            f"0351 {100000 + number};info@{domain};www.{domain};Kim {name};Inhaberin;{day};"
            f"Sektion {number % 7};Drehen, Fräsen"
        )
    return "\n".join(lines).encode()


def _syllables(chance: random.Random, count: int) -> list[str]:
    letters = "bdfgklmnprstw", "aeiou", "lmnrst"
    return ["".join(chance.choice(each) for each in letters) for _ in range(count)]


def inside() -> list[list[Any]]:
    """Read, compare, take over and undo; and look at what the others had to wait for."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.saying import Watch
    from kurzweg.engine.members import Field
    from kurzweg.imports import actions, applying, planning, undoing
    from kurzweg.imports.models import MemberList
    from kurzweg.networks import actions as networks

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    network = networks.found(name="Bench", region="Ort", office="a@b.example", slug="bench")
    content, watch, rows = list_of(ROWS), Watch(), []
    watch.on()
    savers = Savers(network.pk)

    def step(name: str, action: Callable[[], Any]) -> Any:
        watch.figures()
        savers.begin()
        began, worked = time.perf_counter(), time.process_time()
        answer = action()
        took, of_cpu = time.perf_counter() - began, time.process_time() - worked
        saved, errors, waited = savers.end()
        held = watch.figures()[1] / 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rows.append([name, took, of_cpu, held, memory, saved, waited, errors])
        return answer

    def compared(content: bytes) -> MemberList:
        one = actions.upload(content, name="Liste.csv", network=network, by=None)
        fields = [Field(column["field"]) for column in one.columns]
        one = actions.understand(one, fields, in_a_job=True)
        return planning.compare(one)

    one = step("read and compare", lambda: compared(content))
    one = step("take over", lambda: applying.apply(one, by=None))
    two = step("compare the same again", lambda: compared(content))
    assert two.counts["same"] == one.counts["new"], (one.counts, two.counts)
    actions.discard(two, by=None)
    step("undo", lambda: undoing.undo(one, by=None))
    return rows


class Savers:
    """People who save one need after the other, in a process of their own: pages are served there,
    and long lists are the worker's."""

    def __init__(self, network_id: int) -> None:
        self.network_id = network_id

    def begin(self) -> None:
        command = [sys.executable, "-m", "bench.importing", str(self.network_id)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.process.stdout.readline()  # they are ready

    def end(self) -> tuple[int, int, float]:
        said, _nothing = self.process.communicate("\n")
        return tuple(json.loads(said))


def save_until_told(network_id: int) -> tuple[int, int, float]:
    """Let five threads save needs until a line comes in; say how many, errors, longest wait."""
    import django

    django.setup()
    from django.db import DatabaseError, connection

    from kurzweg.market import actions
    from kurzweg.networks.models import Mandate, Network

    network = Network.objects.get(pk=network_id)
    office = Mandate.objects.in_network(network).order_by("pk")[0].person
    is_over, took, errors = threading.Event(), [], []

    def save() -> None:
        while not is_over.wait(0.3):
            began = time.perf_counter()
            try:
                actions.say("500 Gehäuse", network=network, owner=network.office, by=office)
                took.append(time.perf_counter() - began)
            except DatabaseError as error:
                errors.append(error)
        connection.close()

    threads = [threading.Thread(target=save) for _ in range(PEOPLE)]
    print("ready", flush=True)
    for thread in threads:
        thread.start()
    sys.stdin.readline()
    is_over.set()
    for thread in threads:
        thread.join()
    return len(took), len(errors), max(took, default=0.0)


if __name__ == "__main__":
    assert Path(os.environ["KURZWEG_VAR"]).is_dir()
    print(json.dumps(save_until_told(int(sys.argv[1])) if sys.argv[1:] else inside()))
