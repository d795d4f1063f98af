"""The caller's sentence and the firms that were planted for it."""

from __future__ import annotations

import pytest

from kurzweg.core.demo.places import distance_km
from kurzweg.demo.story import PLANS
from kurzweg.market.demo import story
from kurzweg.market.demo.truth import Judge
from tests.demo.drawn import draw
from tests.demo.test_region import DAYS
from tests.networks.demo.test_networks import members_on, network_of


def judged(region):
    """The caller's need against every offer of the region: key -> judgement."""
    organisations = {o.key: o for o in region.organisations}
    need = story.caller_need(organisations[story.CALLER], today=region.today)
    judge = Judge(region.offers, organisations, today=region.today)
    return {judgement.offer: judgement for judgement in judge.judgements(need)}


@pytest.mark.parametrize("today", DAYS)
def test_at_least_three_members_truly_fit_on_any_day(today):
    region = draw("small", seed=7, today=today)
    members = {m.organisation for m in members_on(network_of(region, "riegelstein"), today)}

    grades = judged(region)

    assert set(story.FITTING) <= members
    assert [grades[f"{key}-1"].grade for key in story.FITTING] == [3, 3, 3, 3]


def test_one_would_fit_but_for_a_certificate_that_ended_yesterday(region):
    expired = next(o for o in region.organisations if o.key == story.EXPIRED)

    judgement = judged(region)[f"{story.EXPIRED}-1"]

    assert [(region.today - c.valid_until).days for c in expired.certificates] == [1]
    assert (judgement.grade, judgement.missing) == (0, ("certificate_expired",))


def test_with_its_certificate_it_would_have_fitted(region):
    organisations = {o.key: o for o in region.organisations}
    need = story.caller_need(organisations[story.CALLER], today=region.today)
    offer = next(o for o in region.offers if o.organisation == story.EXPIRED)
    day_before = region.today.replace(day=region.today.day - 1)

    grade, missing = Judge(region.offers, organisations, today=day_before).grade(need, offer)

    assert (grade, missing) == (3, ())


def test_what_sounds_right_is_not_right(region):
    grades = judged(region)

    assert [grades[f"{key}-1"].grade for key in story.WRONG] == [0, 0, 0]
    assert [grades[f"{key}-1"].missing for key in story.WRONG] == [
        ("craft",),
        ("distance",),
        ("craft",),
    ]


def test_the_far_anodiser_sits_about_sixty_kilometres_away(region):
    seats = {o.key: o.seat for o in region.organisations}
    here, there = seats[story.CALLER], seats["s-wuestefeld"]

    km = distance_km(here.latitude, here.longitude, there.latitude, there.longitude)

    assert 54 < km < 66


def test_no_fitting_firm_is_of_the_callers_trade(region):
    classes = {
        o.key: {activity.code[:5] for activity in o.activities} for o in region.organisations
    }

    shared = [key for key in story.FITTING if classes[key] & classes[story.CALLER]]

    assert shared == []


def test_the_four_say_it_in_four_ways(region):
    texts = {o.organisation: o.text for o in region.offers}

    said = [texts[key] for key in story.FITTING]

    assert "Eloxalbetrieb" in said[0]
    assert "Lohnbeschichtung" in said[1]
    assert "Eloxieren bis 2 m" in said[1]
    assert "Partner" in said[2]
    assert not any(story.CALLER_SENTENCE[:20] in text for text in said)


def test_the_first_firm_of_all_is_one_that_can_say_yes(region):
    first = region.organisations[0]
    people = [p for p in region.persons if p.positions[0].organisation == first.key]

    assert first.key == story.FITTING[0]
    assert [p.positions[0].is_admin for p in people] == [True, False]
    assert people[0].mail == people[1].mail


def test_the_first_firm_has_a_question_waiting_for_its_yes(region):
    waiting = [i for i in region.introductions if i.offer == story.ASKED_OFFER]

    assert [(i.need, i.state, i.asked_person) for i in waiting] == [
        (story.ASKED_NEED, "asked", "s-brandhoff.1")
    ]


def test_every_firm_of_the_story_says_what_it_can_do(region):
    crafts = {o.key: o.crafts for o in region.organisations}

    assert [plan.key for plan in PLANS] == list(story.OFFERS)
    assert {key: (said.facts.craft,) for key, said in story.OFFERS.items()} == {
        key: crafts[key] for key in story.OFFERS
    }
