"""Display filters: days, moments, numbers and distances as people here write them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from kurzweg.core import languages
from kurzweg.core import prose as prosaic
from kurzweg.core.languages import reading_language
from kurzweg.engine.facts.notation import NARROW

register = template.Library()

Number = int | float | Decimal
LOCALES = {"de": Locale.parse("de"), "en": Locale.parse("en_GB")}


def _locale() -> Locale:
    """Answer the reader's locale; English is British, because its days come before its months."""
    return LOCALES[reading_language()]


def _local(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def said_in(words: str, language: str) -> SafeString:
    """Set words apart that somebody wrote, and say in which language."""
    return format_html('<bdi lang="{}">{}</bdi>', language, words)


@register.filter
def day(value: date | None) -> str:
    """Write a day: "Do., 5. März", with its year when it is not this one."""
    if not value:
        return ""
    on = _local(value)
    year = "" if on.year == timezone.localdate().year else " y"
    if _locale().language == "de":
        return format_date(on, f"EEE, d. MMMM{year}", locale=_locale())
    return format_date(on, f"EEE d MMMM{year}", locale=_locale())


@register.filter
def plain_day(value: date | None) -> str:
    """Write a day with its year and without its weekday: "5. März 2026"."""
    return format_date(_local(value), "long", locale=_locale()) if value else ""


@register.filter
def clock(value: datetime | time | None) -> str:
    """Write a time of day: "7.30 Uhr", "7:30"."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if _locale().language == "de":
        return f"{value.hour}.{value.minute:02} Uhr" if value.minute else f"{value.hour} Uhr"
    return f"{value.hour}:{value.minute:02}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a day with its time: "Do., 5. März, 7.30 Uhr"."""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.filter
def from_when(value: datetime) -> str:
    """Say from when something is: "von gestern, 14.20 Uhr", "vom Do., 5. März, 7.30 Uhr"."""
    days = (timezone.localdate() - _local(value)).days
    words = {0: gettext("of today, %(time)s"), 1: gettext("of yesterday, %(time)s")}.get(days)
    if words is None:
        return gettext("of %(moment)s") % {"moment": moment(value)}
    return words % {"time": clock(value)}


@register.filter
def days_left(value: date | None, until: date | None = None) -> str:
    """Say how far a day is: "heute", "morgen", "noch 6 Tage", "seit 2 Tagen"."""
    if not value:
        return ""
    days = (_local(value) - (until or timezone.localdate())).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 0:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}


@register.filter
def seat_on(organisation: Any, on: date) -> Any:
    """Give the seat of an organisation on a day, which the template must name."""
    return organisation.seat_on(on)


@register.filter
def is_past(value: date | None) -> bool:
    return value is not None and _local(value) < timezone.localdate()


@register.filter
def number(value: Number | None) -> str:
    """Write a number: "1.234,5"; nothing measured stays "–", never zero."""
    return "–" if value is None or value == "" else format_decimal(value, locale=_locale())


@register.filter
def signed(value: Number) -> str:
    """Write a number with its sign: "+6", "−2", "0"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(value if value >= 0 else -value)


@register.filter
def euro(value: Number | None) -> str:
    """Write an amount: "26.550,00 €"."""
    return "–" if value is None else format_currency(value, "EUR", locale=_locale())


@register.filter
def km(value: Number | None) -> str:
    """Write a distance: "12 km", below one kilometre in words."""
    if value is None or value == "":
        return ""
    if value < 1:
        return gettext("less than 1 km").replace(" km", f"{NARROW}km")
    return f"{format_decimal(round(value), locale=_locale())}{NARROW}km"


@register.filter
def hundredths(value: Number | None) -> int:
    """Turn a signal between 0 and 1 into the width of its bar."""
    return round(100 * min(1.0, max(0.0, float(value or 0))))


@register.filter
def in_tenths(value: Number | None) -> str:
    """Say a signal between 0 and 1 to those who hear the page: "7 of 10"."""
    return gettext("%(tenths)d of 10") % {"tenths": round(hundredths(value) / 10)}


@register.filter
def isolated(value: object) -> str:
    """Set a name into a sentence of ours: one in Arabic leaves the words beside it in place."""
    return languages.isolated(str(value))


@register.filter
def prose(text: str) -> SafeString:
    """Set plain text that somebody wrote: paragraphs, headings, addresses as links."""
    return prosaic.html_of(text)
