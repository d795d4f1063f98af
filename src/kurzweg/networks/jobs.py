"""What runs by itself: reminding whoever of a board has not answered."""

from kurzweg.core import jobs

jobs.every(60, "kurzweg.networks.approving.remind")
