"""Of whom nothing was heard for long: by what a firm did itself, told to the office in one line."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from kurzweg.core import timeline
from kurzweg.core.agenda.waiting import waiting_for
from kurzweg.core.timeline import Contact
from kurzweg.networks import silence
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Membership, SelfDeclaration
from tests.conftest import member_firm
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db
PAGE = "/n/riegelstein/organisations/silent/"


def at_noon(day: date) -> datetime:
    """A moment that is of this day in every zone and season."""
    return datetime.combine(day, time(12), tzinfo=UTC)


@pytest.fixture
def long_ago(network, bakery, sawmill):
    """Two members that joined years ago."""
    day = network.today() - timedelta(days=2000)
    Membership.objects.in_network(network).update(since=day)
    return day


def told(network):
    rows = silence.silent(network, on=network.today())
    return [(each.organisation.name, each.last, each.kind) for each in rows]


def test_who_did_nothing_is_listed_with_the_day_and_kind_of_the_last_contact(
    network, bakery, sawmill, long_ago
):
    old = at_noon(network.today() - timedelta(days=500))
    NeedFactory(network=network, owner=bakery, published_at=old)

    assert told(network) == [
        (sawmill.name, long_ago, "wurde Mitglied"),
        (bakery.name, network.today() - timedelta(days=500), "hat etwas gesucht"),
    ]


@pytest.mark.parametrize("kind", ["need", "offer", "declaration", "joined"])
def test_what_a_firm_does_itself_counts(kind, network, bakery, sawmill, long_ago):
    now = timezone.now()
    if kind == "need":
        NeedFactory(network=network, owner=bakery, published_at=now)
    elif kind == "offer":
        OfferFactory(network=network, organisation=bakery, published_at=now)
    elif kind == "declaration":
        SelfDeclaration.objects.create(
            network=network, organisation=bakery, year=now.year, asked_on=network.today(),
            ends_on=network.today(), answered_at=now, was_right=True,
        )  # fmt: skip
    else:
        members = Membership.objects.in_network(network).filter(organisation=bakery)
        members.update(since=network.today())

    assert [name for name, _last, _kind in told(network)] == [sawmill.name]


def test_what_the_office_took_from_a_list_is_no_word_of_the_firm(
    network, bakery, sawmill, owner, office, long_ago
):
    for firm, by in ((bakery, owner), (sawmill, office)):
        OfferFactory(network=network, organisation=firm, published_at=timezone.now(), created_by=by)

    assert [name for name, _last, _kind in told(network)] == [sawmill.name]


def test_what_is_sent_to_a_firm_does_not_count(network, bakery, sawmill, long_ago):
    today = network.today()
    SelfDeclaration.objects.create(
        network=network, organisation=bakery, year=today.year, asked_on=today, ends_on=today
    )

    assert {name for name, _last, _kind in told(network)} == {bakery.name, sawmill.name}


def test_how_long_is_long_the_network_decides(network, bakery, sawmill, long_ago):
    NeedFactory(
        network=network, owner=bakery, published_at=at_noon(network.today() - timedelta(days=500))
    )
    network.decided_rules.create(name="silent_months", value=24)

    assert [name for name, _last, _kind in told(network)] == [sawmill.name]


def test_the_page_says_what_counts_and_is_the_offices_alone(
    network, bakery, sawmill, long_ago, office, owner, as_person, client
):
    html = as_person(office).get(PAGE).content.decode()

    assert all(label in html for label in silence.counts())
    assert bakery.name in html
    assert [as_person(owner).get(PAGE).status_code, client.get(PAGE).status_code] == [404, 404]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_many_are_silent(
    rows, network, office, as_person, django_assert_num_queries
):
    for number in range(rows):
        member_firm(network, f"Werk {number}")
    Membership.objects.in_network(network).update(since=network.today() - timedelta(days=2000))
    client = as_person(office)
    client.get(PAGE)

    with django_assert_num_queries(QUERIES):
        assert len(client.get(PAGE).context["silent"]) == rows


QUERIES = 13


def lines(network, office):
    viewer = viewer_for(office.account, person=office, network=network)
    return [
        (each.title, each.due_on.day, each.due_on.month)
        for each in waiting_for(viewer).first(50)
        if each.kind == "silent"
    ]


def test_in_the_month_of_the_rule_it_is_one_line_of_what_is_due(
    network, bakery, sawmill, long_ago, office
):
    today = network.today()
    network.decided_rules.create(name="silent_month", value=today.month)

    assert lines(network, office) == [("Lange nichts gehört: 2 Firmen", 1, today.month)]


def test_where_all_were_heard_of_the_line_says_so(network, bakery, sawmill, office):
    network.decided_rules.create(name="silent_month", value=network.today().month)
    Membership.objects.in_network(network).update(since=network.today())

    [(title, *_day)] = lines(network, office)

    assert title == "Von jedem Mitglied kam etwas."


def test_in_other_months_there_is_none(network, bakery, sawmill, long_ago, office):
    far = (network.today().month + 5) % 12 + 1
    network.decided_rules.create(name="silent_month", value=far)
    assert lines(network, office) == []


def test_without_what_the_apps_declare_everybody_is_silent(
    network, bakery, sawmill, long_ago, monkeypatch
):
    """Negative control."""
    NeedFactory(network=network, owner=bakery, published_at=datetime.now(UTC))
    assert len(told(network)) == 1

    monkeypatch.setattr(timeline, "_contacts", {"none": Contact("none", "none", lambda *_: {})})

    assert len(told(network)) == 2
