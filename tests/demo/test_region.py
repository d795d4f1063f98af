"""What everybody may rely on in the demo region, whatever the seed and the day."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from wz_code import WZ

from kurzweg.demo.crafts import all_crafts
from kurzweg.demo.generate import world
from kurzweg.market.demo import slips
from kurzweg.market.demo.draw import market
from kurzweg.market.demo.speech import speeches
from kurzweg.market.demo.wishes import FINISHERS
from kurzweg.market.demo.wording import stuff_wording
from kurzweg.networks.demo.draw import networks
from tests.demo.drawn import TODAY, draw

DAYS = (date(2026, 11, 20), date(2027, 1, 1), date(2027, 9, 30), date(2028, 2, 29))


def sentences(text):
    """Cut where a sentence ends; a full stop after a number or inside one ends nothing."""
    return [part for part in re.split(r"(?<=[^\d\s][.!?])\s+", text) if part]


def texts(region):
    for organisation in region.organisations:
        yield from sentences(organisation.summary)
    for offer in region.offers:
        yield from (offer.title, *sentences(offer.text))
    for need in region.needs:
        yield from (need.title, *sentences(need.text))


def test_the_region_has_the_promised_size(region):
    firms = [o for o in region.organisations if o.kind == "company"]

    assert len(region.organisations) == 2500
    assert len(region.needs) == 300
    assert len(region.offers) >= 4000
    assert len(firms) > 2300


def test_small_is_small(small):
    assert len(small.organisations) == 200


def test_the_same_seed_and_day_give_the_same_region(small):
    assert draw("small", seed=7, today=TODAY) == small


def test_another_seed_gives_another_region(small):
    other = draw("small", seed=8, today=TODAY)

    assert other.organisations != small.organisations


def test_the_stream_gives_the_same_firms_as_the_world(small):
    streamed = [firm.organisation.name for firm in world("small", today=TODAY).stream()]

    assert streamed == [organisation.name for organisation in small.organisations]


def test_no_app_s_draws_move_another_s():
    one, other = (world("small", today=TODAY) for _ in range(2))

    one.once(market)
    drawn = one.chance("a new app").random(), one.once(networks), one.once(market).offers

    assert other.once(networks) == drawn[1]
    assert other.chance("a new app").random() == drawn[0]
    assert other.once(market).offers == drawn[2]


def test_whoever_only_draws_needs_no_django():
    drawing = "kurzweg.introductions.demo.draw, kurzweg.demo.generate"
    code = f"import sys, {drawing}; print('django' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (run.stdout, run.stderr) == ("False\n", "")


def test_what_was_drawn_is_found_by_its_key():
    region = world("small", today=TODAY)
    firm = region.firms[0]

    assert region.firm(firm.key) is firm
    assert region.person(firm.persons[0].key) is firm.persons[0]
    assert region.town(firm.organisation.seat.town).name == firm.organisation.seat.town_name


def test_a_region_has_one_of_three_sizes():
    with pytest.raises(ValueError, match="small, region, state, not huge"):
        world("huge", today=TODAY)


def test_no_two_organisations_have_one_name_or_address(region):
    names = Counter(o.name.casefold() for o in region.organisations)
    mails = Counter(o.mail for o in region.organisations)

    assert names.most_common(1)[0][1] == 1
    assert mails.most_common(1)[0][1] == 1


def test_no_sentence_is_said_more_than_three_times(region):
    said = Counter(texts(region))

    assert [sentence for sentence, times in said.items() if times > 3] == []
    assert len(said) > 12_000


def test_nobody_says_an_empty_slot_or_a_double_stop(region):
    odd = [text for text in texts(region) if re.search(r"[{}]|\.\.|  | ,|^\W*$", text)]

    assert odd == []


def test_every_text_has_at_least_one_sentence(region):
    assert all(offer.text and offer.title for offer in region.offers)
    assert all(need.text and need.title for need in region.needs)
    assert all(organisation.summary for organisation in region.organisations)


def test_every_mail_address_and_page_stands_at_a_reserved_name(region):
    mails = [o.mail for o in region.organisations] + [p.mail for p in region.persons]
    mails += [network.mail for network in region.networks]
    pages = [o.website for o in region.organisations if o.website]

    assert all(re.fullmatch(r"[a-z0-9.-]+@[a-z0-9-]+\.example", mail) for mail in mails)
    assert all(re.fullmatch(r"https://www\.[a-z0-9-]+\.example/", page) for page in pages)


def test_two_persons_sometimes_share_an_address(region):
    shared = Counter(person.mail for person in region.persons)

    assert 100 < sum(times == 2 for times in shared.values()) < 1500


def test_every_wz_code_exists_in_the_2008_edition(region):
    edition = WZ(version="2008")
    codes = {activity.code for o in region.organisations for activity in o.activities}

    assert all(edition.get(code).code == code for code in codes)
    assert all(sum(a.is_core for a in o.activities) == 1 for o in region.organisations)


def test_every_organisation_has_one_seat_in_a_town_of_the_region(region):
    towns = {town.key for town in region.towns}

    for organisation in region.organisations:
        assert [site.is_seat for site in organisation.sites].count(True) == 1
        assert {site.town for site in organisation.sites} <= towns


def test_every_reference_leads_somewhere(region):
    organisations = {o.key for o in region.organisations}
    persons = {p.key for p in region.persons}
    offers, needs = {o.key for o in region.offers}, {n.key for n in region.needs}

    assert {o.organisation for o in region.offers} <= organisations
    assert {n.organisation for n in region.needs} <= organisations
    assert {n.person for n in region.needs} <= persons
    assert {j.offer for j in region.truth} <= offers
    assert {j.need for j in region.truth} <= needs
    for network in region.networks:
        assert {m.organisation for m in network.memberships} <= organisations
        assert {m.person for m in network.mandates} <= persons
        assert {b.organisation for b in network.bodies} | {network.office} <= organisations


def test_a_person_acts_for_the_organisation_that_is_looking(region):
    acting = {(p.key, position.organisation) for p in region.persons for position in p.positions}

    assert all((need.person, need.organisation) in acting for need in region.needs)


def test_nobody_looks_for_what_it_does_itself_and_no_finisher_buys_parts(region):
    crafts = {o.key: set(o.crafts) for o in region.organisations}
    bought = {need.facts.craft for need in region.needs if crafts[need.organisation] <= FINISHERS}

    assert [n.key for n in region.needs if n.facts.craft in crafts[n.organisation]] == []
    assert not bought & {craft.key for craft in all_crafts().values() if craft.lot_from}


def test_certificates_run_out_in_all_three_ways(region):
    last_days = [c.valid_until for o in region.organisations for c in o.certificates]
    expired = sum(day < TODAY for day in last_days)
    soon = sum(TODAY <= day < TODAY + timedelta(days=45) for day in last_days)

    assert 0.02 < expired / len(last_days) < 0.09
    assert 0.01 < soon / len(last_days) < 0.09


def test_staff_follows_the_shape_of_a_real_region(region):
    firms = [o for o in region.organisations if o.kind == "company"]
    share = {
        band: sum(o.staff_band == band for o in firms) / len(firms) for band in (1, 10, 50, 250)
    }

    assert 0.3 < share[1] < 0.55
    assert 0.3 < share[10] < 0.5
    assert 0.08 < share[50] < 0.25
    assert 0.01 < share[250] < 0.06


@pytest.mark.parametrize("today", DAYS)
def test_every_day_has_its_own_believable_region(today):
    region = draw("small", seed=11, today=today)

    assert len(region.organisations) == 200
    assert all(offer.published_on <= today for offer in region.offers)
    assert all(need.published_on <= today for need in region.needs)


def said(need):
    """Which stated conditions can be read from the text of a need, with umlauts or without."""
    text = need.text.casefold().translate(slips.SPELLED_OUT)
    stated = {"certificate": [[each.casefold()] for each in need.certificates]}
    if need.facts.stuff:
        speech = speeches()[need.facts.craft]
        stated["material"] = [
            [
                word.casefold().translate(slips.SPELLED_OUT)
                for word in stuff_wording(speech, need.facts.stuff).needed
            ]
        ]
    if need.radius_km:
        stated["radius"] = [[f"{need.radius_km} km"]]
    if need.quantity:
        stated["quantity"] = [[str(need.quantity), f"{need.quantity:,}".replace(",", ".")]]
    if need.deadline:
        day, days = need.deadline, (need.deadline - need.published_on).days
        stated["deadline"] = [[f"{days} tage", f"{day.day}.{day.month}.", f"{day:%d.%m.}",
                               f"{day.day}. "]]  # fmt: skip
    return {
        name: all(any(word in text for word in ways) for ways in each)
        for name, each in stated.items()
    }


def test_every_stated_condition_can_be_read_in_the_text(region):
    unsaid = [
        (need.key, name)
        for need in region.needs
        for name, is_said in said(need).items()
        if not is_said
    ]

    assert unsaid == []


@pytest.mark.slow
def test_a_whole_state_streams_without_a_name_twice():
    names = [firm.organisation.name for firm in world("state", today=TODAY).stream()]

    assert len(names) == len(set(names)) == 100_000
