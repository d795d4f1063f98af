"""Records made of arrays, in memory and in files, and loops over them as machine code."""

from kurzweg.engine.arrays.storage import sync_folder

__all__ = ["sync_folder"]
