"""A member list of 20,000 rows is read and understood: seconds and memory, beside plain reading.

The peers only open the file and give its cells (csv, openpyxl read-only, calamine); we also say
what each column holds and make a record of each row. Each runs in a process of its own.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import table

ROWS = 20_000
SECONDS, MEGABYTES = 60, 400  # for a whole import, of which this is the first part
HEADER = (
    "Mitglieds-Nr.", "Firma", "Straße/Nr.", "PLZ", "Ort", "Ansprechpartner", "Telefon", "E-Mail",
    "Internet", "Mitglied seit", "Austritt", "Beitragsklasse", "Mitarbeiter", "Leistungen", "WZ",
    "HRB", "Einwilligung Newsletter", "Bemerkung",
)  # fmt: skip
TODAY = date(2027, 1, 5)


def measure() -> None:
    """Write the list as CSV and XLSX, and let each reader read it."""
    with TemporaryDirectory() as folder:
        files = {"CSV": Path(folder) / "liste.csv", "XLSX": Path(folder) / "liste.xlsx"}
        _write(files["CSV"], files["XLSX"])
        found = [
            [kind, name, *_apart(name, files[kind])]
            for kind, names in (
                ("CSV", ("ours", "csv")),
                ("XLSX", ("ours", "openpyxl", "calamine")),
            )
            for name in names
        ]
    table.show(
        f"A member list of {ROWS:,} rows and {len(HEADER)} columns: read by others, read and "
        f"understood by us (goal for a whole import: {SECONDS} s, {MEGABYTES} MB)",
        ["file", "reader", "rows", "seconds", "of CPU", "peak MB"],
        found,
    )


def rows() -> Iterator[tuple[str, ...]]:
    """Firms that differ in all that a list says of them, two persons in every fifth."""
    towns = cycle(
        (("59494", "Soest", "02921"), ("01067", "Dresden", "0351"), ("1067", "Dresden", "0351"))
    )
    days = cycle(("01.01.2009", "15.3.2014", "2018-07-01", "März 2016", "seit 2011", "1.10.21"))
    offers = cycle(
        ("Drehen, Fräsen, Härten", "Planung und Bau; Wartung", "Holz-, Metall- und Trockenbau")
    )
    for number in range(ROWS):
        code, town, area = next(towns)
        person = f"Dr. Anna Weber-{_letters(number)}"
        yield (
            str(number), f"Firma {_letters(number)} GmbH & Co. KG", f"Lange Straße {number % 300}",
            code, town, f"{person}, Max Schulz (Vertrieb)" if number % 5 == 0 else person,
            f"{area}/{100_000 + number}", f"info@f{number}.example", f"www.f{number}.example",
            next(days), "31.12.2026" if number % 9 == 0 else "", "ABC"[number % 3],
            str(number % 900), next(offers), "25.61", f"HRB {number}", "ja", "zahlt im Januar",
        )  # fmt: skip


def _letters(number: int) -> str:
    """Write a number as a word, for names hold no figures."""
    word = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        word += chr(97 + rest)
    return word.capitalize()


def _write(text: Path, workbook: Path) -> None:
    import openpyxl

    with text.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows())
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Mitglieder")
    sheet.append(HEADER)
    for row in rows():
        sheet.append(row)
    book.save(workbook)


def _apart(name: str, path: Path) -> list[object]:
    """Run a reader in a process of its own; give rows, seconds, those of the CPU, megabytes."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.member_lists", name, str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: list[object] = json.loads(ran.stdout)
    return answer


def _ours(path: Path) -> int:
    from kurzweg.engine import members

    read = members.read(path)
    fields = {column.index: column.field for column in members.propose(read)}
    return sum(1 for _ in members.records(read, fields, today=TODAY))


def _csv(path: Path) -> int:
    with path.open(encoding="cp1252", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter=";")) - 1


def _openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1
    book.close()
    return count


def _calamine(path: Path) -> int:
    import python_calamine

    return (
        len(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
        - 1
    )


READERS: dict[str, Callable[[Path], int]] = {
    "ours": _ours, "csv": _csv, "openpyxl": _openpyxl, "calamine": _calamine,
}  # fmt: skip


def _answer(name: str, path: Path) -> list[object]:
    began, worked = time.perf_counter(), time.process_time()
    count = READERS[name](path)
    seconds, of_cpu = time.perf_counter() - began, time.process_time() - worked
    # Not ru_maxrss: a new program inherits that of the one that started it.
    peak = re.search(r"VmHWM:\s+([0-9]+)", Path("/proc/self/status").read_text())
    return [count, seconds, of_cpu, int(peak[1]) // 1024 if peak else "?"]


if __name__ == "__main__":
    print(json.dumps(_answer(sys.argv[1], Path(sys.argv[2]))))
