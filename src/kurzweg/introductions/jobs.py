"""What runs by itself: reminding, asking again, ending, telling of a yes."""

from kurzweg.core import jobs
from kurzweg.people.actions import at_new_address

jobs.every(10, "kurzweg.introductions.actions.follow_up")
jobs.every(1, "kurzweg.introductions.actions.tell")
at_new_address("kurzweg.introductions.actions.ask_at_new_address")
