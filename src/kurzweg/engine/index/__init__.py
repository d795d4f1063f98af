"""What documents say, as numbers: read once, kept as immutable generations on disk.

A generation is built by `build_generation`, one process at a time, and opened by
`Generation.open`, which raises FileNotFoundError before the first one; what changed since lies in
`Layers` above it. Vectors of a language model are part of it where an `Embedder` gives them, or
raises EmbeddingFailed. Rows are documents in the order of their keys; what an array holds for each
of n documents, v words, t terms or g n-grams stands at `collection.Index`.
"""

from kurzweg.engine.index.embeddings import Embedder, EmbeddingFailed, Remembering
from kurzweg.engine.index.generation import Generation, build_generation, current_id, in_memory
from kurzweg.engine.index.layers import Layers
from kurzweg.engine.index.onnx_folder import OnnxFolder

__all__ = [
    "Embedder",
    "EmbeddingFailed",
    "Generation",
    "Layers",
    "OnnxFolder",
    "Remembering",
    "build_generation",
    "current_id",
    "in_memory",
]
