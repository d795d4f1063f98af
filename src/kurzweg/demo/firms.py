"""Firms: what they are called, how many work there, who acts for them, what is certified."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kurzweg.core.demo import wording
from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import (
    Activity,
    Certificate,
    Firm,
    Organisation,
    Person,
    Position,
    Town,
)
from kurzweg.core.demo.wording import Tally
from kurzweg.demo.crafts import all_crafts
from kurzweg.demo.geography import site_in
from kurzweg.demo.names import FAMILY, FOUNDERS, MEN, WOMEN
from kurzweg.demo.summaries import summaries

BANDS = (1, 10, 50, 250, 1000)
# How many of a hundred firms fall into each band.
STAFFING = {
    "industry": (24, 44, 25, 6, 1),
    "craft": (52, 41, 7, 0, 0),
    "service": (62, 31, 6, 1, 0),
    "tech": (38, 46, 14, 2, 0),
}
CERTIFIED_MORE = {1: 0.5, 10: 0.95, 50: 1.25, 250: 1.45, 1000: 1.6}
COMMON_FIRMS = {
    "industry": (
        "Gebr. {family}", "{founder} {family}", "{family} & Söhne", "{family} & {family2}",
        "{founder} {family} Nachf.", "{family} Technik", "{family}-Werke",
    ),
    "craft": ("{given} {family}", "{family} & Sohn", "Gebr. {family}", "{family} & Tochter"),
    "service": ("{family} & Partner", "{given} {family}", "{family} & {family2}"),
    "tech": ("{family} & {family2}", "{family} Technik", "{short} Systeme", "{short} Technik"),
}  # fmt: skip
GENERATIONS = ((28, ""), (58, "zweiten"), (92, "dritten"), (10**4, "vierten"))
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ş": "s", "ç": "c", "ı": "i", "ć": "c", "č": "c",
     "ó": "o", "ń": "n"}
)  # fmt: skip


@dataclass(slots=True)
class Register:
    """What is taken already: names, addresses, sentences."""

    tally: Tally = field(default_factory=Tally)
    names: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)

    def take(self, name: str) -> str | None:
        """Take a name and its address, unless somebody has one of them."""
        host = host_of(name)
        if name.casefold() in self.names or host in self.hosts:
            return None
        self.names.add(name.casefold())
        self.hosts.add(host)
        return host


def host_of(name: str) -> str:
    """The address of a firm under the reserved domain, e.g. "eloxal-brandhoff.example"."""
    plain = name.casefold().translate(UMLAUTS)
    letters = "".join(c if "a" <= c <= "z" or c.isdigit() else " " for c in plain)
    return "-".join(letters.split())[:50] + ".example"


def firm(
    random: Random,
    *,
    key: str,
    crafts: tuple[Craft, ...],
    town: Town,
    near: Town,
    today: date,
    register: Register,
) -> Firm:
    """Draw one company; the first craft is its core."""
    style = crafts[0].style
    staff = _staff(random, style)
    owner, (name, host) = _name(random, crafts[0], town=town, register=register)
    founded = _founded(random, crafts[0], staff=staff, year=today.year)
    persons = _persons(random, key=key, owner=owner, host=host, staff=staff, style=style)
    band = max(lower for lower in BANDS if lower <= staff)
    form = _legal_form(random, name, craft=crafts[0], staff=staff)
    sites = [site_in(town, random)]
    if staff > 60 and random.random() < 0.3:
        sites.append(site_in(near, random, is_seat=False))
    organisation = Organisation(
        key=key,
        name=f"{name} {form}".strip(),
        kind="company",
        legal_form=form,
        staff_band=band,
        staff=staff,
        founded=founded,
        website=f"https://www.{host}/" if random.random() < 0.92 else "",
        mail=f"info@{host}",
        summary=_summary(
            random, crafts[0], register.tally, town=town.name, near=near.name, staff=staff,
            founded=founded, person=persons[0], style=style, today=today,
        ),
        activities=_activities(random, crafts),
        sites=tuple(sites),
        certificates=certificates(random, crafts, band=band, today=today),
        crafts=tuple(craft.key for craft in crafts),
        only_through_office=random.random() < 0.02,
    )  # fmt: skip
    return Firm(organisation, persons, near=near.name)


def certificates(
    random: Random, crafts: tuple[Craft, ...], *, band: int, today: date
) -> tuple[Certificate, ...]:
    """Draw what is certified, some of it run out, some about to."""
    schemes: dict[str, int] = {}
    for craft in crafts:
        for scheme, share in craft.certificates.items():
            schemes[scheme] = max(share, schemes.get(scheme, 0))
    held = []
    for scheme, share in schemes.items():
        if random.random() * 100 < min(97.0, share * CERTIFIED_MORE[band]):
            fate = random.random()
            if fate < 0.05:
                days = -random.randint(4, 240)
            elif fate < 0.08:
                days = random.randint(5, 45)
            else:
                days = random.randint(60, 1080)
            held.append(Certificate(scheme, today + timedelta(days=days)))
    return tuple(held)


def person(
    random: Random,
    *,
    key: str,
    title: tuple[str, str],
    organisation: str,
    host: str,
    given: str = "",
    family: str = "",
    shares_address: bool = False,
    is_admin: bool = False,
    may_answer: bool = True,
) -> Person:
    """Draw somebody; `title` is for a woman and for a man."""
    is_woman = given in WOMEN if given else random.random() < 0.42
    given = given or random.choice(WOMEN if is_woman else MEN)
    family = family or random.choice(FAMILY)
    local = f"{given}.{family}".casefold().translate(UMLAUTS).replace(" ", "-")
    return Person(
        key=key,
        given_name=given,
        family_name=family,
        mail=f"info@{host}" if shares_address else f"{local}@{host}",
        positions=(
            Position(
                organisation,
                title[0] if is_woman else title[1],
                is_admin=is_admin,
                may_answer=may_answer,
            ),
        ),
    )


def _staff(random: Random, style: str) -> int:
    band = random.choices(range(5), STAFFING[style])[0]
    low, high = ((2, 9), (10, 49), (50, 249), (250, 780), (1000, 2400))[band]
    return int(low + (high - low + 1) * random.random() ** (1.1 if band == 0 else 1.7))


def _name(
    random: Random, craft: Craft, *, town: Town, register: Register
) -> tuple[tuple[str, str], tuple[str, str]]:
    """A free name with its address, and whose name it is: given (if it names one) and family."""
    for attempt in range(40):
        family, other = random.sample(FAMILY, 2)
        own = random.random() < 0.78
        pattern = random.choice(craft.firms if own else COMMON_FIRMS[craft.style])
        # "Elektromeister" and the like are men's words.
        given = random.choice(MEN if "meister" in pattern else WOMEN + MEN)
        name = pattern.format(
            family=family,
            family2=other,
            founder=random.choice(FOUNDERS),
            given=given,
            short=_short(random, family, other, town.name),
            town=town.name,
        )
        if attempt > 12:
            name = f"{name} {town.name}"
        host = register.take(name)
        if host:
            return (given if "{given}" in pattern else "", family), (name, host)
    raise RuntimeError("no free name was found")


def _legal_form(random: Random, name: str, *, craft: Craft, staff: int) -> str:
    if craft.key == "tax":
        return random.choice(("PartG mbB", "PartG mbB", "GmbH", "GbR", ""))
    if staff < 10:
        forms = {
            "industry": ("GmbH", "GmbH", "GmbH", "e. K.", "GmbH & Co. KG", "GbR"),
            "craft": ("GmbH", "GmbH", "", "", "e. K.", "GbR"),
            "service": ("GmbH", "GmbH", "", "", "GbR", "UG (haftungsbeschränkt)", "e. K."),
            "tech": ("GmbH", "GmbH", "GmbH", "UG (haftungsbeschränkt)", "GbR", "e. K."),
        }[craft.style]
        return random.choice(forms)
    if staff > 200:
        form = random.choice(("GmbH", "GmbH", "GmbH & Co. KG", "GmbH & Co. KG", "AG"))
        is_family = "Gebr." in name or "Nachf." in name or "&" in name
        return "GmbH & Co. KG" if is_family else form
    return random.choice(("GmbH",) * 6 + ("GmbH & Co. KG",) * 3 + ("KG",))


def _founded(random: Random, craft: Craft, *, staff: int, year: int) -> int:
    ages = {"industry": (8, 130), "craft": (3, 95), "service": (2, 60), "tech": (2, 50)}
    youngest, oldest = ages[craft.style]
    oldest = craft.oldest or oldest
    youngest = min(oldest - 2, youngest + staff // 7)  # nobody has forty people after two years
    return year - int(youngest + (oldest - youngest) * random.random() ** 1.4)


def _short(random: Random, family: str, other: str, town: str) -> str:
    """An abbreviation as founders made them: HKT, H+K, HaKe."""
    fate = random.random()
    if fate < 0.4:
        return f"{family[0]}{other[0]}{random.choice((town[0], 'T', 'S', 'M', 'G', 'W'))}"
    if fate < 0.6:
        return f"{family[0]}+{other[0]}"
    if fate < 0.75:
        return f"{family[0]} & {other[0]}"
    vowels = "aeiouäöü"
    if family[1] in vowels and other[1] in vowels:
        return f"{family[:2]}{other[:2]}"
    return f"{family[0]}{other[0]}{town[0]}"


def _activities(random: Random, crafts: tuple[Craft, ...]) -> tuple[Activity, ...]:
    core = crafts[0].wz[0] if random.random() < 0.85 else random.choice(crafts[0].wz)
    codes = [code for craft in crafts for code in craft.wz if code != core]
    extra = [code for code in dict.fromkeys(codes) if random.random() < 0.45]
    return (Activity(core, True), *(Activity(code, False) for code in extra[:3]))


def _persons(
    random: Random, *, key: str, owner: tuple[str, str], host: str, staff: int, style: str
) -> tuple[Person, ...]:
    given, family = owner
    is_still_owner = bool(given) or random.random() < 0.72
    owns = staff < 12 or (style == "craft" and random.random() < 0.6)
    is_shared = staff < 30 and random.random() < 0.4
    persons = [
        person(
            random, key=f"{key}.1", organisation=key, host=host, given=given,
            family=family if is_still_owner else "",
            title=("Inhaberin", "Inhaber") if owns else ("Geschäftsführerin", "Geschäftsführer"),
            is_admin=True, shares_address=is_shared,
        )
    ]  # fmt: skip
    if is_shared or (staff >= 10 and random.random() < 0.45):
        persons.append(
            person(
                random, key=f"{key}.2", organisation=key, host=host, title=("Büro", "Büro"),
                shares_address=True, may_answer=is_shared or random.random() < 0.5,
            )
        )  # fmt: skip
    if staff >= 40:
        titles = (
            ("Leiterin Vertrieb", "Leiter Vertrieb"), ("Einkauf", "Einkauf"),
            ("Betriebsleiterin", "Betriebsleiter"), ("Prokuristin", "Prokurist"),
        )  # fmt: skip
        for place, title in enumerate(random.sample(titles, 2 if staff > 120 else 1), start=3):
            persons.append(
                person(random, key=f"{key}.{place}", organisation=key, host=host, title=title)
            )
    return tuple(persons)


def _summary(
    random: Random,
    craft: Craft,
    tally: Tally,
    *,
    town: str,
    near: str,
    staff: int,
    founded: int,
    person: Person,
    style: str,
    today: date,
) -> str:
    things = random.sample(list(craft.things), min(2, len(craft.things)))
    industries = random.sample(craft.industries, 2)
    age = today.year - founded
    generation = next(word for most, word in GENERATIONS if age < most)
    slots = {
        "craft_name": craft.name,
        "things": wording.listed(wording.offered(random, craft, things)),
        "town": town,
        "near": near,
        "year": str(founded),
        "staff": str(staff),
        "person": f"{person.given_name} {person.family_name}",
        "industry": industries[0],
        "industry2": industries[1],
        "km": str(random.choice((20, 30, 40, 50, 60))),
        "trainees": str(max(2, staff // 12)),
        "generation": generation,
        "area": wording.number(staff * random.randrange(20, 60) // 10 * 10),
        "share": str(random.randrange(10, 75, 5)),
    }
    sentences = [
        tally.pick(random, wording.for_staff(summaries().first[style], staff), slots, tries=15)
    ]
    if random.random() < 0.8:
        sentences.append(tally.pick(random, _second(craft, staff, generation), slots))
    return " ".join(sentence for sentence in sentences if sentence)


def _second(craft: Craft, staff: int, generation: str) -> list[str]:
    phrases = list(summaries().second["any"])
    if craft.lot_from:
        phrases += wording.for_staff(summaries().second["works"], staff)
    if generation and craft.style in ("industry", "craft"):
        phrases += summaries().second["old"] * 2
    return phrases


def crafts_of(random: Random, core: str) -> tuple[Craft, ...]:
    """The core craft and, for some firms, one that goes well with it."""
    craft = all_crafts()[core]
    if craft.additions and random.random() < 0.38:
        return craft, all_crafts()[random.choice(craft.additions)]
    return (craft,)
