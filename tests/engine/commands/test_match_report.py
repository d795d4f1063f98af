"""What of a table was not read is named: on the terminal, in the spreadsheet, on the page."""

from datetime import date

import openpyxl
import pytest

from kurzweg.engine.commands import match
from tests.engine.commands.test_match_records import needs

NEEDS = """Firma;Anfrage;Menge;bis wann;Ort;PLZ
Berger;Winkel aus Stahl;5 t;31.09.2027;Soest;59494
Nord;Gehäuse eloxieren;12 500 Stück;demnächst;Winterthur;CH-8400
Süd;;3;;Soest;59494
Summe;;12.500;;;
"""
OFFERS = """Firma;Leistung;Leistung;Größte Menge;Ort;PLZ;Fax
Alu AG;Gehäuse;eloxieren;bis 20 000;Winterthur;CH-8400;1
Stahl KG;Winkel;biegen aus Stahl;viele;Soest;59494;2
"""
PLACES = "plz;ort;lat;lon\n59494;Soest;51.57;8.1\n08400;Werdau;50.7;12.4\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "anfragen.csv").write_text(NEEDS, encoding="utf-8")
    (tmp_path / "firmen.csv").write_text(OFFERS, encoding="utf-8")
    (tmp_path / "orte.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path


def run(folder, *more, output="treffer.xlsx"):
    files = [str(folder / name) for name in ("anfragen.csv", "firmen.csv")]
    places = ["--places", str(folder / "orte.csv")]
    return match.main([*files, "-o", str(folder / output), "--today", "2026-11-30", *places, *more])


def sheet(folder, name):
    return [list(row) for row in openpyxl.load_workbook(folder / "treffer.xlsx")[name].values]


def test_what_is_not_read_is_named_everywhere(folder, capsys):
    assert run(folder) == 0

    said = capsys.readouterr().err
    page = (folder / "treffer.html").read_text(encoding="utf-8")
    notes = [
        "Anfragen, Summenzeilen: 5",
        "Anfragen, Spalte „Menge“, keine Stückzahl: Zeile 2 („5 t“)",
        "Anfragen, Spalte „bis wann“, diesen Tag gibt es nicht: Zeile 2 („31.09.2027“)",
        "Anfragen, Spalte „bis wann“, kein Tag: Zeile 3 („demnächst“)",
        "Anfragen, Spalte „Ort“, im Ausland, keine Entfernung: Zeile 3 („Winterthur“)",
        "Anfragen, kein Text, nicht verglichen: Zeile 4 („Süd · 3 · Soest · 59494“)",
        "Firmen, Spalte „Ort“, im Ausland, keine Entfernung: Zeile 2 („Winterthur“)",
        "Firmen, Spalte „Größte Menge“, keine Zahl: Zeile 3 („viele“)",
    ]
    read = sheet(folder, "So gelesen")
    assert [note for note in notes if note not in said] == []
    assert [note for note in notes if note not in page] == []
    assert [note for note in notes if note not in [row[1] for row in read]] == []
    assert ["Nicht genutzt", "Fax"] in read
    assert sheet(folder, "Nicht gelesen") == [
        ["Tabelle", "Zeile", "Spalte", "Was dort steht", "Warum"],
        ["Anfragen", 2, "Menge", "5 t", "keine Stückzahl"],
        ["Anfragen", 2, "bis wann", "31.09.2027", "diesen Tag gibt es nicht"],
        ["Anfragen", 3, "Ort", "Winterthur", "im Ausland, keine Entfernung"],
        ["Anfragen", 3, "bis wann", "demnächst", "kein Tag"],
        ["Anfragen", 4, None, "Süd · 3 · Soest · 59494", "kein Text, nicht verglichen"],
        ["Anfragen", 5, None, None, "Summenzeile, ausgelassen"],
        ["Firmen", 2, "Ort", "Winterthur", "im Ausland, keine Entfernung"],
        ["Firmen", 3, "Größte Menge", "viele", "keine Zahl"],
    ]
    assert "Treffer zu 2 Anfragen" in said
    # What was not read stands outside what is folded; on paper everything is unfolded.
    assert page.index(notes[1]) < page.index("<details>") < page.index("Woher die Angaben")
    assert "details::details-content { content-visibility: visible; display: block; }" in page


def test_what_stands_below_a_table_is_no_need_and_is_listed(folder, capsys):
    footer = ("Übertrag;700", "3 Bedarfe gesamt;", "Gedruckt am 1.12.2026;", "Blatt 2 von 5;")
    rows = ["Anfrage;Menge", "Gehäuse eloxieren;5", "Stand: Messestand bauen;7", *footer]
    (folder / "anfragen.csv").write_text("\n".join(rows), encoding="utf-8")

    run(folder)

    left_out = "gehört nicht zur Tabelle, ausgelassen"
    assert "Anfragen, Zeilen unter der Tabelle: 4, 5, 6, 7\n" in capsys.readouterr().err
    assert [row[1:] for row in sheet(folder, "Nicht gelesen")[1:] if row[0] == "Anfragen"] == [
        [number, None, None, left_out] for number in (4, 5, 6, 7)
    ]


def test_one_more_is_said_as_people_say_it(folder, capsys):
    rows = "".join(f"Gehäuse;viele{number}\n" for number in range(6))
    (folder / "anfragen.csv").write_text(f"Anfrage;Menge\n{rows}", encoding="utf-8")

    run(folder)

    assert "6 („viele4“) und eine weitere\n" in capsys.readouterr().err


def test_errors_of_a_spreadsheet_are_no_words(folder, capsys):
    (folder / "anfragen.csv").write_text("Anfrage;Menge\nGehäuse;#WERT!\n#NAME?;3\n", "utf-8")

    run(folder)

    said = capsys.readouterr().err
    assert "Anfragen, Spalte „Anfrage“, Fehler in der Tabelle: Zeile 3 („#NAME?“)\n" in said
    assert "Anfragen, Spalte „Menge“, Fehler in der Tabelle: Zeile 2 („#WERT!“)\n" in said


def test_a_firm_abroad_stands_nowhere_and_its_lot_is_read_whole(folder):
    run(folder)

    first = sheet(folder, "Passende Firmen")[2]
    assert (first[0], first[3], first[5]) == ("Gehäuse eloxieren", "Alu AG", None)
    assert "eloxieren" in first[7]
    assert "eloxieren" not in (first[8] or "")
    assert "zu viel" not in (first[8] or "")


def test_where_all_is_read_no_sheet_says_otherwise(folder, capsys):
    (folder / "anfragen.csv").write_text("Anfrage\nGehäuse eloxieren\n", encoding="utf-8")
    (folder / "firmen.csv").write_text("Firma;Text\nA;Gehäuse eloxieren\n", encoding="utf-8")

    assert run(folder) == 0

    book = openpyxl.load_workbook(folder / "treffer.xlsx")
    assert "Nicht gelesen" not in book.sheetnames
    assert "Nicht gelesen" not in capsys.readouterr().err


def test_many_places_are_counted(folder, capsys):
    rows = "".join(f"Gehäuse;viele{number}\n" for number in range(9))
    (folder / "anfragen.csv").write_text(f"Anfrage;Menge\n{rows}", encoding="utf-8")

    run(folder, "--language", "en")

    assert (
        "Needs, column “Menge”, no number: row 2 (“viele0”), 3 (“viele1”), 4 (“viele2”), "
        "5 (“viele3”), 6 (“viele4”) and 4 more"
    ) in capsys.readouterr().err


def test_a_day_of_the_text_stands_in_for_a_cell_that_was_not_read(tmp_path):
    (first, second) = needs(
        tmp_path,
        "Text;Termin",
        "Gehäuse bis 15.12.2026;siehe Text",
        "Gehäuse bis 15.12.2026;1.1.2020",
    )

    assert first.request.deadline == date(2026, 12, 15)
    assert second.request.deadline is None


@pytest.mark.parametrize("output", ["firmen.xlsx", "anfragen.xlsx"])
def test_the_result_overwrites_no_table_it_was_made_of(folder, capsys, output):
    book = openpyxl.Workbook()
    book.active.append(["Firma", "Text"])
    book.save(folder / output)
    before = (folder / output).read_bytes()

    status = match.main(
        [str(folder / output), str(folder / "firmen.csv"), "-o", str(folder / output)]
    )

    assert status == 2
    assert (folder / output).read_bytes() == before
    assert f"Das Ergebnis würde „{output}“ überschreiben." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--today", "31.11.2026"], "„31.11.2026“ ist kein Tag (JJJJ-MM-TT)"),
        (["-k", "0"], "„0“ ist keine Zahl ab 1"),
        (["-k", "viele"], "„viele“ ist keine Zahl ab 1"),
    ],
)
def test_a_wrong_option_is_named(folder, capsys, options, said):
    with pytest.raises(SystemExit) as ended:
        run(folder, *options)

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_formulas_and_other_sheets_are_named(folder, capsys):
    book = openpyxl.Workbook()
    for row in (["Anfrage", "Menge"], ["Gehäuse eloxieren", "=1+1"]):
        book.active.append(row)
    book.create_sheet("Alt").append(["Gehäuse"])
    book.save(folder / "neu.xlsx")

    match.main([str(folder / "neu.xlsx"), str(folder / "firmen.csv"), "-o", str(folder / "t.xlsx")])

    said = capsys.readouterr().err
    assert "Weitere Blätter  Alt: nicht gelesen, nur das erste Blatt mit Inhalt" in said
    assert "Anfragen, Spalte „Menge“, Formel ohne gespeicherten Wert: Zeile 2\n" in said
