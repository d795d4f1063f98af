"""The bench of the matcher: tasks, their measure, and engines side by side."""

import json

import pytest

from bench import matching
from bench.matching import tasks


@pytest.fixture
def folder(tmp_path):
    """Four tiny tasks of the same contents."""
    documents = [
        {"id": "good", "title": "Eloxieren", "text": "von Aluminium"},
        {"id": "own", "title": "Eloxieren", "text": "gesucht"},
        {"id": "other", "title": "Steuerberatung", "text": ""},
    ]
    for name in matching.TASKS:
        (tmp_path / name).mkdir()
        for file, rows in (
            ("corpus", documents),
            ("queries", [{"id": "q", "text": "Aluminium eloxieren"}, {"id": "none", "text": "."}]),
        ):
            text = "\n".join(json.dumps(row) for row in rows)
            (tmp_path / name / f"{file}.jsonl").write_text(text)
        (tmp_path / name / "qrels.tsv").write_text("q\tgood\t3\nq\town\t-1\nnone\tgood\t1\n")
    return tmp_path


def test_the_measure_is_one_for_the_best_order_and_drops_what_is_not_asked(folder):
    task = tasks.load(folder / "ted_cpv")

    assert task.depth == 11
    assert tasks.mean_ndcg({"q": ["own", "good"], "none": ["good"]}, task) == 1.0
    assert tasks.mean_ndcg({"q": ["own", "other", "good"]}, task) == pytest.approx(
        (1 / 1.584962500721156) / 2
    )


def test_all_engines_stand_in_one_table(folder, capsys):
    matching.measure(folder)

    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("|")
    ]
    assert [row[0] for row in rows[2:]] == [*matching.ENGINES, "ours / best peer"]
    assert [row[1].split()[0] for row in rows[2:]] == ["0.5000"] * 4 + ["×"]


def test_without_tasks_one_sentence_says_so(tmp_path, capsys):
    matching.measure(tmp_path)

    assert capsys.readouterr().out == (
        f"\nMatching is not measured: {tmp_path} lacks the tasks "
        "xquad_r_de, stw_synonym, ted_cpv, ted_match.\n"
    )
