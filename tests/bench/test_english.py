"""Needs once more in English: the same needs, and what the bench makes of them."""

import json
import re

import pytest

from bench.matching import english, tasks
from bench.matching.regional import FOLDER
from kurzweg.engine.candidates.query import is_english

TASK = tasks.load(FOLDER)
GERMAN = {need["id"]: need for need in TASK.queries}
AGAIN = tasks.rows(FOLDER / english.FILE)
NORMS = r"(?:ISO|EN|IATF|RAL) \d+(?:-\d)?|SCC|EfbV|AZAV|FSC|GJL-\d+|\d+\w*Mo\d|\d+MnCr\d"


def test_there_is_one_of_each_trade():
    assert len({GERMAN[row["of"]]["trade"] for row in AGAIN}) == len(AGAIN) == 40
    assert {tuple(row) for row in AGAIN} == {("id", "of", "text")}
    assert [row["id"] for row in AGAIN] == [f"{row['of']}-en" for row in AGAIN]


@pytest.mark.parametrize("row", AGAIN, ids=lambda row: row["id"])
def test_an_english_need_demands_what_the_german_one_demands(row):
    german = GERMAN[row["of"]]

    assert german["language"] == "de"
    assert not set("äöüÄÖÜß") & set(row["text"])
    assert set(re.findall(NORMS, row["text"])) == set(re.findall(NORMS, german["text"]))
    towns = {place["name"] for place in tasks.rows(FOLDER / "places.jsonl")}
    named = {town for town in towns if town in german["text"]}
    assert {town for town in towns if town in row["text"]} == named


def test_nearly_all_are_known_to_be_english():
    assert sum(is_english(row["text"]) for row in AGAIN) == 39  # one has a single little word
    assert not [
        need for need in TASK.queries if is_english(need["text"]) != (need["language"] == "en")
    ]


@pytest.fixture
def task(tmp_path):
    """One need in two languages, and one that was English from the start."""
    places = [{"name": "Seedorf", "latitude": 51.0, "longitude": 10.0}]
    facts = {
        "place": "Seedorf", "radius_km": None, "lot_min": None, "lot_max": None,
        "lead_days": None, "certificates": [], "codes": [], "is_core": True,
    }  # fmt: skip
    offers = [
        {"id": key, "title": title, "text": "", **facts}
        for key, title in (("a", "Steuerberatung"), ("b", "Schweißen"))
    ]
    needs = [
        {"id": "n1", "language": "de", "text": "Schweißen", "place": "Seedorf"},
        {"id": "n2", "language": "en", "text": "We need welding", "place": "Seedorf"},
    ]
    again = [{"id": "n1-en", "of": "n1", "text": "Who does welding?"}]
    for name, written in (
        ("corpus", offers), ("queries", needs), ("english", again), ("places", places),
    ):  # fmt: skip
        lines = "\n".join(json.dumps(row) for row in written)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    (tmp_path / "qrels.tsv").write_text("n1\tb\t3\nn2\tb\t3\n")
    return tasks.load(tmp_path)


def test_the_list_takes_english_needs_to_german_offers(task, capsys):
    english.measure(task)

    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("| ") and not line.startswith(("| engine", "| ours"))
    ]
    reached = {row[0]: row[1:] for row in cells if len(row) == 4}
    assert list(reached) == list(english.engines())
    assert reached["SQLite FTS5"] == ["1.0000", "0.0000", "0.0000"]
    for name in ("kurzweg rank", "with facts"):
        assert reached[name] == ["1.0000"] * 3
    assert reached["with facts, no English list"] == ["1.0000", "0.0000", "0.0000"]
    assert [row[:2] for row in cells if len(row) == 6] == [
        [name, part] for name in ("kurzweg rank", "with facts") for part in english.needs(task)
    ]


def test_a_set_without_english_needs_is_left_alone(task, capsys):
    (task.folder / english.FILE).unlink()

    english.measure(task)

    assert capsys.readouterr().out == ""
