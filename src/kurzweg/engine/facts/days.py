"""What day an expression means: "Ende März", "KW 12", "in zwei Wochen", seen from a given day.

Each function reads the named groups of a match and gives a day, or None where the calendar has no
such day or it is over. Parts of a month are read as German civil law reads them (§ 192 BGB):
Anfang is the 1st, Mitte the 15th, Ende the last day. A calendar week ends on its Friday. Public
holidays are not regarded.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kurzweg.engine.facts.words import MONTHS, NUMBER_WORDS, WEEKDAYS

Match = re.Match[str]
FRIDAY = 4
ORDINALS = {"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4}


def calendar_day(match: Match, today: date) -> date | None:
    """Read "15.3.", "1. Juni 2027", "March 15"."""
    named = match.groupdict()
    month = MONTHS[named["name"].lower().rstrip(".")] if named.get("name") else int(named["month"])
    return next_time(int(named["day"]), month, named["year"], today)


def next_time(day: int, month: int, year: str | None, today: date) -> date | None:
    """Give a day of a month: in the year named, or when it comes next."""
    years = [int(year) % 100 + 2000] if year else [today.year, today.year + 1]
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def day_of_month(match: Match, today: date) -> date | None:
    """Read "bis zum 30.": of this month, or of the next when it is over."""
    day = int(match["day"])
    this = next_time(day, today.month, str(today.year), today)
    if this and this >= today:
        return this
    after = month_end(today.year, today.month) + timedelta(days=1)
    return next_time(day, after.month, str(after.year), today)


def part_of_month(match: Match, today: date) -> date | None:
    """Read "Anfang Mai", "Mitte Mai", "Ende Mai"."""
    month = MONTHS[match["name"].lower().rstrip(".")]
    part = match["part"].lower()
    if part.startswith(("anfang", "beginn")):
        return next_time(1, month, match["year"], today)
    if part.startswith("mi"):
        return next_time(15, month, match["year"], today)
    return end_of_month(match, today)


def end_of_month(match: Match, today: date) -> date | None:
    """Read the name of a month as its last day."""
    month = MONTHS[match["name"].lower().rstrip(".")]
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return month_end(year, month)


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def end_of_period(match: Match, today: date) -> date | None:
    """Read "diese Woche", "Ende nächsten Monats", "Jahresende"."""
    period, which = match["period"].lower(), (match["which"] or "").lower()
    is_next = which.startswith(("nächst", "kommend", "next"))
    if period.startswith(("woche", "week")):
        return week_end(today) + timedelta(days=7 * is_next)
    if period.startswith("quart"):
        month = today.month + 3 * is_next
        month += -month % 3
        return month_end(today.year + (month > 12), (month - 1) % 12 + 1)
    if period.startswith(("monat", "month")):
        month = today.month + is_next
        return month_end(today.year + (month > 12), (month - 1) % 12 + 1)
    return date(today.year + is_next, 12, 31)


def part_of_week(match: Match, today: date) -> date | None:
    """Read "Anfang nächster Woche" as its Monday, "Mitte" as its Wednesday."""
    is_next = match["which"].lower().startswith(("nächst", "kommend"))
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * is_next)
    return monday + timedelta(days=2 * match["part"].lower().startswith("mitte"))


def week_end(today: date) -> date:
    """Give the Friday of a week; on a weekend that of the week to come."""
    return today + timedelta(days=(FRIDAY - today.weekday()) % 7)


def end_of_year(match: Match, today: date) -> date | None:
    """Read "Ende 2027"."""
    return date(int(match["year"]), 12, 31)


def end_of_quarter(match: Match, today: date) -> date | None:
    """Read "Q2", "2. Quartal 2027" as the last day of the quarter."""
    written = (match["quarter"] or match["ordinal"]).rstrip(".").lower()
    month = 3 * (ORDINALS.get(written) or int(written))
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return month_end(year, month)


def calendar_week(match: Match, today: date) -> date | None:
    """Read "KW 12", "3. KW", "KW 5/2027"."""
    week = int(match["week"] or match["ordinal"])
    years = [int(match["year"]) % 100 + 2000] if match["year"] else [today.year, today.year + 1]
    for year in years:
        try:
            friday = date.fromisocalendar(year, week, FRIDAY + 1)
        except ValueError:
            continue
        if friday >= today:
            return friday
    return None


def weekday(match: Match, today: date) -> date | None:
    """Give the weekday to come; on a Friday "bis Freitag" is the one in a week."""
    wanted = WEEKDAYS[match["weekday"].lower()]
    if match["week"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def after_a_while(match: Match, today: date) -> date | None:
    """Read "10 Tage", "zwei Wochen", "5 Arbeitstage" from today on."""
    written, unit = match["count"].lower(), match["unit"].lower()
    count = NUMBER_WORDS.get(written) or int(written)
    if unit.startswith(("woche", "week")):
        return today + timedelta(weeks=count)
    if unit.startswith(("monat", "month")):
        months = today.month - 1 + count
        year, month = today.year + months // 12, months % 12 + 1
        return min(month_end(year, month), date(year, month, 1) + timedelta(days=today.day - 1))
    if unit.startswith(("arbeits", "working", "business")):
        return after_working_days(today, count)
    return today + timedelta(days=count)


def after_hours(match: Match, today: date) -> date | None:
    """Read "48 Stunden" as two days."""
    return today + timedelta(days=-(-int(match["hours"]) // 24))


def after_working_days(today: date, count: int) -> date:
    """Count days from Monday to Friday."""
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() <= FRIDAY
    return day


def soon(match: Match, today: date) -> date | None:
    """Read "heute", "morgen", "übermorgen"."""
    days = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2}
    return today + timedelta(days=days[(match["soon"] or match["today"]).lower()])


def christmas(match: Match, today: date) -> date | None:
    """Read "Weihnachten" as Christmas Eve."""
    return next_time(24, 12, None, today)


def easter(match: Match, today: date) -> date | None:
    """Read "Ostern" and "Pfingsten" as their Sunday."""
    later = timedelta(days=49 * match["feast"].lower().startswith("pfingsten"))
    feasts = (easter_sunday(year) + later for year in (today.year, today.year + 1))
    return next(day for day in feasts if day >= today)


def easter_sunday(year: int) -> date:
    """Compute Easter (the Gregorian algorithm of Butcher, as in Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
