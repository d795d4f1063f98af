"""What runs by itself: reminding of tasks, and forgetting what files held that are gone."""

from kurzweg.core import jobs

jobs.every(60, "kurzweg.committees.actions.remind")
jobs.every_night("kurzweg.committees.actions.papers.forget_unnamed")
