"""The list of members by class, section, subregion, town and state: on the page and in files."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.networks.forms import MemberListForm, member_list
from kurzweg.networks.models import (
    ClassTerm,
    Membership,
    MembershipClass,
    MembershipState,
    NetworkArea,
    Section,
    SectionMembership,
    Subregion,
)
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Site
from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.taken_along import lines_of

pytestmark = pytest.mark.django_db

LIST = "/n/riegelstein/organisations/"
FILE = "/n/riegelstein/take-along/members/"
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


def member(network, name: str, *, town: str = "Soest", ags: str = "", **days) -> Membership:
    firm = OrganisationFactory(name=name)
    SiteFactory(organisation=firm, town=town, ags=ags)
    return MembershipFactory(network=network, organisation=firm, **days)


@pytest.fixture
def world(network) -> dict[str, str]:
    """Two members who differ in everything, one on each way in and out, and what to ask for."""
    mill = member(network, "Mühle", town="Bad Sassendorf", ags="05974004", number="0007")
    member(network, "Sägewerk", ags="05974040")
    notice = {"notice_on": date(2026, 3, 1), "until": date(2027, 1, 1)}
    member(network, "Kündigt", ags="05974040", **notice)
    member(network, "Wartet", since=None, applied_on=date(2026, 4, 1))
    member(network, "War da", until=date(2026, 1, 1))
    firms = MembershipClass.objects.create(network=network, name="Firmen")
    ClassTerm.objects.create(network=network, membership=mill, membership_class=firms)
    optics = Section.objects.create(network=network, name="Optik")
    SectionMembership.objects.create(
        network=network, section=optics, organisation=mill.organisation
    )
    south = Subregion.objects.create(network=network, name="Süd")
    south.areas.add(NetworkArea.objects.create(network=network, ags="05974004"))
    return {
        "membership_class": firms.public_id,
        "section": optics.public_id,
        "subregion": south.public_id,
        "town": "bad sassen",
    }


def names(client, **query: str) -> list[str]:
    return [row.organisation.name for row in client.get(LIST, query).context["page"]]


def in_the_file(client, **query: str) -> list[str]:
    answer = client.get(FILE, {"as": "csv", **query})
    return [row["Organisation"] for row in lines_of(answer)]


def on_labels(client, **query: str) -> str:
    return client.get("/n/riegelstein/labels/", query).content.decode()


@pytest.mark.parametrize("asked", ["membership_class", "section", "subregion", "town"])
def test_page_file_and_labels_keep_what_is_asked_for(asked, world, office, as_person):
    client = as_person(office)
    query = {asked: world[asked]}

    shown = names(client, **query)

    assert shown == in_the_file(client, **query) == ["Mühle"]
    assert names(client) == in_the_file(client) == ["Kündigt", "Mühle", "Sägewerk"]
    assert ["Sägewerk" in on_labels(client, **each) for each in ({}, query)] == [True, False]
    assert ("Mühle" in on_labels(client, **query)) is True


def test_without_its_filter_the_list_is_whole_again(world, office, as_person, monkeypatch):
    """The negative control: the filter off, what is asked for changes nothing."""
    monkeypatch.setattr(MemberListForm, "keep", lambda form, rows, day: rows)

    assert names(as_person(office), town="bad sassen") == ["Kündigt", "Mühle", "Sägewerk"]


STATES = {
    "": ["Kündigt", "Mühle", "Sägewerk"],
    "active": ["Mühle", "Sägewerk"],
    "under notice": ["Kündigt"],
    "applied": ["Wartet"],
    "left": ["War da"],
}


def test_the_office_asks_for_a_state(world, office, as_person):
    client = as_person(office)

    found = {state: names(client, state=state) for state in STATES}

    assert found == STATES
    assert {state: in_the_file(client, state=state) for state in STATES} == STATES


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-01", "2026-03-31", "2026-12-31"])
def test_a_state_is_the_one_that_the_membership_says_for_the_day(
    day, world, network, office, as_person
):
    client = as_person(office)
    rows = list(Membership.objects.in_network(network).select_related("organisation"))

    for state in MembershipState.values:
        asked = names(client, state=state, on=day)
        said = {
            row.organisation.name
            for row in rows
            if row.state(date.fromisoformat(day)) == state
            and (row.applied_on is None or row.applied_on <= date.fromisoformat(day))
        }
        assert set(asked) == said


def test_whoever_came_back_has_not_left(network, office, as_person):
    back = member(network, "Wieder da", until=date(2022, 1, 1))
    MembershipFactory(network=network, organisation=back.organisation, since=date(2024, 1, 1))
    twice = member(network, "Zweimal weg", until=date(2022, 1, 1))
    MembershipFactory(
        network=network,
        organisation=twice.organisation,
        since=date(2023, 1, 1),
        until=date(2025, 1, 1),
    )

    client = as_person(office)

    assert names(client, state="left") == ["Zweimal weg"]
    assert names(client, state="left", on="2022-06-01") == ["Wieder da", "Zweimal weg"]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("stranger", {"town"}),
        ("sawyer", {"town", "subregion", "section", "membership_class"}),
        ("office", {"town", "subregion", "section", "membership_class", "state"}),
    ],
)
def test_nobody_finds_out_by_asking_what_she_may_not_read(who, may, world, request, as_person):
    client = as_person(request.getfixturevalue(who))
    asked = world | {"state": "left"}

    answers = {each: names(client, **{each: value}) for each, value in asked.items()}

    everybody = names(client)
    assert {each for each, shown in answers.items() if shown != everybody} == may
    assert {each for each in asked if f'name="{each}"' in client.get(LIST).content.decode()} == may


def test_with_its_rights_off_a_stranger_asks_who_left(world, client, monkeypatch):
    """The negative control: the fields of the office on, the list tells a stranger."""
    monkeypatch.setattr(member_list, "OFFICE_ONLY", ())

    assert names(client, state="left") == ["War da"]


@pytest.mark.parametrize("asked", ["membership_class", "section", "subregion", "state"])
def test_an_answer_that_nobody_offers_keeps_nobody(asked, world, office, as_person):
    client = as_person(office)

    assert names(client, **{asked: "nothing"}) == in_the_file(client, **{asked: "nothing"}) == []


def test_another_network_is_not_asked(world, other_network, office, as_person):
    foreign = Section.objects.create(network=other_network, name="Optik")

    assert names(as_person(office), section=foreign.public_id) == []


def test_a_filter_is_as_of_the_day(world, network, office, as_person):
    mill = Membership.objects.in_network(network).get(organisation__name="Mühle")
    ClassTerm.objects.in_network(network).filter(membership=mill).update(since=date(2026, 1, 1))
    Site.objects.filter(organisation=mill.organisation).update(since=date(2026, 1, 1))
    client = as_person(office)

    for each in ("membership_class", "town", "subregion"):
        asked = {each: world[each]}
        assert names(client, on="2025-12-31", **asked) == []
        assert names(client, on="2026-01-01", **asked) == ["Mühle"]


def test_the_office_reads_the_number_in_the_list(world, office, owner, as_person):
    pages = [as_person(who).get(LIST).content.decode() for who in (office, owner)]

    assert ["0007" in page for page in pages] == [True, False]


def test_the_list_of_a_day_says_who_leaves_with_it(world, office, sawyer, as_person):
    says = "Eine davon scheidet mit diesem Tag aus"
    client = as_person(office)

    day_before, last_day = (
        client.get(LIST, {"on": day}).content.decode() for day in ("2025-12-30", "2025-12-31")
    )

    assert [says in page for page in (day_before, last_day)] == [False, True]
    # Whether somebody leaves today is no news for members.
    assert says not in as_person(sawyer).get(LIST, {"on": "2025-12-31"}).content.decode()


def test_without_counting_at_the_end_the_list_says_nothing(world, office, as_person, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(MembershipQuerySet, "counted_at_end", lambda rows, day: rows.counted(day))

    page = as_person(office).get(LIST, {"on": "2025-12-31"})

    assert "scheidet mit diesem Tag aus" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_filtered_list_takes_the_same_queries(
    rows, network, office, as_person, django_assert_num_queries
):
    for each in range(rows):
        member(network, f"Werk {each}")
    section = Section.objects.create(network=network, name="Optik")
    for row in Membership.objects.in_network(network):
        SectionMembership.objects.create(
            network=network, section=section, organisation=row.organisation
        )
    client = as_person(office)
    client.get(LIST)

    with django_assert_num_queries(12):
        page = client.get(LIST, {"section": section.public_id, "town": "Soest"})

    assert len(page.context["page"]) == rows
