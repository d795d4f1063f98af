"""What runs by itself: reminding, asking again, ending."""

from kurzweg.core import jobs

jobs.every(10, "kurzweg.introductions.actions.follow_up")
