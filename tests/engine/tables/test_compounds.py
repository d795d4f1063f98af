"""The file system within an old workbook: small streams, large sectors, and broken ones."""

import random
import struct

import pytest

from kurzweg.engine import tables
from kurzweg.engine.tables import compounds, errors, old_records
from kurzweg.engine.tables.compounds import Compound
from tests.engine.tables.gold_workbooks import OTHER_WORKBOOKS, with_globals
from tests.engine.tables.old_sheets import (
    END,
    FREE,
    SECTOR,
    cell,
    container,
    entry,
    old_workbook,
    record,
    sheet,
    stream,
    text,
)
from tests.engine.tables.open_sheets import open_document


def compound(path, content):
    path = path / "alt.xls"
    path.write_bytes(content)
    return Compound(path)


def of_small_streams(content, *, sector=SECTOR):
    """A compound file whose stream stands in pieces of 64 bytes within the root's."""
    count = -(-len(content) // 64)
    small = struct.pack(f"<{sector // 4}I", *range(1, count), END, *[FREE] * (sector // 4 - count))
    pieces = content.ljust(sector, b"\0")
    entries = entry("Root Entry", 5, 0, sector, child=1) + entry("Klein", 2, 0, len(content))
    chain = [END, END, END, 0xFFFFFFFD]
    table = struct.pack(f"<{sector // 4}I", *chain, *[FREE] * (sector // 4 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    shift = sector.bit_length() - 1
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, shift, 6, 0, 1, 2, 0, 4096, 1, 1, END, 0
    )
    head += struct.pack("<109I", 3, *[FREE] * 108)
    return head.ljust(sector, b"\0") + pieces + small + entries.ljust(sector, b"\0") + table


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_small_stream_is_read_from_its_pieces(tmp_path, sector):
    content = bytes(range(200))

    found = compound(tmp_path, of_small_streams(content, sector=sector))

    assert ("Klein" in found, "Workbook" in found) == (True, False)
    assert found.read("Klein") == content


def test_a_table_of_sectors_may_go_on_in_sectors_of_its_own(tmp_path):
    content = bytearray(old_workbook([["Firma", "Ort"], ["A", "Soest"]]))
    place = struct.unpack_from("<I", content, 76)[0]
    more = (len(content) - SECTOR) // SECTOR
    content += struct.pack("<128I", place, *[FREE] * 126, END)
    struct.pack_into("<I", content, 76, FREE)
    struct.pack_into("<I", content, 68, more)

    assert "Workbook" in compound(tmp_path, bytes(content))


@pytest.mark.parametrize(
    ("at", "put"),
    [
        (SECTOR + 20, b"\x85\0\1\0\1"),  # the name of a sheet
        (30, b"\7"),  # the size of a sector
        (48, b"\xf0\xff\xff\0"),  # where the directory begins
        (60, b"\xf0\xff\xff\0"),  # where small streams are
        (68, b"\1\xff\xff\0"),  # where the table goes on
    ],
)
def test_what_is_not_there_makes_a_file_a_damaged_one(tmp_path, at, put):
    content = bytearray(old_workbook([["Firma", "Ort"]]))
    content[at : at + len(put)] = put

    path = tmp_path / "alt.xls"
    path.write_bytes(content)
    with pytest.raises(errors.DamagedWorkbook):
        tables.read(path)


@pytest.mark.parametrize("made", [lambda: container(b"x", "Klein"), lambda: of_small_streams(b"x")])
def test_a_stream_that_begins_nowhere_is_damaged(tmp_path, made):
    content = bytearray(made())
    at = content.index("Klein".encode("utf-16-le"))
    struct.pack_into("<I", content, at + 116, 0x00FFFFFF)
    found = compound(tmp_path, bytes(content))

    with pytest.raises(errors.DamagedWorkbook):
        found.read("Klein")


def test_a_file_that_ends_in_its_head_is_damaged(tmp_path):
    with pytest.raises(errors.DamagedWorkbook):
        compound(tmp_path, old_workbook([["Firma"]])[:60])


def test_texts_may_be_rich_or_spoken_and_promised_ones_missing():
    rich = struct.pack("<HBH", 2, 8, 1) + b"ab" + bytes(4)
    spoken = struct.pack("<HBI", 2, 4, 3) + b"cd" + bytes(3)

    found = old_records.shared_texts([struct.pack("<II", 9, 9) + rich, spoken])

    assert found == ["ab", "cd"]


def test_a_text_that_ends_too_early_is_an_error():
    for part in (struct.pack("<HB", 9, 0) + b"ab", b""):
        with pytest.raises((struct.error, IndexError)):
            old_records.text([part], 0, codepage="")


def test_records_of_nothing_are_none():
    assert list(old_records.records(b"")) == []


def test_a_sheet_without_an_end_is_damaged(tmp_path):
    path = tmp_path / "alt.xls"
    path.write_bytes(container(stream([("A", sheet([["Firma", "Ort"]])[:-4], False)])))

    with pytest.raises(errors.DamagedWorkbook):
        tables.read(path)


def test_charts_are_no_sheets_and_their_cells_none_of_the_sheet(tmp_path):
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0))
    chart = begin + cell(5, 0, "aus dem Diagramm") + record(0x0A)
    path = tmp_path / "alt.xls"
    path.write_bytes(container(stream([
        ("Leer", sheet([]), False),
        ("A", sheet([["Firma", "Ort"], ["Roth", "Soest"]])[:-4] + chart + record(0x0A), False),
        ("B", sheet([["Alt"]]), False),
    ])))  # fmt: skip

    table = tables.read(path)

    assert (table.sheet, table.other_sheets) == ("A", ("B",))
    assert [row.cells for row in table.all_rows()] == [("Roth", "Soest")]


def test_days_count_from_1904_and_postcodes_are_shown_with_their_zero(tmp_path):
    more = record(0x22, struct.pack("<H", 1)) + record(
        0x41E, struct.pack("<H", 164) + text("00000")
    )
    more += record(0xE0, struct.pack("<HH16x", 0, 164))
    numbers = record(0x203, struct.pack("<HHHd", 1, 0, 2, 1067))
    numbers += record(0x203, struct.pack("<HHHd", 1, 1, 1, 40237))
    content = sheet([["PLZ", "Seit"]])[:-4] + numbers + record(0x0A)
    path = tmp_path / "alt.xls"
    path.write_bytes(container(with_globals(stream([("A", content, False)]), more)))

    assert [row.cells for row in tables.read(path).rows()] == [("01067", "2014-03-01")]


def test_an_empty_workbook_of_any_kind_is_empty(tmp_path):
    for content in (old_workbook([]), open_document("")):
        (tmp_path / "leer").write_bytes(content)
        with pytest.raises(errors.TableIsEmpty):
            tables.read(tmp_path / "leer")


def test_a_last_sector_that_was_cut_is_filled_up(tmp_path):
    content = old_workbook([["Firma", "Ort"], ["A", "Soest"]])

    assert "Workbook" in compound(tmp_path, content[:-100])


def test_a_file_of_more_than_100_mb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(compounds, "LARGEST", 1_000)

    with pytest.raises(errors.TableTooLarge):
        compound(tmp_path, old_workbook([["Firma"]]))


def test_an_encoding_that_nobody_knows_is_that_of_windows():
    assert [old_records.codepage(number) for number in (1252, 10000, 1200, 4711)] == [
        "cp1252", "mac-roman", "utf-16-le", "cp1252",
    ]  # fmt: skip


def test_no_change_of_a_few_bytes_breaks_the_reading(tmp_path):
    chance = random.Random(7)
    path = tmp_path / "liste"
    for gold in OTHER_WORKBOOKS:
        for _ in range(12):
            content = bytearray(gold.content)
            for _ in range(4):
                content[chance.randrange(min(1_600, len(content)))] = chance.choice([0, 1, 255])
            path.write_bytes(content)
            try:
                rows = list(tables.read(path).all_rows())
            except tables.TableError as error:
                rows = error.sentence("de")

            assert rows
