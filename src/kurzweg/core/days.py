"""Days as people mean them: the network's today, not the server's."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today(time_zone: str = settings.TIME_ZONE) -> date:
    """Say which day it is in a time zone."""
    return timezone.now().astimezone(ZoneInfo(time_zone)).date()
