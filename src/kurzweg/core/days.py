"""Days as people mean them: the network's today, not the server's."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today(time_zone: str = settings.TIME_ZONE) -> date:
    """Say which day it is in a time zone."""
    return day_of(timezone.now(), time_zone)


def day_of(moment: datetime, time_zone: str = settings.TIME_ZONE) -> date:
    """Say on which day a moment falls in a time zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def end_of(day: date, time_zone: str = settings.TIME_ZONE) -> datetime:
    """Give the moment at which a day is over: SQLite compares it without calling Python."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(time_zone))
