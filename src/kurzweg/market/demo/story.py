"""The main story, planted by facts: a caller needs 500 black anodised aluminium housings.

Four member firms fit and say so in four ways; one would fit but for a certificate that ended
yesterday; three sound right and are not. `CALLER_SENTENCE` is what the office types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import Firm, Organisation, Town
from kurzweg.market.demo.offers import topics
from kurzweg.market.demo.records import Need, NeedFacts, Offer, OfferFacts

NETWORK = "riegelstein"
CALLER_SENTENCE = "500 Aluminiumgehäuse, schwarz eloxiert, in 10 Tagen, höchstens 30 km, ISO 9001"
CALLER_RADIUS_KM, CALLER_DAYS, CALLER_QUANTITY = 30, 10, 500


@dataclass(frozen=True, slots=True)
class Said:
    """The one offer of a firm of the story, and what it can really do."""

    title: str
    text: str
    facts: OfferFacts


def _anodising(things: str, low: int, high: int, lead: int) -> OfferFacts:
    return OfferFacts("anodising", tuple(things.split()), ("aluminium",), lot_min=low,
                      lot_max=high, lead=lead, industries=("Gerätebau", "Möbelbau"))  # fmt: skip


OFFERS = {
    "s-brandhoff": Said(
        "Eloxalbetrieb: Gehäuse, Fronten, Profile",
        "Eloxalbetrieb seit 1974, schwarz und natur. Viel Gehäuse und Frontplatten für Gerätebauer,"
        " Bäder bis 2,20 m. Ab 50 Stück, 5.000 gehen auch. Normal eine Woche, wenn's brennt, reden "
        "wir. Gleichmäßiges Schwarz auch bei gemischten Chargen, darauf sind wir ein bisschen "
        "stolz.",
        _anodising("housing front profile cooler", 50, 5000, 7),
    ),
    "s-kessebrock": Said(
        "Lohnbeschichtung: Eloxieren bis 2 m",
        "Lohnbeschichtung für Aluminium. Eloxieren bis 2 m Länge, natur, schwarz und Bronze, "
        "Schicht 10 bis 25 µm mit Messprotokoll. Vom Musterteil bis 3.000 Stück, Durchlauf acht "
        "Tage. Eigener Abholdienst dienstags und freitags.",
        _anodising("housing milled turned fitting", 1, 3000, 8),
    ),
    "s-overkamp": Said(
        "Gehäuse aus Aluminium, fertig mit Oberfläche",
        "Wir bauen Gehäuse aus Aluminium, gefräst oder aus Strangpressprofil, und liefern sie mit "
        "Oberfläche und Druck. Eloxiert wird beim Partner in Kettenbrück, schwarz fährt jeden "
        "Mittwoch mit. 10 bis 1.000 Gehäuse, in der Regel in zehn Tagen. Gewindeeinsätze, "
        "EMV-Dichtung, Gravur auf Wunsch.",
        OfferFacts("milling", ("housing", "front", "cooler"), ("aluminium",), ("anodising",),
                   lot_min=10, lot_max=1000, lead=10, industries=("Elektronik", "Messtechnik")),
    ),
    "s-hennecke": Said(
        "Eloxal für Kleinteile und Gehäuse",
        "Kleiner Eloxal am Wehr, dritte Generation. Griffe, Drehteile, Gehäuse bis 600 mm, Natur "
        "oder E6 Schwarz. 20 bis 2.000 Teile am liebsten, fünf Tage im Haus. Wir hängen von Hand "
        "auf, deshalb gibt es keine Kratzer.",
        _anodising("housing turned fitting", 20, 2000, 5),
    ),
    "s-tillmanns": Said(
        "Schwarz eloxieren: Gehäuse aus Aluminium",
        "Schwarz eloxierte Aluminiumgehäuse sind unser täglich Brot. Tiefschwarz, lichtecht, 20 µm,"
        " 100 bis 10.000 Stück, sechs Tage. Wir sitzen mitten in Riegelstein, Anlieferung bis "
        "17 Uhr.",
        _anodising("housing front cooler", 100, 10000, 6),
    ),
    "s-schuerholz": Said(
        "Gehäuse in Aluminium-Druckguss",
        "Aluminiumgehäuse im Druckguss, 200 g bis 6 kg, Serien von 300 bis 50.000. Entgratet und "
        "gestrahlt ab Werk, Oberflächen machen wir nicht. Werkzeuge bauen und pflegen wir selbst.",
        OfferFacts("casting", ("housing", "cooler", "lever"), ("aluminium", "zinc"), lot_min=300,
                   lot_max=50000, lead=25, industries=("Leuchten", "Antriebstechnik")),
    ),
    "s-wuestefeld": Said(
        "Eloxieren, schwarz und farbig, bis 6 m",
        "Eloxalwerk mit 6-m-Linie. Profile, Gehäuse, Fronten, schwarz oder farbig. 50 bis 20.000 "
        "Teile, fünf Tage. Hol- und Bringdienst auf eigener Achse.",
        _anodising("housing profile front", 50, 20000, 5),
    ),
    "s-feldkoetter": Said(
        "Pulverbeschichtung, auch schwarz",
        "Bleche, Gehäuse und Gestelle pulvern wir in allen RAL-Tönen, schwarz läuft jeden Tag. Ab "
        "einem Stück bis 2.000, vier Tage. Was ins Bad gehört, schicken wir ehrlich weiter.",
        OfferFacts("powder_coating", ("housing", "sheet", "frame"), ("aluminium", "steel"),
                   lot_min=1, lot_max=2000, lead=4, industries=("Maschinenbau", "Ladenbau")),
    ),
    "s-huettenhain": Said(
        "Elektronische Schlösser für Spinde und Schränke",
        "Elektronische Spindschlösser aus eigener Entwicklung, mechanisch gebaut in Riegelstein "
        "seit 1919. 20 bis 50.000 Stück, vier Wochen, Sonderlösungen ab einem Schrank.",
        OfferFacts("locks", ("cabinet", "electronic", "cylinder"), ("zinc", "stainless"),
                   lot_min=20, lot_max=50000, lead=30, industries=("Möbelbau", "Objektbau")),
    ),
    "s-nettelbeck": Said(
        "Schlösser und Bänder für Schiffe",
        "Schlösser, Bänder und Griffe für den Schiffsausbau, Messing und V4A, seewasserfest nach "
        "eigener Norm, die strenger ist als die amtliche. 10 bis 5.000 Garnituren, fünf Wochen.",
        OfferFacts("locks", ("mortise", "hinge", "fitting"), ("brass", "stainless"), lot_min=10,
                   lot_max=5000, lead=40, industries=("Schiffbau", "Objektausstattung")),
    ),
}  # fmt: skip

CALLER = "s-huettenhain"
ASKED_NEED, ASKED_OFFER = "n-riegelstein-000", "s-brandhoff-1"
FITTING = ("s-brandhoff", "s-kessebrock", "s-overkamp", "s-hennecke")
EXPIRED = "s-tillmanns"
WRONG = ("s-schuerholz", "s-wuestefeld", "s-feldkoetter")


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


def asked_need(*, towns: Sequence[Town], today: date) -> Need:
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


def offer(firm: Firm, crafts: Mapping[str, Craft], *, today: date) -> Offer:
    """The one offer of a firm of the story."""
    said, organisation = OFFERS[firm.key], firm.organisation
    name = organisation.name.removesuffix(f" {organisation.legal_form}")
    return Offer(
        key=f"{firm.key}-1", network=NETWORK, organisation=firm.key, title=said.title,
        text=said.text, topics=topics(crafts[said.facts.craft], said.facts), facts=said.facts,
        radius_km=None, visibility="public", is_core=True,
        published_on=today - timedelta(days=40 + sum(map(ord, name)) % 200),
    )  # fmt: skip
