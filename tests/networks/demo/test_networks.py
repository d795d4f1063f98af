"""The networks: 94 members today, growth before, notices, terms, funders."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.demo.drawn import TODAY, draw
from tests.demo.test_region import DAYS


def network_of(region, key):
    return next(network for network in region.networks if network.key == key)


def members_on(network, day):
    return [m for m in network.memberships if m.holds_on(day)]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("seed", [7, 23])
def test_riegelstein_has_94_members_on_any_day(today, seed):
    riegelstein = network_of(draw("small", seed=seed, today=today), "riegelstein")

    noticed = [m for m in members_on(riegelstein, today) if m.notice_on]
    left = [m for m in riegelstein.memberships if m.until and m.until <= today]
    applied = [m for m in riegelstein.memberships if m.since is None]
    assert len(members_on(riegelstein, today)) == 94
    assert (len(noticed), len(left), len(applied)) == (2, 24, 3)


@pytest.mark.parametrize("today", DAYS)
def test_one_to_three_firms_leave_riegelstein_with_the_end_of_each_year(today):
    riegelstein = network_of(draw("small", seed=7, today=today), "riegelstein")

    left = [m for m in riegelstein.memberships if m.until and m.until <= today]

    per_year = Counter(m.until.year for m in left)
    assert set(per_year) == set(range(today.year - 15, today.year + 1))
    assert set(per_year.values()) <= {1, 2, 3}
    assert all(m.since.year + 2 < m.until.year and m.notice_on < m.until for m in left)


def test_somebody_gave_notice_in_time_for_the_end_of_this_year():
    today = date(2026, 12, 1)
    riegelstein = network_of(draw("small", seed=7, today=today), "riegelstein")

    noticed = [m for m in members_on(riegelstein, today) if m.notice_on]

    assert [m.notice_on.month for m in noticed if m.until == date(2027, 1, 1)] == [9]


def test_riegelstein_grew_from_sixteen_founders(region):
    riegelstein = network_of(region, "riegelstein")

    years = [2007, 2012, 2017, 2022, 2026]
    counts = [len(members_on(riegelstein, date(year, 1, 1))) for year in years]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert len(members_on(riegelstein, riegelstein.founded_on)) == 16


def test_the_board_holds_firms_two_mayors_the_chamber_and_the_university(region):
    riegelstein = network_of(region, "riegelstein")
    people = {person.key: person for person in region.persons}
    kinds = {o.key: o.kind for o in region.organisations}

    board = [m.person for m in riegelstein.mandates if m.role == "board" and m.until > TODAY]

    of_kind = [kinds[people[key].positions[0].organisation] for key in board]
    assert of_kind.count("town") == 2
    assert of_kind.count("chamber") == of_kind.count("university") == 1
    assert of_kind.count("company") >= 4


def test_dreistrom_joins_about_2000_organisations_in_five_subregions(region):
    dreistrom = network_of(region, "dreistrom")

    assert 1950 <= len(members_on(dreistrom, TODAY)) <= 2050
    assert len(dreistrom.subregions) == 5
    keys = [town for subregion in dreistrom.subregions for town in subregion.towns]
    assert sorted(keys) == sorted(dreistrom.towns)


def test_the_chamber_of_crafts_carried_dreistrom_and_left(region):
    dreistrom = network_of(region, "dreistrom")

    ended = [body.organisation for body in dreistrom.bodies if body.until and body.until <= TODAY]

    assert ended == ["hwk"]
    assert len(dreistrom.bodies) == 8


def test_it_carried_the_network_of_the_story_as_well_until_30_june_of_last_year(region):
    bodies, left_on = network_of(region, "riegelstein").bodies, date(TODAY.year - 1, 7, 1)
    last_day = date(TODAY.year - 1, 6, 30)

    carried = {
        day: {body.organisation for body in bodies if body.until is None or day < body.until}
        for day in (last_day, left_on)
    }

    assert [len(carried[day]) for day in (last_day, left_on)] == [3, 2]
    assert carried[last_day] - carried[left_on] == {"hwk"}


def test_some_firms_belong_to_two_networks(region):
    riegelstein = {m.organisation for m in members_on(network_of(region, "riegelstein"), TODAY)}
    dreistrom = {m.organisation for m in members_on(network_of(region, "dreistrom"), TODAY)}

    assert 40 <= len(riegelstein & dreistrom) <= 94


def test_ambassadors_have_terms_and_the_funder_strip_has_dates(region):
    smart = network_of(region, "smart-morgental")
    ambassadors = [m for m in smart.mandates if m.role == "ambassador"]

    assert all(m.since < m.until for m in ambassadors)
    assert any(m.until <= TODAY for m in ambassadors)
    assert any(m.until > TODAY for m in ambassadors)
    assert [strip.since <= TODAY < strip.until for strip in smart.funders] == [True]


def test_lichtwerk_stands_under_the_landesnetz_with_three_sections(region):
    lichtwerk = network_of(region, "lichtwerk")

    assert lichtwerk.parent == "landesnetz"
    assert [section.name for section in lichtwerk.sections] == ["Optik", "Elektronik", "Mechanik"]
    assert {s for m in lichtwerk.memberships for s in m.sections} == {
        "optik",
        "elektronik",
        "mechanik",
    }


def test_firms_of_riegelstein_are_in_the_sections_of_what_they_live_by(region):
    riegelstein = network_of(region, "riegelstein")
    crafts = {o.key: set(o.crafts) for o in region.organisations}

    shiny = [m for m in members_on(riegelstein, TODAY) if "oberflaeche" in m.sections]

    assert len(riegelstein.sections) == 2
    assert len(shiny) >= 6
    finishing = {"anodising", "powder_coating", "electroplating", "hardening"}
    assert all(crafts[m.organisation] & finishing for m in shiny)


def test_every_network_says_that_it_is_made_up(region):
    assert all("erfunden" in network.about for network in region.networks)
    assert all("Demo-Region" in network.region_name for network in region.networks)


@pytest.mark.parametrize("today", DAYS)
def test_something_is_due_in_riegelstein_on_any_day(today):
    region = draw("small", seed=7, today=today)
    riegelstein = network_of(region, "riegelstein")
    needs = [n for n in region.needs if n.network == "riegelstein"]
    is_open = [n for n in needs if n.closed_on is None and n.expires_on >= today]
    members = {m.organisation for m in members_on(riegelstein, today)}
    last_days = [
        (c.valid_until - today).days
        for o in region.organisations
        for c in o.certificates
        if o.key in members
    ]
    states = {i.state for i in region.introductions if i.network == "riegelstein"}

    assert len(is_open) >= 15
    assert sum((n.expires_on - today).days <= 6 for n in is_open if n.by_office) >= 2
    assert any(0 <= days <= 30 for days in last_days)
    assert {"asked", "accepted", "waiting"} <= states
