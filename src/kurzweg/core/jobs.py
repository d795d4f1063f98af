"""Work that may wait: stored in the database with its cause, run at least once by the worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_q.models import OrmQ, Schedule, Success
from django_q.status import Stat
from django_q.tasks import async_task

_regular: dict[str, int] = {}


def enqueue(function: str, *arguments: Any) -> None:
    """Hand a function (its dotted name) to the worker, in the transaction of the cause."""
    async_task(function, *arguments)


def every(minutes: int, function: str) -> None:
    """Declare that a function (its dotted name) runs every so many minutes."""
    _regular[function] = minutes


def write_schedules() -> None:
    """Make the worker's table of regular jobs say what the apps declared."""
    Schedule.objects.exclude(func__in=_regular).delete()
    for function, minutes in _regular.items():
        Schedule.objects.update_or_create(
            func=function,
            defaults={
                "name": function,
                "schedule_type": Schedule.MINUTES,
                "minutes": minutes,
                "repeats": -1,
            },
        )


def regular() -> dict[str, int]:
    """List the declared regular jobs and their minutes."""
    return dict(_regular)


def waiting() -> int:
    """Count the jobs that nobody has taken yet."""
    return OrmQ.objects.count()


def is_worker_alive() -> bool:
    """Whether a worker reported lately, or finished something in the last minutes."""
    lately = timezone.now() - timedelta(minutes=3)
    return bool(Stat.get_all()) or Success.objects.filter(stopped__gte=lately).exists()


every(1, "kurzweg.core.outbox.deliver")
