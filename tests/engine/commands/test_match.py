import csv
import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import islice
from pathlib import Path

import openpyxl
import pytest

from kurzweg.engine.commands import match, match_page, match_xlsx
from kurzweg.engine.commands.match_records import Offer
from kurzweg.engine.documents import Answer, Ranked
from kurzweg.engine.tables import writing

REAL = Path(__file__).parents[4] / "shared" / "data"
NEEDS = """Anfragen im November;
Anfrage;Wer
"Wir suchen 500 Aluminiumgehäuse, eloxiert, im Umkreis von 30 km um Soest, mit ISO 9001";Werk AG
Drehteile aus Messing;=1+1
Hubschrauberrundflug;Verein
"""
OFFERS = """Firma;PLZ;Ort;Das können wir;Zertifikate
Eloxal Berger;59494;Soest;Eloxieren von Aluminium, auch Gehäuse;ISO 9001 bis 31.12.2027
Galvanik Nord;59494;Soest;Gehäuse aus Aluminium eloxieren;ISO 9001 bis 18.11.2026
=HYPERLINK("http://x.example");59494;Soest;Drehteile aus Messing und Stahl;
Werk AG;59494;Soest;Aluminiumgehäuse eloxiert;ISO 9001
"""
PLACES = "plz;ort;lat;lon\n59494;Soest;51.57;8.1\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "anfragen.csv").write_bytes(NEEDS.encode("cp1252"))
    (tmp_path / "firmen.csv").write_text(OFFERS, encoding="utf-8")
    (tmp_path / "orte.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path


def run(folder, *more, output="treffer.xlsx"):
    arguments = [folder / "anfragen.csv", folder / "firmen.csv", "-o", folder / output]
    return match.main([*map(str, arguments), "--today", "2026-11-20", *more])


def sheet(folder, number, name="treffer.xlsx"):
    book = openpyxl.load_workbook(folder / name)
    return [[cell for cell in row if cell is not None] for row in book.worksheets[number].values]


def left_behind(folder):
    return sorted(path.name for path in folder.iterdir())


def test_matches_come_with_reasons_into_a_spreadsheet(folder, capsys):
    status = run(folder, "--places", str(folder / "orte.csv"))

    assert status == 0
    book = openpyxl.load_workbook(folder / "treffer.xlsx")
    assert book.sheetnames == ["Passende Firmen", "Nicht dabei", "So gelesen"]
    matches = book["Passende Firmen"]
    header, first, second = list(matches.values)
    assert header == (
        "Anfrage", "Gesucht von", "Platz", "Firma", "Ort", "km", "In einem Satz", "Was passt",
        "Was fehlt", "Punkte", "Das können sie", "Zeile",
    )  # fmt: skip
    assert first[:6] == (
        "500 Aluminiumgehäuse, eloxiert",
        "Werk AG",
        1,
        "Eloxal Berger",
        "Soest",
        0,
    )
    assert first[6].startswith("Nennt „")
    assert "hat ISO 9001, gültig bis 31. Dezember 2027" in first[7]
    assert isinstance(first[9], int | float)
    assert second[:4] == ("Drehteile aus Messing", "=1+1", 1, '=HYPERLINK("http://x.example")')
    assert (matches.freeze_panes, matches.auto_filter.ref) == ("A2", "A1:L3")
    assert matches.column_dimensions["G"].width == 60
    assert sheet(folder, 1) == [
        ["Anfrage", "Firma", "Ort", "Warum nicht"],
        [
            "500 Aluminiumgehäuse, eloxiert",
            "Galvanik Nord",
            "Soest",
            "fehlt: Zertifikat ISO 9001, abgelaufen am 18. November 2026",
        ],
    ]
    said = capsys.readouterr().err
    assert "Text  Anfrage\n" in said
    assert "Vergleiche ██████████████████████████████ 3 / 3" in said
    assert "2 Treffer zu 3 Anfragen" in said


def test_no_cell_of_the_spreadsheet_is_a_formula(folder):
    run(folder)

    book = openpyxl.load_workbook(folder / "treffer.xlsx")
    cells = [cell for each in book for row in each.iter_rows() for cell in row]
    formulas = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    # They stay the names they are, marked as text also for whoever edits the cell.
    assert {(cell.data_type, cell.quotePrefix) for cell in formulas} == {("s", True)}
    assert "f" not in {cell.data_type for cell in cells}


def test_the_page_needs_nothing_else(folder):
    run(folder, "--places", str(folder / "orte.csv"))

    page = (folder / "treffer.html").read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href|url|@import)\s*[=(]", page) == []
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "Verstanden: 500 Stück, ISO 9001, 30 km um Soest" in page
    assert "Eloxal Berger" in page
    assert "Passen der Beschreibung nach, aber …" in page
    assert "Galvanik Nord – fehlt: Zertifikat ISO 9001, abgelaufen am 18. November 2026" in page
    assert "Dazu passt keine Firma aus der Liste." in page
    assert "Reihenfolge nach Angaben der Firmen, keine Empfehlung" in page
    assert "=HYPERLINK(&quot;http://x.example&quot;)" in page


def test_without_places_no_distance_is_shown(folder):
    run(folder)

    assert " km</span>" not in (folder / "treffer.html").read_text(encoding="utf-8")
    assert ["km", "Ohne --places werden keine Entfernungen berechnet."] in sheet(folder, 2)


def test_everything_is_said_in_english_on_request(folder, capsys):
    run(folder, "--language", "en")

    assert sheet(folder, 0)[0][:4] == ["Need", "Wanted by", "Rank", "Firm"]
    assert "Firms that fit" in (folder / "treffer.html").read_text(encoding="utf-8")
    assert "2 matches for 3 needs" in capsys.readouterr().err


def test_columns_can_be_named(folder):
    assert (
        run(folder, "--need-text", "Anfrage", "--offer-text", "D", "--offer-certificates", "-") == 0
    )

    assert ["Text", "Das können wir"] in sheet(folder, 2)
    assert not any(row[0] == "Zertifikate" for row in sheet(folder, 2) if row)


def test_fewer_matches_are_given_on_request(folder):
    run(folder, "-k", "1", "--need-name", "-")

    firms = [row[2] for row in sheet(folder, 0)[1:]]
    assert firms.count("Werk AG") + firms.count("Eloxal Berger") == 1


@pytest.mark.parametrize(
    ("more", "output", "sentence"),
    [
        (["--need-text", "Nix"], "t.xlsx", "hat keine Spalte „Nix“. Vorhanden: Anfrage, Wer."),
        (["--places", "fehlt.csv"], "t.xlsx", "„fehlt.csv“ gibt es nicht"),
        ([], "t.csv", "Die Ergebnisdatei muss auf .xlsx enden: „t.csv“."),
        ([], "firmen.csv/t.xlsx", "lässt sich nichts schreiben."),
        ([], "fehlt/t.xlsx", "lässt sich nichts schreiben."),
    ],
)
def test_bad_input_is_named_and_nothing_is_left(folder, capsys, more, output, sentence):
    before = left_behind(folder)

    assert run(folder, *more, output=output) == 2

    assert sentence in capsys.readouterr().err
    assert left_behind(folder) == before


@pytest.mark.parametrize(("name", "kept"), [("anfragen.csv", 2), ("firmen.csv", 1)])
def test_a_table_without_rows_says_so(folder, capsys, name, kept):
    lines = (folder / name).read_bytes().splitlines(keepends=True)[:kept]
    (folder / name).write_bytes(b"".join(lines))
    options = ["--need-text", "Anfrage", "--offer-text", "Das können wir"]

    assert run(folder, *options) == 2

    assert f"„{name}“ hat unter der Überschrift keine Zeile." in capsys.readouterr().err
    assert not (folder / "treffer.xlsx").exists()


def test_a_missing_file_is_named(folder, capsys):
    (folder / "firmen.csv").unlink()

    assert run(folder) == 2

    assert "„firmen.csv“ gibt es nicht oder lässt sich nicht lesen." in capsys.readouterr().err


def test_a_run_that_breaks_off_keeps_the_old_result(folder, monkeypatch):
    (folder / "treffer.xlsx").write_bytes(b"old")
    monkeypatch.setattr(match_page.Page, "save", broken)

    assert run(folder) == 2

    assert (folder / "treffer.xlsx").read_bytes() == b"old"
    assert [name for name in left_behind(folder) if name.endswith(".part")] == []


def broken(*_, **__):
    raise OSError("disk full")


def test_a_table_without_header_is_told(folder, capsys):
    (folder / "firmen.csv").write_text(
        "A GmbH;59494;Drehteile aus Messing\nB AG;01067;Frästeile aus Stahl\n", encoding="utf-8"
    )

    assert run(folder) == 0

    assert "die Spalten heißen nach ihren Buchstaben" in capsys.readouterr().err


def test_a_terminal_shows_one_bar(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    run(folder)

    assert "\r" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_number_of_matches_below_one_is_refused(folder, number):
    with pytest.raises(SystemExit) as caught:
        run(folder, "-k", number)

    assert caught.value.code == 2


class FewNeeds:
    """A need as the spreadsheet and the page show it."""

    title, text, name = "Drehteile", "Drehteile", ""


def test_a_full_sheet_goes_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    spreadsheet = match_xlsx.Spreadsheet("de")
    answer = Answer((Ranked("a", 0.5, {}), Ranked("a", 0.4, {}), Ranked("a", 0.3, {})), (), "")

    spreadsheet.add(FewNeeds, answer, {"a": Offer(2, "", "Berger", "", "")})
    spreadsheet.save(tmp_path / "t.xlsx", notes=[], reports={})
    spreadsheet.close()

    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [
        "Passende Firmen", "Nicht dabei", "Passende Firmen 2", "So gelesen"
    ]  # fmt: skip
    assert book["Passende Firmen 2"].max_row == 2


def test_a_page_shows_the_first_needs_only(folder, monkeypatch):
    monkeypatch.setattr(match_page, "MOST_NEEDS", 1)

    run(folder)

    page = (folder / "treffer.html").read_text(encoding="utf-8")
    assert page.count("<section>") == 1
    assert "Die Seite zeigt die ersten 1 von 3 Anfragen; alle stehen in der Tabelle" in page


def test_a_long_text_is_shortened_at_a_word(folder):
    text = "Drehteile aus Messing, " + "gedreht und verpackt " * 60
    (folder / "anfragen.csv").write_text(f"Titel;Text;Ort\nDrehteile;{text};Soest\n", "utf-8")

    run(folder, "--places", str(folder / "orte.csv"))

    page = (folder / "treffer.html").read_text(encoding="utf-8")
    assert re.search(r"<p>Drehteile aus Messing, (?:gedreht|und|verpackt| )+ …</p>", page)
    assert "Verstanden: Soest" in page


def test_a_deadline_is_shown_as_it_was_understood(folder):
    (folder / "anfragen.csv").write_text("Text\nDrehteile bis Ende März\n", "utf-8")

    run(folder)

    page = (folder / "treffer.html").read_text(encoding="utf-8")
    assert "Verstanden: bis 31. März 2027" in page


def test_without_a_day_it_is_today(folder):
    assert match._today() >= date(2026, 1, 1)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is said in another way")
def test_100_000_offers_are_matched_in_bounded_memory(folder):
    with (folder / "firmen.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Firma", "Ort", "Das können wir"])
        writer.writerows(
            [f"Firma {n}", "Soest", f"Drehteile und Gehäuse aus Stahl, Los {n}"]
            for n in range(100_000)
        )
    command = [sys.executable, "-c", MEASURED, *map(str, [folder / "anfragen.csv"])]

    done = subprocess.run(
        [*command, str(folder / "firmen.csv"), "-o", str(folder / "t.xlsx")],
        env={**os.environ, "PYTHONPATH": str(Path(match.__file__).parents[3])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) < 1_500_000  # kilobytes


MEASURED = """
import re, sys
from pathlib import Path
from kurzweg.engine.commands import match
status = match.main(sys.argv[1:])
# Not ru_maxrss: a new program inherits that of the one that started it.
print(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
sys.exit(status)
"""


@pytest.mark.skipif(not REAL.is_dir(), reason="real tenders are not beside the repository")
@pytest.mark.parametrize("among", [300, pytest.param(None, marks=pytest.mark.slow)])
def test_real_tenders_find_real_organisations(tmp_path, among):
    with (tmp_path / "anfragen.csv").open(
        "w", encoding="cp1252", errors="replace", newline=""
    ) as f:
        writer = csv.writer(f, delimiter=";")
        writer.writerow(["Ausschreibungen (Auszug)"])
        writer.writerow(["Nr", "Titel", "Beschreibung", "Auftraggeber", "PLZ", "Ort"])
        for line in (REAL / "tenders/ted_notices_de.jsonl").read_text("utf-8").splitlines()[:12]:
            notice = json.loads(line)
            buyer = notice["buyer"]
            writer.writerow(
                [notice["notice"], notice["title_de"], notice["description_de"], buyer["name"],
                 buyer["postal_code"], buyer["town"]]
            )  # fmt: skip
    with (tmp_path / "firmen.csv").open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f)
        writer.writerow(["Firma", "Ort", "PLZ", "Beschreibung", "Leistungen"])
        contractors = (REAL / "companies/ted_contractors_de.csv").read_text("utf-8")
        for row in islice(csv.DictReader(contractors.splitlines()), among):
            writer.writerow(
                [row["company"], row["town"], row["postal_code"], row["contract_titles"]]
            )
        for name in ("mint_vernetzt_organisations", "edutech_map_berlin"):
            for row in json.loads((REAL / f"companies/{name}.json").read_text("utf-8"))[:among]:
                writer.writerow(
                    [row["name"], row.get("address"), "", row["description"], row.get("activities")]
                )

    status = run(tmp_path, "--places", str(REAL / "postcodes/plz_centroid.csv"))

    matches = sheet(tmp_path, 0)
    assert status == 0
    assert len(matches) > 50
    assert all(len(row) > 7 for row in matches)
