import codecs
import csv
import json
import resource
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from kurzweg.engine import tables
from kurzweg.engine.tables import errors
from kurzweg.engine.tables.lines import column_letter
from tests.engine.tables.old_sheets import container, old_workbook
from tests.engine.tables.open_sheets import open_document

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "import-samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="sample spreadsheets are not beside the repository"
)


def written(tmp_path, text, encoding="utf-8", name="Liste.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(tmp_path, rows, name="Liste.xlsx", prepare=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book)
    path = tmp_path / name
    book.save(path)
    return path


def names(table):
    return [column.name for column in table.columns]


def cells(table):
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(tmp_path, encoding, delimiter):
    lines = ["Firma|Straße|Ort", "Müller Söhne|Am Wall 3|Köln", "Groß|Öhmchen|Gießen"]
    path = written(tmp_path, "\r\n".join(lines).replace("|", delimiter), encoding)

    table = tables.read(path)

    assert names(table) == ["Firma", "Straße", "Ort"]
    assert cells(table) == [("Müller Söhne", "Am Wall 3", "Köln"), ("Groß", "Öhmchen", "Gießen")]


def test_a_title_row_and_empty_rows_above_the_header_are_skipped(tmp_path):
    path = written(
        tmp_path, "Mitglieder 2026;;\n;;\nFirma;PLZ;Ort\nA;01067;Dresden\n;;\nB;59555;Lippstadt\n"
    )

    table = tables.read(path)

    assert (table.header_row, names(table)) == (3, ["Firma", "PLZ", "Ort"])
    assert [(row.number, row.cells) for row in table.rows()] == [
        (4, ("A", "01067", "Dresden")),
        (6, ("B", "59555", "Lippstadt")),
    ]


def test_a_group_header_above_the_header_is_a_title(tmp_path):
    path = written(tmp_path, "Firma;;Kontakt;\nName;Ort;Name;Mail\nA;B;C;c@d.example\n")

    assert names(tables.read(path)) == ["Name", "Ort", "Name (2)", "Mail"]


def test_quoted_cells_hold_line_ends_and_delimiters(tmp_path):
    path = written(tmp_path, 'Firma;Text\nA;"eins; zwei\ndrei"\nB;"sagt ""ja"""\nC;x\n')

    assert [(row.number, *row.cells) for row in tables.read(path).rows()] == [
        (2, "A", "eins; zwei\ndrei"),
        (3, "B", 'sagt "ja"'),
        (4, "C", "x"),
    ]


def test_the_delimiter_that_excel_states_is_taken(tmp_path):
    path = written(tmp_path, "sep=,\nFirma,Text\nA;B,c;d\n")

    table = tables.read(path)

    assert names(table) == ["Firma", "Text"]
    assert [(row.number, row.cells) for row in table.rows()] == [(2, ("A;B", "c;d"))]


def test_one_column_is_a_table(tmp_path):
    assert cells(tables.read(written(tmp_path, "Text\nDrehteile\nFrästeile\n"))) == [
        ("Drehteile",),
        ("Frästeile",),
    ]


def test_empty_columns_are_dropped_and_nameless_ones_called_by_their_letter(tmp_path):
    path = written(tmp_path, "Firma;;Ort;;\nA;;B;x;\nC;;D;;\n")

    table = tables.read(path)

    assert [(column.name, column.letter) for column in table.columns] == [
        ("Firma", "A"),
        ("Ort", "C"),
        ("Spalte D", "D"),
    ]
    assert cells(table) == [("A", "B", "x"), ("C", "D", "")]


def test_a_table_without_header_has_columns_called_by_their_letter(tmp_path):
    path = written(tmp_path, "A GmbH;59555;Lippstadt\nB AG;01067;Dresden\n")

    table = tables.read(path)

    assert (table.header_row, names(table)) == (0, ["Spalte A", "Spalte B", "Spalte C"])
    assert cells(table)[0] == ("A GmbH", "59555", "Lippstadt")


def test_without_any_row_of_names_all_rows_are_kept(tmp_path):
    path = written(tmp_path, "gleich;gleich;gleich\ngleich;gleich;gleich\n")

    assert tables.read(path).header_row == 0


def test_a_column_is_found_by_name_or_letter(tmp_path):
    table = tables.read(written(tmp_path, "Firma;Ort\nA;B\n"))

    assert (table.index(" ort "), table.index("B"), table.index("firma")) == (1, 1, 0)


def test_a_column_that_is_not_there_is_named(tmp_path):
    table = tables.read(written(tmp_path, "Firma;Ort\nA;B\n"))

    with pytest.raises(errors.NoUsableColumn) as caught:
        table.index("Text")

    assert str(caught.value) == "„Liste.csv“ hat keine Spalte „Text“. Vorhanden: Firma, Ort."
    assert caught.value.sentence("en") == "“Liste.csv” has no column “Text”. There are: Firma, Ort."


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    path = written(tmp_path, 'Firma;Ort\n"=HYPERLINK(""http://x"")";@SUM(1)\n')

    assert cells(tables.read(path)) == [('=HYPERLINK("http://x")', "@SUM(1)")]


def test_cells_of_a_workbook_come_as_text(tmp_path):
    rows = [
        ["Firma", "Zahl", "Kommazahl", "Ja", "Tag", "Zeit", "Fehler"],
        ["A", 12, 3.5, True, date(2026, 11, 20), datetime(2026, 11, 20, 7, 30), "#N/A"],  # noqa: DTZ001
        ["  B ", 12.0, None, False, None, None, "#HIT"],
    ]

    assert cells(tables.read(workbook(tmp_path, rows))) == [
        ("A", "12", "3.5", "ja", "2026-11-20", "2026-11-20T07:30:00", ""),
        ("B", "12", "", "nein", "", "", "#HIT"),
    ]


def test_leading_zeros_that_a_workbook_shows_are_kept(tmp_path):
    def show_five_digits(book):
        book.active["B2"].number_format = "00000"

    path = workbook(tmp_path, [["Ort", "PLZ"], ["Dresden", 1067]], prepare=show_five_digits)

    assert cells(tables.read(path)) == [("Dresden", "01067")]


def test_a_formula_is_read_as_it_was_last_saved_and_never_computed(tmp_path):
    path = workbook(tmp_path, [["Firma", "Summe"], ["A", "=1+1"]])

    assert cells(tables.read(path)) == [("A", "")]


def test_the_first_visible_sheet_with_content_is_read(tmp_path):
    def add_sheets(book):
        hidden = book.create_sheet("Geheim", 0)
        hidden.append(["Nicht", "Lesen"])
        hidden.sheet_state = "hidden"
        book.create_sheet("Leer", 1)

    table = tables.read(workbook(tmp_path, [["Firma", "Ort"], ["A", "B"]], prepare=add_sheets))

    assert (table.sheet, names(table)) == ("Sheet", ["Firma", "Ort"])


def test_merged_cells_do_not_shift_columns(tmp_path):
    def merge(book):
        book.active.insert_rows(1)
        book.active["A1"] = "Unsere Mitglieder"
        book.active.merge_cells("A1:C1")

    table = tables.read(
        workbook(tmp_path, [["Firma", "PLZ", "Ort"], ["A", "1", "B"]], prepare=merge)
    )

    assert (table.header_row, cells(table)) == (2, [("A", "1", "B")])


def unreadable(tmp_path, kind):
    path = tmp_path / "Liste.xlsx"
    match kind:
        case "missing":
            pass
        case "empty":
            path.write_bytes(b"")
        case "only spaces":
            path.write_bytes(b" ; \n\n;")
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
        case "broken zip":
            path.write_bytes(b"PK\x03\x04 nothing")
        case "other zip":
            with zipfile.ZipFile(path, "w") as packed:
                packed.writestr("mimetype", "text")
        case "broken workbook":
            with zipfile.ZipFile(path, "w") as packed:
                packed.writestr("xl/workbook.xml", "<")
        case "empty workbook":
            openpyxl.Workbook().save(path)
        case "begin of an old workbook":
            path.write_bytes(old_workbook([["Firma"]])[:2000])
        case "letter":
            path.write_bytes(container(b"Sehr geehrte", "WordDocument"))
        case "password":
            path.write_bytes(container(b"", "EncryptedPackage"))
        case "old password":
            path.write_bytes(old_workbook([["Firma"]], is_encrypted=True))
        case "password of an open document":
            path.write_bytes(open_document("", manifest="<encryption-data/>"))
        case "open quote":
            path.write_bytes(b'a;b\nc;d\ne;"f\n')
        case "folder":
            path.mkdir()
    return path


@pytest.mark.parametrize(
    ("kind", "error", "sentence"),
    [
        (
            "missing",
            errors.TableNotFound,
            "„Liste.xlsx“ gibt es nicht oder lässt sich nicht lesen.",
        ),
        ("folder", errors.TableNotFound, "„Liste.xlsx“ gibt es nicht oder lässt sich nicht lesen."),
        ("empty", errors.TableIsEmpty, "„Liste.xlsx“ ist leer."),
        ("only spaces", errors.TableIsEmpty, "„Liste.xlsx“ ist leer."),
        ("empty workbook", errors.TableIsEmpty, "„Liste.xlsx“ ist leer."),
        (
            "picture",
            errors.NotASpreadsheet,
            "„Liste.xlsx“ ist keine Tabelle. Es geht mit CSV, Excel (XLSX, XLS), LibreOffice (ODS) "
            "und HTML.",
        ),
        (
            "broken zip",
            errors.DamagedWorkbook,
            "„Liste.xlsx“ ist beschädigt oder unvollständig. Bitte öffnen und neu als XLSX "
            "speichern.",
        ),
        (
            "other zip",
            errors.NotASpreadsheet,
            "„Liste.xlsx“ ist keine Tabelle. Es geht mit CSV, Excel (XLSX, XLS), LibreOffice (ODS) "
            "und HTML.",
        ),
        (
            "broken workbook",
            errors.DamagedWorkbook,
            "„Liste.xlsx“ ist beschädigt oder unvollständig. Bitte öffnen und neu als XLSX "
            "speichern.",
        ),
        (
            "begin of an old workbook",
            errors.DamagedWorkbook,
            "„Liste.xlsx“ ist beschädigt oder unvollständig. Bitte öffnen und neu als XLSX "
            "speichern.",
        ),
        (
            "letter",
            errors.NotASpreadsheet,
            "„Liste.xlsx“ ist keine Tabelle. Es geht mit CSV, Excel (XLSX, XLS), LibreOffice (ODS) "
            "und HTML.",
        ),
        (
            "old password",
            errors.PasswordProtected,
            "„Liste.xlsx“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
        ),
        (
            "password of an open document",
            errors.PasswordProtected,
            "„Liste.xlsx“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
        ),
        (
            "password",
            errors.PasswordProtected,
            "„Liste.xlsx“ ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
        ),
        (
            "open quote",
            errors.BrokenRow,
            "„Liste.xlsx“, Zeile 3: Die Anführungszeichen passen nicht zusammen.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, kind, error, sentence):
    with pytest.raises(error) as caught:
        tables.read(unreadable(tmp_path, kind))

    assert caught.value.sentence() == sentence
    assert "Liste.xlsx" in caught.value.sentence("en")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path, [["Firma", "Ort"], ["A", "B"]])
    monkeypatch.setattr("kurzweg.engine.tables.archives.LARGEST_UNPACKED", 100)

    with pytest.raises(errors.TableTooLarge):
        tables.read(path)


@pytest.mark.parametrize(("position", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_have_the_letters_of_a_spreadsheet_program(position, letter):
    assert column_letter(position) == letter


def test_100_000_rows_are_read_in_bounded_memory(tmp_path):
    path = tmp_path / "gross.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Firma", "PLZ", "Ort", "Text"])
        writer.writerows([f"Firma {n}", "01067", "Köln", "Drehteile " * 10] for n in range(100_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    count = sum(1 for _ in tables.read(path).rows())

    assert count == 100_000
    if sys.platform == "linux":  # elsewhere the unit is bytes
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.slow
def test_100_000_rows_of_a_workbook_are_read(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.append(["Firma", "PLZ", "Ort", "Text"])
    for number in range(100_000):
        sheet.append([f"Firma {number}", "01067", "Köln", "Drehteile"])
    book.save(tmp_path / "gross.xlsx")

    assert sum(1 for _ in tables.read(tmp_path / "gross.xlsx").rows()) == 100_000


@needs_samples
@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
        "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ],
)  # fmt: skip
def test_the_files_of_csv_spectrum_are_read_as_expected(name):
    path = SAMPLES / "csv-spectrum" / f"{name}.csv"
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    table = tables.read(path)

    assert [dict(zip(names(table), row, strict=True)) for row in cells(table)] == [
        {key: value.strip().replace("\r\n", "\n") for key, value in row.items()} for row in expected
    ]


@needs_samples
def test_a_report_of_a_city_is_read_below_its_title():
    table = tables.read(next(SAMPLES.glob("*.xlsx")))

    assert (table.sheet, table.header_row) == ("Tabelle1", 8)
    assert [column.letter for column in table.columns] == list("ABCDEFG")
    assert len(cells(table)) == 44


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path):
    path = tmp_path / "Liste.csv"
    path.write_bytes(codecs.BOM_UTF8 + b"Firma;Ort\nA;B\n")

    assert names(tables.read(path)) == ["Firma", "Ort"]
