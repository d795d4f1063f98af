"""What happened with a firm is read by the office and by who is responsible for its entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kurzweg.core import timeline
from kurzweg.core.timeline import About
from kurzweg.networks.models import Mandate, Membership
from kurzweg.people.models import Position
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    PersonFactory,
    PositionFactory,
    SupportingBodyFactory,
)
from tests.market.factories import NeedFactory, OfferFactory

QUERIES = 30


def page_of(firm) -> str:
    return f"/n/riegelstein/organisations/{firm.public_id}/"


def lines(viewer, row, about=About.ORGANISATION) -> list[str]:
    shown = timeline.of(about, row.pk, viewer=viewer)
    return [str(entry.line.text) for entry in shown.entries]


@pytest.fixture
def told(network, bakery, owner):
    """A bakery with a past: of each app something."""
    Membership.objects.in_network(network).filter(organisation=bakery).update(
        applied_on=date(2019, 11, 3), notice_on=date(2025, 6, 1)
    )
    SupportingBodyFactory(
        network=network, organisation=bakery, since=date(2021, 1, 1), until=date(2022, 1, 1)
    )
    MandateFactory(network=network, person=owner, kind="board", since=date(2023, 2, 1))
    gone = PersonFactory(given_name="Kim", family_name="Alt")
    PositionFactory(
        person=gone, organisation=bakery, since=date(2020, 5, 1), until=date(2024, 5, 1)
    )
    moment = timezone.now() - timedelta(days=30)
    NeedFactory(network=network, owner=bakery, title="Mehl", published_at=moment)
    OfferFactory(network=network, organisation=bakery, title="Brot", published_at=moment)
    return bakery


def test_the_office_reads_what_happened_with_a_firm(told, office, viewer_of):
    assert lines(viewer_of(office), told) == [
        "Sucht: Mehl",
        "Kann: Brot",
        "Hat gekündigt",
        "Kim Alt ist nicht mehr dort",
        "Korn hat eine Aufgabe übernommen: Vorstand",
        "Trägt das Netzwerk nicht mehr",
        "Trägt jetzt das Netzwerk",
        "Kim Alt ist seitdem dort",
        "Ist Mitglied geworden",
        "Korn ist seitdem dort",
        "Hat die Mitgliedschaft beantragt",
    ]


@pytest.mark.parametrize(
    ("who", "is_shown"),
    [
        ("office", True),
        ("owner", True),
        ("apprentice", False),
        ("sawyer", False),
        ("adviser", False),
        ("stranger", False),
    ],
)
def test_only_the_office_and_who_is_responsible_read_it_on_the_page(
    told, who, is_shown, as_person, request
):
    page = as_person(request.getfixturevalue(who)).get(page_of(told)).content.decode()

    assert ("Verlauf" in page) is is_shown
    assert ("Hat gekündigt" in page) is is_shown
    assert "Bäckerei Korn" in page


def test_a_member_of_another_firm_reads_no_names_and_no_applications(told, sawyer, viewer_of):
    """Whoever asks the timeline without a page is told no more."""
    shown = lines(viewer_of(sawyer), told)

    assert "Sucht: Mehl" in shown
    assert [line for line in shown if "Korn" in line or "Kim" in line] == []


def test_what_happened_elsewhere_is_not_told_here(told, office, viewer_of, other_network):
    MembershipFactory(network=other_network, organisation=told, since=date(2024, 1, 1))
    MandateFactory(network=other_network, person=office, kind="coordinator")
    NeedFactory(network=other_network, owner=told, title="Anderswo", published_at=timezone.now())

    shown = lines(viewer_of(office), told)

    assert shown.count("Ist Mitglied geworden") == 1
    assert not any("Anderswo" in line for line in shown)


def test_a_person_reads_of_herself_and_others_do_not(told, owner, sawyer, office, viewer_of):
    expected = ["Korn hat eine Aufgabe übernommen: Vorstand", "Ist seitdem bei Bäckerei Korn"]

    assert lines(viewer_of(owner), owner, About.PERSON) == expected
    assert lines(viewer_of(office), owner, About.PERSON) == expected
    assert lines(viewer_of(sawyer), owner, About.PERSON) == []


def test_without_their_own_check_the_names_would_be_told_to_everybody(
    told, sawyer, viewer_of, monkeypatch
):
    """Negative control."""
    monkeypatch.setattr("kurzweg.core.viewer.Viewer.may_act_for", lambda self, pk: True)

    assert any("Kim" in line for line in lines(viewer_of(sawyer), told))


def test_the_page_asks_as_often_for_a_long_past_as_for_a_short_one(
    told, network, office, as_person, django_assert_num_queries
):
    client = as_person(office)
    client.get(page_of(told))
    with django_assert_num_queries(QUERIES):
        client.get(page_of(told))
    for number in range(3):
        NeedFactory(
            network=network, owner=told, title=f"Mehl {number}", published_at=timezone.now()
        )
        OfferFactory(network=network, organisation=told, published_at=timezone.now())
        PositionFactory(organisation=told)
    with django_assert_num_queries(QUERIES):
        page = client.get(page_of(told)).content.decode()

    assert "Mehl 2" in page
    assert Position.objects.filter(organisation=told).count() == 5
    assert Mandate.objects.in_network(network).count() == 2
