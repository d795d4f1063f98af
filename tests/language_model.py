"""A tiny language model: each word it knows has a vector, a text's is the mean of its words'."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import onnx
import tokenizers
from onnx import TensorProto, helper, numpy_helper

from kurzweg.engine.index.embeddings import EmbeddingFailed

# Words of one column mean the same, in whatever language.
CONCEPTS = (
    ("welding", "schweißen", "fügetechnik"),
    ("anodising", "eloxieren", "oberfläche"),
    ("advice", "beratung", "steuerberatung"),
)
UNKNOWN = "[UNK]"


def vectors_of(concepts=CONCEPTS) -> dict[str, list[float]]:
    """A word points along the axis of its concept, an unknown one along the last."""
    axes = np.eye(len(concepts) + 1, dtype=np.float32)
    known = {word: axes[number] for number, words in enumerate(concepts) for word in words}
    return {UNKNOWN: axes[-1], **known}


def write_model(
    folder: Path,
    vectors=None,
    *,
    inputs=("input_ids", "attention_mask", "token_type_ids"),
    is_pooled: bool = False,
    file: str = "model.onnx",
) -> Path:
    """Write model.onnx and tokenizer.json into a folder."""
    vectors = vectors or vectors_of()
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    words = tokenizers.Tokenizer(
        tokenizers.models.WordLevel(
            {word: number for number, word in enumerate(vectors)}, unk_token=UNKNOWN
        )
    )
    words.normalizer = tokenizers.normalizers.Lowercase()
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    words.save(str(folder / "tokenizer.json"))
    table = np.array(list(vectors.values()), dtype=np.float32)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["tokens"])]
    if is_pooled:
        nodes.append(helper.make_node("ReduceMean", ["tokens"], ["text"], axes=[1], keepdims=0))
    shape = ["one", len(table[0])] if is_pooled else ["one", "tokens", len(table[0])]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(each, TensorProto.INT64, ["one", "n"]) for each in inputs],
        [helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / file))
    return folder


class Words:
    """The same without a file: an embedder that fails on request and counts what it was asked."""

    def __init__(self, concepts=CONCEPTS, *, model: str = "tiny") -> None:
        self.model = model
        self.asked: list[str] = []
        self.fails = False
        self._vectors = {word: np.array(each) for word, each in vectors_of(concepts).items()}

    def embed(self, texts) -> np.ndarray:
        if self.fails:
            raise EmbeddingFailed("the model is asleep")
        self.asked.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    def _vector(self, text: str) -> np.ndarray:
        words = text.lower().split() or [UNKNOWN]
        return np.mean([self._vectors.get(each, self._vectors[UNKNOWN]) for each in words], axis=0)


class Service:
    """A service of this machine that speaks OpenAI's protocol, and does as it is told.

    `answers` are given to the next requests instead of vectors: a status with a body.
    """

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict, str]] = []
        self.answers: list[tuple[int, str]] = []
        words, service = Words(), self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = self.headers.get("Authorization", "")
                service.requests.append((self.path, body, key))
                rows = [
                    {"index": number, "embedding": vector}
                    for number, vector in enumerate(words.embed(body["input"]).tolist())
                ]
                # The order of the rows is free, so they come backwards.
                answer = (200, json.dumps({"data": rows[::-1]}))
                status, text = service.answers.pop(0) if service.answers else answer
                self.send_response(status)
                self.send_header("Location", service.url + "/elsewhere")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Service:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
