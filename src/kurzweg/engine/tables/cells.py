"""Cells as people fill them: numbers, days and postcodes, or what could not be read and why."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.engine import facts
from kurzweg.engine.facts.days import month_end, next_time
from kurzweg.engine.facts.words import MONTHS
from kurzweg.engine.tables import spans, spoken
from kurzweg.engine.tables.units import is_no_piece
from kurzweg.engine.words.names import visible

LONGEST_SHOWN = 200  # characters of a cell that are repeated

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SAID_TO_BE_TEXT = re.compile(r"'(?=[=+@0-9-])")  # '01067, as spreadsheet programs mark it
# UTF-8 that was once read as Windows-1252 and saved so: Ã¼ is ü, â€œ is “.
_TWICE = re.compile("[ÂÃ][\x80-\xbf{0}]|â[\x80-\xbf{0}]{{2}}".format("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"))
_QUOTED_LETTER = re.compile(r"'(?=[^\W\d_][^']*$)(?![stn][ -])")  # 'Haase, not 's-Gravenhage
_AS_TEXT = re.compile(r'[=+]{1,2}\s*"((?:[^"]|"")*)"')
_BLANKS = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u2009\u200a\u202f\u2002\u2003", " "))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))
_SAYS_NOTHING = re.compile(
    r"[-–—./?*]{1,5}|k\. ?a\.?|n ?[./]? ?a\.?|keine?(?: angaben?)?|entfällt|none|null|nan",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a table that could not be read: where it stands, what stands there, and why.

    Without a column it is the whole row.
    """

    row: int
    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place: the number of its row, the name of its column, its text."""

    row: int
    column: str
    text: str

    def unread(self, why: str) -> Unread:
        """Name this cell as one that could not be read."""
        return Unread(self.row, self.column, self.text[:LONGEST_SHOWN], why)


def cleaned(text: str) -> str:
    """Take off what programs put around or into a text: ="…", entities of HTML, soft hyphens."""
    text = text.strip()
    if text[:1] == "'":
        text = _QUOTED_LETTER.sub("", _SAID_TO_BE_TEXT.sub("", text, count=1), count=1)
    if text[:1] in ("=", "+") and (wrapped := _AS_TEXT.fullmatch(text)):
        text = wrapped[1].replace('""', '"').strip()
    if "&" in text and ";" in text:
        for _ in range(2):  # some programs do it twice
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return visible(text if text.isascii() else _TWICE.sub(_once, text)).strip()


def says_nothing(text: str) -> bool:
    """Tell whether a cell holds only what people write for nothing: "-", "k. A.", "entfällt"."""
    return not text or _SAYS_NOTHING.fullmatch(text.strip()) is not None


def _once(match: re.Match[str]) -> str:
    """Undo a reading as Windows-1252; what it leaves undefined stands for itself."""
    written = b"".join(
        letter.encode("latin-1") if letter < "\u0100" else letter.encode("cp1252")
        for letter in match[0]
    )
    return written.decode("utf-8")


# --- numbers ------------------------------------------------------------------------------------

_ABOUT = (
    r"(?:(?:ca\.?|circa|zirka|rund|etwa|ungefähr|knapp|gut|über|unter|mind(?:\.|estens)?|min(?:\.|imal)?"
    r"|max(?:\.|imal)?|höchstens|bis(?: zu)?|ab|von|about|approx\.?|up to|from|at (?:least|most)"
    r"|je(?:weils)?|insgesamt|[~≈≥≤<>]=?)\s*){0,3}"
)
_DIGITS = (
    r"(?:[0-9]{1,3}(?:[ '.][0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
)
_TIMES = (
    r"(?:\s*(?P<{0}>(?:"
    + "|".join(sorted(spoken.MULTIPLES, key=len, reverse=True))
    + r")\.?)(?![a-zäöüß]))?"
)
# "2 Lose à 250", "4 Paletten zu je 60": so many of which each holds so many.
_OF_EACH = (
    r"\s*(?:[x×*]|mal|(?:[a-zäöüß-]{3,20}(?<!stück)(?<!teile)\s)?(?:à|a|je|zu je|zu|mit je|of)\b)"
)
_NUMBER = re.compile(
    rf"{_ABOUT}(?:(?P<low>{_DIGITS}){_TIMES.format('low_times')}"
    r"\s*(?:[-–—]|bis(?: zu)?|to|\.\.\.?)\s*)?"
    rf"(?P<figure>{_DIGITS}){_TIMES.format('times')}"
    rf"(?P<more>(?:{_OF_EACH}\s*{_DIGITS})*)"
    r"(?:,\s?[-–—]{1,2})?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "1.0000" is one, or ten thousand with a slip of the pen.
_SLIP = re.compile(r"(?<![0-9.,'])[0-9]{1,3}[.,][0-9]{4,}(?![0-9])")
_THOUSANDS = re.compile(
    r"(?<=[0-9])(?: ?(?-i:[Tk])\.?[ -]?| ?t)(?=(?:st|stk|stck|stück|stueck|teile?|pcs)\b)",
    re.IGNORECASE,
)  # TStk
MOST_PIECES = 10**12
# A second number of pieces behind the first: "100 Stück, dann 500".
_SECOND = re.compile(
    r"(?:[,;/+(]|\b(?:dann|danach|später|und|sowie|plus|oder|bzw|alternativ|then|and|or)\b)[ .]*"
    r"(?:(?:dann|danach|später|noch|nochmals|weitere|ca\.?|then|another)\s){0,2}"
    rf"{_DIGITS}\s*(?P<unit>[€$%‰°]|[^\W\d_]+[²³23]?)?",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:/|\b(?:pro|je|per|à)\b)\s?(?P<unit>[^\W\d_]+)", re.IGNORECASE)
_PIECES = re.compile(
    r"(?:stücke?|stueck|stck|stk|st|pcs|pieces?|pce|units?|einheiten|ex|exemplare?|teile?n?|parts?)\.?"
    r"|x",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:/|pro|je|im|per|p\.|jede[ns]?)\s?(?:a\.?|jahr|monat|woche|tag|quartal|abruf|los|charge|auftrag"
    r"|year|month|week|day|order)|(?:jähr|monat|wöchent|täg)lich\w*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[€$%‰°]|[^\W\d_]+[²³23]?")
_NOUN = re.compile(r"(?:[a-zäöüß]{3,}\s)?[A-ZÄÖÜ][\wäöüß-]{2,}(?:\s.*)?", re.DOTALL)


def pieces(cell: Cell, *, lowest: bool = False) -> int | Unread | None:
    """Read a number of pieces, of a range the highest (or the lowest); None when nothing is said.

    "12 500 Stück", "10'000", "ca. 1 000", "2x250", "10k" and "1 Mio." are numbers of pieces, "3 t"
    is none.
    """
    found = _amount(cell, lowest=lowest)
    if found is None or isinstance(found, Unread):
        return found
    amount, rest = found
    rest = _PERIOD.sub("", rest).strip(" .,;()")
    unit = _PIECES.match(rest)
    is_bare = not rest or (unit and (unit.end() == len(rest) or not rest[unit.end()].isalnum()))
    each = _EACH.match(rest, unit.end() if is_bare and unit else 0)
    if each and is_no_piece(each["unit"]):
        return cell.unread("not pieces")
    if not is_bare:
        # "3 volle Paletten": what is counted stands behind what it is like.
        words = _WORD.findall(rest)[:2]
        counted = words[:1] if words[:1] and not words[0].islower() else words
        if any(map(is_no_piece, counted)):
            return cell.unread("not pieces")
        if not _NOUN.fullmatch(rest):
            return cell.unread("no number")
    second = _SECOND.search(rest)
    if second and not (second["unit"] and is_no_piece(second["unit"])):
        return cell.unread("two numbers")
    if spoken.multiplies(rest):
        return cell.unread("no number")
    if amount > MOST_PIECES:
        return cell.unread("too large")
    if amount != int(amount):
        return cell.unread("not whole")
    return int(amount) if amount > 0 and not _SLIP.search(cell.text) else cell.unread("no number")


def kilometres(cell: Cell) -> float | Unread | None:
    """Read a distance in kilometres: "30", "30 km", "bis zu 50 Kilometer"."""
    found = _amount(cell, lowest=False)
    if found is None or isinstance(found, Unread):
        return found
    amount, rest = found
    if not re.fullmatch(r"(?:(?:km|kilometern?|kilomet(?:re|er)s?)\b.*)?", rest, re.IGNORECASE):
        return cell.unread("no kilometres")
    return amount if amount > 0 else cell.unread("no number")


def degrees(cell: Cell, *, most: int) -> float | Unread | None:
    """Read degrees of latitude (most 90) or longitude (most 180), with point or comma."""
    text = cell.text.replace(",", ".").removesuffix("°").strip()
    if not text or _SAYS_NOTHING.fullmatch(text):
        return None
    try:
        found = float(text)
    except ValueError:
        return cell.unread("no degrees")
    return found if abs(found) <= most else cell.unread("no degrees")


def _amount(cell: Cell, *, lowest: bool) -> tuple[float, str] | Unread | None:
    """Read the number at the head of a cell, and what follows it."""
    text = " ".join(cell.text.translate(_BLANKS).translate(_APOSTROPHES).split())
    if not text or _SAYS_NOTHING.fullmatch(text):
        return None
    if len(text) > LONGEST_SHOWN:
        return cell.unread("no number")
    match = _NUMBER.fullmatch(spoken.in_figures(_THOUSANDS.sub(" Tsd. ", text)))
    if match is None or re.match(r"[0-9.,':]|/[0-9]", match["rest"]):
        return cell.unread("no number")
    times = _multiple(match["times"])
    high = _figure(match["figure"]) * times
    if match["low"]:
        low = _figure(match["low"]) * _multiple(match["low_times"])
        if not match["low_times"] and low * times <= high:
            low *= times  # "10 bis 20 Tsd."
        if low > high:
            return cell.unread("no number")
        high = low if lowest else high
    for factor in re.findall(_DIGITS, match["more"]):
        high *= _figure(factor)
    return high, match["rest"].strip()


def _multiple(written: str | None) -> int:
    return spoken.MULTIPLES.get((written or "").casefold().rstrip("."), 1)


def _figure(written: str) -> float:
    """Read digits: marks before three digits group thousands, any other mark is decimal."""
    plain = re.sub(r"[ ']", "", written)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain)
    whole, _, decimals = plain.rpartition(marks[-1])
    whole = re.sub(r"[.,]", "", whole)
    is_thousands = len(decimals) == 3 and len(set(marks)) == 1 and whole != "0" and len(whole) < 10
    return float(whole + decimals) if is_thousands else float(f"{whole}.{decimals}")


# --- days ---------------------------------------------------------------------------------------

_WEEKDAY = (
    r"(?:(?:mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b[.,]*\s*)?"
)
_BY = r"(?:(?:bis|spätestens|am|zum|by|den)\s+){0,3}"
_HOUR = (
    r"(?:[T,\s]\s*(?:um\s)?[0-9]{1,2}(?::[0-9]{2}){0,2}(?:\.[0-9]+)?"
    r"(?:Z|[+-][0-9:]{5})?(?:\s?Uhr)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<mark>[-./]?)(?P<month>[0-9]{{2}})(?P=mark)(?P<day>[0-9]{{2}}){_HOUR}"
)
_DAY_FIRST = re.compile(
    rf"{_BY}{_WEEKDAY}{_BY}(?P<day>[0-9]{{1,2}})\s?(?P<mark>[-./])\s?(?P<month>[0-9]{{1,2}})\s?"
    rf"(?P=mark)\s?(?P<year>[0-9]{{4}}|[0-9]{{2}}){_HOUR}",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"{_BY}{_WEEKDAY}{_BY}(?P<day>[0-9]{{1,2}})\s?\.\s?(?P<month>[0-9]{{1,2}})\s?\.?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{_BY}{_WEEKDAY}{_BY}(?P<day>[0-9]{{1,2}})[-. ]+(?P<name>[^\W\d_]{{3,10}})\.?[-. ]+"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}){_HOUR}",
    re.IGNORECASE,
)
_NAMED_NO_YEAR = re.compile(
    rf"{_BY}{_WEEKDAY}{_BY}(?P<day>[0-9]{{1,2}})[-. ]+(?P<name>[^\W\d_]{{3,10}})\.?", re.IGNORECASE
)
_WEEK = re.compile(rf"{_BY}KW\.?\s?(?P<week>[0-9]{{1,2}})\b.*", re.IGNORECASE)
MOST_YEARS = 50  # further ahead a day is a slip of the pen
# Years of three digits or five, and days of three.
_MISTYPED = re.compile(
    r"(?<![0-9])(?:[0-9]{3}|[0-9]{5,})\s?[./-]\s?[0-9]|[0-9]\s?[./-]\s?(?:[0-9]{3}|[0-9]{5,})(?![0-9])"
    r"|[^\W\d_]\.? (?:[0-9]{3}|[0-9]{5,})$"
)
_MONTH = re.compile(
    r"(?P<month>[0-9]{1,2})\s?[/.]\s?(?P<year>20[0-9]{2})|(?P<first>20[0-9]{2})-(?P<second>[0-9]{2})"
)
_DAY_OR_YEAR = re.compile(r"[^\W\d_]{3,10}\.? '?[0-9]{2}", re.IGNORECASE)  # "Januar 27"
_SERIAL = re.compile(r"(?P<days>[3-7][0-9]{4})(?:[.,][0-9]*)?")
FIRST_SERIAL, LAST_SERIAL = date(2000, 1, 1), date(2099, 12, 31)


def day(cell: Cell, *, today: date, epoch: date = date(1899, 12, 30)) -> date | Unread | None:
    """Read a day as people and programs write it, seen from today; None when nothing is said.

    31.12.26, 31/12/2026, 2026-12-31, 46387 (counted from `epoch`), "KW 50", "Ende Januar". Days
    that no calendar has, or that are over, are named.
    """
    text = " ".join(cell.text.translate(_BLANKS).split())
    if not text or _SAYS_NOTHING.fullmatch(text):
        return None
    is_short = len(text) <= LONGEST_SHOWN
    found = _written_day(text, today=today, epoch=epoch) if is_short else None
    if found is None:
        return cell.unread("no day")
    if isinstance(found, str):
        return cell.unread(found)
    if found.year > today.year + MOST_YEARS:
        return cell.unread("far")
    return found if found >= today else cell.unread("past")


def _written_day(text: str, *, today: date, epoch: date) -> date | str | None:
    """Give the day, or why there is none: "impossible", or None when it was not understood."""
    if match := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _calendar_day(int(match["day"]), int(match["month"]), _year(match["year"]), match)
    if (match := _NAMED.fullmatch(text)) and match["name"].casefold() in MONTHS:
        month = MONTHS[match["name"].casefold()]
        return _safe(_year(match["year"]), month, int(match["day"])) or "impossible"
    if match := _MONTH.fullmatch(text):
        month = int(match["month"] or match["second"])
        year = int(match["year"] or match["first"])
        return month_end(year, month) if 1 <= month <= 12 else "impossible"
    if match := _SERIAL.fullmatch(text):
        counted = epoch + timedelta(days=int(match["days"]))
        return counted if FIRST_SERIAL <= counted <= LAST_SERIAL else None
    last = spans.last_day(text, today=today)
    if last or _MISTYPED.search(text):
        return _written_day(last, today=today, epoch=epoch) if last else None
    if match := _NO_YEAR.fullmatch(text):
        day, month = int(match["day"]), int(match["month"])
        # A leap year has every day.
        return next_time(day, month, None, today) if _safe(2028, month, day) else "impossible"
    if match := _NAMED_NO_YEAR.fullmatch(text):
        of_year = MONTHS.get(match["name"].casefold())
        if of_year and not _safe(2028, of_year, int(match["day"])):
            return "impossible"
    if (match := _WEEK.fullmatch(text)) and not 1 <= int(match["week"]) <= 53:
        return "impossible"
    if _DAY_OR_YEAR.fullmatch(text):
        return None
    named = facts.read(f"bis {text}", today=today).deadline
    return named.value if named else None


def _calendar_day(day: int, month: int, year: int, match: re.Match[str]) -> date | str:
    is_american = match["mark"] == "/" and month > 12 >= day and match.re is _DAY_FIRST
    if is_american:
        day, month = month, day
    return _safe(year, month, day) or "impossible"


def _year(written: str) -> int:
    """Give a year of two digits its century: 68 is 2068, 69 is 1969."""
    year = int(written)
    if len(written) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- postcodes ----------------------------------------------------------------------------------

_POSTCODE = re.compile(
    r"(?:(?<!\w)(?P<country>[A-Z]{1,3})(?:\s?[-–]\s?)?"
    r"|(?:^|(?<=, )|(?<=\n))(?P<before>[A-Z]{1,3}) )?"
    r"(?<![0-9.,/])(?P<code>[0-9]{4,5})(?!\w|[.,/-][0-9]| [A-Z]{2}\b| [0-9])"
)
_ABROAD = re.compile(
    r"(?<!\w)(?:[A-Z]{1,3}[-–] ?)?(?:[0-9]{4} [A-Z]{2}|[0-9]{3} [0-9]{2}|[0-9]{2}-[0-9]{3}"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2})(?!\w)"
)
_SAYS_CODE = re.compile(r"\b(?:PLZ|Postleitzahl|ZIP|Postcode)\b[.:\s]*", re.IGNORECASE)
_HERE = frozenset(("D", "DE", "DEU", "BRD", "GER"))


def postcode(cell: Cell) -> str | Unread | None:
    """Read a German postcode, alone or in an address; None when there is none.

    "D-59494 Soest" is 59494. What stands for another country is named ("CH-8112"). Four digits are
    given as they are: a zero was lost, or it is abroad, which only the town can tell.
    """
    text = _SAYS_CODE.sub("", cell.text.translate(_BLANKS)).strip()
    if _ABROAD.search(text):
        return cell.unread("foreign")
    found = None
    for match in _POSTCODE.finditer(text):
        country = match["country"] or match["before"]
        if country and country not in _HERE:
            return cell.unread("foreign")
        if country or len(match["code"]) == 5 or match.span() == (0, len(text)):
            return match["code"].zfill(5) if country else match["code"]
        found = found or (match["code"] if match.start() == 0 else None)
    return found
