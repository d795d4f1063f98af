"""What documents say, as numbers: read once, kept as immutable generations on disk.

A generation is built by `build_generation`, one process at a time, and opened by
`Generation.open`; vectors of a language model are part of it where an `Embedder` gives them.
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
