"""The main story, planted by facts: a caller needs 500 black anodised aluminium housings.

Four member firms fit and say so in four ways; one would fit but for a certificate that ended
yesterday; three sound right and are not. `CALLER_SENTENCE` is what the office types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.demo.firms import Firm, Register
from kurzweg.demo.geography import KM_PER_LATITUDE, KM_PER_LONGITUDE, distance_km
from kurzweg.demo.offers import topics
from kurzweg.demo.trades import CRAFTS
from kurzweg.demo.world import (
    Activity,
    Certificate,
    Need,
    NeedFacts,
    Offer,
    OfferFacts,
    Organisation,
    Person,
    Position,
    Site,
    Town,
)

NETWORK = "riegelstein"
CALLER_SENTENCE = "500 Aluminiumgehäuse, schwarz eloxiert, in 10 Tagen, höchstens 30 km, ISO 9001"
CALLER_RADIUS_KM, CALLER_DAYS, CALLER_QUANTITY = 30, 10, 500


@dataclass(frozen=True, slots=True)
class Plan:
    """One firm of the story: who it is, what it says, what it can do."""

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
    title: str
    text: str
    facts: OfferFacts
    certificates: tuple[tuple[str, int], ...]
    shares_address_with: tuple[str, str] | None = None


def _anodising(things: str, low: int, high: int, lead: int) -> OfferFacts:
    return OfferFacts("anodising", tuple(things.split()), ("aluminium",), lot_min=low,
                      lot_max=high, lead=lead, industries=("Gerätebau", "Möbelbau"))  # fmt: skip


PLANS = (
    Plan(
        "s-brandhoff", "Eloxal Brandhoff", "GmbH", "Riegelstein", "An der Drahtmühle 14", 24, 10,
        1974, ("Karin", "Brandhoff", "Geschäftsführerin"), ("25.61.0",),
        "Eloxalbetrieb in zweiter Generation, 24 Leute an der Drahtmühle. Gehäuse und Fronten für "
        "die Gerätebauer der Umgebung machen die Hälfte der Arbeit aus.",
        "Eloxalbetrieb: Gehäuse, Fronten, Profile",
        "Eloxalbetrieb seit 1974, schwarz und natur. Viel Gehäuse und Frontplatten für Gerätebauer,"
        " Bäder bis 2,20 m. Ab 50 Stück, 5.000 gehen auch. Normal eine Woche, wenn's brennt, reden "
        "wir. Gleichmäßiges Schwarz auch bei gemischten Chargen, darauf sind wir ein bisschen "
        "stolz.",
        _anodising("housing front profile cooler", 50, 5000, 7),
        (("ISO 9001", 420), ("ISO 14001", 420)), ("Silke", "Rinke"),
    ),
    Plan(
        "s-kessebrock", "Kessebrock Oberflächen", "GmbH & Co. KG", "Kettenbrück",
        "Werkstraße 31", 58, 50, 1961, ("Jochen", "Kessebrock", "Geschäftsführer"),
        ("25.61.0", "25.62.0"),
        "Lohnbeschichter mit 58 Beschäftigten und zwei Linien, Kunden zwischen Riegelstein und "
        "Wessungen.",
        "Lohnbeschichtung: Eloxieren bis 2 m",
        "Lohnbeschichtung für Aluminium. Eloxieren bis 2 m Länge, natur, schwarz und Bronze, "
        "Schicht 10 bis 25 µm mit Messprotokoll. Vom Musterteil bis 3.000 Stück, Durchlauf acht "
        "Tage. Eigener Abholdienst dienstags und freitags.",
        _anodising("housing milled turned fitting", 1, 3000, 8),
        (("ISO 9001", 610), ("Qualanod", 200)),
    ),
    Plan(
        "s-overkamp", "Overkamp Gehäusetechnik", "GmbH", "Tarnfurt", "Im Gewerbepark 8", 37, 10,
        1989, ("Ralf", "Overkamp", "Inhaber"), ("25.62.0", "25.99.3"),
        "Gehäuse aus dem Vollen und aus Profil, 37 Leute. Der Kunde bekommt ein fertiges Gehäuse "
        "und keine Baustelle.",
        "Gehäuse aus Aluminium, fertig mit Oberfläche",
        "Wir bauen Gehäuse aus Aluminium, gefräst oder aus Strangpressprofil, und liefern sie mit "
        "Oberfläche und Druck. Eloxiert wird beim Partner in Kettenbrück, schwarz fährt jeden "
        "Mittwoch mit. 10 bis 1.000 Gehäuse, in der Regel in zehn Tagen. Gewindeeinsätze, "
        "EMV-Dichtung, Gravur auf Wunsch.",
        OfferFacts("milling", ("housing", "front", "cooler"), ("aluminium",), ("anodising",),
                   lot_min=10, lot_max=1000, lead=10, industries=("Elektronik", "Messtechnik")),
        (("ISO 9001", 260),), ("Petra", "Lammers"),
    ),
    Plan(
        "s-hennecke", "Hennecke Metallveredlung", "KG", "Feilheim", "Am Wehr 3", 9, 1, 1952,
        ("Ulrike", "Hennecke", "Inhaberin"), ("25.61.0",),
        "Neun Leute, vierzehn Bäder, dritte Generation. Kleinteile und Gehäuse in Eloxal.",
        "Eloxal für Kleinteile und Gehäuse",
        "Kleiner Eloxal am Wehr, dritte Generation. Griffe, Drehteile, Gehäuse bis 600 mm, Natur "
        "oder E6 Schwarz. 20 bis 2.000 Teile am liebsten, fünf Tage im Haus. Wir hängen von Hand "
        "auf, deshalb gibt es keine Kratzer.",
        _anodising("housing turned fitting", 20, 2000, 5),
        (("ISO 9001", 95),),
    ),
    Plan(
        "s-tillmanns", "Tillmanns Eloxal", "GmbH", "Riegelstein", "Hammerstraße 77", 31, 10, 1968,
        ("Bernd", "Tillmanns", "Geschäftsführer"), ("25.61.0",),
        "Spezialist für schwarzes Eloxal, 31 Beschäftigte, gleich hinter dem Bahnhof.",
        "Schwarz eloxieren: Gehäuse aus Aluminium",
        "Schwarz eloxierte Aluminiumgehäuse sind unser täglich Brot. Tiefschwarz, lichtecht, 20 µm,"
        " 100 bis 10.000 Stück, sechs Tage. Wir sitzen mitten in Riegelstein, Anlieferung bis "
        "17 Uhr.",
        _anodising("housing front cooler", 100, 10000, 6),
        (("ISO 9001", -1),),
    ),
    Plan(
        "s-schuerholz", "Schürholz Aluguss", "GmbH", "Hammerwerth", "An der Gießerei 1", 84, 50,
        1937, ("Hartmut", "Schürholz", "Geschäftsführer"), ("24.53.0",),
        "Druckgießerei mit 84 Beschäftigten, Aluminium und Zink.",
        "Gehäuse in Aluminium-Druckguss",
        "Aluminiumgehäuse im Druckguss, 200 g bis 6 kg, Serien von 300 bis 50.000. Entgratet und "
        "gestrahlt ab Werk, Oberflächen machen wir nicht. Werkzeuge bauen und pflegen wir selbst.",
        OfferFacts("casting", ("housing", "cooler", "lever"), ("aluminium", "zinc"), lot_min=300,
                   lot_max=50000, lead=25, industries=("Leuchten", "Antriebstechnik")),
        (("ISO 9001", 500), ("ISO 50001", 300)),
    ),
    Plan(
        "s-wuestefeld", "Eloxalwerk Wüstefeld", "GmbH", "", "Kanalstraße 20", 66, 50, 1957,
        ("Thomas", "Wüstefeld", "Geschäftsführer"), ("25.61.0",),
        "Eloxalwerk mit langer Linie, 66 Leute, seit Jahren Gastmitglied im Industrieverein.",
        "Eloxieren, schwarz und farbig, bis 6 m",
        "Eloxalwerk mit 6-m-Linie. Profile, Gehäuse, Fronten, schwarz oder farbig. 50 bis 20.000 "
        "Teile, fünf Tage. Hol- und Bringdienst auf eigener Achse.",
        _anodising("housing profile front", 50, 20000, 5),
        (("ISO 9001", 700), ("Qualanod", 310)),
    ),
    Plan(
        "s-feldkoetter", "Feldkötter Pulverbeschichtung", "GmbH", "Riegelstein", "Ottostraße 9",
        19, 10, 1996, ("Sandra", "Feldkötter", "Geschäftsführerin"), ("25.61.0",),
        "Pulverbeschichter mit 19 Leuten, Durchlaufanlage und Handkabine.",
        "Pulverbeschichtung, auch schwarz",
        "Bleche, Gehäuse und Gestelle pulvern wir in allen RAL-Tönen, schwarz läuft jeden Tag. Ab "
        "einem Stück bis 2.000, vier Tage. Was ins Bad gehört, schicken wir ehrlich weiter.",
        OfferFacts("powder_coating", ("housing", "sheet", "frame"), ("aluminium", "steel"),
                   lot_min=1, lot_max=2000, lead=4, industries=("Maschinenbau", "Ladenbau")),
        (("ISO 9001", 330),),
    ),
    Plan(
        "s-huettenhain", "Hüttenhain Schließtechnik", "GmbH & Co. KG", "Riegelstein",
        "Schlosserweg 2", 146, 50, 1919, ("Eckhard", "Hüttenhain", "Geschäftsführer"),
        ("25.72.0", "26.51.1"),
        "Elektronische Schlösser für Schränke, Türen und Tresore, 146 Leute, vierte Generation. "
        "Wer in Europa einen Spind mit Zahlencode öffnet, hat gute Aussichten, ein Schloss von "
        "hier in der Hand zu haben.",
        "Elektronische Schlösser für Spinde und Schränke",
        "Elektronische Spindschlösser aus eigener Entwicklung, mechanisch gebaut in Riegelstein "
        "seit 1919. 20 bis 50.000 Stück, vier Wochen, Sonderlösungen ab einem Schrank.",
        OfferFacts("locks", ("cabinet", "electronic", "cylinder"), ("zinc", "stainless"),
                   lot_min=20, lot_max=50000, lead=30, industries=("Möbelbau", "Objektbau")),
        (("ISO 9001", 540), ("ISO 14001", 21)), ("Heike", "Pieper"),
    ),
    Plan(
        "s-nettelbeck", "Nettelbeck Schiffsbeschläge", "GmbH", "Kettenbrück", "Uferstraße 5", 71,
        50, 1948, ("Friederike", "Nettelbeck", "Geschäftsführerin"), ("25.72.0", "25.99.3"),
        "Jede dritte Kabinentür auf einem Kreuzfahrtschiff fällt in ein Schloss aus Kettenbrück. "
        "71 Leute, ein Prüfstand für Salzwasser und keine einzige Anzeige in dreißig Jahren.",
        "Schlösser und Bänder für Schiffe",
        "Schlösser, Bänder und Griffe für den Schiffsausbau, Messing und V4A, seewasserfest nach "
        "eigener Norm, die strenger ist als die amtliche. 10 bis 5.000 Garnituren, fünf Wochen.",
        OfferFacts("locks", ("mortise", "hinge", "fitting"), ("brass", "stainless"), lot_min=10,
                   lot_max=5000, lead=40, industries=("Schiffbau", "Objektausstattung")),
        (("ISO 9001", 9),),
    ),
)  # fmt: skip

CALLER = "s-huettenhain"
ASKED_NEED, ASKED_OFFER = "n-riegelstein-000", "s-brandhoff-1"
FITTING = ("s-brandhoff", "s-kessebrock", "s-overkamp", "s-hennecke")
EXPIRED = "s-tillmanns"
WRONG = ("s-schuerholz", "s-wuestefeld", "s-feldkoetter")


def firms(
    towns: tuple[Town, ...], *, today: date, register: Register
) -> Iterator[tuple[Firm, Offer]]:
    """Give the firms of the story with the one offer that each of them makes."""
    by_name = {town.name: town for town in towns}
    for plan in PLANS:
        town = by_name[plan.town] if plan.town else _sixty_km_away(towns, by_name["Riegelstein"])
        yield _firm(plan, town, today=today, register=register), _offer(plan, today)


def caller_need(seeker: Organisation, *, today: date) -> Need:
    """The caller's need as it stands once the office has typed the sentence."""
    seat = seeker.seat
    return Need(
        key="n-caller", network=NETWORK, organisation=seeker.key, person=f"{seeker.key}.1",
        title="500 Aluminiumgehäuse, schwarz eloxiert", text=CALLER_SENTENCE, topics=(),
        facts=NeedFacts("anodising", "housing", "aluminium", also="milling"),
        town=seat.town_name, postal_code=seat.postal_code, latitude=seat.latitude,
        longitude=seat.longitude, radius_km=CALLER_RADIUS_KM, quantity=CALLER_QUANTITY,
        unit="piece", certificates=("ISO 9001",), deadline=today + timedelta(days=CALLER_DAYS),
        visibility="network", hidden_from_same_activity=True, by_office=True, published_on=today,
        expires_on=today + timedelta(days=90),
    )  # fmt: skip


def asked_need(*, towns: tuple[Town, ...], today: date) -> Need:
    """A need of a member that the first firm of the story was asked about and has not answered."""
    town = next(town for town in towns if town.name == "Kettenbrück")
    published_on = today - timedelta(days=3)
    return Need(
        key=ASKED_NEED, network=NETWORK, organisation="s-nettelbeck", person="s-nettelbeck.1",
        title="400 Fronten, farblos eloxiert",
        text="Für eine Kabinenserie brauchen wir 400 Fronten aus Alu, farblos eloxiert und "
        "seewasserfest. In 21 Tagen fährt der Lkw zur Werft. ISO 9001 verlangt die Werft.",
        topics=(), facts=NeedFacts("anodising", "front", "aluminium"), town=town.name,
        postal_code=town.postal_codes[0], latitude=town.latitude, longitude=town.longitude,
        radius_km=None, quantity=400, unit="piece", certificates=("ISO 9001",),
        deadline=published_on + timedelta(days=21), visibility="network",
        hidden_from_same_activity=True, by_office=True, published_on=published_on,
        expires_on=published_on + timedelta(days=90),
    )  # fmt: skip


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
        crafts=(plan.facts.craft,),
    )  # fmt: skip
    return Firm(organisation, tuple(people))


def _person(
    plan: Plan, place: int, given: str, family: str, title: str, host: str, *, is_shared: bool
) -> Person:
    local = f"{given}.{family}".lower().replace("ö", "oe").replace("ü", "ue")
    return Person(
        f"{plan.key}.{place}", given, family, f"info@{host}" if is_shared else f"{local}@{host}",
        (Position(plan.key, title, is_admin=place == 1, may_answer=True),),
    )  # fmt: skip


def _offer(plan: Plan, today: date) -> Offer:
    return Offer(
        key=f"{plan.key}-1", network=NETWORK, organisation=plan.key, title=plan.title,
        text=plan.text, topics=topics(CRAFTS[plan.facts.craft], plan.facts), facts=plan.facts,
        radius_km=None, visibility="public", is_core=True,
        published_on=today - timedelta(days=40 + sum(map(ord, plan.name)) % 200),
    )  # fmt: skip
