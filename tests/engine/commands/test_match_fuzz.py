"""However a table is damaged, `kurzweg match` and `rank` end with a result or with a sentence."""

import json
import random
import re
import traceback
from datetime import date

import pytest

from kurzweg.engine import tables
from kurzweg.engine.commands import match, match_columns, match_records, rank
from kurzweg.engine.commands.match_columns import NEED_ROLES, OFFER_ROLES
from kurzweg.engine.commands.match_report import WHY, Report
from kurzweg.engine.documents import Place
from kurzweg.engine.facts import Gazetteer
from tests.engine.tables.gold import PAGE, lines, rewritten, with_shared_texts, workbook

PLACES = Gazetteer({"Soest": Place(51.57, 8.1, "Soest"), "59494": Place(51.57, 8.1, "Soest")})
TODAY = date(2026, 11, 30)
HEADER = ("Firma", "Anfrage", "Menge", "bis wann", "PLZ", "Ort", "lat", "lon", "Umkreis")
ROWS = [
    ("Berger", "Winkel aus Stahl", "12 500", "31.12.2026", "59494", "Soest", "51", "8", "30 km"),
    ("Öztürk", "Gehäuse eloxieren", "2x250", "KW 50", "1067", "Köln", "", "", ""),
]
# What stands in cells where nobody expects it.
ODD = [
    "", " ", "-", "0", "-1", "1e999", "9" * 400, "1.2.3", "=1+1", '="x', '"', "'", ";", ",", "\t",
    "\x00", "\r", "\n", "\u2028", "\ufeff", "\u202e", "\U0001f600", "ä" * 300, "#REF!", "NaN", "∞",
    "31.02.2026", "0000-00-00", "99999", "1/0", "²³", "١٢٣", "<b>", "&auml;", "&#9999999;", "&#0;",
    "_x0000_", "10 000 000 000 000", "½", "k. A.", "CH-8400", "1 t", "KW 99", "in 999 Wochen",
    "in 99999999 Tagen", "1.1.0001", "31.12.9999", "bis", "Summe", "10" * 90, "3 x " * 40,
]  # fmt: skip
SENTENCE = re.compile(r"kurzweg match: [^\n]*[.!]\n")


def sources() -> list[tuple[str, bytes]]:
    text = lines(ROWS, HEADER)
    cells = [cell for row in (HEADER, *ROWS) for cell in row]
    return [
        ("a.csv", text.encode()),
        ("a.csv", text.encode("cp1252")),
        ("a.csv", text.encode("utf-16")),
        ("a.xlsx", workbook(ROWS, HEADER)),
        ("a.xlsx", with_shared_texts(cells)),
        ("a.xls", PAGE.encode()),
    ]


def mutated(number: int) -> tuple[str, bytes]:
    """A table with cells that nobody expects, or with bytes and parts changed, by its number."""
    chance = random.Random(number)
    kind = number % 4
    if kind == 0:
        rows = [[chance.choice([cell, *ODD]) for cell in row] for row in ROWS * 2]
        header = [chance.choice([cell, cell, *ODD[:9]]) for cell in HEADER]
        return "a.csv", lines(rows, header, delimiter=chance.choice(";,\t|")).encode(
            chance.choice(["utf-8", "cp1252", "utf-16", "mac_roman"]), "replace"
        )
    name, content = chance.choice(sources())
    if kind == 1:
        start = chance.randrange(len(content))
        put = chance.choice([b"", b"\x00", b"\xff\xfe", b'"', b"<", bytes([chance.randrange(256)])])
        return name, content[:start] + put + content[start + chance.randrange(20) :]
    if kind == 2 and name == "a.xlsx":
        return name, rewritten(content, lambda _part, xml: _scratched(xml, chance))
    return name, _scratched(content, chance)


def _scratched(content: bytes, chance: random.Random) -> bytes:
    scratched = bytearray(content)
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(scratched))
        scratched[at : at + 1] = chance.choice([b"", b"9", b"-", b"<", b"&", b'"', b"\xe4", b" "])
    return bytes(scratched)


def read_as(path, roles, reading, **more):
    report = Report()
    columns = match_columns.choose(tables.read(path), roles=roles, named={})
    found = list(reading(columns, places=PLACES, report=report, **more))
    for language in WHY:
        assert all(name and note for name, note in report.notes(language))
    return found


@pytest.mark.parametrize(
    "numbers", [range(60), pytest.param(range(60, 3_000), marks=pytest.mark.slow)]
)
def test_every_damaged_table_is_read_or_a_sentence(tmp_path, numbers):
    read, said, wrong = 0, [], []
    for number in numbers:
        name, content = mutated(number)
        path = tmp_path / name
        path.write_bytes(content)
        for roles, reading, more in (
            (
                NEED_ROLES,
                match_records.needs,
                {"today": date(2026, 11, 30), "offers_certified": True},
            ),
            (OFFER_ROLES, match_records.offers, {}),
        ):
            try:
                read_as(path, roles, reading, **more)
                read += 1
            except tables.TableError as error:
                said.append(error)
            except Exception:
                wrong.append((number, traceback.format_exc(limit=-2)))

    assert wrong == []
    assert read > len(numbers) / 2
    assert len(said) > len(numbers) / 10
    assert all(error.sentence("de").startswith("„a.") for error in said)
    assert all(error.sentence("en").startswith("“a.") for error in said)


@pytest.mark.parametrize("numbers", [range(3), pytest.param(range(300), marks=pytest.mark.slow)])
def test_the_command_ends_with_a_result_or_a_sentence(tmp_path, capsys, numbers):
    (tmp_path / "firmen.csv").write_text("Firma;Text\nAlu AG;Gehäuse eloxieren\n", "utf-8")
    (tmp_path / "orte.csv").write_text("plz;ort;lat;lon\n59494;Soest;51.57;8.1\n", "utf-8")
    for number in numbers:
        name, content = mutated(number)
        given, result = tmp_path / name, tmp_path / "treffer.xlsx"
        given.write_bytes(content)
        files = [given, tmp_path / "firmen.csv"] if number % 2 else [tmp_path / "firmen.csv", given]

        status = match.main(
            [*map(str, files), "-o", str(result), "--places", str(tmp_path / "orte.csv")]
        )

        last = capsys.readouterr().err.splitlines(keepends=True)[-1]
        if status:
            assert SENTENCE.fullmatch(last)
            assert not result.exists()
        else:
            assert " Treffer zu " in last
            result.unlink()


@pytest.mark.parametrize(
    "numbers", [range(60), pytest.param(range(60, 3_000), marks=pytest.mark.slow)]
)
def test_every_damaged_corpus_is_ranked_or_a_sentence(tmp_path, capsys, numbers):
    whole = b"\n".join(
        json.dumps({"id": str(number), "title": "Größe", "text": "Drehteile"}).encode()
        for number in range(3)
    )
    for number in numbers:
        chance = random.Random(number)
        damaged = _scratched(whole, chance)
        damaged = damaged[: chance.randrange(len(damaged))] if number % 3 == 0 else damaged
        (tmp_path / "c.jsonl").write_bytes(damaged)
        (tmp_path / "q.jsonl").write_bytes(b"{" if number % 2 else whole[:-1])

        status = rank.main([*[str(tmp_path / f"{f}.jsonl") for f in "cq"], "-o", "nowhere.tsv"])

        assert status == 2
        assert re.fullmatch(
            r"kurzweg rank: .*[cq]\.jsonl, line [123]: .+\n", capsys.readouterr().err
        )
