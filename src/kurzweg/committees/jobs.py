"""What runs by itself: reminding of tasks, and forgetting what files held that are gone."""

from kurzweg.core import jobs

jobs.every(15, "kurzweg.committees.actions.following.hand_on")
jobs.every(60, "kurzweg.committees.actions.remind")
jobs.every_night("kurzweg.committees.actions.papers.forget_unnamed")
