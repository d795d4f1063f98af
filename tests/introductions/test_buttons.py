"""On every page, to every reader: what has a button works when pressed, what would be refused
has none."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse

from kurzweg.core.models import AuditEntry
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer, Introduction
from kurzweg.introductions.urls import urlpatterns
from kurzweg.market import actions as market
from kurzweg.people.models import Position
from tests.conftest import acting_for
from tests.factories import set_rule
from tests.introductions.conftest import reply, start, url

pytestmark = pytest.mark.django_db

POSTS = sorted(
    pattern.name
    for pattern in urlpatterns
    if {"network", "public_id"} <= set(pattern.pattern.converters) and pattern.name != "detail"
)


COURSES = {
    "asked": lambda row, cast, later: None,
    "about to end": lambda row, cast, later: later(9),
    "over, before the worker comes": lambda row, cast, later: later(11, with_job=False),
    "over": lambda row, cast, later: later(11),
    "the person left": lambda row, cast, later: leave(cast),
    "the person left, somebody else is there": lambda row, cast, later: leave(cast, heir="Erbe"),
    "said no": lambda row, cast, later: reply(row, Answer.NO),
    "said later": lambda row, cast, later: reply(row, Answer.LATER),
    "asked again": lambda row, cast, later: (reply(row, Answer.LATER), later(28)),
    "yes on the phone": lambda row, cast, later: actions.answer_by_phone(
        row, answer=Answer.YES, by=cast["office"]
    ),
    "said yes a minute ago": lambda row, cast, later: agree(row),
    "said yes": lambda row, cast, later: reply(row, Answer.YES),
    "taken up": lambda row, cast, later: actions.take_up(reply(row, Answer.YES), by=cast["owner"]),
    "withdrawn": lambda row, cast, later: actions.withdraw(row, by=cast["owner"]),
    "need closed": lambda row, cast, later: market.close(
        row.need, by=cast["owner"], reason="not needed"
    ),
    "need about to end": lambda row, cast, later: end_soon(row.need),
}


SOME = ("asked", "said no", "said later")
REST = [course for course in COURSES if course not in SOME]
SLOW = (pytest.mark.slow, pytest.mark.plain)


def leave(cast, heir=""):
    Position.objects.filter(person=cast["sawyer"]).update(until=cast["network"].today())
    if heir:
        acting_for(cast["sawmill"], heir, is_admin=True)


def agree(row):
    set_rule(row.network, answer_take_back_minutes=10)
    reply(row, Answer.YES)


def end_soon(need):
    need.expires_on = need.network.today() + timedelta(days=3)
    need.save()


@pytest.fixture
def cast(network, sawmill, sawyer, owner, office):
    return {
        "network": network,
        "sawmill": sawmill,
        "sawyer": sawyer,
        "owner": owner,
        "office": office,
    }


def offered(client, introduction):
    """The addresses to which a form on the page or an item of the agenda posts."""
    pages = [url("detail", introduction), url("forward", introduction), "/n/riegelstein/due/"]
    here = url("detail", introduction)
    bodies = [client.get(page, follow=True).content.decode() for page in pages]
    forms = [re.findall(r"<form[^>]*>", body) for body in bodies]
    found = {re.search(r'action="([^"]+)"', each) for form in forms for each in form}
    names = {each[1].removeprefix(here).rstrip("/") for each in found if each and here in each[1]}
    # The form of the letter posts to its own page.
    return names | ({"forward"} if 'name="text"' in bodies[1] else set())


def works(client, introduction, name):
    """Press, see whether it was done, and undo it."""
    with transaction.atomic():
        before = AuditEntry.objects.exclude(action="refused").count()
        response = client.post(url(name, introduction), {})
        done = response.status_code == 302
        done = done and AuditEntry.objects.exclude(action="refused").count() > before
        list(get_messages(response.wsgi_request))
        transaction.set_rollback(True)
    return done


@pytest.mark.parametrize("who", ["office", "owner", "sawyer"])
@pytest.mark.parametrize("course", [*SOME, *(pytest.param(each, marks=SLOW) for each in REST)])
def test_what_is_offered_works_and_nothing_else_does(
    as_person, introduce, cast, later, course, who
):
    introduction = introduce()
    COURSES[course](introduction, cast, later)
    client = as_person(cast[who])

    shown = offered(client, introduction)

    names = [name.replace("reply-", "").replace("phone-", "phone/") for name in POSTS]
    addresses = dict(zip(names, POSTS, strict=True))
    addresses["taken-up"] = addresses.pop("take-up")
    assert shown <= set(addresses)
    assert {name for name in addresses if works(client, introduction, addresses[name])} == shown


@pytest.mark.parametrize("who", ["office", "owner", "sawyer"])
@pytest.mark.parametrize("has_address", [True, False])
def test_a_letter_that_waits_offers_what_works(
    as_person, introduce, cast, owner, sawmill, has_address, who
):
    sawmill.is_only_through_office = True
    sawmill.save()
    introduction = introduce(by=owner)
    if not has_address:
        leave(cast)

    client = as_person(cast[who])
    shown = offered(client, introduction)

    expected = {
        "office": {"keep-back", "withdraw", "phone/no", "phone/later"},
        "owner": {"withdraw"},
    }
    if has_address:
        expected["office"] |= {"forward", "phone/yes"}
    assert shown == expected.get(who, set())
    assert [name for name in shown if not works(client, introduction, name.replace("/", "-"))] == []


def test_the_list_of_fitting_firms_says_who_was_asked(
    as_person, office, owner, need, offer, match, introduce
):
    page = reverse("market:need-detail", args=["riegelstein", need.public_id])

    def firm(person):
        body = as_person(person).get(page).content.decode()
        entry = body.split('<article class="entry match"')[1].split("</article>")[0]
        return [url("detail", row) in entry for row in rows()], start(need, offer) in entry

    def rows():
        return Introduction.objects.in_network(need.network).order_by("pk")

    assert firm(office) == firm(owner) == ([], True)

    introduction = introduce(offer=offer)
    assert firm(office) == firm(owner) == ([True], False)

    reply(introduction, Answer.NO)
    actions.withdraw(introduction, by=owner)
    # Asking again is up to the office, which knows what was answered.
    assert (firm(office), firm(owner)) == (([True], True), ([True], False))
    assert as_person(owner).get(start(need, offer)).url == url("detail", introduction)
    assert as_person(office).get(start(need, offer)).status_code == 200


def test_who_is_looking_sees_no_no_in_that_list(as_person, owner, need, match, introduce):
    introduction = introduce(offer=match.offer)
    page = reverse("market:need-detail", args=["riegelstein", need.public_id])
    before = as_person(owner).get(page).content.decode().split('id="firms"')[1]

    reply(introduction, Answer.NO)

    after = as_person(owner).get(page).content.decode().split('id="firms"')[1]
    assert "noch offen" in before
    assert without_tokens(after) == without_tokens(before)


def without_tokens(body):
    return re.sub(r'value="[^"]+"', "", body)
