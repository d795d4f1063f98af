"""Days as people say them: something holds until its last day, not until the first one after."""

from datetime import date, timedelta

from django import template

register = template.Library()


@register.filter
def last_day(until: date | None) -> date | None:
    """Name the last day of something that holds no longer from a day on."""
    return until - timedelta(days=1) if until else None
