"""`python -m bench.matching [FOLDER]`: the table for the tasks in a folder."""

import sys
from pathlib import Path

from bench.matching import SHARED, measure

measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
