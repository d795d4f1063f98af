"""Write corpus, queries and right answers from the truth, as the matching bench reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kurzweg.core.demo import World
from kurzweg.core.demo.records import Organisation
from kurzweg.market.demo.draw import market
from kurzweg.market.demo.records import Need, Offer


def export(world: World, folder: Path) -> dict[str, int]:
    """Write corpus.jsonl, queries.jsonl, qrels.tsv (grades 0 to 3) and say how many lines."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = world.once(market)
    corpus = (_document(each, world.firm(each.organisation).organisation) for each in drawn.offers)
    queries = (_query(need) for need in drawn.needs)
    with (folder / "qrels.tsv").open("w", encoding="utf-8") as file:
        file.writelines(f"{j.need}\t{j.offer}\t{j.grade}\n" for j in drawn.truth)
    return {
        "documents": _write(folder / "corpus.jsonl", corpus),
        "queries": _write(folder / "queries.jsonl", queries),
        "judgements": len(drawn.truth),
    }


def _document(offer: Offer, organisation: Organisation) -> dict[str, Any]:
    """The text, and beside it the fields that an engine with conditions may use."""
    seat = organisation.seat
    return {
        "id": offer.key,
        "title": offer.title,
        "text": offer.text,
        "topics": list(offer.topics),
        "owner": organisation.key,
        "owner_name": organisation.name,
        "codes": [f"wz2008:{activity.code}" for activity in organisation.activities],
        "place": seat.town_name,
        "latitude": seat.latitude,
        "longitude": seat.longitude,
        "certificates": {c.scheme: c.valid_until.isoformat() for c in organisation.certificates},
        "lot_min": offer.facts.lot_min,
        "lot_max": offer.facts.lot_max,
        "lead_days": offer.facts.lead,
    }


def _query(need: Need) -> dict[str, Any]:
    return {
        "id": need.key,
        "text": need.text,
        "title": need.title,
        "owner": need.organisation,
        "latitude": need.latitude,
        "longitude": need.longitude,
        "radius_km": need.radius_km,
        "quantity": need.quantity,
        "certificates": list(need.certificates),
        "day": need.published_on.isoformat(),
        "deadline": need.deadline.isoformat() if need.deadline else None,
    }


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            number += 1
    return number
