"""Who sees a need, and who finds no trace of it."""

from datetime import date, timedelta

import pytest

from kurzweg.core import indicators, ledger, search
from kurzweg.market import panels
from kurzweg.market.models import Need
from kurzweg.market.models import needs as need_models
from tests.factories import OrganisationFactory, PositionFactory
from tests.market.conftest import NEEDS, names
from tests.market.factories import FAR_AHEAD, LONG_AGO, NeedFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
CAST = ["nobody", "stranger", "owner", "apprentice", "sawyer", "adviser", "office"]


@pytest.fixture
def look(request, viewer_of):
    """Look at the network as somebody of the cast."""
    return lambda who: viewer_of(None if who == "nobody" else request.getfixturevalue(who))


def seen_by(look, need):
    """Name everybody of the cast who sees a need."""
    return [who for who in CAST if Need.objects.visible_to(look(who)).filter(pk=need.pk).exists()]


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        ("public", CAST),
        ("network", ["owner", "apprentice", "sawyer", "adviser", "office"]),
        ("matching", ["owner", "apprentice", "office"]),
    ],
)
def test_each_visibility_has_its_readers(visibility, seen, look, network, bakery):
    need = NeedFactory(network=network, owner=bakery, visibility=visibility)

    assert seen_by(look, need) == seen


def test_a_draft_is_seen_by_its_own_firm_and_the_office_only(look, network, bakery):
    need = NeedFactory(network=network, owner=bakery, visibility="public", draft=True)

    assert seen_by(look, need) == ["owner", "apprentice", "office"]


def test_the_door_is_what_hides_a_draft(look, network, bakery, monkeypatch):
    """Negative control: without the condition on the door everybody sees the draft."""
    need = NeedFactory(network=network, owner=bakery, visibility="public", draft=True)

    monkeypatch.setattr(need_models, "shown_to", lambda viewer: need_models.Q(pk__gt=0))

    assert seen_by(look, need) == CAST


def test_a_need_of_another_network_is_seen_by_nobody_here(look, other_network):
    need = NeedFactory(network=other_network, visibility="public")

    assert seen_by(look, need) == []


@pytest.fixture
def flour_and_salt(network, baking):
    """Two needs of the bakery: one hidden from other bakeries, one that everybody sees."""
    hidden = NeedFactory(network=network, owner=baking, title="Mehl", text="Wir suchen Mehl.")
    shown = NeedFactory(
        network=network,
        owner=baking,
        title="Salz",
        text="Wir suchen Salz.",
        hidden_from_same_activity=False,
    )
    ledger.changed(hidden, shown)
    return hidden, shown


def traces(viewer):
    """Everything that a viewer meets of needs: list, count, search, newest, a firm's own."""
    needs = Need.objects.visible_to(viewer).order_by("title")
    found = search.find(viewer, "Mehl Salz", kinds=frozenset({"need"}))
    return {
        "list": [need.title for need in needs],
        "count": needs.count(),
        "search": sorted(hit.row.title for hit in found),
        "newest": sorted(need.title for need in panels.newest(viewer, None)["needs"]),
    }


def test_a_firm_of_the_same_activity_finds_no_trace(flour_and_salt, rival, viewer_of):
    assert traces(viewer_of(rival)) == {
        "list": ["Salz"],
        "count": 1,
        "search": ["Salz"],
        "newest": ["Salz"],
    }


def test_a_firm_of_another_activity_finds_both(flour_and_salt, sawyer, viewer_of):
    both = ["Mehl", "Salz"]

    assert traces(viewer_of(sawyer)) == {
        "list": both,
        "count": 2,
        "search": both,
        "newest": both,
    }


def test_the_office_finds_every_need_for_whomever_its_people_work(
    flour_and_salt, office, baking, viewer_of
):
    other = OrganisationFactory(name="Bäckerei Kruste")
    other.activities.create(code="10.71.0")
    PositionFactory(person=office, organisation=other)

    assert traces(viewer_of(office))["search"] == ["Mehl", "Salz"]


def test_the_condition_on_the_activity_is_what_hides(flour_and_salt, rival, viewer_of, monkeypatch):
    """Negative control: without it the other bakery reads what the bakery looks for."""
    monkeypatch.setattr(
        need_models, "is_of_activity", lambda classes, organisation: need_models.Q(pk=None)
    )

    assert traces(viewer_of(rival))["list"] == ["Mehl", "Salz"]


def test_the_page_of_a_hidden_need_does_not_exist_for_the_rival(
    flour_and_salt, rival, owner, as_person
):
    hidden, shown = flour_and_salt

    client = as_person(rival)
    assert client.get(f"{NEEDS}{hidden.public_id}/").status_code == 404
    assert client.get(f"{NEEDS}{shown.public_id}/").status_code == 200
    assert names(client.get(NEEDS)) == ["Salz"]

    assert as_person(owner).get(f"{NEEDS}{hidden.public_id}/").status_code == 200


def test_a_supplementary_activity_counts_as_well(flour_and_salt, sawyer, sawmill, viewer_of):
    sawmill.activities.create(code="10.71.0", is_core=False)

    assert traces(viewer_of(sawyer))["list"] == ["Salz"]


def test_an_adviser_who_works_for_a_rival_outside_finds_no_trace(
    flour_and_salt, adviser, viewer_of
):
    assert traces(viewer_of(adviser))["list"] == ["Mehl", "Salz"]
    outside = OrganisationFactory(name="Großbäckerei anderswo")
    outside.activities.create(code="10.71.0")
    PositionFactory(person=adviser, organisation=outside)

    assert traces(viewer_of(adviser))["list"] == ["Salz"]


def test_whoever_also_acts_for_the_owner_sees_it(flour_and_salt, rival, bakery, viewer_of):
    rival.positions.create(organisation=bakery, since=date(2020, 1, 1))

    assert traces(viewer_of(rival))["list"] == ["Mehl", "Salz"]


def test_a_public_number_does_not_betray_a_hidden_need(flour_and_salt, network):
    day = network.today()
    NeedFactory(network=network, visibility="public")

    public = {
        value.indicator.name: value.number
        for value in indicators.values(network.pk, day, is_public=True)
    }
    assert public["public needs"] == 1
    assert "open needs" not in public
    assert indicators.value("open needs", network.pk, day).number == 3


STATES = [
    ({}, True),
    ({"expires_on": DAY}, True),
    ({"expires_on": DAY - timedelta(days=1)}, False),
    ({"closed_at": LONG_AGO, "closing_reason": "not needed"}, False),
    ({"draft": True}, False),
]


@pytest.mark.parametrize(("values", "is_open"), STATES)
def test_open_means_published_not_closed_and_not_over(values, is_open, network):
    need = NeedFactory(network=network, **values)

    assert Need.objects.in_network(network).open(DAY).exists() is is_open
    assert need.is_open_on(DAY) is is_open


def test_what_was_open_on_a_past_day_stays_countable(network):
    NeedFactory(
        network=network,
        expires_on=FAR_AHEAD,
        closed_at=LONG_AGO + timedelta(days=10),
        closing_reason="filled here",
    )

    counts = [
        indicators.value("open needs", network.pk, LONG_AGO.date() + timedelta(days=days)).number
        for days in (-1, 0, 9, 10)
    ]
    assert counts == [0, 1, 1, 0]


def test_a_search_over_words_finds_umlauts_in_any_spelling(network):
    NeedFactory(network=network, title="Öfen gesucht", text="Zwei ÖFEN für die Back\u00adstube")
    needs = Need.objects.in_network(network)
    typed = ("öfen", "ÖFEN back", "Oefen Backstube", "o\u0308fen", "öfen kühl", "Backofen")

    assert [needs.saying(words).count() for words in typed] == [1, 1, 1, 1, 0, 0]
