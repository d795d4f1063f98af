"""Files made to hurt: each is a sentence or read, within five seconds and 200 MB."""

import io
import json
import random
import re
import struct
import subprocess
import sys
import zipfile

import pytest

from kurzweg.engine import tables
from kurzweg.engine.tables import errors
from tests.engine.tables.gold import HEADER, in_part, rewritten, with_shared_texts, workbook
from tests.engine.tables.old_sheets import container, old_workbook, record, sheet, stream
from tests.engine.tables.open_sheets import open_document, row

SECONDS, MEGABYTES = 5, 200

READS = """
import json, re, sys, time
from pathlib import Path
from kurzweg.engine import tables

def peak():
    # Not ru_maxrss: a new program inherits that of the one that started it.
    return int(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]) // 1024

said = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    before, began = peak(), time.process_time()
    try:
        found = sum(1 for _ in tables.read(path).all_rows())
    except tables.TableError as error:
        found = type(error).__name__
    said[path.name] = [found, time.process_time() - began, peak() - before]
print(json.dumps(said))
"""


def with_rows(xml: bytes) -> bytes:
    return rewritten(workbook(), in_part("sheet1", b"</sheetData>", xml + b"</sheetData>"))


def with_head(head: bytes) -> bytes:
    return rewritten(workbook(), in_part("sheet1", rb"^(<\?xml[^>]*>)?", head))


def text_in_a_cell(text: bytes) -> bytes:
    return with_rows(b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + text + b"</t></is></c></row>")


def laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY a%d "%s">' % (depth, b"&a%d;" % (depth - 1) * 10) for depth in range(1, 10)
    )
    return with_head(b'<!DOCTYPE a [<!ENTITY a0 "ha">' + entities + b"]>")


def claiming(size: int) -> bytes:
    """A workbook whose directory promises a part of that size."""
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", size)
    return bytes(content)


def with_directory(parts: int, size: int) -> bytes:
    content = bytearray(workbook())
    at = content.rfind(b"PK\x05\x06")
    content[at + 8 : at + 16] = struct.pack("<HHL", parts, parts, size)
    return bytes(content)


def of_many_parts() -> bytes:
    saved = io.BytesIO(workbook())
    with zipfile.ZipFile(saved, "a") as packed:
        for number in range(10_001):
            packed.writestr(zipfile.ZipInfo(str(number)), b"")
    return saved.getvalue()


def binary() -> bytes:
    linked = rewritten(workbook(), in_part("_rels/.rels", b"workbook.xml", b"workbook.bin"))
    saved = io.BytesIO(linked)
    with zipfile.ZipFile(saved, "a") as packed:
        packed.writestr("xl/workbook.bin", b"\x83\x01\x00")
    return saved.getvalue()


def far_cell() -> bytes:
    return record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0))


def text_of(length: int) -> bytes:
    """A cell that promises a text of so many letters and holds one."""
    return record(0x204, struct.pack("<HHHHB", 1, 0, 0, length, 1) + b"x\0")


def in_a_circle() -> bytes:
    """An old workbook whose first sector of content is followed by itself."""
    content = bytearray(old_workbook([["Firma", "Ort"], ["A", "B"]]))
    table = len(content) - 512
    content[table : table + 4] = struct.pack("<I", 0)
    return bytes(content)


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size // 2).hex().encode()


BOMBS = {
    "laughs.xlsx": (laughs, "DamagedWorkbook"),
    "outer entity.xlsx": (
        lambda: with_head(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "DamagedWorkbook",
    ),
    "cell of 300 MB.xlsx": (lambda: text_in_a_cell(b"x" * 300_000_000), "TableTooLarge"),
    "cell of noise.xlsx": (lambda: text_in_a_cell(noise(4_000_000)), "CellTooLong"),
    "shared text of noise.xlsx": (
        lambda: with_shared_texts([*HEADER, noise(4_000_000).decode()]),
        "CellTooLong",
    ),
    "promise of 4 GB.xlsx": (lambda: claiming(4_000_000_000), "TableTooLarge"),
    "many parts.xlsx": (of_many_parts, "NotASpreadsheet"),
    "promise of many parts.xlsx": (
        lambda: with_directory(65_535, 4_000_000_000),
        "NotASpreadsheet",
    ),
    "binary.xlsb": (binary, "NotASpreadsheet"),
    "cut off.xlsx": (lambda: workbook()[:-200], "DamagedWorkbook"),
    "a million empty rows.xlsx": (
        lambda: with_rows(b"".join(b'<row r="%d"/>' % row for row in range(9, 1_000_009))),
        3,
    ),
    "column at the end.xlsx": (lambda: with_rows(b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), 4),
    "column behind it.xlsx": (
        lambda: with_rows(b'<row r="9"><c r="XFE9"><v>1</v></c></row>'),
        "TableTooWide",
    ),
    "deep.xlsx": (lambda: with_rows(b"<a>" * 300_000 + b"</a>" * 300_000), 3),
    "long line.csv": (lambda: b"a;b\n" + b"x" * 20_000_000, "RowTooLong"),
    "long cell.csv": (lambda: b'a;b\n1;"' + b"x\n" * 200_000 + b'"\n', "BrokenRow"),
    "wide.csv": (lambda: b"a;b\n1;2\n" + b";" * 900_000 + b"x\n", "TableTooWide"),
    "no cells.xls": (lambda: b"<html><table><tr><td> </table>", "NotASpreadsheet"),
    "tables.xls": (lambda: b"<html>" + b"<table>" * 200_000, "NotASpreadsheet"),
    "cells.xls": (lambda: b"<table><tr>" + b"<td>x" * 300_000, "TableTooWide"),
    "spans.xls": (lambda: b"<table>" + b"<tr><td colspan=9999>x" * 2_000, 1_999),
    "page of 11 MB.xls": (lambda: b"<table>" + b" " * 11_000_000, "TableTooLarge"),
    "cell far away.xls": (
        lambda: container(stream([("A", sheet([])[:-4] + far_cell() + record(0x0A), False)])),
        "DamagedWorkbook",
    ),
    "sectors in a circle.xls": (in_a_circle, "DamagedWorkbook"),
    "text without end.xls": (
        lambda: container(
            stream([("A", sheet([["A", "B"]])[:-4] + text_of(60_000) + record(0x0A), False)])
        ),
        "DamagedWorkbook",
    ),
    "rows that are repeated.ods": (
        lambda: open_document(
            '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "RepeatedTooOften",
    ),
    "cell that is repeated.ods": (
        lambda: open_document(
            '<table:table-row><table:table-cell table:number-columns-repeated="999999999999"'
            ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
        "TableTooWide",
    ),
    "empty to the end.ods": (
        lambda: open_document(
            row("Firma", "Ort")
            + row("A", "Soest")
            + '<table:table-row table:number-rows-repeated="1048574">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        1,
    ),
    "laughs.ods": (
        lambda: open_document("", head='<!DOCTYPE a [<!ENTITY b "ha">]>'),
        "DamagedWorkbook",
    ),
    "spaces.ods": (
        lambda: open_document(row("A") + row('<text:s text:c="999999999"/>')),
        "CellTooLong",
    ),
    "blown up.ods": (lambda: open_document(row("x" * 60_000_000)), "TableTooLarge"),
    "zeros.csv": (lambda: bytes(1_000_000), "NotASpreadsheet"),
    "program.csv": (lambda: b"MZ\x90\x00\x03" + noise(10_000), "NotASpreadsheet"),
}


SLOW = ("cell of 300 MB.xlsx", "many parts.xlsx", "a million empty rows.xlsx")


@pytest.mark.parametrize("name", [name for name in BOMBS if name not in SLOW])
def test_each_says_so_in_both_languages(tmp_path, name):
    made, expected = BOMBS[name]
    (tmp_path / name).write_bytes(made())

    try:
        found = sum(1 for _ in tables.read(tmp_path / name).all_rows())
        said = [name, name]
    except tables.TableError as error:
        found = type(error).__name__
        said = [error.sentence("de"), error.sentence("en")]

    assert found == expected
    assert [name in sentence for sentence in said] == [True, True]
    assert "{" not in "".join(said)


def test_a_part_with_a_password_is_named(tmp_path):
    content = bytearray(workbook())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1  # the flag of an encrypted part
    (tmp_path / "geheim.xlsx").write_bytes(content)

    with pytest.raises(errors.PasswordProtected):
        tables.read(tmp_path / "geheim.xlsx")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
@pytest.mark.parametrize("left_out", [SLOW, pytest.param((), marks=pytest.mark.slow)])
def test_what_is_made_to_hurt_is_a_sentence_within_seconds(tmp_path, left_out):
    hurting = {name: BOMBS[name] for name in BOMBS if name not in left_out}
    for name, (made, _) in hurting.items():
        (tmp_path / name).write_bytes(made())

    ran = subprocess.run(
        [sys.executable, "-c", READS, tmp_path], capture_output=True, text=True, check=True
    )

    said = json.loads(ran.stdout)
    assert {name: found for name, (found, _, _) in said.items()} == {
        name: found for name, (_, found) in hurting.items()
    }
    assert {name: seconds for name, (_, seconds, _) in said.items() if seconds > SECONDS} == {}
    assert {name: size for name, (_, _, size) in said.items() if size > MEGABYTES} == {}


def test_no_sentence_names_more_than_the_file(tmp_path):
    for name in ("outer entity.xlsx", "cut off.xlsx"):
        (tmp_path / name).write_bytes(BOMBS[name][0]())
        table, result = tmp_path / name, tmp_path / "t.xlsx"
        ran = subprocess.run(
            [sys.executable, "-m", "kurzweg.cli", "match", table, table, "-o", result],
            capture_output=True,
            text=True,
        )

        assert (ran.returncode, ran.stdout) == (2, "")
        assert re.fullmatch(rf"kurzweg match: „{name}“ ist beschädigt .*\n", ran.stderr)
