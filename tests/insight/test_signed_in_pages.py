"""What the pages of people who signed in ask of the database: so many times, and no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kurzweg.core.agenda import keeping
from kurzweg.core.models import Backup
from kurzweg.networks import middleware
from tests.factories import MembershipFactory
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

MOST = 12
VIEWER = 2
DUE, HOME, FIRMS = "due/", "", "organisations/"
ASKED = {
    ("office", DUE): 13,
    ("owner", DUE): 10,
    ("office", HOME): 9,
    ("owner", HOME): 9,
    # Three of them read what can be chosen to narrow the list, one of the office who leaves today.
    ("office", FIRMS): 11,
    ("owner", FIRMS): 12,
}


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    """A day on which nothing waits that comes with the day of the year alone."""
    time_machine.move_to("2026-05-04 09:10 +0200", tick=False)


@pytest.fixture
def full_house(network, bakery, sawmill, owner, office):
    """Something on each page, and something that waits for the office and for the owner."""
    for number in range(3):
        OfferFactory(network=network, organisation=sawmill, title=f"Bretter {number}")
        NeedFactory(network=network, owner=sawmill, visibility="public", created_by=office)
        NeedFactory(network=network, owner=bakery, created_by=owner, contact=owner, draft=True)
        NeedFactory(network=network, owner=sawmill, created_by=office, draft=True)
        MembershipFactory(
            network=network, since=None, applied_on=network.today() - timedelta(days=number)
        )
    Backup.objects.create(taken_at=timezone.now())
    keeping.catch_up()


def asked_for(client, path) -> list[str]:
    """Say what one more look at a page asks, without what finds out who has signed in."""
    client.get(f"/n/riegelstein/{path}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/n/riegelstein/{path}").status_code == 200
    beside = ('FROM "django_session"', 'FROM "people_account" WHERE "people_account"."id"')
    return [query["sql"] for query in queries if not any(each in query["sql"] for each in beside)]


@pytest.mark.parametrize(("who", "path"), ASKED)
def test_a_page_asks_so_often(who, path, full_house, as_person, request):
    asked = asked_for(as_person(request.getfixturevalue(who)), path)

    assert len(asked) == ASKED[who, path] <= MOST + VIEWER, "\n".join(asked)


def test_who_is_looking_takes_two(full_house, as_person, owner):
    """The persons behind the address, and all that decides what they are here."""
    asked = asked_for(as_person(owner), FIRMS)

    assert sum('FROM "people_person"' in sql for sql in asked) == 1
    assert sum("UNION ALL" in sql for sql in asked) == 1
    assert not any('FROM "networks_mandate"' in s and "UNION ALL" not in s for s in asked)


def test_one_query_more_is_seen(full_house, as_person, owner, monkeypatch):
    """A negative control: whoever looks something up for everybody turns these tests red."""
    viewer_for = middleware.viewer_for

    def curious(account, **who):
        list(account.persons.all())
        return viewer_for(account, **who)

    monkeypatch.setattr(middleware, "viewer_for", curious)

    assert len(asked_for(as_person(owner), FIRMS)) == ASKED["owner", FIRMS] + 1
