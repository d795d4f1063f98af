"""Needs: drawn around what somebody in the region really can do, said as a buyer says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kurzweg.core.demo import World
from kurzweg.core.demo.places import distance_km
from kurzweg.core.demo.records import Firm
from kurzweg.core.demo.wording import Tally, number
from kurzweg.market.demo import slips, wording
from kurzweg.market.demo.records import Need, NeedFacts, Offer
from kurzweg.market.demo.speech import need_phrases, speeches
from kurzweg.market.demo.truth import FAR_KM, FAR_LOCAL_KM, wz_classes
from kurzweg.market.demo.wording import Slots

RADII = (20, 25, 30, 30, 40, 50, 60, 80, 100, 150)
OPEN_DAYS = 90
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """The stated conditions of a need; None and () where nothing is said."""

    quantity: int | None
    days: int | None
    radius_km: int | None
    certificates: tuple[str, ...]


def need_around(
    world: World,
    random: Random,
    offer: Offer,
    *,
    key: str,
    seeker: Firm,
    near: str,
    stage: str,
    tally: Tally,
) -> Need:
    """Draw a need that this offer would answer, and word it without looking at the offer's words.

    So every need can be filled by somebody; who else can, only `truth` says. `stage` is open,
    ending or closed.
    """
    facts, maker = _facts(world, random, offer), world.firm(offer.organisation)
    terms = _terms(world, random, offer, wanted=facts, seeker=seeker, maker=maker, stage=stage)
    published_on, closed_on = _life(random, terms, stage, world.today)
    by_office = stage == "ending" or random.random() < 0.3
    title, text = _worded(
        world, random, facts, terms, seeker=seeker, near=near, on=published_on, tally=tally
    )
    seat = seeker.organisation.seat
    visibility, is_hidden = _audience(random, seeker=seeker, maker=maker)
    return Need(
        key=key,
        network=offer.network,
        organisation=seeker.organisation.key,
        person=random.choice(seeker.persons).key,
        title=title,
        text=text,
        topics=(),
        facts=facts,
        town=seat.town_name,
        postal_code=seat.postal_code,
        latitude=seat.latitude,
        longitude=seat.longitude,
        radius_km=terms.radius_km,
        quantity=terms.quantity,
        unit="piece",
        certificates=terms.certificates,
        deadline=published_on + timedelta(days=terms.days) if terms.days else None,
        visibility=visibility,
        hidden_from_same_activity=is_hidden,
        by_office=by_office,
        published_on=published_on,
        expires_on=published_on + timedelta(days=OPEN_DAYS),
        closed_on=closed_on,
    )


def _audience(random: Random, *, seeker: Firm, maker: Firm) -> tuple[str, bool]:
    """Who sees a need, and whether it is hidden from rivals: not where one of them is to answer."""
    visibility = random.choices(("network", "public", "matching"), (68, 20, 12))[0]
    is_same_trade = bool(wz_classes(seeker.organisation) & wz_classes(maker.organisation))
    return visibility, visibility != "public" and not is_same_trade


def _facts(world: World, random: Random, offer: Offer) -> NeedFacts:
    facts = offer.facts
    craft, also = facts.craft, ""
    thing = random.choice(facts.things)
    stuff = random.choice(facts.stuffs) if facts.stuffs else ""
    for partner in facts.partner_crafts:
        other = world.crafts[partner]
        if thing in other.things and (not other.stuffs or stuff in other.stuffs):
            craft, also = partner, facts.craft
            if not other.stuffs:
                stuff = ""
    return NeedFacts(craft=craft, thing=thing, stuff=stuff, also=also)


def _terms(
    world: World,
    random: Random,
    offer: Offer,
    *,
    wanted: NeedFacts,
    seeker: Firm,
    maker: Firm,
    stage: str,
) -> Terms:
    facts, speech = offer.facts, speeches()[wanted.craft]
    quantity = None
    if facts.lot_min is not None and facts.lot_max is not None:
        most = speech.most.get(wanted.thing, facts.lot_max)
        if facts.lot_min <= most:
            quantity = _round_quantity(random, facts.lot_min, min(most, facts.lot_max))
    days = None
    if facts.lead and facts.lead <= 60 and random.random() < 0.55:
        days = facts.lead + random.choice((0, 1, 2, 4, 7, 10))
    here, there = seeker.organisation.seat, maker.organisation.seat
    distance = distance_km(here.latitude, here.longitude, there.latitude, there.longitude)
    wide = [radius for radius in RADII if radius > distance + 1]
    # Whoever is content with a firm far away says so.
    is_far = distance > (FAR_LOCAL_KM if speech.is_local else FAR_KM)
    radius = random.choice(wide[:3]) if wide and (is_far or random.random() < 0.5) else None
    valid = tuple(
        certificate.scheme
        for certificate in maker.organisation.certificates
        if certificate.valid_until >= world.today
        and certificate.scheme.startswith(("ISO", "EN", "IATF"))
    )
    is_asked = world.crafts[wanted.craft].style != "public" and random.random() < 0.45
    asked = (random.choice(valid),) if valid and is_asked else ()
    return Terms(quantity, None if stage == "ending" else days, radius, asked)


def _round_quantity(random: Random, low: int, high: int) -> int:
    """A quantity as people order it, between two lots."""
    steps = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250,
             300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000,
             10000, 15000, 20000, 25000, 30000, 50000, 80000, 100000, 200000, 500000]  # fmt: skip
    fitting = [step for step in steps if max(2, low) <= step <= high]
    if not fitting:
        return max(2, low)
    return fitting[int(len(fitting) * random.random() ** 1.3)]


def _life(random: Random, terms: Terms, stage: str, today: date) -> tuple[date, date | None]:
    """When it was published and closed: what is open still has its own deadline before it."""
    if stage == "closed":
        published_on = today - timedelta(days=random.randint(30, 420))
        return published_on, published_on + timedelta(days=random.randint(3, 28))
    if stage == "ending":
        return today - timedelta(days=OPEN_DAYS - random.randint(0, 6)), None
    if terms.days:
        return today - timedelta(days=random.randint(0, max(0, terms.days - 2))), None
    return today - timedelta(days=random.randint(1, 75)), None


def _worded(
    world: World,
    random: Random,
    facts: NeedFacts,
    terms: Terms,
    *,
    seeker: Firm,
    near: str,
    on: date,
    tally: Tally,
) -> tuple[str, str]:
    """Say it as people do: the thing, why, and each stated condition; or all in one breath."""
    slots = _slots(world, random, facts, terms, seeker=seeker, near=near, on=on)
    titles = [t for t in slots.speech.need_titles if "{n}" not in t or terms.quantity]
    title = tally.pick(random, titles, slots, tries=12)
    title = title or f"{slots['thing']} für {seeker.organisation.name}"
    if random.random() < 0.2:
        text = _in_one_breath(random, terms, slots, tally)
    else:
        text = _in_sentences(random, facts.thing, terms, slots, tally)
    return _capitalised(title)[:160], slips.typed(random, text, keep=slots.get("stuff", ""))


def _in_sentences(random: Random, thing: str, terms: Terms, slots: Slots, tally: Tally) -> str:
    speech, phrases = slots.speech, need_phrases()
    cores = wording.about(speech.needs, thing)
    usable = [core for core in cores if "{n}" not in core or terms.quantity]
    core = tally.pick(random, usable, slots, tries=20)
    core = core or _capitalised(f"{slots['thing']}, {slots['wanted']}.")
    rest = []
    if terms.quantity and slots["n"] not in core:
        counts = phrases.quantities if speech.counts_things else phrases.part_quantities
        rest.append(tally.pick(random, counts, slots, tries=20))
    if "stuff" in slots and slots["stuff"] not in core:
        rest.append(tally.pick(random, phrases.materials, slots, tries=20))
    goods = bool(slots.craft.lot_from)
    for name, value, table, goods_table in (
        ("days", terms.days, phrases.days, phrases.goods_days),
        ("km", terms.radius_km, phrases.radii, phrases.goods_radii),
        ("cert", terms.certificates, phrases.papers, phrases.goods_papers),
    ):
        if value:
            said = tally.pick(random, table + goods_table if goods else table, slots, tries=20)
            rest.append(said or _plainly(name, slots))
    random.shuffle(rest)
    reason = ""
    if random.random() < 0.6:
        reason = tally.pick(random, _reasons(terms, slots, goods=goods), slots)
    if random.random() < 0.35:
        return " ".join(part for part in (reason, core, *rest) if part)
    return " ".join(part for part in (core, *rest, reason) if part)


def _plainly(name: str, slots: Slots) -> str:
    """A condition in as few words as possible, where all sentences are worn out."""
    return _capitalised(
        f"{slots['thing']}: {need_phrases().quick_parts[name][0].format_map(slots)}."
    )


def _reasons(terms: Terms, slots: Slots, *, goods: bool) -> list[str]:
    """Why, as far as it agrees with the rest: nobody is calm who needs it next week."""
    phrases = need_phrases()
    reasons = phrases.reasons + (phrases.goods_reasons if goods else ())
    if terms.days is None:
        reasons += () if goods else phrases.calm
    elif terms.days <= 12:
        reasons += (phrases.urgent + (phrases.goods_urgent if goods else ())) * 2
    return wording.unsaid(reasons, slots)


def _in_one_breath(random: Random, terms: Terms, slots: Slots, tally: Tally) -> str:
    """From the phone: hardly a verb, commas, often small letters."""
    phrases = need_phrases()
    parts = phrases.quick_parts
    said = [
        random.choice(parts[name]).format_map(slots)
        for name, value in (
            ("days", terms.days), ("km", terms.radius_km), ("cert", terms.certificates),
        )
        if value
    ]  # fmt: skip
    random.shuffle(said)
    if not said:
        said = [random.choice(parts["none"]).format_map(slots)]
    cores = [core for core in phrases.quick_cores if "{stuff}" not in core or slots.get("stuff")]
    if not slots.speech.counts_things:
        cores = list(phrases.quick_treatment_cores)
    table = cores if terms.quantity else phrases.quick_service_cores
    slots["core"] = random.choice(table).format_map(slots)
    if "stuff" in slots and slots["stuff"] not in slots["core"]:
        said.insert(0, slots["stuff"])
    slots["conditions"] = ", ".join(said)
    return tally.pick(random, phrases.quick, slots, tries=20)


def _slots(
    world: World,
    random: Random,
    facts: NeedFacts,
    terms: Terms,
    *,
    seeker: Firm,
    near: str,
    on: date,
) -> Slots:
    craft, speech = world.crafts[facts.craft], speeches()[facts.craft]
    organisation = seeker.organisation
    given = {
        "thing": random.choice(speech.needed[facts.thing]),
        "town": organisation.seat.town_name,
        "near": near,
        "staff": str(organisation.staff),
        "family": seeker.persons[0].family_name,
        "year": str(max(organisation.founded, on.year - random.randint(7, 25))),
    }
    if facts.stuff:
        given["stuff"] = wording.stuff_words(random, speech, (facts.stuff,), is_needed=True)[0]
    if terms.quantity:
        exact = number(terms.quantity)
        given["n"] = exact if random.random() < 0.8 else str(terms.quantity)
    if terms.days:
        day = on + timedelta(days=terms.days)
        given |= {"days": str(terms.days), "date": _date_words(random, day)}
    if terms.radius_km:
        given["km"] = str(terms.radius_km)
    if terms.certificates:
        given["cert"] = terms.certificates[0]
    return Slots(random, craft, speech, **given)


def _date_words(random: Random, day: date) -> str:
    """A day as it is written in a hurry."""
    return random.choice(
        (
            f"{day.day}.{day.month}.",
            f"{day.day:02d}.{day.month:02d}.{day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day}. {MONTHS[day.month - 1]}",
        )
    )


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]
