"""Workbooks that are no XLSX: old ones (XLS), and those of LibreOffice (ODS)."""

import struct
from datetime import date

from tests.engine.tables import old_sheets
from tests.engine.tables.gold import HEADER, NUMBERED, ROWS, Gold
from tests.engine.tables.old_sheets import container, old_workbook, record, stream
from tests.engine.tables.open_sheets import cell, open_document, row, sheet


def _shared() -> bytes:
    """An old workbook whose cells share their texts, one of which goes on in the next record."""
    texts = [each for line in (HEADER, *ROWS) for each in line]
    packed = b"".join(struct.pack("<HB", len(each), 1) + each.encode("utf-16-le") for each in texts)
    # Within the last text a new record begins, in which the letters are narrow.
    last = texts[-1]
    head = packed[: -2 * len(last)] + last[:4].encode("utf-16-le")
    shared = record(0xFC, struct.pack("<II", len(texts), len(texts)) + head)
    shared += record(0x3C, b"\0" + last[4:].encode("latin-1"))
    cells = b"".join(
        record(0xFD, struct.pack("<HHHI", at // 3, at % 3, 0, at)) for at in range(len(texts))
    )
    content = old_sheets.sheet([])[:-4] + cells + record(0x0A)
    return container(with_globals(stream([("A", content, False)]), shared))


def with_globals(content: bytes, more: bytes) -> bytes:
    """Put records before the list of sheets of a workbook, whose places they move."""
    at = content.index(b"\x85\x00")
    (place,) = struct.unpack_from("<I", content, at + 4)
    moved = struct.pack("<I", place + len(more))
    return content[:at] + more + content[at : at + 4] + moved + content[at + 8 :]


def _numbers() -> bytes:
    packed = record(0x27E, struct.pack("<HHHI", 1, 0, 0, (12 << 2) | 2))  # an integer
    packed += record(0x27E, struct.pack("<HHHI", 1, 1, 0, ((-150 << 2) & 0xFFFFFFFF) | 3))
    packed += record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, 0x3FF00000, 1, (41699 << 2) | 2, 1))
    packed += record(0x06, struct.pack("<HHHd8x", 3, 0, 0, 7.0))
    packed += record(0x06, struct.pack("<HHH8s8x", 3, 1, 0, b"\0\0\0\0\0\0\xff\xff"))
    packed += record(0x207, old_sheets.text("wie berechnet"))
    packed += record(0x06, struct.pack("<HHH8s8x", 4, 0, 0, b"\1\0\1\0\0\0\xff\xff"))
    packed += record(0x06, struct.pack("<HHH8s8x", 4, 1, 0, b"\2\0\x2a\0\0\0\xff\xff"))
    packed += record(0x06, struct.pack("<HHH8s8x", 5, 0, 0, b"\3\0\0\0\0\0\xff\xff"))
    content = old_sheets.sheet([("Zahl", "Wert")])[:-4] + packed + record(0x0A)
    return container(stream([("A", content, False)]))


def _excel_95() -> bytes:
    """A workbook of Excel 95: letters are of a code page, the stream has another name."""
    begin = record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0, 0))
    begin += record(0x42, struct.pack("<H", 1252))
    content = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    for number, line in enumerate((HEADER, *ROWS)):
        for column, written in enumerate(line):
            letters = written.encode("cp1252")
            content += record(
                0x204, struct.pack("<HHHH", number, column, 0, len(letters)) + letters
            )
    at = len(begin) + len(record(0x85, bytes(8))) + 4
    begin += record(0x85, struct.pack("<IBBB", at, 0, 0, 1) + b"A") + record(0x0A)
    return container(begin + content + record(0x0A), "Book")


_BLANK_ROWS = (
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
)
_TWO_CELLS = (
    '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
    "<text:p>B</text:p></table:table-cell>"
)
_TWICE = ' table:number-rows-repeated="2"'
_REMARKED = (
    '<table:table-cell office:value-type="string"><office:annotation><text:p>Nein</text:p>'
    "</office:annotation><text:s/><text:p>Soest</text:p></table:table-cell>"
)
_OPEN = "".join(row(*line) for line in (HEADER, *ROWS)).replace("&", "&amp;")
_VALUES = row(
    "A<text:line-break/>B",
    cell("1.3.14", value_type="date", date_value="2014-03-01"),
    cell("01067", value_type="float", value="1067"),
    cell("1,50 €", value_type="currency", value="1.5"),
    cell("WAHR", value_type="boolean", boolean_value="true"),
    cell("7:30", value_type="time", time_value="PT07H30M00S"),
)
_FAILED = row(
    "C<text:s text:c='2'/>D</text:p><text:p>E", cell("x"), cell("#NAME?", formula="of:=A")
)
OTHER_WORKBOOKS = [
    Gold("old.xls", old_workbook([HEADER, *ROWS])),
    Gold("old, named as a new one.xlsx", old_workbook([HEADER, *ROWS])),
    Gold("shared texts.xls", _shared()),
    Gold("of Excel 95.xls", _excel_95()),
    Gold(
        "values.xls",
        old_workbook([
            ("Firma", "Seit", "PLZ", "aktiv"), (), ("A", date(2014, 3, 1), 1067, True),
            ("B", date(1975, 4, 1), "01067", False), ("#DIV/0!", None, 1.5, None),
        ]),
        rows=[(3, "A", "2014-03-01", "1067", "ja"), (4, "B", "1975-04-01", "01067", "nein"),
              (5, "", "", "1.5", "")],
        unread=[(5, "Firma", "error")],
        columns=("Firma", "Seit", "PLZ", "aktiv"),
    ),
    Gold(
        "packed numbers and formulas.xls",
        _numbers(),
        rows=[(2, "12", "-1.5"), (3, "1", "2014-03-01"), (4, "7", "wie berechnet"), (5, "ja", "")],
        unread=[(5, "Wert", "error")],
        columns=("Zahl", "Wert"),
    ),
    Gold(
        "hidden row.xls",
        old_workbook([HEADER, *ROWS], hidden=[2]),
        rows=[NUMBERED[0], NUMBERED[2]],
        left_out=[(3, "hidden")],
    ),
    Gold(
        "hidden sheet.xls",
        container(
            stream([
                ("Alt", old_sheets.sheet([("nicht", "lesen")]), True),
                ("Neu", old_sheets.sheet([HEADER, *ROWS]), False),
            ])
        ),
    ),
    Gold("open.ods", open_document(_OPEN)),
    Gold(
        "open values.ods",
        open_document(
            row("Mitgliederliste") + _BLANK_ROWS
            + row("Firma", "Seit", "PLZ", "Beitrag", "aktiv", "Zeit") + _VALUES + _FAILED
        ),
        rows=[(5, "A\nB", "2014-03-01", "01067", "1.5", "ja", "07:30:00"),
              (6, "C  D\nE", "x", "", "", "", "")],
        unread=[(6, "PLZ", "error")],
        columns=("Firma", "Seit", "PLZ", "Beitrag", "aktiv", "Zeit"),
    ),
    Gold(
        "merged and repeated.ods",
        open_document(
            row("Firma", "Ort", "Klasse") + row("A", _TWO_CELLS)
            + row("C", "<table:covered-table-cell/>", "D", attributes=_TWICE)
        ),
        rows=[(2, "A", "B", "B"), (3, "C", "", "D"), (4, "C", "", "D")],
        columns=("Firma", "Ort", "Klasse"),
    ),
    Gold(
        "filtered row and a remark.ods",
        open_document(
            row("Firma", "Ort") + row("A", "B", attributes=' table:visibility="filter"')
            + row("C", _REMARKED),
            more=sheet(row("nicht", "lesen"), "Alt", "unseen"),
        ),
        rows=[(3, "C", "Soest")],
        left_out=[(2, "hidden")],
        columns=("Firma", "Ort"),
    ),
]  # fmt: skip
