"""`kurzweg duplicates` names the rows of a list that are likely one organisation, and why."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kurzweg.engine.commands import duplicates
from kurzweg.engine.commands.duplicates_words import said
from kurzweg.engine.documents import Reason
from kurzweg.engine.members import errors
from tests.engine.duplicates.gold import loading, scoring

SAMPLES = Path(__file__).parents[4] / "shared" / "data"
TITLE = "Mitgliederliste 2026;;;;;\n;;;;;\n"
HEADER = "Firma;Straße;PLZ;Ort;Telefon;Ansprechpartner\n"
KORN = "Korn Werkzeugbau GmbH;Ring 4;59494;Soest;02921 4711;Anna Korn\n"
AGAIN = "KORN Werkzeug-Bau;Ring 4;59494;Soest;;\n"
KLEES = "Klees Optik GmbH;Markt 1;59494;Soest;;Anna Korn\n"
LIST = f"{TITLE}{HEADER}{KORN}{KLEES}{AGAIN}"


@pytest.fixture
def run(tmp_path, capsys):
    """Give what the command says of a list: the lines for programs, or all it says."""

    def told(content: str | bytes, *more: str, name: str = "liste.csv") -> list[dict]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        assert duplicates.main([str(path), "--json", *more]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return told


def rows(told: list[dict]) -> list[tuple[int, int, bool]]:
    return [(each["a"], each["b"], each["sure"]) for each in told]


def test_rows_count_as_the_spreadsheet_does_with_title_and_header(run):
    (pair,) = run(LIST)

    assert (pair["a"], pair["b"], pair["sure"]) == (4, 6, True)
    assert set(pair) == {"a", "b", "sure", "reasons"}
    assert [each["code"] for each in pair["reasons"]] == ["same_name", "same_address", "same_town"]
    assert rows(run(f"{HEADER}{KORN}\n\n{AGAIN}")) == [(2, 5, True)]


def test_a_cell_of_several_lines_is_one_row(run):
    two_lines = KLEES.replace("Anna Korn", '"Anna Korn\nMax Klees"')

    assert rows(run(f"{HEADER}{two_lines}{KORN}{AGAIN}")) == [(3, 4, True)]


def test_a_workbook_is_counted_as_it_is_shown(tmp_path, capsys):
    book = openpyxl.Workbook()
    for line in LIST.splitlines():
        book.active.append([cell or None for cell in line.split(";")])
    book.save(tmp_path / "liste.xlsx")

    assert duplicates.main([str(tmp_path / "liste.xlsx"), "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["b"] == 6


def test_pairs_come_in_the_order_of_the_list_whoever_is_sure(run):
    slip = "Brandt Guss Soest GmbH;;;Soest;;\nBrant Guss Soest GmbH;;;Soest;;\n"

    assert rows(run(f"{HEADER}{slip}{AGAIN}{KORN}")) == [(2, 3, False), (4, 5, True)]


def test_one_person_at_two_firms_makes_no_pair(run):
    own = KLEES.replace("Markt 1", "Ring 4").replace(";;Anna", ";02921 4711;Anna")

    assert run(f"{HEADER}{KORN}{own}") == []
    assert rows(run(f"{HEADER}{KORN}{KORN}")) == [(2, 3, True)]


def test_neighbours_branches_and_one_family_name_make_none(run):
    told = run(
        f"{HEADER}"
        "Stüwe GmbH & Co. KG;Ring 7;59494;Soest;02921 1234;\n"
        "Stüwe Verwaltungs-GmbH;Ring 7;59494;Soest;02921 1234;\n"
        "Bäckerei Stüwe;Ring 7;59494;Soest;;\n"
        "Optik Lux GmbH;Ring 1;59494;Soest;02921 7890;\n"
        "Optik Lux GmbH;Markt 2;59423;Unna;02303 4567;\n"
        "Fleischerei Lux;Ring 1;59494;Soest;;\n"
    )

    assert told == []


def test_two_natural_persons_of_one_name_stay_a_question(run):
    person = "Herr Max Müller;{street};59494;Soest;;\nHerr Max Müller;{street};59494;Soest;;\n"

    asked = run(HEADER + person.format(street=""))
    assert rows(asked) == [(2, 3, False)]
    assert asked[0]["reasons"][-1]["code"] == "namesakes"
    assert rows(run(HEADER + person.format(street="Ring 4"))) == [(2, 3, True)]


def test_cards_are_compared_by_their_number(run):
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nADR:;;Ring 4;Soest;;59494;\nEND:VCARD\n"
    )
    names = ("Korn Werkzeugbau GmbH", "Klees Optik", "Korn Werkzeugbau")

    told = run("".join(card.format(name=name) for name in names), name="karten.vcf")

    assert rows(told) == [(1, 3, True)]


def test_for_people_it_says_what_speaks_for_a_pair_and_against_it(tmp_path, capsys):
    path = tmp_path / "liste.csv"
    path.write_text(
        f"{HEADER}{KORN}{KORN.replace('Ring 4', 'Markt 1').replace('4711', '99887')}Summe;2;;;;\n"
    )

    assert duplicates.main([str(path)]) == 0

    out, err = capsys.readouterr()
    assert out == (
        "Zeilen 2 und 3: vielleicht eine Organisation\n"
        "       2  Korn Werkzeugbau GmbH, Ring 4, 59494 Soest\n"
        "       3  Korn Werkzeugbau GmbH, Markt 1, 59494 Soest\n"
        "          derselbe Name, derselbe Ort: Soest\n"
        "          aber: eine andere Straße: Ring 4 und Markt 1\n\n"
    )
    assert [" ".join(line.split()) for line in err.splitlines()] == [
        "Liste liste.csv", "Name Firma", "Straße Straße", "Postleitzahl PLZ", "Ort Ort",
        "Telefon Telefon", "Nicht genutzt Ansprechpartner", "Ausgelassen Zeile 4",
        "1 Paar unter 2 Zeilen, davon 0 sicher.",
    ]  # fmt: skip


def test_it_speaks_english_when_asked(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(LIST)

    assert duplicates.main([str(path), "--language", "en"]) == 0

    out, err = capsys.readouterr()
    assert out.startswith("Rows 4 and 6: one organisation\n")
    assert err.endswith("1 pair among 3 rows, 1 of them sure.\n")


def test_columns_can_be_named_or_left_aside(run):
    odd = "A1;A2\nKorn Werkzeugbau;Soest\nKorn Werkzeug-Bau;Soest\n"
    towns = f"{HEADER}{KORN}{KORN.replace('Soest', 'Unna').replace('59494', '')}"

    assert rows(run(odd, "--name", "A1", "--town", "B")) == [(2, 3, True)]
    (there,) = run(towns)
    (elsewhere,) = run(towns, "--town", "-", "--postal-code", "-")
    codes = [each["code"] for each in there["reasons"]]
    assert "other_town" in codes
    assert "other_town" not in [each["code"] for each in elsewhere["reasons"]]


@pytest.mark.parametrize(
    ("name", "content", "more", "sentence"),
    [
        ("fehlt.csv", None, [], "„fehlt.csv“ gibt es nicht oder lässt sich nicht lesen."),
        ("leer.csv", b"", [], "„leer.csv“ ist leer."),
        ("kopf.csv", HEADER.encode(), [], "„kopf.csv“ enthält keine Zeile mit einem Namen."),
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0", [], "„bild.png“ ist keine Tabelle."),
        ("a.csv", b"Zahl;Tag\n1;2.3.2020\n2;3.4.2021\n", [], "„a.csv“ hat keine Spalte, in der"),
        ("a.csv", LIST.encode(), ["--name", "Wer"], "„a.csv“ hat keine Spalte „Wer“."),
        ("a.csv", LIST.encode(), ["--name", "-"], "„a.csv“ enthält keine Zeile mit"),
        ("karten.vcf", b"BEGIN:VCARD", [], "„karten.vcf“ "),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, capsys, name, content, more, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    status = duplicates.main([str(path), *more])

    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith(f"kurzweg duplicates: {sentence}")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the repository")
def test_every_file_an_office_may_bring_is_read_or_refused_in_a_sentence(capsys):
    samples = [*SAMPLES.glob("import-samples/**/*.*"), *SAMPLES.glob("vcard/*.vcf")]

    told = {path.name: duplicates.main([str(path), "--json"]) for path in samples}

    assert set(told.values()) <= {0, 2}
    assert told["outlook-2007.vcf"] == 0
    lines = capsys.readouterr().err.splitlines()
    refused = [line for line in lines if line.startswith("kurzweg duplicates: ")]
    assert len(refused) == sum(map(bool, told.values()))


@pytest.mark.skipif(not loading.is_there(), reason=loading.MISSING)
def test_a_list_of_real_names_is_judged_as_well_from_a_file(run):
    listing = loading.listing("checking", 1)
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow(
        ("Firma", "Straße", "PLZ", "Ort", "Amtsgericht", "Registernummer", "Telefon", "E-Mail",
         "Website", "Ansprechpartner")
    )  # fmt: skip
    table.writerows(
        (each.name, each.street, each.postcode, each.town, each.register_court,
         each.register_number, each.phone, each.mail, each.web, each.person)
        for each in listing.entries
    )  # fmt: skip

    told = run(written.getvalue())

    keys = {row: entry.key for row, entry in enumerate(listing.entries, start=2)}
    claims = [(keys[each["a"]], keys[each["b"]], each["sure"]) for each in told]
    score = scoring.score([listing], [claims])
    assert score.precision.share >= 0.98
    assert score.recall_asked.share >= 0.9


def test_it_needs_neither_a_database_nor_its_settings(tmp_path):
    (tmp_path / "liste.csv").write_text(LIST)
    nowhere = {"KURZWEG_DATABASE_URL": "postgres://127.0.0.1:1/none", "KURZWEG_VAR": "/nowhere"}
    program = (
        "import sys; sys.argv = ['kurzweg', 'duplicates', 'liste.csv', '--json']\n"
        "from kurzweg import cli\n"
        "try: cli.main()\n"
        "finally: assert 'django' not in sys.modules\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stderr


def test_each_reason_has_its_words():
    params = dict.fromkeys(("name", "one", "other", "words", "number", "street", "phone"), "x")
    params |= dict.fromkeys(("domain", "email", "town"), "y")
    codes = [
        "same_name", "similar_name", "longer_name", "former_name", "same_register", "same_vat_id",
        "same_address", "same_phone", "same_domain", "same_mail", "same_mail_domain", "same_town",
        "other_name", "other_town", "other_address", "other_form", "namesakes",
    ]  # fmt: skip

    told = [[said(Reason(code, params), language) for code in codes] for language in ("de", "en")]

    assert [len(set(each)) for each in told] == [len(codes)] * 2
    assert set(errors.NoNameColumn.sentences) == {"de", "en"}
