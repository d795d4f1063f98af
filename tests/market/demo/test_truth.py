"""The truth follows from the facts: recomputed here by hand, without the words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

from kurzweg.core.demo.places import distance_km
from kurzweg.demo.crafts import all_crafts
from kurzweg.market.demo.truth import Judge


def parts(region):
    organisations = {o.key: o for o in region.organisations}
    return (
        organisations,
        {o.key: o for o in region.offers},
        {n.key: n for n in region.needs},
        Judge(region.offers, organisations, today=region.today),
    )


def test_what_has_grade_three_meets_every_stated_condition(region):
    organisations, offers, needs, _ = parts(region)
    fits = [(needs[j.need], offers[j.offer]) for j in region.truth if j.grade == 3]

    for need, offer in fits:
        facts, firm = offer.facts, organisations[offer.organisation]
        valid = {c.scheme for c in firm.certificates if c.valid_until >= region.today}
        valid |= {"ISO 9001"} if valid & {"IATF 16949", "EN 9100"} else set()
        km = distance_km(need.latitude, need.longitude, firm.seat.latitude, firm.seat.longitude)
        assert need.facts.craft in (facts.craft, *facts.partner_crafts)
        assert set(need.certificates) <= valid
        assert need.radius_km is None or km <= need.radius_km
        assert need.quantity is None or facts.lot_min <= need.quantity <= facts.lot_max
        assert need.deadline is None or (
            timedelta(days=facts.lead) <= need.deadline - need.published_on
        )
    assert len(fits) > 1000


def test_nothing_that_fits_was_forgotten(region):
    _, _, needs, judge = parts(region)
    known = {(j.need, j.offer) for j in region.truth}

    forgotten = [
        (need.key, offer.key)
        for need in list(needs.values())[::9]
        for offer in region.offers
        if offer.organisation != need.organisation
        and (need.key, offer.key) not in known
        and judge.grade(need, offer)[0] > 0
    ]

    assert forgotten == []


def test_a_broken_condition_makes_it_nothing_and_is_named(region):
    _, offers, needs, judge = parts(region)
    found = next(j for j in region.truth if j.grade == 3)
    need, offer = needs[found.need], offers[found.offer]

    far = judge.grade(replace(need, latitude=need.latitude + 3, radius_km=30), offer)
    unproven = judge.grade(replace(need, certificates=("ISO 26000",)), offer)
    too_many = judge.grade(
        replace(need, quantity=10**9),
        replace(offer, facts=replace(offer.facts, lot_min=1, lot_max=10)),
    )

    assert (far[0], far[1][0]) == (0, "distance")
    assert (unproven[0], unproven[1][0]) == (0, "certificate")
    assert (too_many[0], too_many[1][0]) == (0, "quantity")


def test_words_play_no_part(region):
    _, offers, needs, judge = parts(region)
    found = next(j for j in region.truth if j.grade == 3)
    need, offer = needs[found.need], offers[found.offer]

    silent = judge.grade(replace(need, text="", title=""), replace(offer, text="", title=""))

    assert silent == judge.grade(need, offer)


def test_every_need_can_be_filled_and_has_something_wrong_beside_it(region):
    by_need = defaultdict(Counter)
    for judgement in region.truth:
        by_need[judgement.need][judgement.grade] += 1

    assert len(by_need) == len(region.needs)
    assert all(grades[3] >= 1 for grades in by_need.values())
    assert sum(grades[0] >= 1 for grades in by_need.values()) > 0.9 * len(by_need)


def test_hard_negatives_say_what_they_lack(region):
    lacking = Counter(m for j in region.truth if j.grade == 0 for m in j.missing)

    assert all(j.missing for j in region.truth if j.grade == 0)
    assert {"craft", "certificate", "certificate_expired", "distance", "quantity", "time"} <= set(
        lacking
    )


def test_a_need_that_hides_from_its_trade_is_not_answered_by_it(region):
    organisations, offers, needs, _ = parts(region)

    def classes(key):
        return {activity.code[:5] for activity in organisations[key].activities}

    shared = [
        (j.need, j.offer)
        for j in region.truth
        if j.grade
        and needs[j.need].hidden_from_same_activity
        and classes(needs[j.need].organisation) & classes(offers[j.offer].organisation)
    ]

    assert [pair for pair in shared if "craft" not in pair] == []


def test_every_craft_is_offered_and_most_are_looked_for(region):
    offered = {offer.facts.craft for offer in region.offers}
    needed = {need.facts.craft for need in region.needs}

    assert offered == set(all_crafts())
    assert len(all_crafts()) >= 30
    assert len(needed) >= 45
