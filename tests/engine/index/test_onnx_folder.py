"""A language model in a folder is run as its files say, and one sentence says what is wrong."""

import builtins
import json

import pytest

from kurzweg.engine.commands import rank
from kurzweg.engine.index.embeddings import EmbeddingFailed
from kurzweg.engine.index.onnx_folder import OnnxFolder
from tests.language_model import vectors_of, write_model

HALF = [[0.5, 0.5, 0, 0]]


def test_a_text_is_the_mean_of_its_words(tmp_path):
    model = OnnxFolder(write_model(tmp_path / "tiny"))

    assert model.embed(["Welding eloxieren"]).tolist() == HALF
    assert model.embed(["xyz", "advice"]).tolist() == [[0, 0, 0, 1], [0, 0, 1, 0]]


@pytest.mark.parametrize(
    "written",
    [
        {"file": "onnx/model.onnx"},
        {"inputs": ("input_ids",)},
        {"is_pooled": True},
    ],
)
def test_models_of_other_shapes_are_run_too(tmp_path, written):
    model = OnnxFolder(write_model(tmp_path / "tiny", **written))

    assert model.embed(["Welding eloxieren"]).tolist() == HALF


def test_the_model_is_known_by_its_contents(tmp_path):
    one = OnnxFolder(write_model(tmp_path / "tiny"))
    same = OnnxFolder(write_model(tmp_path / "elsewhere" / "tiny"))
    other = OnnxFolder(write_model(tmp_path / "new" / "tiny", vectors_of([("welding",)])))

    assert one.model == same.model
    assert one.model.startswith("tiny:")
    assert other.model != one.model


def test_long_texts_are_cut(tmp_path, monkeypatch):
    monkeypatch.setattr("kurzweg.engine.index.onnx_folder.MOST_TOKENS", 2)

    model = OnnxFolder(write_model(tmp_path / "tiny"))

    assert model.embed(["welding eloxieren advice advice"]).tolist() == HALF


def test_a_bound_of_the_tokenizer_is_kept(tmp_path):
    folder = write_model(tmp_path / "tiny")
    words = json.loads((folder / "tokenizer.json").read_text())
    words["truncation"] = {
        "direction": "Right",
        "max_length": 1,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    (folder / "tokenizer.json").write_text(json.dumps(words))

    assert OnnxFolder(folder).embed(["welding advice"]).tolist() == [[1, 0, 0, 0]]


def pooled(folder, text):
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(text)
    return folder


def test_the_first_token_stands_for_the_text_where_the_model_says_so(tmp_path):
    folder = write_model(tmp_path / "tiny")

    pooled(folder, json.dumps({"word_embedding_dimension": 4, "pooling_mode_cls_token": True}))

    assert OnnxFolder(folder).embed(["welding eloxieren"]).tolist() == [[1, 0, 0, 0]]


def test_the_mean_is_taken_where_the_model_says_so(tmp_path):
    folder = pooled(write_model(tmp_path / "tiny"), '{"pooling_mode_mean_tokens": true}')

    assert OnnxFolder(folder).embed(["welding eloxieren"]).tolist() == HALF


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ('{"pooling_mode_max_tokens": true}', "neither the mean nor the first token"),
        ("{", "cannot be read"),
        ("[]", "cannot be read"),
    ],
)
def test_another_way_to_make_a_text_of_tokens_is_refused(tmp_path, config, says):
    with pytest.raises(EmbeddingFailed, match=says):
        OnnxFolder(pooled(write_model(tmp_path / "tiny"), config))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path, missing):
    (write_model(tmp_path / "tiny") / missing).unlink()

    with pytest.raises(EmbeddingFailed, match=r"holds no model.onnx with a tokenizer.json"):
        OnnxFolder(tmp_path / "tiny")


@pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused(tmp_path, damaged):
    (write_model(tmp_path / "tiny") / damaged).write_text("nonsense")

    with pytest.raises(EmbeddingFailed, match="cannot be read"):
        OnnxFolder(tmp_path / "tiny")


def test_a_model_that_wants_more_than_a_text_fails(tmp_path):
    model = OnnxFolder(write_model(tmp_path / "tiny", inputs=("input_ids", "picture")))

    with pytest.raises(EmbeddingFailed, match="failed"):
        model.embed(["welding"])


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    as_it_is = builtins.__import__

    def without(name, *arguments, **named):
        if name == "onnxruntime":
            raise ImportError
        return as_it_is(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(EmbeddingFailed, match=r"pip install 'kurzweg\[embeddings\]'"):
        OnnxFolder(tmp_path)


# kurzweg rank --embeddings ----------------------------------------------------------------------


@pytest.fixture
def ranked(tmp_path):
    """Rank two offers for a request that shares no word with either."""
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    corpus.write_text('{"id": "a", "text": "Beratung"}\n{"id": "b", "text": "Schweißen"}\n')
    queries.write_text('{"id": "q", "text": "Kumquat"}\n')

    def run(*options):
        code = rank.main([str(corpus), str(queries), "-o", str(tmp_path / "run"), *options])
        return code, (tmp_path / "run").read_text().split() if code == 0 else []

    return run


def test_the_model_ranks_what_the_words_do_not_find(ranked, tmp_path):
    folder = write_model(tmp_path / "tiny", vectors_of([("kumquat", "schweißen")]))

    assert ranked() == (0, [])
    assert ranked("--embeddings", str(folder))[1][:2] == ["q", "b"]


def test_a_folder_without_a_model_ends_the_command(ranked, tmp_path, capsys):
    assert ranked("--embeddings", str(tmp_path)) == (2, [])
    assert "holds no model.onnx" in capsys.readouterr().err
