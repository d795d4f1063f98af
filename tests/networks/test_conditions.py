"""Who is selected by which conditions, why, and that nobody of another network ever is."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from kurzweg.core import conditions
from kurzweg.core.conditions import Asked, select
from kurzweg.networks.models import NetworkArea, Section, SectionMembership, Subregion
from kurzweg.people.models import Activity, Certificate
from tests.conftest import acting_for, member_firm
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    PersonFactory,
    SupportingBodyFactory,
)
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to("2026-03-04 09:00 +0100")


@pytest.fixture
def firms(network):
    """Two members with somebody at each: one of whom every condition holds, and another."""
    return made(network, "Optik Hell", "Möbel Holz")


def made(network, hit, other):
    """Make a member of which all holds that can be asked, and one of which nothing does."""
    glass, wood = member_firm(network, hit), member_firm(network, other)
    acting_for(glass, f"Chefin {hit}", is_admin=True)
    acting_for(wood, f"Geselle {other}")
    glass.staff_band, glass.kind, wood.kind = 50, "institute", "company"
    glass.save()
    wood.save()
    members = network.memberships
    long_ago = DAY - timedelta(days=26 * 366)
    members.filter(organisation=glass).update(since=long_ago, until=date(2027, 1, 1))
    members.filter(organisation=wood).update(since=DAY - timedelta(days=30))
    Activity.objects.create(organisation=glass, code="26.70.0")
    Certificate.objects.create(
        organisation=glass, scheme="ISO 9001", valid_until=DAY + timedelta(days=20)
    )
    section = Section.objects.create(network=network, name=f"Optik {network.slug}")
    SectionMembership.objects.create(network=network, section=section, organisation=glass)
    area = NetworkArea.objects.create(network=network, ags="01001000")
    subregion = Subregion.objects.create(network=network, name=f"Tal {network.slug}")
    subregion.areas.add(area)
    glass.sites.update(ags="01001000")
    MandateFactory(network=network, person=person_of(glass), kind="board")
    NeedFactory(network=network, owner=glass)
    OfferFactory(network=network, organisation=glass)
    return glass, wood


def person_of(firm):
    return firm.positions.get().person


def answers(network, viewer):
    """Each condition with each of its answers."""
    return [
        (condition, value)
        for condition in conditions.conditions()
        for value, _label in condition.choices(network.pk, viewer)
    ]


HOLDS = [
    ("staff band", "50"),
    ("kind", "institute"),
    ("division", "26"),
    ("certificate ends", "30"),
    ("task", "admin"),
    ("task", "answers"),
    ("member for", "1"),
    ("member for", "25"),
    ("member until", "2027"),
    ("mandate", "board"),
    ("market", "need"),
    ("market", "offer"),
]


@pytest.mark.parametrize(("name", "value"), HOLDS)
def test_a_condition_selects_whom_it_holds_for_and_says_why(name, value, network, firms, viewer_of):
    asked = Asked(name, value)

    with translation.override("de"):
        selected = select(network.pk, DAY, all_of=[asked])
        [because] = selected.why(person_of(firms[0]).pk)

    assert selected.person_ids == {person_of(firms[0]).pk}
    assert because.startswith(("weil ", "wegen "))
    assert selected.why(person_of(firms[1]).pk) == []
    assert value in dict(conditions.declared(name).choices(network.pk, viewer_of()))


def test_sections_and_subregions_are_those_of_the_network(network, firms, viewer_of):
    for name in ("section", "subregion"):
        [(value, label)] = conditions.declared(name).choices(network.pk, viewer_of())

        selected = select(network.pk, DAY, all_of=[Asked(name, value)])

        assert selected.person_ids == {person_of(firms[0]).pk}
        with translation.override("de"):
            assert f"„{label}“" in selected.why(person_of(firms[0]).pk)[0]


# Together ----------------------------------------------------------------------------------------


def test_without_conditions_it_is_everybody_who_belongs(network, firms, office):
    carrier = SupportingBodyFactory(network=network).organisation
    acting_for(carrier, "Träger")

    selected = select(network.pk, DAY)

    everybody = {person_of(firm).pk for firm in (*firms, carrier)} | {office.pk}
    assert selected.person_ids == everybody


def test_all_of_them_hold_for_one_and_the_same_organisation(network, firms):
    """Whoever works for a large firm and for a wood firm is not of a large wood firm."""
    of_both = person_of(firms[0])
    firms[1].positions.create(person=of_both, since=DAY - timedelta(days=1))

    large_wood = [Asked("staff band", "50"), Asked("kind", "company")]

    assert select(network.pk, DAY, all_of=large_wood).person_ids == set()
    assert select(network.pk, DAY, all_of=large_wood[1:]).person_ids == {
        of_both.pk,
        firms[1].positions.exclude(person=of_both).get().person_id,
    }


def test_none_of_them_leaves_the_others(network, firms):
    selected = select(network.pk, DAY, none_of=[Asked("kind", "institute")])

    assert selected.person_ids == {person_of(firms[1]).pk}
    assert selected.why(person_of(firms[1]).pk) == []


def test_people_and_organisations_are_asked_about_together(network, firms):
    MandateFactory(network=network, person=person_of(firms[1]), kind="board")

    board = select(network.pk, DAY, all_of=[Asked("mandate", "board")])
    board_of_glass = select(
        network.pk, DAY, all_of=[Asked("mandate", "board"), Asked("kind", "institute")]
    )

    assert board.person_ids == {person_of(firm).pk for firm in firms}
    assert board_of_glass.person_ids == {person_of(firms[0]).pk}
    assert len(board_of_glass.why(person_of(firms[0]).pk)) == 2


def test_what_ended_before_the_day_no_longer_selects(network, firms):
    selected = select(network.pk, date(2027, 1, 1), all_of=[Asked("kind", "institute")])

    assert selected.person_ids == set()


ODD = ["", "x", "0", "-1", "9" * 20, "0000", "٣", "board'"]


@pytest.mark.parametrize("value", ODD)
def test_an_answer_that_nobody_offers_selects_nobody(value, network, firms):
    found = [
        condition.name
        for condition in conditions.conditions()
        if select(network.pk, DAY, all_of=[Asked(condition.name, value)]).person_ids
    ]

    assert found == []


def test_a_condition_that_no_app_declares_is_an_error(network):
    with pytest.raises(KeyError, match="height"):
        select(network.pk, DAY, all_of=[Asked("height", "2")])


# Other networks ----------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(other_network):
    """The same in another network, and somebody there whom its office entered."""
    glass, wood = made(other_network, "Optik Fern", "Möbel Fern")
    PersonFactory(entered_by_network=other_network)
    return glass, wood


def strangers_found(network, viewer, firms):
    """Whom conditions select who has no business in the network."""
    mine = {person_of(firm).pk for firm in firms}
    return {
        (condition.name, value)
        for condition, value in answers(network, viewer)
        if select(network.pk, DAY, all_of=[Asked(condition.name, value)]).person_ids - mine
    }


def test_nobody_of_another_network_is_ever_selected(network, firms, elsewhere, viewer_of):
    assert strangers_found(network, viewer_of(), firms) == set()


def test_it_is_the_belonging_that_keeps_others_out(
    network, firms, elsewhere, viewer_of, monkeypatch
):
    """Negative control: with everybody of the installation, strangers come."""
    everybody = {person_of(firm).pk for firm in (*firms, *elsewhere)}
    every_firm = {firm.pk for firm in (*firms, *elsewhere)}
    pairs = [(person_of(firm).pk, firm.pk) for firm in (*firms, *elsewhere)]
    monkeypatch.setattr(
        conditions,
        "_everyone",
        {"person": lambda *_: everybody, "organisation": lambda *_: every_firm},
    )
    monkeypatch.setattr(conditions, "_acting", [lambda *_: pairs])

    assert {name for name, _value in strangers_found(network, viewer_of(), firms)} >= {
        "staff band",
        "kind",
        "division",
    }


def test_answers_of_another_network_are_neither_offered_nor_taken(
    network, firms, other_network, elsewhere, viewer_of
):
    for name in ("section", "subregion"):
        [(foreign, _label)] = conditions.declared(name).choices(other_network.pk, viewer_of())

        assert select(network.pk, DAY, all_of=[Asked(name, foreign)]).person_ids == set()
        assert foreign not in dict(conditions.declared(name).choices(network.pk, viewer_of()))


def test_who_joined_elsewhere_counts_there_only(network, firms, other_network):
    """A position that another network's office entered tells nothing here."""
    hidden = acting_for(firms[0], "Nur dort")
    hidden.positions.update(entered_by_network=other_network)
    MembershipFactory(network=other_network, organisation=firms[0])

    here = select(network.pk, DAY, all_of=[Asked("kind", "institute")])
    there = select(other_network.pk, DAY, all_of=[Asked("kind", "institute")])

    assert hidden.pk not in here.person_ids
    assert hidden.pk in there.person_ids
