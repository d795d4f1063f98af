"""Work that may wait: stored in the database with its cause, run at least once by the worker."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_q.models import OrmQ, Schedule, Success
from django_q.signals import post_execute_in_worker
from django_q.status import Stat
from django_q.tasks import async_task

from kurzweg.core import logs

A_DAY = 24 * 60
AT_NIGHT = time(2, 30)
_regular: dict[str, int] = {}


def enqueue(function: str, *arguments: Any) -> None:
    """Hand a function (its dotted name) to the worker, in the transaction of the cause."""
    async_task(function, *arguments)


def every(minutes: int, function: str) -> None:
    """Declare that a function (its dotted name) runs every so many minutes."""
    _regular[function] = minutes


def every_night(function: str) -> None:
    """Declare that a function (its dotted name) runs once a night."""
    every(A_DAY, function)


def write_schedules() -> None:
    """Make the worker's table of regular jobs say what the apps declared."""
    Schedule.objects.exclude(func__in=_regular).delete()
    for function, minutes in _regular.items():
        kept = {
            "name": function,
            "schedule_type": Schedule.MINUTES,
            "minutes": minutes,
            "repeats": -1,
        }
        first = {"next_run": _next_night()} if minutes == A_DAY else {}
        Schedule.objects.update_or_create(
            func=function, defaults=kept, create_defaults=kept | first
        )


def _next_night() -> datetime:
    now = timezone.localtime()
    night = now.replace(hour=AT_NIGHT.hour, minute=AT_NIGHT.minute, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)


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


@receiver(post_execute_in_worker)
def _tell_only_where(task: dict[str, Any], **kwargs: Any) -> None:
    """What a job raised may quote anything; its report and the log keep where it broke."""
    if not task.get("success", True):
        task["result"] = logs.places_in(str(task["result"]))


every(1, "kurzweg.core.outbox.deliver")
