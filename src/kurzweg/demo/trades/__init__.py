"""All crafts of the region, by key, with what the market says about them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from kurzweg.core.demo import craft, tables
from kurzweg.demo.craft import Craft
from kurzweg.market.demo.speech import Speech, Wording, speeches


def _joined(facts: craft.Craft, speech: Speech) -> Craft:
    values = {each.name: getattr(speech, each.name) for each in fields(speech)}
    values |= {each.name: getattr(facts, each.name) for each in fields(facts)}
    needed = values.pop("needed")
    values["things"] = {
        thing: Wording(offered, needed[thing]) for thing, offered in facts.things.items()
    }
    return Craft(**values)


CRAFTS: dict[str, Craft] = {
    key: _joined(facts, speeches()[key])
    for key, facts in tables.records(Path(__file__).parent, craft.Craft).items()
}
