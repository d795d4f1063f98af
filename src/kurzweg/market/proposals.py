"""What the house reads from a sentence, as values for the fields of a need or an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kurzweg.engine import facts
from kurzweg.engine.facts import Fact, Facts, notation
from kurzweg.market import places
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation

LONGEST_TITLE = 160
MOST_ITEMS = 12  # as many as the form takes


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed values by field, and for each the words of the sentence that it came from."""

    fields: dict[str, Any]
    words: dict[str, str]


def of_need(text: str, *, owner: Organisation, network: Network, today: date) -> Proposal:
    """Propose the facts of a need; without a place in the sentence, the owner's seat is meant."""
    read = facts.read(text, today=today, places=places.known(network))
    quantity = read.quantity.value if read.quantity else None
    fields = {
        "title": _title(read, text),
        "language": read.language,
        "topics": [fact.value for fact in read.topics],
        "quantity": quantity.amount if quantity else None,
        "unit": quantity.unit if quantity else "piece",
        "measures": [notation.noted(fact.value) for fact in read.measures][:MOST_ITEMS],
        "norms": [fact.value for fact in read.norms][:MOST_ITEMS],
        "certificates": [fact.value for fact in read.certificates],
        "radius_km": round(read.radius.value) if read.radius else None,
        "deadline_on": read.deadline.value if read.deadline else None,
        **_whereabouts(read, owner, network=network, today=today),
    }
    return Proposal(fields, _words(read, text))


def of_offer(text: str, *, today: date) -> Proposal:
    """Propose the facts of an offer."""
    read = facts.read(text, today=today, places=places.known())
    lots = read.quantity.value if read.quantity and read.quantity.value.unit == "piece" else None
    fields = {
        "title": _title(read, text),
        "language": read.language,
        "topics": [fact.value for fact in read.topics],
        "lot_min": round(lots.least) if lots and lots.least else None,
        "lot_max": round(lots.amount) if lots else None,
        "radius_km": round(read.radius.value) if read.radius else None,
    }
    return Proposal(fields, _words(read, text))


def without_facts(text: str, *, today: date) -> str:
    """Give the words that say what is wanted: only they are compared with those of the firms."""
    return facts.matter(text, facts.read(text, today=today, places=places.known()))


def _title(read: Facts, text: str) -> str:
    return (read.title or " ".join(text.split()))[:LONGEST_TITLE]


def _whereabouts(
    read: Facts, owner: Organisation, *, network: Network, today: date
) -> dict[str, Any]:
    if read.doubtful_place:
        # Which one it is the page asks; the seat would be another place than the one that was said.
        name = read.doubtful_place.value
        postal_code, point = "", places.meant(name, network=network)
    else:
        name = ""
        postal_code, point = places.of_seat(owner, on=today)
    if read.place:
        postal_code = read.postal_code.value if read.postal_code else ""
        point = read.place.value
    return {
        "place": point.name if point else name,
        "postal_code": postal_code,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _words(read: Facts, text: str) -> dict[str, str]:
    """The words of the sentence behind each field that was read from it."""
    found: dict[str, list[Fact[Any]]] = {
        "topics": list(read.topics),
        "quantity": [read.quantity] if read.quantity else [],
        "lot_max": [read.quantity] if read.quantity else [],
        "measures": list(read.measures),
        "norms": list(read.norms),
        "certificates": list(read.certificates),
        "place": [fact for fact in (read.postal_code, read.place, read.doubtful_place) if fact],
        "radius_km": [read.radius] if read.radius else [],
        "deadline_on": [read.deadline] if read.deadline else [],
        "hidden_from_same_activity": (
            [read.hidden_from_same_branch] if read.hidden_from_same_branch else []
        ),
    }
    return {
        name: " … ".join(dict.fromkeys(text[fact.start : fact.end] for fact in pieces))
        for name, pieces in found.items()
        if pieces
    }
