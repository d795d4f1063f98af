"""The five networks (and the Landesnetz above one of them) with everything dated in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from kurzweg.core.demo import World
from kurzweg.core.demo.records import Firm, Town
from kurzweg.networks.demo import memberships
from kurzweg.networks.demo.records import (
    FunderStrip,
    Mandate,
    Membership,
    Network,
    Section,
    Subregion,
    SupportingBody,
)
from kurzweg.networks.demo.texts import TEXTS, NetworkText

SUBREGIONS = ("Tarnkreis", "Wessener Land", "Mahlgau", "Helmer Land", "Kreis Ostufer")
SECTIONS = (Section("optik", "Optik"), Section("elektronik", "Elektronik"),
            Section("mechanik", "Mechanik"))  # fmt: skip
AT_HOME = (Section("schloss", "Schloss und Beschlag"), Section("oberflaeche", "Oberfläche"))
AT_HOME_OF = {
    "locks": "schloss", "stamping": "schloss", "springs": "schloss", "anodising": "oberflaeche",
    "powder_coating": "oberflaeche", "electroplating": "oberflaeche", "hardening": "oberflaeche",
}  # fmt: skip
SECTIONS_IN = {"lichtwerk": SECTIONS, "riegelstein": AT_HOME}
SECTION_OF = {
    "lenses": "optik", "optical_coating": "optik", "optical_assembly": "optik",
    "measuring": "optik", "vision": "optik", "ems": "elektronik", "electronics_dev": "elektronik",
    "cables": "elektronik", "switchgear": "elektronik", "software": "elektronik",
}  # fmt: skip


def networks(world: World) -> tuple[Network, ...]:
    """Draw all networks around who belongs to them; a parent comes before its children."""
    members: defaultdict[str, list[Firm]] = defaultdict(list)
    for firm in world.firms:
        for key in firm.networks:
            members[key].append(firm)
    return tuple(_network(world, text, members[text.key]) for text in TEXTS)


def _network(world: World, text: NetworkText, members: Sequence[Firm]) -> Network:
    towns, today, random = world.towns, world.today, world.chance(text.key)
    area = _area(text.key, towns)
    founded_on = date(today.year - text.age, 11, 15)
    if founded_on >= today - timedelta(days=365):
        founded_on = date(today.year - text.age - 1, 11, 15)
    rows = _memberships(world, text.key, members, random=random, founded_on=founded_on)
    companies = {firm.key for firm in members if firm.organisation.kind == "company"}
    active = [row.organisation for row in rows if row.holds_on(today)]
    firms = [key for key in active if key in companies]
    return Network(
        key=text.key,
        name=text.name,
        kind=text.kind,
        claim=text.claim,
        about=text.about,
        region_name=text.region_name,
        colour=text.colour,
        colour_dark=text.colour_dark,
        office=text.office,
        mail=f"buero@{text.key}.example",
        mail_name=text.mail_name,
        founded_on=founded_on,
        towns=tuple(town.key for town in area),
        parent=text.parent,
        rules=text.rules,
        subregions=_subregions(towns) if text.key == "dreistrom" else (),
        sections=SECTIONS_IN.get(text.key, ()),
        bodies=_bodies(text.key, area, founded_on=founded_on, today=today),
        funders=_funders(text.key, today),
        memberships=rows,
        mandates=_mandates(text.key, firms, area, random=random, today=today),
    )


def _area(key: str, towns: Sequence[Town]) -> tuple[Town, ...]:
    county = {
        "riegelstein": "Tarnkreis", "kammer-ostufer": "Kreis Ostufer",
        "smart-morgental": "Morgental", "lichtwerk": "Helmer Land",
    }.get(key)  # fmt: skip
    if key == "dreistrom":
        return tuple(town for town in towns if town.county_name != "Morgental")
    return tuple(town for town in towns if county is None or town.county_name == county)


def _subregions(towns: Sequence[Town]) -> tuple[Subregion, ...]:
    """Five subregions; in a whole state each further county goes to the nearest of the five."""
    seats: dict[str, Town] = {}
    for town in towns:
        seats.setdefault(town.county_name, town)
    by_name: dict[str, list[str]] = {name: [] for name in SUBREGIONS}
    for town in towns:
        if town.county_name == "Morgental":
            continue
        nearest = min(
            SUBREGIONS,
            key=lambda name: (
                (town.latitude - seats[name].latitude) ** 2
                + (0.57 * (town.longitude - seats[name].longitude)) ** 2
            ),
        )
        own = town.county_name if town.county_name in by_name else nearest
        by_name[own].append(town.key)
    return tuple(
        Subregion(f"sub-{number}", name, tuple(keys))
        for number, (name, keys) in enumerate(by_name.items(), start=1)
    )


def _memberships(
    world: World, key: str, members: Sequence[Firm], *, random: Random, founded_on: date
) -> tuple[Membership, ...]:
    organisations = [firm.key for firm in members]
    settled = frozenset(firm.key for firm in members if firm.is_settled)
    if key == "riegelstein":
        rows = memberships.riegelstein(random, organisations, settled=settled, today=world.today)
        return tuple(_at_home(world, row) for row in rows)
    random.shuffle(organisations)
    sections = None
    if key == "lichtwerk":
        sections = {
            each: _sections_of(world, random, world.firm(each).organisation.crafts)
            for each in organisations
        }
    return memberships.ordinary(
        random, organisations, founded_on=founded_on, today=world.today, sections=sections,
        settled=settled,
    )  # fmt: skip


def _at_home(world: World, row: Membership) -> Membership:
    """The same, in the sections of what the firm lives by; many are in none."""
    crafts = world.firm(row.organisation).organisation.crafts
    own = dict.fromkeys(AT_HOME_OF[craft] for craft in crafts if craft in AT_HOME_OF)
    return replace(row, sections=tuple(own))


def _sections_of(world: World, random: Random, crafts: tuple[str, ...]) -> tuple[str, ...]:
    own = dict.fromkeys(
        SECTION_OF.get(craft, "mechanik")
        for craft in crafts
        if world.crafts[craft].style != "public"
    )
    keys = list(own) or [section.key for section in SECTIONS]
    if len(keys) == 1 and random.random() < 0.15:
        keys.append(random.choice([s.key for s in SECTIONS if s.key not in keys]))
    return tuple(keys)


def _bodies(
    key: str, area: Sequence[Town], *, founded_on: date, today: date
) -> tuple[SupportingBody, ...]:
    carried = {
        "riegelstein": ("iv-riegel", "ihk-tarnland"),
        "dreistrom": ("wf-tarn", "wf-wessen", "wf-mahl", "wf-helm", "wf-ostufer", "ihk-tarnland",
                      "ihk-ostufer"),
        "kammer-ostufer": ("ihk-ostufer",),
        "smart-morgental": ("wf-morgen", f"t{area[0].key}"),
        "lichtwerk": ("lw", "wf-helm"),
        "landesnetz": ("ln",),
    }[key]  # fmt: skip
    rows = [SupportingBody(body, founded_on) for body in carried]
    # The chamber of crafts carried two of them too, and left: until 30 June it still did.
    left_in = {"riegelstein": today.year - 1, "dreistrom": today.year - 2}.get(key)
    if left_in:
        rows.append(SupportingBody("hwk", founded_on, date(left_in, 7, 1)))
    return tuple(rows)


def _funders(key: str, today: date) -> tuple[FunderStrip, ...]:
    if key == "smart-morgental":
        start = date(today.year - 1, 3, 1)
        return (
            FunderStrip(
                "Gefördert durch: Ministerium für Wirtschaft des Dreistromlandes (erfunden) und "
                "kofinanziert aus dem Strukturfonds der Demo-Region",
                start,
                date(start.year + 3, 3, 1),
            ),
        )
    if key == "dreistrom":
        start = date(today.year - 6, 1, 1)
        return (
            FunderStrip("Regionalbudget Dreistrom (erfunden)", start, date(start.year + 3, 1, 1)),
        )
    return ()


def _mandates(
    key: str, firms: list[str], area: Sequence[Town], *, random: Random, today: date
) -> tuple[Mandate, ...]:
    office, desk = {
        "riegelstein": ("iv-riegel.1", "iv-riegel.2"),
        "dreistrom": ("wf-mahl.2", "wf-mahl.3"),
        "kammer-ostufer": ("ihk-ostufer.2", "ihk-ostufer.3"),
        "smart-morgental": ("wf-morgen.1", "wf-morgen.2"),
        "lichtwerk": ("lw.1", "lw.2"),
        "landesnetz": ("ln.1", "ln.2"),
    }[key]  # fmt: skip
    owners = [f"{firm}.1" for firm in random.sample(firms, min(10, len(firms)))]
    term = Term(date(today.year - 1, 1, 1), date(today.year + 2, 1, 1))
    return (
        Mandate(office, "coordinator", memberships.years_before(today, 3), title="Koordination"),
        Mandate(desk, "office", memberships.years_before(today, 2), title="Geschäftsstelle"),
        *{
            "riegelstein": lambda: _of_riegelstein(owners, area, term),
            "dreistrom": lambda: _of_dreistrom(term, today),
            "kammer-ostufer": lambda: _of_kammer_ostufer(owners, term),
            "smart-morgental": lambda: _of_smart_morgental(owners, today),
            "lichtwerk": lambda: _of_lichtwerk(owners, term),
            "landesnetz": lambda: _of_landesnetz(term),
        }[key](),
    )


class Term(NamedTuple):
    """From when until when the present boards are elected."""

    since: date
    until: date


def _of_riegelstein(owners: list[str], area: Sequence[Town], term: Term) -> Iterator[Mandate]:
    towns = {town.name: town for town in area}
    yield Mandate("s-kessebrock.1", "board", *term, "Vorsitz")
    for person in (
        *(owner for owner in owners[:4] if owner[:2] != "s-"),
        f"t{towns['Riegelstein'].key}.1",
        f"t{towns['Kettenbrück'].key}.1",
        "ihk-tarnland.1",
        "hs-riegel.1",
    ):
        yield Mandate(person, "board", *term, "Vorstand")
    before = date(term.since.year - 3, 1, 1)
    yield Mandate(owners[4], "board", before, term.since, "Vorstand")
    yield Mandate("ihk-tarnland.2", "adviser", term.since, title="Beratung")
    yield Mandate("ifs.1", "committee", *term, "Fachkongress, wissenschaftliche Leitung")
    for owner in owners[5:8]:
        yield Mandate(owner, "committee", *term, "Fachkongress")


def _of_dreistrom(term: Term, today: date) -> Iterator[Mandate]:
    for head in (
        "wf-tarn.1", "wf-wessen.1", "wf-mahl.1", "wf-helm.1", "wf-ostufer.1", "ihk-tarnland.1",
        "ihk-ostufer.1",
    ):  # fmt: skip
        yield Mandate(head, "board", *term, "Lenkungskreis")
    left_on = date(today.year - 2, 7, 1)
    yield Mandate("hwk.1", "board", date(today.year - 6, 1, 1), left_on, "Lenkungskreis")
    yield Mandate("ihk-tarnland.2", "adviser", term.since, title="Beratung")


def _of_smart_morgental(owners: list[str], today: date) -> Iterator[Mandate]:
    for place, owner in enumerate(owners[:7]):
        since = today - timedelta(days=700 - 95 * place)
        until = since + timedelta(days=730)
        yield Mandate(owner, "ambassador", since, until, "Botschaft für das Tal")
    since, until = today - timedelta(days=1100), today - timedelta(days=370)
    yield Mandate(owners[7], "ambassador", since, until, "Botschaft für das Tal")


def _of_lichtwerk(owners: list[str], term: Term) -> Iterator[Mandate]:
    for person in (*owners[:4], "th-brenn.1"):
        yield Mandate(person, "board", *term, "Vorstand")
    for owner, section in zip(owners[4:7], SECTIONS, strict=True):
        yield Mandate(owner, "committee", *term, f"Sprecher {section.name}", section.key)


def _of_kammer_ostufer(owners: list[str], term: Term) -> Iterator[Mandate]:
    yield Mandate("ihk-ostufer.1", "board", *term, "Hauptgeschäftsführung")
    for owner in owners[:5]:
        yield Mandate(owner, "committee", *term, "Regionalausschuss")


def _of_landesnetz(term: Term) -> Iterator[Mandate]:
    for person in ("lw.1", "iv-riegel.1"):
        yield Mandate(person, "board", *term, "Sprecherkreis")
