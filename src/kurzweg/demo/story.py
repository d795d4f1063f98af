"""The firms of the main story: a caller needs 500 black anodised aluminium housings.

What each of them offers, and why four fit and four do not, is told by the market.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.core.demo.places import distance_km
from kurzweg.core.demo.records import (
    Activity,
    Certificate,
    Firm,
    Organisation,
    Person,
    Position,
    Site,
    Town,
)
from kurzweg.demo.firms import Register
from kurzweg.demo.geography import KM_PER_LATITUDE, KM_PER_LONGITUDE

NETWORK = "riegelstein"


@dataclass(frozen=True, slots=True)
class Plan:
    """One firm of the story: who it is and what it lives by."""

    key: str
    name: str
    form: str
    town: str
    street: str
    staff: int
    band: int
    founded: int
    owner: tuple[str, str, str]
    wz: tuple[str, ...]
    summary: str
    craft: str
    certificates: tuple[tuple[str, int], ...]
    shares_address_with: tuple[str, str] | None = None


PLANS = (
    Plan(
        "s-brandhoff", "Eloxal Brandhoff", "GmbH", "Riegelstein", "An der Drahtmühle 14", 24, 10,
        1974, ("Karin", "Brandhoff", "Geschäftsführerin"), ("25.61.0",),
        "Eloxalbetrieb in zweiter Generation, 24 Leute an der Drahtmühle. Gehäuse und Fronten für "
        "die Gerätebauer der Umgebung machen die Hälfte der Arbeit aus.",
        "anodising",
        (("ISO 9001", 420), ("ISO 14001", 420)), ("Silke", "Rinke"),
    ),
    Plan(
        "s-kessebrock", "Kessebrock Oberflächen", "GmbH & Co. KG", "Kettenbrück",
        "Werkstraße 31", 58, 50, 1961, ("Jochen", "Kessebrock", "Geschäftsführer"),
        ("25.61.0", "25.62.0"),
        "Lohnbeschichter mit 58 Beschäftigten und zwei Linien, Kunden zwischen Riegelstein und "
        "Wessungen.",
        "anodising",
        (("ISO 9001", 610), ("Qualanod", 200)),
    ),
    Plan(
        "s-overkamp", "Overkamp Gehäusetechnik", "GmbH", "Tarnfurt", "Im Gewerbepark 8", 37, 10,
        1989, ("Ralf", "Overkamp", "Inhaber"), ("25.62.0", "25.99.3"),
        "Gehäuse aus dem Vollen und aus Profil, 37 Leute. Der Kunde bekommt ein fertiges Gehäuse "
        "und keine Baustelle.",
        "milling",
        (("ISO 9001", 260),), ("Petra", "Lammers"),
    ),
    Plan(
        "s-hennecke", "Hennecke Metallveredlung", "KG", "Feilheim", "Am Wehr 3", 9, 1, 1952,
        ("Ulrike", "Hennecke", "Inhaberin"), ("25.61.0",),
        "Neun Leute, vierzehn Bäder, dritte Generation. Kleinteile und Gehäuse in Eloxal.",
        "anodising",
        (("ISO 9001", 95),),
    ),
    Plan(
        "s-tillmanns", "Tillmanns Eloxal", "GmbH", "Riegelstein", "Hammerstraße 77", 31, 10, 1968,
        ("Bernd", "Tillmanns", "Geschäftsführer"), ("25.61.0",),
        "Spezialist für schwarzes Eloxal, 31 Beschäftigte, gleich hinter dem Bahnhof.",
        "anodising",
        (("ISO 9001", -1),),
    ),
    Plan(
        "s-schuerholz", "Schürholz Aluguss", "GmbH", "Hammerwerth", "An der Gießerei 1", 84, 50,
        1937, ("Hartmut", "Schürholz", "Geschäftsführer"), ("24.53.0",),
        "Druckgießerei mit 84 Beschäftigten, Aluminium und Zink.",
        "casting",
        (("ISO 9001", 500), ("ISO 50001", 300)),
    ),
    Plan(
        "s-wuestefeld", "Eloxalwerk Wüstefeld", "GmbH", "", "Kanalstraße 20", 66, 50, 1957,
        ("Thomas", "Wüstefeld", "Geschäftsführer"), ("25.61.0",),
        "Eloxalwerk mit langer Linie, 66 Leute, seit Jahren Gastmitglied im Industrieverein.",
        "anodising",
        (("ISO 9001", 700), ("Qualanod", 310)),
    ),
    Plan(
        "s-feldkoetter", "Feldkötter Pulverbeschichtung", "GmbH", "Riegelstein", "Ottostraße 9",
        19, 10, 1996, ("Sandra", "Feldkötter", "Geschäftsführerin"), ("25.61.0",),
        "Pulverbeschichter mit 19 Leuten, Durchlaufanlage und Handkabine.",
        "powder_coating",
        (("ISO 9001", 330),),
    ),
    Plan(
        "s-huettenhain", "Hüttenhain Schließtechnik", "GmbH & Co. KG", "Riegelstein",
        "Schlosserweg 2", 146, 50, 1919, ("Eckhard", "Hüttenhain", "Geschäftsführer"),
        ("25.72.0", "26.51.1"),
        "Elektronische Schlösser für Schränke, Türen und Tresore, 146 Leute, vierte Generation. "
        "Wer in Europa einen Spind mit Zahlencode öffnet, hat gute Aussichten, ein Schloss von "
        "hier in der Hand zu haben.",
        "locks",
        (("ISO 9001", 540), ("ISO 14001", 21)), ("Heike", "Pieper"),
    ),
    Plan(
        "s-nettelbeck", "Nettelbeck Schiffsbeschläge", "GmbH", "Kettenbrück", "Uferstraße 5", 71,
        50, 1948, ("Friederike", "Nettelbeck", "Geschäftsführerin"), ("25.72.0", "25.99.3"),
        "Jede dritte Kabinentür auf einem Kreuzfahrtschiff fällt in ein Schloss aus Kettenbrück. "
        "71 Leute, ein Prüfstand für Salzwasser und keine einzige Anzeige in dreißig Jahren.",
        "locks",
        (("ISO 9001", 9),),
    ),
)  # fmt: skip


def firms(towns: tuple[Town, ...], *, today: date, register: Register) -> Iterator[Firm]:
    """Give the firms of the story."""
    by_name = {town.name: town for town in towns}
    for plan in PLANS:
        town = by_name[plan.town] if plan.town else _sixty_km_away(towns, by_name["Riegelstein"])
        yield _firm(plan, town, today=today, register=register)


def _sixty_km_away(towns: tuple[Town, ...], middle: Town) -> Town:
    return min(
        towns,
        key=lambda town: abs(
            60 - distance_km(middle.latitude, middle.longitude, town.latitude, town.longitude)
        ),
    )


def _firm(plan: Plan, town: Town, *, today: date, register: Register) -> Firm:
    host = register.take(plan.name)
    if host is None:
        raise ValueError(f"{plan.name} is taken")
    offset = sum(map(ord, plan.key)) % 17 / 10 - 0.8  # kilometres, so that nobody sits on a dot
    given, family, title = plan.owner
    is_shared = plan.shares_address_with is not None
    people = [_person(plan, 1, given, family, title, host, is_shared=is_shared)]
    if plan.shares_address_with:
        given, family = plan.shares_address_with
        people.append(_person(plan, 2, given, family, "Büro", host, is_shared=True))
    site = Site(
        plan.street, town.postal_codes[0], town.key, town.name,
        round(town.latitude + offset / KM_PER_LATITUDE, 5),
        round(town.longitude - offset / KM_PER_LONGITUDE, 5),
    )  # fmt: skip
    organisation = Organisation(
        key=plan.key, name=f"{plan.name} {plan.form}", kind="company", legal_form=plan.form,
        staff_band=plan.band, staff=plan.staff, founded=plan.founded,
        website=f"https://www.{host}/", mail=f"info@{host}", summary=plan.summary,
        activities=tuple(Activity(code, place == 0) for place, code in enumerate(plan.wz)),
        sites=(site,),
        certificates=tuple(
            Certificate(scheme, today + timedelta(days=days)) for scheme, days in plan.certificates
        ),
        crafts=(plan.craft,),
    )  # fmt: skip
    return Firm(organisation, tuple(people), networks=(NETWORK,), is_settled=True)


def _person(
    plan: Plan, place: int, given: str, family: str, title: str, host: str, *, is_shared: bool
) -> Person:
    local = f"{given}.{family}".lower().replace("ö", "oe").replace("ü", "ue")
    return Person(
        f"{plan.key}.{place}", given, family, f"info@{host}" if is_shared else f"{local}@{host}",
        (Position(plan.key, title, is_admin=place == 1, may_answer=True),),
    )  # fmt: skip
