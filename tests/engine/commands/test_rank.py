"""`kurzweg rank` writes a whole run or says what is wrong."""

import json
import subprocess
import sys

import pytest

from kurzweg.engine.commands import rank

CORPUS = [
    {"id": "b", "title": "Eloxieren", "text": "Aluminium"},
    {"id": "a", "title": "Eloxieren", "text": "Aluminium", "nuts": "DEA5"},
    {"id": "c", "text": "Steuerberatung"},
]
QUERIES = [
    {"id": "q2", "text": "Eloxieren"},
    {"id": "q1", "text": "Steuer"},
    {"id": "q0", "text": ""},
]


@pytest.fixture
def files(tmp_path):
    def write(corpus=CORPUS, queries=QUERIES):
        for name, rows in (("corpus", corpus), ("queries", queries)):
            lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
            (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(lines))
        return [str(tmp_path / "corpus.jsonl"), str(tmp_path / "queries.jsonl")]

    return write


def test_a_run_names_query_document_and_score_best_first(files, tmp_path):
    run = tmp_path / "run.tsv"

    code = rank.main([*files(), "-k", "2", "-o", str(run)])

    rows = [line.split("\t") for line in run.read_text("utf-8").splitlines()]
    assert code == 0
    assert [row[:2] for row in rows] == [["q2", "a"], ["q2", "b"], ["q1", "c"]]
    assert all(0 < float(row[2]) < 1 for row in rows)


def test_no_more_lines_than_asked_for(files, tmp_path):
    run = tmp_path / "run.tsv"

    rank.main([*files(), "-k", "1", "-o", str(run)])

    assert [line.split("\t")[:2] for line in run.read_text().splitlines()] == [
        ["q2", "a"],
        ["q1", "c"],
    ]


def test_words_of_a_vocabulary_cut_compounds(files, tmp_path):
    words, run = tmp_path / "words.csv", tmp_path / "run.tsv"
    words.write_text("qwertz;plomb\n")
    corpus, queries = [{"id": "a", "text": "Qwertzplomb"}], [{"id": "q", "text": "Plombe Qwertz"}]
    arguments = files(corpus, queries)

    rank.main([*arguments, "-o", str(run)])
    without = run.read_text()
    rank.main([*arguments, "-o", str(run), "--vocabulary", str(words), str(words)])

    assert float(run.read_text().split()[2]) > float(without.split()[2])


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (b"{", "line 2: this is not JSON"),
        (b"[" * 100_000, "line 2: this is not JSON"),
        (b"\xff", "line 2: this is not UTF-8"),
        (b"[]", 'line 2: expected an object with the field "id"'),
        ({"text": "x"}, 'line 2: field "id" is missing'),
        ({"id": 5, "text": "x"}, 'line 2: field "id" is not a text'),
        ({"id": "", "text": "x"}, 'line 2: field "id" is empty or holds a tab or line break'),
        ({"id": "x\ty", "text": "x"}, 'line 2: field "id" is empty or holds a tab or line break'),
        ({"id": "first", "text": "x"}, 'line 2: field "id" repeats line 1: first'),
        ({"id": "x\udc00", "text": "x"}, 'line 2: field "id" holds half a character'),
        ({"id": "x"}, 'line 2: field "text" is missing'),
        ({"id": "x", "text": "\ud83d"}, 'line 2: field "text" holds half a character'),
        ({"id": "x", "text": ["y"]}, 'line 2: field "text" is not a text'),
    ],
)
@pytest.mark.parametrize("place", ["corpus", "queries"])
def test_bad_input_names_line_and_field_and_leaves_no_file(
    files, tmp_path, capsys, row, complaint, place
):
    run = tmp_path / "run.tsv"
    arguments = files(**{place: [{"id": "first", "text": "y"}, row]})

    code = rank.main([*arguments, "-o", str(run)])

    assert code == 2
    assert capsys.readouterr().err == f"kurzweg rank: {tmp_path / place}.jsonl, {complaint}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.jsonl", "queries.jsonl"]


def test_an_earlier_run_survives_bad_input(files, tmp_path):
    run = tmp_path / "run.tsv"
    run.write_text("earlier")

    rank.main([*files([{"id": "x"}]), "-o", str(run)])

    assert run.read_text() == "earlier"


def test_empty_lines_are_passed_over(files, tmp_path):
    run = tmp_path / "run.tsv"

    assert rank.main([*files([b"", *CORPUS, b"  "]), "-o", str(run)]) == 0


def test_a_missing_file_and_a_broken_vocabulary_are_named(files, tmp_path, capsys):
    run, broken = tmp_path / "run.tsv", tmp_path / "words.json"
    broken.write_text("{")

    codes = [
        rank.main(["nowhere.jsonl", files()[1], "-o", str(run)]),
        rank.main([*files(), "-o", str(run), "--vocabulary", str(broken)]),
        rank.main([*files(), "-o", str(tmp_path / "nowhere" / "run.tsv")]),
    ]

    errors = capsys.readouterr().err.splitlines()
    assert codes == [2, 2, 2]
    assert ["nowhere.jsonl" in errors[0], "words.json: line 1" in errors[1]] == [True, True]


@pytest.mark.parametrize("k", ["0", "-1", "many"])
def test_k_is_a_number_of_lines(files, capsys, k):
    with pytest.raises(SystemExit) as left:
        rank.main([*files(), "-o", "run.tsv", "-k", k])

    assert left.value.code == 2
    assert f"argument -k: “{k}” is not a whole number from 1 on" in capsys.readouterr().err


def test_the_command_needs_no_django(files, tmp_path):
    code = (
        "import sys; from kurzweg import cli; sys.argv = ['kurzweg', *sys.argv[1:]]\n"
        "try: cli.main()\n"
        "except SystemExit as left: print(left.code, 'django' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "rank", *files(), "-o", str(tmp_path / "run.tsv")]

    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout == "0 False\n"
