"""Records made of arrays, in memory and in files, and loops over them as machine code.

`storage` keeps a frozen dataclass of arrays as one .npy file for each and maps it back unread;
`compiled.compiled` turns a loop into machine code (numba) that threads run side by side. Apps take
`sync_folder` only: names in a folder are on disk when it returns.
"""

from kurzweg.engine.arrays.storage import sync_folder

__all__ = ["sync_folder"]
