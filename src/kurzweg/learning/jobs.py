"""What runs by itself: looking whether there is something to propose."""

from kurzweg.core import jobs

jobs.every_night("kurzweg.learning.actions.propose_all")
