"""The bench of many offers: its corpus, its engines, its tables."""

import json

import pytest

from bench import scale
from bench.scale import corpus, engines, planted, run

SIZE = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("scale")


@pytest.fixture(scope="module")
def offers(folder):
    return corpus.prepare(SIZE, folder)


@pytest.fixture(scope="module")
def needs():
    return corpus.requests(regions=1)[:5]


@pytest.fixture
def rows(capsys):
    """The cells of all tables that were printed."""

    def printed():
        lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]

    return printed


def test_offers_are_written_once(offers, folder):
    before = offers.stat().st_mtime_ns

    assert corpus.prepare(SIZE, folder).stat().st_mtime_ns == before
    assert len(list(corpus.texts(offers))) == SIZE


def test_offers_come_with_their_facts(offers):
    documents = list(corpus.documents(offers))

    assert len({each.key for each in documents}) == SIZE
    assert all(each.title and each.text and each.place and each.owner for each in documents)
    assert any(each.certificates for each in documents)
    assert {len(each.audiences) for each in documents} == {1}


@pytest.mark.parametrize("engine", sorted(set(engines.ENGINES) - {"PostgreSQL, german"}))
def test_each_engine_answers_every_need(engine, offers, needs, folder, monkeypatch):
    monkeypatch.setattr(corpus, "requests", lambda: needs)

    built = run.build(engine, offers, folder / engine)
    asked = [run.ask(engine, each, folder / engine) for each in engines.ENGINES[engine].questions]

    assert built["disk"] > 0
    assert [figures["questions"] for figures in asked] == [len(needs)] * len(asked)
    assert all(figures["p50"] <= figures["p99"] for figures in asked)


def test_engines_find_the_same_anodiser(offers, needs, folder):
    """All are asked alike: the first need of the region has its answer among the first ten."""
    ours = engines.ENGINES["kurzweg"]
    ours.build(offers, folder / "found")

    best = ours.questions["10 explained, filtered"](folder / "found")(needs[0]).ranked[0]

    titles = {each.key: each.title for each in corpus.documents(offers)}
    assert "Eloxal" in titles[best.key] or "Eloxieren" in titles[best.key]


def test_impatience_counts_what_was_answered(offers, needs, folder, monkeypatch):
    monkeypatch.setattr(corpus, "requests", lambda: needs)
    monkeypatch.setattr(run, "PATIENCE", 0.0)
    run.build("SQLite FTS5", offers, folder / "impatient")

    assert run.ask("SQLite FTS5", "best 10", folder / "impatient")["questions"] == 1


def test_a_measurement_answers_with_json(offers, folder, capsys):
    run.main("build", "SQLite FTS5", str(offers), str(folder / "json"))

    assert set(json.loads(capsys.readouterr().out)) == {"seconds", "peak", "disk"}


def test_every_engine_stands_in_the_table_and_ours_in_proportion(
    tmp_path, rows, monkeypatch, folder, offers
):
    speed = {"kurzweg": 30.0, "tantivy, German stems": 20.0}

    def figures(what, engine, *rest):
        if what == "build":
            return {"seconds": 1.0, "peak": 2.0, "disk": 3.0}
        fast = speed.get(engine, 5.0)
        return {"questions": 9, "per_cpu_second": fast, "p50": 1.0, "p99": 2.0, "private": 3.0}

    monkeypatch.setattr(scale, "_figures", figures)
    monkeypatch.setattr(scale, "LARGEST", {"bm25s": SIZE - 1})
    monkeypatch.setattr(scale.postgres, "is_there", lambda: False)
    monkeypatch.setattr(scale.planted, "measure", lambda file, folder: None)

    scale.measure((SIZE,), folder)

    found = rows()
    assert [row[0] for row in found[2:] if row[0]] == [*engines.ENGINES, "ratio", "ratio"]
    assert [row[1] for row in found if row[0] in ("bm25s", "PostgreSQL, german")] == ["not run"] * 2
    assert [row[6] for row in found if row[0] == "ratio"] == ["× 1.50", "× 1.50"]


def test_tasks_are_planted_among_offers(offers, tmp_path, rows, monkeypatch):
    task = tmp_path / "tasks" / "ted_cpv"
    task.mkdir(parents=True)
    (task / "corpus.jsonl").write_text('{"id": "good", "title": "Qwertzen", "text": "von Blech"}\n')
    (task / "queries.jsonl").write_text('{"id": "q", "text": "qwertzen"}\n')
    (task / "qrels.tsv").write_text("q\tgood\t3\n")
    monkeypatch.setattr(planted, "TASKS_FOLDER", tmp_path / "tasks")

    planted.measure(offers, tmp_path / "planted")

    assert rows()[2] == ["ted_cpv", "1", "1.0000", "1.0000", "0.0000"]


def test_without_tasks_one_sentence_says_so(offers, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(planted, "TASKS_FOLDER", tmp_path)

    planted.measure(offers, tmp_path / "planted")

    assert capsys.readouterr().out == f"\nNothing is planted: {tmp_path} holds no task.\n"
