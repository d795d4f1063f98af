"""Offers of generated regions in bulk, and needs that ask for them; kept below var/bench."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

from bench.region import FOLDER
from kurzweg.core.demo.records import Organisation
from kurzweg.core.demo.wording import Tally
from kurzweg.demo.generate import world
from kurzweg.engine.documents import Certificate, Document, Place, Request
from kurzweg.market.demo.draw import market, offers_of
from kurzweg.market.demo.records import Need, Offer
from kurzweg.networks.demo.draw import networks

TODAY = date(2026, 11, 20)
SEED = 7  # of the first region; further ones count on until there are offers enough
REGIONS_OF_NEEDS = 4  # each has 300 of them


class Texts(NamedTuple):
    """An offer as an engine without facts reads it; its number is its line in the corpus."""

    number: int
    title: str
    text: str


def prepare(size: int, folder: Path = FOLDER / "scale") -> Path:
    """Write so many offers, unless that was done, and give the file."""
    file = folder / f"offers-{size}.jsonl"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        with aside.open("w", encoding="utf-8") as lines:
            for row in islice(_rows(), size):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        aside.replace(file)
    return file


def _rows() -> Iterator[dict[str, Any]]:
    for seed in count(SEED):
        region = world("state", seed=seed, today=TODAY)
        tally = Tally(region.repeats)
        for firm in region.stream():
            for offer in offers_of(region, firm, tally=tally):
                yield _row(offer, firm.organisation, seed=seed)


def _row(offer: Offer, firm: Organisation, *, seed: int) -> dict[str, Any]:
    """An offer in the fields of a document, as far as JSON knows them."""
    return {
        "key": f"{seed}/{offer.key}",
        "title": offer.title,
        "text": offer.text,
        "topics": offer.topics,
        "codes": [f"wz2008:{each.code}" for each in firm.activities],
        "place": (firm.seat.latitude, firm.seat.longitude),
        "radius_km": offer.radius_km,
        "certificates": [(c.scheme, c.valid_until.isoformat()) for c in firm.certificates],
        "lot_min": offer.facts.lot_min,
        "lot_max": offer.facts.lot_max,
        "lead_days": offer.facts.lead,
        "staff": firm.staff_band,
        "is_core": offer.is_core,
        "owner": f"{seed}/{firm.key}",
        "audiences": [f"{offer.network}:{offer.visibility}"],
        "changed_on": offer.published_on.isoformat(),
    }


def documents(file: Path) -> Iterator[Document]:
    """Read offers with all their facts."""
    for row in _read(file):
        certificates = tuple(
            Certificate(scheme, date.fromisoformat(until)) for scheme, until in row["certificates"]
        )
        yield Document(
            **row
            | {
                "topics": tuple(row["topics"]),
                "codes": tuple(row["codes"]),
                "place": Place(*row["place"]),
                "certificates": certificates,
                "audiences": frozenset(row["audiences"]),
                "changed_on": date.fromisoformat(row["changed_on"]),
            }
        )


def texts(file: Path) -> Iterator[Texts]:
    """Read titles and texts, topics at the end."""
    for number, row in enumerate(_read(file)):
        yield Texts(number, row["title"], "\n".join((row["text"], *row["topics"])))


def _read(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def requests(regions: int = REGIONS_OF_NEEDS) -> list[Request]:
    """The needs of some regions with their conditions, as a member of their network asks."""
    found = []
    for seed in range(SEED, SEED + regions):
        region = world("region", seed=seed, today=TODAY)
        public = {f"{network.key}:public" for network in region.once(networks)}
        found += [_request(need, seed=seed, public=public) for need in region.once(market).needs]
    return found


def _request(need: Need, *, seed: int, public: set[str]) -> Request:
    own = {f"{need.network}:{visibility}" for visibility in ("network", "matching")}
    return Request(
        text=need.text,
        title=need.title,
        topics=need.topics,
        today=TODAY,
        place=Place(need.latitude, need.longitude),
        radius_km=need.radius_km,
        certificates=need.certificates,
        quantity=need.quantity if need.unit == "piece" else None,
        deadline=need.deadline,
        audiences=frozenset(public | own),
        excluded_owners=frozenset({f"{seed}/{need.organisation}"}),
        small_first=True,
    )
