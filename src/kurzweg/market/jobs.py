"""What runs by itself: discarding the drafts that nobody published."""

from kurzweg.core import jobs

jobs.every_night("kurzweg.market.actions.discard_old")
