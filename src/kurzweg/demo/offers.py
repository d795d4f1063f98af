"""Words second: an owner says what the firm can do, in short proud sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kurzweg.demo import wording
from kurzweg.demo.craft import Craft
from kurzweg.demo.facts import offer_facts
from kurzweg.demo.firms import Firm
from kurzweg.demo.trades import CRAFTS
from kurzweg.demo.wording import Ledger, Slots
from kurzweg.demo.world import Offer, OfferFacts
from kurzweg.market.demo.speech import offer_phrases

GENERAL_INDUSTRIES = ("Mittelstand", "Handwerk", "Kommunen")


def offers_of(
    random: Random,
    firm: Firm,
    *,
    network: str,
    near: str,
    count: int,
    today: date,
    ledger: Ledger,
    first: int = 1,
) -> Iterator[Offer]:
    """Draw the offers of a firm in a network: the core craft first."""
    organisation = firm.organisation
    for place in range(count):
        craft = CRAFTS[organisation.crafts[min(place, len(organisation.crafts) - 1)]]
        facts = offer_facts(random, craft, organisation)
        title, text = worded(random, craft, facts, firm=firm, near=near, today=today, ledger=ledger)
        visibility = random.choices(("public", "network", "matching"), (72, 22, 6))[0]
        yield Offer(
            key=f"{organisation.key}-{first + place}",
            network=network,
            organisation=organisation.key,
            title=title,
            text=text,
            topics=topics(craft, facts),
            facts=facts,
            radius_km=random.choice((30, 50, 60, 80)) if craft.is_local else None,
            visibility=visibility,
            is_core=place == 0,
            published_on=today - timedelta(days=int(4 + 900 * random.random() ** 2)),
        )


def topics(craft: Craft, facts: OfferFacts) -> tuple[str, ...]:
    """The keywords beside an offer: craft, things and materials in the maker's words."""
    things = [word for thing in facts.things for word in craft.things[thing].offered]
    return (
        craft.name,
        *things,
        *(wording.stuff_wording(craft, stuff).offered[0] for stuff in facts.stuffs),
    )


def worded(
    random: Random,
    craft: Craft,
    facts: OfferFacts,
    *,
    firm: Firm,
    near: str,
    today: date,
    ledger: Ledger,
) -> tuple[str, str]:
    """Say the facts as the owner would: a title and two to five short sentences."""
    slots = _slots(random, craft, facts, firm=firm, near=near)
    title = ledger.pick(random, craft.titles, slots)
    if not title:
        both = wording.listed(wording.offered(random, craft, facts.things[:2]))
        title = ledger.pick(random, (f"{craft.name}: {both}", f"{both} aus {{town}}"), slots)
    title = title or f"{craft.name} – {firm.organisation.name}"
    body = [
        ledger.pick(random, craft.offers, slots, tries=20),
        ledger.pick(random, wording.unsaid(craft.details, slots), slots),
    ]
    if random.random() < 0.15:
        body.reverse()
    body += _extras(random, craft, facts, slots, firm=firm, today=today, ledger=ledger)
    sentences = [sentence for sentence in body if sentence]
    if not sentences:
        sentences = [f"{slots['things'][0].upper()}{slots['things'][1:]} – {slots['town']}."]
    return title[:160], " ".join(sentences)


def _slots(random: Random, craft: Craft, facts: OfferFacts, *, firm: Firm, near: str) -> Slots:
    organisation = firm.organisation
    things = wording.offered(random, craft, facts.things)
    stuffs = wording.stuff_words(random, craft, facts.stuffs)
    industries = (*facts.industries, *GENERAL_INDUSTRIES)
    contact = random.choice(firm.persons)
    given = {
        "thing": things[0],
        "both": wording.listed(things[:2]),
        "things": wording.listed(things[:3]),
        "town": organisation.seat.town_name,
        "near": near,
        "year": str(organisation.founded),
        "staff": str(organisation.staff),
        "family": firm.persons[0].family_name,
        "person": f"{contact.given_name} {contact.family_name}",
        "industry": industries[0],
        "industry2": industries[1],
        "share": str(random.randrange(20, 85, 5)),
        "trainees": str(max(2, organisation.staff // 12)),
    }
    if stuffs:
        given |= {"stuff": stuffs[0], "stuffs": wording.listed(stuffs)}
    if facts.machine:
        given["machine"] = facts.machine
    if facts.size:
        given["size"] = facts.size
    if facts.lead:
        given |= {
            "lead": wording.span(facts.lead),
            "lead_dat": wording.span_dative(facts.lead),
        }
    if facts.lot_min and facts.lot_max:
        given |= {"from": wording.number(facts.lot_min), "to": wording.number(facts.lot_max)}
    if facts.partner_crafts:
        given["partner"] = CRAFTS[facts.partner_crafts[0]].name
    return Slots(random, craft, **given)


def _extras(
    random: Random,
    craft: Craft,
    facts: OfferFacts,
    slots: Slots,
    *,
    firm: Firm,
    today: date,
    ledger: Ledger,
) -> list[str]:
    """Partner, lots, times, proof, customers, a last word: some of it, in changing order."""
    extras = []
    if facts.partner_crafts:
        extras.append(ledger.pick(random, offer_phrases().partner, slots, tries=20))
    if facts.lot_min is not None and random.random() < 0.5:
        table = offer_phrases().singles if facts.lot_min == 1 else offer_phrases().lots
        extras.append(ledger.pick(random, table, slots))
    elif facts.lead and random.random() < 0.45:
        table = offer_phrases().leads if facts.lot_min is not None else offer_phrases().starts
        extras.append(ledger.pick(random, table, slots))
    valid = [c.scheme for c in firm.organisation.certificates if c.valid_until >= today]
    if valid and random.random() < 0.3:
        extras.append(ledger.pick(random, offer_phrases().proof, {**slots, "cert": valid[0]}))
    if facts.industries and random.random() < 0.3:
        extras.append(ledger.pick(random, offer_phrases().customers, slots))
    random.shuffle(extras)
    if craft.style != "public" and random.random() < 0.38:
        last = list(offer_phrases().last_word)
        if craft.style == "industry" or craft.lot_from:
            last += wording.for_staff(offer_phrases().workshop_word, firm.organisation.staff)
        extras.append(ledger.pick(random, wording.unsaid(last, slots), slots))
    return extras
