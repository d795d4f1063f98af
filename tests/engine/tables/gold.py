"""Spreadsheets as offices send them, made here, each with what a person reads in it."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEADER = ("Firma", "Ort", "Leistung")
ROWS = [
    ("Müller Guss GmbH", "Köln", "Gehäuse gießen"),
    ("Härterei Öztürk", "Görlitz", "Übergrößen härten"),
    ("Groß & Söhne", "Lüdenscheid", "Straßenmöbel für Städte"),
]
NUMBERED = [(2, *ROWS[0]), (3, *ROWS[1]), (4, *ROWS[2])]


@dataclass(frozen=True)
class Gold:
    """A file, the rows that count with their numbers, and what else must be said."""

    name: str
    content: bytes
    rows: list[tuple[int | str, ...]] = field(default_factory=lambda: NUMBERED)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    unread: list[tuple[int, str, str]] = field(default_factory=list)  # row, column, why
    columns: tuple[str, ...] = HEADER


def lines(rows=ROWS, header=HEADER, delimiter=";", end="\r\n") -> str:
    return end.join(delimiter.join(row) for row in (header, *rows)) + end


def workbook(rows=ROWS, header=HEADER, prepare: Callable | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    if prepare:
        prepare(book, book.active)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the parts of a workbook, as programs do that are not Excel."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in packed.namelist():
            other.writestr(name, change(name, packed.read(name)))
    return saved.getvalue()


def in_part(part: str, pattern: bytes, put: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: re.sub(pattern, put, content) if part in name else content


def with_shared_texts(texts: list[str], rich: str = "") -> bytes:
    """A workbook as Excel writes it: its texts stand in a part of their own, three in a row."""
    shared = "".join(f"<si><t>{text.replace('&', '&amp;')}</t></si>" for text in texts) + rich
    count = shared.count("<si>")
    sheet = "".join(
        f'<row r="{row + 1}">'
        + "".join(
            f'<c r="{"ABC"[place]}{row + 1}" t="s"><v>{3 * row + place}</v></c>'
            for place in range(3)
            if 3 * row + place < count
        )
        + "</row>"
        for row in range(-(-count // 3))
    )
    link = b'<Relationship Id="rIdS" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'

    def change(name: str, content: bytes) -> bytes:
        if name.endswith("workbook.xml.rels"):
            return content.replace(b"</Relationships>", link + b"</Relationships>")
        if name.endswith("sheet1.xml"):
            new = f"<sheetData>{sheet}</sheetData>".encode()
            return re.sub(rb"(?s)<sheetData>.*</sheetData>", new, content)
        return content

    saved = io.BytesIO(rewritten(workbook(), change))
    with zipfile.ZipFile(saved, "a") as packed:
        packed.writestr("xl/SharedStrings.xml", f"<sst>{shared}</sst>")
    return saved.getvalue()


def strict(name: str, content: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/"
    return content.replace(
        old + b"spreadsheetml/2006/main", STRICT + b"spreadsheetml/main"
    ).replace(old + b"officeDocument/2006/relationships", STRICT + b"officeDocument/relationships")


STRICT = b"http://purl.oclc.org/ooxml/"


def prefixed(name: str, content: bytes) -> bytes:
    """Write each element of a sheet with a prefix, as some libraries of .NET do."""
    if "sheet1" not in name:
        return content
    return re.sub(rb"<(/?)([a-z])", rb"<\1x:\2", content).replace(b"xmlns=", b"xmlns:x=")


def _hide(book, sheet):
    sheet.row_dimensions[3].hidden = True


def _days_of_1904(book, sheet):
    book.epoch = CALENDAR_MAC_1904
    sheet["B2"] = date(2026, 12, 31)
    sheet["B2"].number_format = "DD.MM.YYYY"


def _errors(book, sheet):
    sheet["B2"] = "#REF!"
    sheet["C3"] = "=A1&B1"


def _moments(book, sheet):
    for row, (value, shown) in enumerate(
        [(0.3125, "HH:MM"), (46402.3125, 'dd/mm/yyyy "um" hh:mm'), (59, "DD.MM.YYYY"), (-1, "mmm")],
        start=2,
    ):
        sheet[f"C{row}"] = value
        sheet[f"C{row}"].number_format = shown
    sheet["B2"], sheet["B3"], sheet["B5"] = 0.5, 46402, 0.75
    sheet["B2"].number_format, sheet["B3"].number_format = "[h]:mm", "TT.MM.JJJJ"
    sheet["B5"].number_format = "h:mm"  # one that Excel keeps by its number
    sheet["B4"].number_format = "Standard"
    sheet["B4"] = 7


def _other_sheets(book, sheet):
    book.create_sheet("Alte Liste").append(["nicht", "lesen"])


TABLE = (
    "<table border=1><tr><th>Firma</th><th>Ort</th><th>Leistung</th></tr>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table>"
).replace("&", "&amp;")
PAGE = (
    f"<html><head><style>td {{ color: red }}</style></head><body><p>Export</p>{TABLE}</body></html>"
)
NAMED = TABLE.replace("ä", "&auml;").replace("ö", "&ouml;").replace("ü", "&uuml;")
NAMED = NAMED.replace("Ö", "&#214;").replace("Ü", "&#xDC;").replace("ß", "&szlig;")

GOLD = [
    # Encodings
    Gold("utf-8.csv", lines().encode()),
    Gold("utf-8 with a mark.csv", lines().encode("utf-8-sig")),
    Gold("utf-16.csv", lines(delimiter="\t").encode("utf-16")),
    Gold("utf-16 little without a mark.csv", lines().encode("utf-16-le")),
    Gold("utf-16 big without a mark.csv", lines().encode("utf-16-be")),
    Gold("windows.csv", lines().encode("cp1252")),
    Gold("mac.csv", lines().encode("mac_roman")),
    Gold("mac with its line ends.csv", lines(end="\r").encode("mac_roman")),
    Gold("dos.csv", lines().encode("cp850")),
    Gold("dos 437.csv", lines().encode("cp437") + b"\x1a"),
    Gold(
        "last line of windows.csv",
        lines(ROWS[:2]).encode() + ";".join(ROWS[2]).encode("cp1252"),
        unread=[(4, "", "encoding")],
    ),
    Gold(
        "one line of utf-8.csv",
        lines(ROWS[:2]).encode("cp1252") + ";".join(ROWS[2]).encode(),
        unread=[(4, "", "encoding")],
    ),
    Gold(
        "one cell of windows in a line.csv",
        lines(ROWS[:2]).encode()
        + b";".join([ROWS[2][0].encode("cp1252"), ROWS[2][1].encode(), ROWS[2][2].encode()]),
        unread=[(4, "", "encoding")],
    ),
    Gold(
        "one letter that can be several.csv",
        "Firma;Ort\nAcme;\u0160\n".encode("cp1252"),
        rows=[(2, "Acme", "Š")],
        unread=[(2, "", "encoding")],
        columns=("Firma", "Ort"),
    ),
    # What programs wrap around cells
    Gold("as text.csv", lines([[f'="{cell}"' for cell in row] for row in ROWS]).encode()),
    Gold(
        "zeros as text.csv",
        b'Firma;PLZ\n="A; B";="01067"\n"=""C""";"=""01069"""\n',
        rows=[(2, "A; B", "01067"), (3, "C", "01069")],
        columns=("Firma", "PLZ"),
    ),
    Gold(
        "entities.csv",
        lines()
        .replace("ä", "&auml;")
        .replace("ö", "&ouml;")
        .replace("Ö", "&Ouml;")
        .replace("ü", "&uuml;")
        .replace("Ü", "&#220;")
        .replace("ß", "&#xDF;")
        .replace(" & ", " &amp; ")
        .encode(),
    ),
    Gold("entities with commas.csv", lines(delimiter=",").replace("ü", "&amp;uuml;").encode()),
    Gold(
        "an ampersand is none.csv",
        b"Firma;Ort\nF&E;Soest\nC&Co;Hamm\n",
        rows=[(2, "F&E", "Soest"), (3, "C&Co", "Hamm")],
        columns=("Firma", "Ort"),
    ),
    Gold("stated delimiter.csv", b"sep=|\r\n" + lines(delimiter="|").encode()),
    Gold("zeros between.csv", lines().encode().replace(b"Ort", b"O\x00rt")),
    Gold(
        "lines in cells.csv",
        b'Firma;Ort\n"A\nB";Soest\n\n"C";"Bad\r\nSassendorf"\n',
        rows=[(2, "A\nB", "Soest"), (4, "C", "Bad\r\nSassendorf")],
        columns=("Firma", "Ort"),
    ),
    # Columns and rows
    Gold(
        "a name twice.csv",
        b"Firma;Leistung;Leistung\nA;drehen;eloxieren\nB;bohren;fasen\n",
        rows=[(2, "A", "drehen", "eloxieren"), (3, "B", "bohren", "fasen")],
        columns=("Firma", "Leistung", "Leistung (2)"),
    ),
    Gold(
        "sums.csv",
        b"Firma;Anfrage;Menge\nA;Winkel;500\nB;Summe GmbH;7\nZwischensumme;;507\nC;Gesamtbau;1\n"
        b";;\n;Summe:;1.015\nGesamt;;1.015 St.\nInsgesamt;;\n",
        rows=[(2, "A", "Winkel", "500"), (3, "B", "Summe GmbH", "7"), (5, "C", "Gesamtbau", "1")],
        left_out=[(4, "total"), (7, "total"), (8, "total"), (9, "total")],
        columns=("Firma", "Anfrage", "Menge"),
    ),
    Gold(
        "no sums.csv",
        b"Anfrage;Firma\nSummen bilden;\nGesamt;Bau\nTotal;\n",
        rows=[(2, "Summen bilden", ""), (3, "Gesamt", "Bau")],
        left_out=[(4, "total")],
        columns=("Anfrage", "Firma"),
    ),
    Gold(
        "header of two rows.csv",
        b"Liste;;;\nFirma;Kontakt;;Ort\n;Name;Telefon;\nA;B;012;Soest\nC;;013;Hamm\n",
        rows=[(4, "A", "B", "012", "Soest"), (5, "C", "", "013", "Hamm")],
        columns=("Firma", "Name", "Telefon", "Ort"),
    ),
    Gold(
        "first row with a gap.csv",
        b"Firma;Leistung;;Ort\n;drehen;;Soest\nA;bohren;x;Hamm\n",
        rows=[(2, "", "drehen", "", "Soest"), (3, "A", "bohren", "x", "Hamm")],
        columns=("Firma", "Leistung", "Spalte C", "Ort"),
    ),
    # Web pages under the name of a spreadsheet
    Gold("page.xls", PAGE.encode("utf-8-sig")),
    Gold("page that says its encoding.xls", f"<meta charset=iso-8859-1>{TABLE}".encode("cp1252")),
    Gold("page of the mac.xls", f"<!-- Export -->\r\n{TABLE}".encode("mac_roman")),
    Gold("page of two bytes.xls", PAGE.encode("utf-16")),
    Gold("page with entities.xls", NAMED.encode()),
    Gold("table in a table.xls", f"<table><tr><td>Logo</td><td>{TABLE}</td></tr></table>".encode()),
    Gold(
        "lines and spans.xls",
        b"<table><td colspan=2>Firma<td>Ort<tr><td>A<br>B<p>C</p><td><td>Soest</table>",
        rows=[(2, "A\nB\nC", "Soest")],
        columns=("Firma", "Ort"),
    ),
    Gold("page that errs.xls", f"<meta charset=utf-8>{TABLE}".encode("cp1252")),
    Gold("page of nowhere.xls", f"<meta charset=klingon>{TABLE}".encode()),
    Gold(
        "page in doubt.xls",
        "<table><tr><th>Firma<th>Ort<tr><td>Acme<td>\u0160</table>".encode("cp1252"),
        rows=[(2, "Acme", "Š")],
        unread=[(2, "", "encoding")],
        columns=("Firma", "Ort"),
    ),
    Gold("unclosed.xls", re.sub(r"</t[rdh]>", "", PAGE).encode()),
    # Workbooks
    Gold("plain.xlsx", workbook()),
    Gold("named xls.xls", workbook()),
    Gold("shared.xlsx", with_shared_texts([cell for row in (HEADER, *ROWS) for cell in row])),
    Gold(
        "rich.xlsx",
        with_shared_texts(
            [*HEADER, "A"],
            "<si><r><t>Bad </t></r><r><rPr><b/></rPr><t>Sassendorf</t></r></si>"
            "<si><t>x</t><rPh sb='0' eb='1'><t>gesprochen</t></rPh></si>",
        ),
        rows=[(2, "A", "Bad Sassendorf", "x")],
    ),
    Gold("strict.xlsx", rewritten(workbook(), strict)),
    Gold("prefixed.xlsx", rewritten(workbook(), prefixed)),
    Gold(
        "size of a font.xlsx",
        rewritten(workbook(), in_part("styles", rb'sz val="11"', b'sz val="a"')),
    ),
    Gold(
        "no fill.xlsx",
        rewritten(workbook(), in_part("styles", rb"(?s)<fill>.*?</fill>", b"<fill/>")),
    ),
    Gold("no styles.xlsx", rewritten(workbook(), in_part("styles", rb"(?s).*", b"<"))),
    Gold(
        "no part of styles.xlsx",
        rewritten(workbook(), in_part("workbook.xml.rels", b"/styles", b"/nothing")),
    ),
    Gold(
        "wrong size.xlsx", rewritten(workbook(), in_part("sheet1", rb'ref="A1:C4"', b'ref="A1:A1"'))
    ),
    Gold("no places.xlsx", rewritten(workbook(), in_part("sheet1", rb' r="[A-Z]*[0-9]+"', b""))),
    Gold(
        "hidden row.xlsx",
        workbook(prepare=_hide),
        rows=[NUMBERED[0], NUMBERED[2]],
        left_out=[(3, "hidden")],
    ),
    Gold(
        "days of 1904.xlsx",
        workbook(prepare=_days_of_1904),
        rows=[(2, ROWS[0][0], "2026-12-31", ROWS[0][2]), *NUMBERED[1:]],
    ),
    Gold(
        "errors.xlsx",
        workbook(prepare=_errors),
        rows=[(2, ROWS[0][0], "", ROWS[0][2]), (3, ROWS[1][0], ROWS[1][1], ""), NUMBERED[2]],
        unread=[(2, "Ort", "error"), (3, "Leistung", "formula")],
    ),
    Gold(
        "moments.xlsx",
        workbook([("A", "", ""), ("B", "", ""), ("C", "", ""), ("D", "", "")], prepare=_moments),
        rows=[
            (2, "A", "12:00:00", "07:30:00"),
            (3, "B", "2027-01-15", "2027-01-15T07:30:00"),
            (4, "C", "7", "1900-02-28"),
            (5, "D", "18:00:00", "-1"),
        ],
    ),
    Gold(
        "kinds of cells.xlsx",
        rewritten(
            workbook(ROWS[:1]),
            in_part(
                "sheet1",
                b"</sheetData>",
                b'<row><c t="d"><v>2027-01-15T00:00:00</v></c><c t="b"><v>1</v></c>'
                b"<c><v>weder noch</v></c></row>"
                b'<row><c t="inlineStr"><is><t>x</t><rPh><t>gesprochen</t></rPh></is></c>'
                b'<c r="irgendwo"><v>12.0</v></c><c r="E4" t="str"><f>A1</f></c></row>'
                b'<row r="9"><c r="G9" t="e"><v>#N/A</v></c><c s="9999"><v> </v></c></row>'
                b"</sheetData>",
            ),
        ),
        rows=[
            NUMBERED[0],
            (3, "2027-01-15", "ja", "weder noch"),
            (4, "x", "12", ""),
            (9, "", "", ""),
        ],
        unread=[(9, "G", "error")],
    ),
    Gold("other sheets.xlsx", workbook(prepare=_other_sheets)),
    Gold(
        "a cell at the end.xlsx",
        rewritten(
            workbook(),
            in_part(
                "sheet1",
                b"</sheetData>",
                b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
            ),
        ),
        rows=[*NUMBERED, (1_048_576, "1", "", "")],
    ),
    Gold(
        "odd characters.xlsx",
        workbook([("A_x000D_\nB", "  Soest\u00a0", "x_x0041_y_x0000__xD800_")]),
        rows=[(2, "A\r\nB", "Soest", "xAy")],
    ),
    Gold(
        "small numbers.xlsx",
        workbook([("A", 1.125, 12.5), ("B", 1000000, -3), ("C", 1e21, 0.5)]),
        rows=[(2, "A", "1.1250", "12.5"), (3, "B", "1000000", "-3"), (4, "C", "1e+21", "0.5")],
    ),
]
