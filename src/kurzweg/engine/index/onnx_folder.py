"""A language model in a folder of this machine: `model.onnx` and `tokenizer.json`.

The folder of a sentence-transformers model that was exported to ONNX. It runs by onnxruntime (the
extra `embeddings`), without a network and without PyTorch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurzweg.engine.index.embeddings import EmbeddingFailed

MOST_TOKENS = 512  # of a text, where the tokenizer sets no bound itself
_MODELS = ("model.onnx", "onnx/model.onnx")
_POOLING = "1_Pooling/config.json"  # which of a model's token vectors make the text's


class OnnxFolder:
    """Embeds one text at a time, so that each gets the same vector in whatever company.

    Raises EmbeddingFailed with one sentence when the extra or a file is missing or unreadable.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            import tokenizers
        except ImportError:
            raise EmbeddingFailed(
                "onnxruntime and tokenizers are missing: pip install 'kurzweg[embeddings]'"
            ) from None
        file = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        words = folder / "tokenizer.json"
        if file is None or not words.is_file():
            raise EmbeddingFailed(f"{folder} holds no model.onnx with a tokenizer.json")
        self._is_first_token = _takes_first_token(folder)
        try:
            self._session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_file(str(words))
        except Exception as error:  # both raise bare exceptions of their own making
            raise EmbeddingFailed(f"{folder} cannot be read ({type(error).__name__})") from None
        self._tokenizer.no_padding()
        if self._tokenizer.truncation is None:
            self._tokenizer.enable_truncation(MOST_TOKENS)
        self._inputs = {each.name for each in self._session.get_inputs()}
        self.model = f"{folder.name}:{_digest(file, words)}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of n texts, of shape (n, d)."""
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    def _vector(self, text: str) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode(text)
        known: dict[str, Any] = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        given = {
            name: np.array([numbers], dtype=np.int64)
            for name, numbers in known.items()
            if name in self._inputs
        }
        try:
            found = np.asarray(self._session.run(None, given)[0][0], dtype=np.float32)
        except Exception as error:  # onnxruntime raises bare exceptions of its own making
            raise EmbeddingFailed(f"{self.model} failed ({type(error).__name__})") from None
        if found.ndim == 1:  # the model makes one vector of a text itself
            return found
        return np.asarray(found[0] if self._is_first_token else found.mean(axis=0))


def _takes_first_token(folder: Path) -> bool:
    """Whether a text's vector is that of its first token; else the mean of all."""
    file = folder / _POOLING
    if not file.is_file():
        return False
    try:
        pooling = json.loads(file.read_text("utf-8"))
        wanted = {name for name, value in pooling.items() if value is True}
    except (ValueError, AttributeError):
        raise EmbeddingFailed(f"{file} cannot be read") from None
    if "pooling_mode_cls_token" in wanted:
        return True
    if "pooling_mode_mean_tokens" not in wanted:
        raise EmbeddingFailed(f"{file} asks for neither the mean nor the first token")
    return False


def _digest(*files: Path) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in files:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()
