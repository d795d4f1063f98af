"""What an office would know beside the register: invented from the row number, so nothing real."""

import re
import zlib
from dataclasses import dataclass

from tests.engine.duplicates.gold import spelling

STREETS = (
    "Hauptstraße", "Bahnhofstraße", "Gartenstraße", "Industriestraße", "Lindenstraße",
    "Schulstraße", "Kirchplatz", "Am Markt", "Mühlenweg", "Bergstraße", "Ringstraße", "Feldweg",
    "Wiesenstraße", "Goethestraße", "Siemensstraße", "Dieselstraße", "Rathausplatz", "Talstraße",
    "Waldstraße", "Kölner Straße", "Frankfurter Straße", "Im Gewerbepark", "An der Bleiche",
    "Robert-Bosch-Straße", "Postweg", "Daimlerstraße", "Alte Landstraße", "Am Hang",
)  # fmt: skip
SURNAMES = tuple(
    head + tail
    for head in ("Ahl", "Brom", "Dorn", "Elz", "Flach", "Gern", "Hasl", "Irm", "Kolk", "Lerch")
    for tail in ("bracht", "enau", "inger", "kötter", "mannsen", "rieth", "scheidt", "wegen")
)
AREA_CODES = ("0211", "0228", "0231", "0251", "0271", "05251", "0561", "0611", "0641", "0661",
              "02041", "02362", "02841", "05221", "06151")  # fmt: skip
SHARED_HOSTS = ("t-online.example", "gmx.example", "web.example", "regionetz.example")
_COMMON = re.compile(
    r"^(?:der|die|das|des|dem|und|für|von|zum|zur|am|im|in|an|e|v|gmbh|mbh|co|kg|ohg|ag|ug|eV|"
    r"förderverein|verein|gesellschaft|freunde|förderer|verwaltungs|beteiligungs)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """One line of an office's list."""

    key: str
    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    register_court: str = ""
    register_number: str = ""
    phone: str = ""
    mail: str = ""
    web: str = ""
    person: str = ""


def number(row: int, what: str, below: int) -> int:
    """Draw a number that only depends on the row and on what is asked."""
    return zlib.crc32(f"{row}:{what}".encode()) % below


def happens(row: int, what: str, percent: int) -> bool:
    return number(row, what, 100) < percent


def street(row: int, turn: int = 0) -> str:
    name = STREETS[number(row, f"street{turn}", len(STREETS))]
    return f"{name} {1 + number(row, f'house{turn}', 118)}"


def phone(row: int, court: str) -> str:
    code = AREA_CODES[zlib.crc32(court.encode()) % len(AREA_CODES)]
    return f"{code} 555{row:04}"


def person(number_of_person: int) -> str:
    first = spelling.FIRST_NAMES[number_of_person % len(spelling.FIRST_NAMES)]
    return f"{first} {SURNAMES[number_of_person * 7 % len(SURNAMES)]}"


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", spelling.ascii_umlauts(text).lower()).strip("-")


def domain_label(name: str) -> str:
    """Shorten a name as firms do for their domain: its first two telling words."""
    words = re.findall(r"[\w]+", name)
    telling = [word for word in words if not _COMMON.match(word)] or words
    return slug("-".join(telling[:2]))[:30]
