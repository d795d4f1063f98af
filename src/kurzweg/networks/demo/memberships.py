"""Who has belonged to a network since when: growth over the years, notices, applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from kurzweg.networks.demo.records import Membership

RIEGELSTEIN_MEMBERS = 94
RIEGELSTEIN_UNDER_NOTICE = 2
RIEGELSTEIN_LEFT = 24
RIEGELSTEIN_APPLIED = 3
FOUNDERS = 16
YEARS_OF_LEAVING = 16  # until this one: in the first years nobody goes
STAYED = 2  # whole years at least
REASONS = ("", "Betrieb geschlossen", "Umzug", "zu teuer", "", "in einer anderen Firma aufgegangen")


def years_before(today: date, years: int) -> date:
    return date(today.year - years, today.month, min(today.day, 28))


def riegelstein(
    random: Random, organisations: Sequence[str], *, settled: frozenset[str], today: date
) -> tuple[Membership, ...]:
    """Give exactly 94 members on `today`, some of them under notice, some who left, who applied.

    `settled` are those who neither leave nor are new: the story firms and the public bodies.
    """
    wanted = RIEGELSTEIN_MEMBERS + RIEGELSTEIN_LEFT + RIEGELSTEIN_APPLIED
    if len(organisations) != wanted:
        raise ValueError(f"{wanted} organisations are needed, {len(organisations)} were given")
    others = [key for key in organisations if key not in settled]
    random.shuffle(others)
    applied, others = others[:RIEGELSTEIN_APPLIED], others[RIEGELSTEIN_APPLIED:]
    noticed, newest = others[:RIEGELSTEIN_UNDER_NOTICE], others[-9:]
    joined = sorted({*settled, *others}.difference(newest))
    random.shuffle(joined)
    days = _joining_days(random, len(joined), today)
    first = dict(zip(joined, days, strict=True))
    free = [key for key in joined if key not in settled and key not in noticed]
    left = _leaving(random, {key: first[key] for key in free}, today)
    rows = [
        _member(key, number, since, left=left, noticed=noticed, today=today)
        for number, (key, since) in enumerate(first.items(), start=1)
    ]
    for number, key in enumerate(newest, start=len(joined) + 1):
        since = today - timedelta(days=24 + (len(joined) + len(newest) - number) * 37)
        rows.append(Membership(key, number, since - timedelta(days=26), since))
    for place, key in enumerate(applied):
        rows.append(Membership(key, None, today - timedelta(days=2 + 4 * place), None))
    return tuple(rows)


def _leaving(random: Random, joined: Mapping[str, date], today: date) -> dict[str, date]:
    """Choose who leaves with the end of which year: one to three of them in each."""
    years = range(today.year - YEARS_OF_LEAVING + 1, today.year + 1)
    more = random.sample([*years, *years], RIEGELSTEIN_LEFT - len(years))
    left: dict[str, date] = {}
    for year in sorted([*years, *more]):
        staying = [
            key for key, since in joined.items() if key not in left and since.year < year - STAYED
        ]
        left[random.choice(staying)] = date(year, 1, 1)
    return left


def _joining_days(random: Random, count: int, today: date) -> list[date]:
    """The founders on one day, then more every year, all at least a year ago."""
    founding = date(today.year - 20, 11, 15)
    span = (years_before(today, 1) - founding).days - 40
    later = sorted(
        founding + timedelta(days=60 + int((span - 60) * random.random() ** 0.8))
        for _ in range(count - FOUNDERS)
    )
    return [founding] * FOUNDERS + [day.replace(day=1) for day in later]


def _member(
    key: str,
    number: int,
    since: date,
    *,
    left: Mapping[str, date],
    noticed: Sequence[str],
    today: date,
) -> Membership:
    applied_on = since - timedelta(days=20 + number % 30)
    if until := left.get(key):
        # By the end of September, for the end of the year.
        notice_on = until - timedelta(days=100 + number % 80)
        reason = REASONS[number % len(REASONS)]
        return Membership(key, number, applied_on, since, notice_on, until, end_reason=reason)
    if key in noticed:
        in_time = date(today.year, 9, 12 + number % 10)
        notice_on = today - timedelta(days=3 + number % 9)
        if key == noticed[0] and in_time < notice_on:
            return Membership(key, number, applied_on, since, in_time, date(today.year + 1, 1, 1))
        # Notice has to arrive by 30 September to end the same year.
        year = notice_on.year + (1 if notice_on <= date(notice_on.year, 9, 30) else 2)
        return Membership(key, number, applied_on, since, notice_on, date(year, 1, 1))
    return Membership(key, number, applied_on, since)


def ordinary(
    random: Random,
    organisations: Sequence[str],
    *,
    founded_on: date,
    today: date,
    sections: Mapping[str, tuple[str, ...]] | None = None,
    settled: frozenset[str] = frozenset(),
) -> tuple[Membership, ...]:
    """Members of the other networks, with a notice and an application here and there."""
    rows = []
    span = max(60, (today - founded_on).days - 15)
    days = sorted(founded_on + timedelta(days=int(span * random.random())) for _ in organisations)
    for number, (key, since) in enumerate(zip(organisations, days, strict=True), start=1):
        own = (sections or {}).get(key, ())
        applied_on = since - timedelta(days=14 + number % 20)
        fate = 1.0 if key in settled else random.random()
        if fate < 0.006:
            applied_on = today - timedelta(days=random.randint(1, 15))
            rows.append(Membership(key, None, applied_on, None, sections=()))
        elif fate < 0.014:
            notice_on = max(since, today - timedelta(days=random.randint(5, 80)))
            end = date(notice_on.year + 1, 1, 1)
            if end <= today:
                end = date(today.year + 1, 1, 1)
            rows.append(Membership(key, number, applied_on, since, notice_on, end, own))
        else:
            rows.append(Membership(key, number, applied_on, since, sections=own))
    return tuple(rows)
