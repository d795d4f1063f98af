"""Words second: an owner says what the firm can do, in short proud sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from kurzweg.core.demo import World
from kurzweg.core.demo.craft import Craft
from kurzweg.core.demo.records import Firm
from kurzweg.core.demo.wording import Tally, for_staff, listed, number, offered
from kurzweg.market.demo import wording
from kurzweg.market.demo.facts import offer_facts
from kurzweg.market.demo.records import Offer, OfferFacts
from kurzweg.market.demo.speech import offer_phrases, speeches
from kurzweg.market.demo.wording import Slots

GENERAL_INDUSTRIES = ("Mittelstand", "Handwerk", "Kommunen")


def offers_in(
    world: World,
    random: Random,
    firm: Firm,
    *,
    network: str,
    count: int,
    first: int,
    tally: Tally,
) -> Iterator[Offer]:
    """Draw the offers of a firm in a network: the core craft first."""
    organisation = firm.organisation
    for place in range(count):
        craft = world.crafts[organisation.crafts[min(place, len(organisation.crafts) - 1)]]
        facts = offer_facts(random, craft, organisation)
        title, text = worded(world, random, facts, firm=firm, tally=tally)
        visibility = random.choices(("public", "network", "matching"), (72, 22, 6))[0]
        yield Offer(
            key=f"{organisation.key}-{first + place}",
            network=network,
            organisation=organisation.key,
            title=title,
            text=text,
            topics=topics(craft, facts),
            facts=facts,
            radius_km=random.choice((30, 50, 60, 80)) if speeches()[craft.key].is_local else None,
            visibility=visibility,
            is_core=place == 0,
            published_on=world.today - timedelta(days=int(4 + 900 * random.random() ** 2)),
        )


def topics(craft: Craft, facts: OfferFacts) -> tuple[str, ...]:
    """The keywords beside an offer: craft, things and materials in the maker's words."""
    speech = speeches()[craft.key]
    things = [word for thing in facts.things for word in craft.things[thing]]
    return (
        craft.name,
        *things,
        *(wording.stuff_wording(speech, stuff).offered[0] for stuff in facts.stuffs),
    )


def worded(
    world: World, random: Random, facts: OfferFacts, *, firm: Firm, tally: Tally
) -> tuple[str, str]:
    """Say the facts as the owner would: a title and two to five short sentences."""
    craft, speech = world.crafts[facts.craft], speeches()[facts.craft]
    slots = _slots(world, random, facts, firm=firm)
    title = tally.pick(random, speech.titles, slots)
    if not title:
        both = listed(offered(random, craft, facts.things[:2]))
        title = tally.pick(random, (f"{craft.name}: {both}", f"{both} aus {{town}}"), slots)
    title = title or f"{craft.name} – {firm.organisation.name}"
    body = [
        tally.pick(random, speech.offers, slots, tries=20),
        tally.pick(random, wording.unsaid(speech.details, slots), slots),
    ]
    if random.random() < 0.15:
        body.reverse()
    body += _extras(world, random, facts, slots, firm=firm, tally=tally)
    sentences = [sentence for sentence in body if sentence]
    if not sentences:
        sentences = [f"{slots['things'][0].upper()}{slots['things'][1:]} – {slots['town']}."]
    return title[:160], " ".join(sentences)


def _slots(world: World, random: Random, facts: OfferFacts, *, firm: Firm) -> Slots:
    craft, speech = world.crafts[facts.craft], speeches()[facts.craft]
    organisation = firm.organisation
    things = offered(random, craft, facts.things)
    stuffs = wording.stuff_words(random, speech, facts.stuffs)
    industries = (*facts.industries, *GENERAL_INDUSTRIES)
    contact = random.choice(firm.persons)
    given = {
        "thing": things[0],
        "both": listed(things[:2]),
        "things": listed(things[:3]),
        "town": organisation.seat.town_name,
        "near": firm.near,
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
        given |= {"stuff": stuffs[0], "stuffs": listed(stuffs)}
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
        given |= {"from": number(facts.lot_min), "to": number(facts.lot_max)}
    if facts.partner_crafts:
        given["partner"] = world.crafts[facts.partner_crafts[0]].name
    return Slots(random, craft, speech, **given)


def _extras(
    world: World,
    random: Random,
    facts: OfferFacts,
    slots: Slots,
    *,
    firm: Firm,
    tally: Tally,
) -> list[str]:
    """Partner, lots, times, proof, customers, a last word: some of it, in changing order."""
    craft, extras = world.crafts[facts.craft], []
    if facts.partner_crafts:
        extras.append(tally.pick(random, offer_phrases().partner, slots, tries=20))
    if facts.lot_min is not None and random.random() < 0.5:
        table = offer_phrases().singles if facts.lot_min == 1 else offer_phrases().lots
        extras.append(tally.pick(random, table, slots))
    elif facts.lead and random.random() < 0.45:
        table = offer_phrases().leads if facts.lot_min is not None else offer_phrases().starts
        extras.append(tally.pick(random, table, slots))
    valid = [c.scheme for c in firm.organisation.certificates if c.valid_until >= world.today]
    if valid and random.random() < 0.3:
        extras.append(tally.pick(random, offer_phrases().proof, {**slots, "cert": valid[0]}))
    if facts.industries and random.random() < 0.3:
        extras.append(tally.pick(random, offer_phrases().customers, slots))
    random.shuffle(extras)
    if craft.style != "public" and random.random() < 0.38:
        last = list(offer_phrases().last_word)
        if craft.style == "industry" or craft.lot_from:
            last += for_staff(offer_phrases().workshop_word, firm.organisation.staff)
        extras.append(tally.pick(random, wording.unsaid(last, slots), slots))
    return extras
