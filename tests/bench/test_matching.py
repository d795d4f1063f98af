"""The bench of the matcher: tasks, their measure, engines side by side, and what each idea adds."""

import json

import pytest

from bench import matching
from bench.matching import chance, ideas, ours, postgres, tasks
from bench.matching.peers import PEERS
from bench.matching.regional import Region
from kurzweg.engine.candidates import channels, query
from kurzweg.engine.candidates.query import Query
from kurzweg.engine.index.generation import in_memory
from kurzweg.engine.words.vocabulary import german

SUMS = (matching.TEXT_ONLY, matching.WITH_FACTS)


def write(folder, **files):
    folder.mkdir()
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows))


@pytest.fixture
def folder(tmp_path):
    """Four tiny tasks of the same contents."""
    documents = [
        {"id": "good", "title": "Eloxieren", "text": "von Aluminium"},
        {"id": "own", "title": "Eloxieren", "text": "gesucht"},
        {"id": "other", "title": "Steuerberatung", "text": ""},
    ]
    queries = [{"id": "q", "text": "Aluminium eloxieren"}, {"id": "none", "text": "."}]
    for name in matching.TASKS:
        write(tmp_path / name, corpus=documents, queries=queries)
        (tmp_path / name / "qrels.tsv").write_text("q\tgood\t3\nq\town\t-1\nnone\tgood\t1\n")
    return tmp_path


@pytest.fixture
def few_ideas(monkeypatch):
    """One idea about words and one about facts: each costs as many runs as there are tasks."""
    for kind in (ideas.of_words, ideas.of_facts):
        first = next(iter(kind().items()))
        monkeypatch.setattr(ideas, kind.__name__, lambda first=first: dict([first]))


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A set of one need: of two equal offers one is far, and the best words lack ISO 9001."""
    places = [
        {"name": name, "latitude": latitude, "longitude": 10.0}
        for name, latitude in (("Seedorf", 51.0), ("Auental", 51.1), ("Fernau", 54.0))
    ]
    facts = {"radius_km": None, "lot_min": 1, "lot_max": 9, "lead_days": None, "codes": []}
    offers = [
        {"id": key, "title": title, "text": "", "place": place, "certificates": held, **facts}
        | {"is_core": True}
        for key, title, place, held in (
            ("a-far", "Eloxieren von Deckeln", "Fernau", ["IATF 16949"]),
            ("near", "Eloxieren von Deckeln", "Auental", ["ISO 9001"]),
            ("wrong", "Deckel aus Aluminium eloxieren", "Seedorf", []),
        )
    ]
    need = {"text": "Wer kann Deckel aus Aluminium eloxieren? ISO 9001 ist Pflicht."}
    asked = {"id": "q", "place": "Seedorf", "language": "en", "certificates": ["ISO 9001"], **need}
    write(tmp_path / "own", corpus=offers, queries=[asked], places=places)
    (tmp_path / "own" / "qrels.tsv").write_text("q\ta-far\t3\nq\tnear\t3\nq\twrong\t0\n")
    monkeypatch.setattr(matching, "OWN", tmp_path / "own")
    return tasks.load(tmp_path / "own")


def tables(printed):
    """The rows of all tables, cell by cell, without their headings."""
    blocks = [block for block in printed.split("\n\n") if block.startswith("|")]
    return [
        [[cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()[2:]]
        for block in blocks
    ]


def test_the_measure_is_one_for_the_best_order_and_drops_what_is_not_asked(folder):
    task = tasks.load(folder / "ted_cpv")

    assert task.depth == 11
    assert tasks.ndcgs({"q": ["own", "good"], "none": ["good"]}, task) == [1.0, 1.0]
    assert tasks.ndcgs({"q": ["own", "other", "good"]}, task) == [
        pytest.approx(1 / 1.584962500721156),
        0.0,
    ]


@pytest.mark.usefixtures("own", "few_ideas")
def test_all_engines_stand_in_one_table(folder, capsys, monkeypatch):
    monkeypatch.delenv(postgres.VARIABLE, raising=False)

    matching.measure(folder)

    quality, region, differences, added = tables(capsys.readouterr().out)
    ratios = [f"{name} / best peer" for name in SUMS]
    assert [row[0] for row in quality] == [*matching.engines(), *ratios]
    assert [row[1].split()[0] for row in quality] == [
        *["0.5000"] * len(PEERS), "–", "–", "0.5000", "–", "×", "–",
    ]  # fmt: skip
    assert [row[0] for row in region] == [*PEERS, *SUMS]
    assert [row[:2] for row in differences] == [
        *([name, matching.TEXT_ONLY] for name in matching.TASKS),
        *(["own", name] for name in SUMS),
    ]
    assert [row[0] for row in added] == [
        "all of them", "channel: terms", "facts cut out of the words"
    ]  # fmt: skip
    assert [row[1] for row in added][1:] == ["+0.0000", "–"]


@pytest.mark.usefixtures("own", "few_ideas")
def test_without_the_public_tasks_our_own_is_measured_and_one_sentence_says_so(tmp_path, capsys):
    matching.measure(tmp_path)

    printed = capsys.readouterr().out
    assert printed.startswith(
        f"\nNot measured, because {tmp_path} lacks them: "
        "xquad_r_de, stw_synonym, ted_cpv, ted_match.\n"
    )
    assert [len(row) for row in tables(printed)[0]] == [3] * (len(matching.engines()) + 2)


# Our own set ------------------------------------------------------------------------------------


def test_with_facts_the_nearer_is_first_and_nobody_lacks_a_certificate(own):
    region = Region.of(own)
    run = ours.with_facts(own)

    assert run == {"q": ["near", "a-far"]}
    assert region.nearer_first(run) == 1.0
    assert region.without_certificate(run) == region.wrong(run) == 0.0
    assert region.km_of_first(run) == pytest.approx((11.12 + 333.59) / 2, abs=0.01)


def test_by_words_alone_the_wrong_offer_is_first(own):
    """Negative control: the measures see what they are there for."""
    region = Region.of(own)
    run = ours.text_only(own)

    assert run == {"q": ["wrong", "a-far", "near"]}
    assert region.nearer_first(run) == 0.0
    assert region.without_certificate(run) == region.wrong(run) == pytest.approx(1 / 3)


# Chance -----------------------------------------------------------------------------------------


def test_a_difference_that_is_always_there_is_no_chance():
    seen = chance.difference([0.5, 0.6, 0.9], [0.4, 0.5, 0.8])

    assert (seen.mean, seen.low, seen.high, seen.above_zero) == pytest.approx((0.1, 0.1, 0.1, 1.0))


def test_a_difference_that_comes_and_goes_holds_zero_in_its_interval():
    seen = chance.difference([1.0, 0.0] * 50, [0.0, 1.0] * 50)

    assert seen.mean == 0.0
    assert seen.low < 0 < seen.high
    assert 0.4 < seen.above_zero < 0.6
    assert str(seen) == str(chance.difference([1.0, 0.0] * 50, [0.0, 1.0] * 50))


# Ideas ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", channels.SHARES_OF_FEW)
def test_a_channel_that_is_off_leaves_its_share_to_the_others(channel):
    statistics = in_memory([], vocabulary=german()).statistics
    query = Query.of("Deckel aus Aluminium eloxieren", statistics=statistics)

    with ideas.without_channel(channel):
        shares = channels.shares(query)

    assert shares[channel] == 0 < channels.shares(query)[channel]
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("idea", {**ideas.of_words(), **ideas.of_facts()})
def test_every_idea_can_be_switched_off_and_on_again(own, idea):
    """The engine moves on; an idea that has another name now must not be found in the bench."""
    built = ours.generation(own)
    before = ours.answers(own, built)

    with {**ideas.of_words(), **ideas.of_facts()}[idea]():
        without = ours.answers(own, ours.generation(own))

    assert set(without) == set(before)
    assert ours.answers(own, built) == before


@pytest.mark.parametrize(
    ("idea", "run"),
    [
        ("condition: certificates", ["wrong", "near", "a-far"]),
        ("condition: deadline", ["near", "a-far"]),
        ("signal: distance", ["a-far", "near"]),
    ],
)
def test_an_idea_that_is_off_is_off(own, idea, run):
    with ideas.of_facts()[idea]():
        assert ours.with_facts(own) == {"q": run}

    assert ours.with_facts(own) == {"q": ["near", "a-far"]}


def test_words_are_whole_without_the_idea_of_parts(own):
    def parts_found():
        statistics = in_memory([], vocabulary=german()).statistics
        return query.read_words("Eloxalbetrieb", statistics=statistics)[0].parts

    assert parts_found() != ()
    with ideas.of_words()["parts of compounds"]():
        assert parts_found() == ()


@pytest.mark.parametrize("idea", ideas.of_words())
def test_every_idea_about_words_can_be_switched_off(own, idea):
    with ideas.of_words()[idea]():
        assert ours.with_facts(own)["q"]


# PostgreSQL -------------------------------------------------------------------------------------


@pytest.mark.skipif(not postgres.is_at_hand(), reason="no PostgreSQL is named")
@pytest.mark.parametrize("engine", [postgres.german, postgres.trigrams])
def test_postgresql_finds_what_shares_a_stem(folder, engine):
    run = engine(tasks.load(folder / "ted_cpv"))

    assert run["q"][0] == "good"
