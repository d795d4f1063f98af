"""What runs by itself: reminding of tasks before their day."""

from kurzweg.core import jobs

jobs.every(60, "kurzweg.committees.actions.remind")
