"""The command: never among real rows, all or nothing, on any day."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from django.core.management import CommandError

from kurzweg.core import search
from kurzweg.demo import load
from kurzweg.people.models import Organisation
from tests.demo.test_load import demo
from tests.factories import OrganisationFactory


def test_it_never_goes_among_real_rows(db):
    OrganisationFactory(name="Eine echte Firma")

    with pytest.raises(CommandError):
        demo()

    assert Organisation.objects.count() == 1


def test_an_interrupted_load_leaves_nothing(db, monkeypatch):
    def interrupted():
        assert Organisation.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(search, "rebuild", interrupted)
    with pytest.raises(KeyboardInterrupt):
        demo()

    assert not load.is_loaded()
    assert load.is_empty()


def test_another_day_can_be_asked_for(db, monkeypatch):
    days = []
    monkeypatch.setattr(load, "load", lambda world, **_: days.append(world.today))

    demo(day=date(2027, 5, 3))

    assert days == [date(2027, 5, 3)]


def test_the_export_writes_what_the_bench_reads(tmp_path, db):
    said = demo(export=tmp_path / "bench")

    corpus, queries, qrels = (
        (tmp_path / "bench" / name).read_text("utf-8").splitlines()
        for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
    )
    assert f"{len(corpus)} documents, {len(queries)} queries, {len(qrels)} judgements" in said
    assert {line.split("\t")[2] for line in qrels} == {"0", "1", "2", "3"}
    assert Organisation.objects.count() == 0


@pytest.mark.slow
def test_an_empty_folder_becomes_a_database_first(tmp_path):
    environment = {**os.environ, "KURZWEG_VAR": str(tmp_path), "KURZWEG_DEMO": "1"}
    environment.pop("KURZWEG_DATABASE_URL", None)

    ended = subprocess.run(
        [sys.executable, "-m", "kurzweg.cli", "demo", "--size", "small"],
        env=environment,
        capture_output=True,
        text=True,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    first, *_others, last = ended.stdout.splitlines()
    assert "Making the tables of an empty database" in first
    assert "things that are due" in last
