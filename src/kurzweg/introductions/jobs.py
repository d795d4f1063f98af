"""What runs by itself: reminding, asking again, ending, telling of a yes."""

from kurzweg.core import jobs

jobs.every(10, "kurzweg.introductions.actions.follow_up")
jobs.every(1, "kurzweg.introductions.actions.tell")
