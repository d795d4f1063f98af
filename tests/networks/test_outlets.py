"""A hidden line comes out nowhere: each outlet with a canary, and with its guard switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from kurzweg.core import findable, kept_pages, ledger, lists, search
from kurzweg.core.policy import MEMBERS
from kurzweg.market import findable as market_findable
from kurzweg.networks import showing, visible_fields
from kurzweg.networks.middleware import nobody, viewer_for
from kurzweg.networks.models import Line, Readers
from kurzweg.people.models import Certificate, Organisation
from tests.committees.factories import CommitteeFactory, seated
from tests.market.factories import NeedFactory, OfferFactory
from tests.promises.canaries import readable

pytestmark = pytest.mark.django_db
MEMBER_LIST = "/n/riegelstein/take-along/members/"
WEBSITE, WORD, SCHEME = "https://kanarienvogel.example/", "Xylophonie", "ISO 22000"


@pytest.fixture
def entry(bakery):
    Organisation.objects.filter(pk=bakery.pk).update(website=WEBSITE, summary=WORD, staff_band=50)
    Certificate.objects.create(organisation=bakery, scheme=SCHEME)
    bakery.refresh_from_db()
    with transaction.atomic():
        ledger.changed(bakery)
    return bakery


def page(client: Any, entry: Organisation, network: Any) -> bool:
    address = f"/n/riegelstein/organisations/{entry.public_id}/"
    return WEBSITE in client.get(address).content.decode()


def taken_along(form: str) -> Callable[..., bool]:
    def outlet(client: Any, entry: Organisation, network: Any) -> bool:
        answer = client.get(MEMBER_LIST, {"as": form})
        text = readable(b"".join(answer) if answer.streaming else answer.content)
        assert entry.name in text  # the list itself is there
        return WEBSITE in text

    return outlet


def with_the_eyes_of_a_member(client: Any, entry: Organisation, network: Any) -> bool:
    """What an owner is shown as a member's page is what a member gets."""
    answer = client.get(f"/n/riegelstein/organisations/{entry.public_id}/shown/member/")
    assert answer.status_code == 200
    return WEBSITE in answer.content.decode()


def found_by_its_word(client: Any, entry: Organisation, network: Any) -> bool:
    viewer = client.viewer or nobody(network)
    return bool(search.find(viewer, WORD, kinds=frozenset({"organisation"})))


def hit_of_a_search(client: Any, entry: Organisation, network: Any) -> bool:
    answer = client.get("/n/riegelstein/search/", {"kind": "organisation", "q": "Korn"})
    assert entry.name in answer.content.decode()
    return WORD in answer.content.decode()


def table_of_an_export(client: Any, entry: Organisation, network: Any) -> bool:
    viewer = client.viewer or nobody(network)
    table = findable.table(viewer, kind="organisation", pks=[entry.pk])
    return WEBSITE in " ".join(map(str, table.lines[0]))


def match(client: Any, entry: Organisation, network: Any) -> bool:
    offer = OfferFactory(network=network, organisation=entry)
    [document] = market_findable.offers([offer.pk])
    return bool(document.certificates)


# Who looks: a stranger, whose pages are kept, or a member.
OUTLETS = {
    "page": (page, "stranger"),
    "index": (found_by_its_word, "stranger"),
    "export": (table_of_an_export, "stranger"),
    "hit": (hit_of_a_search, "member"),
    "match": (match, "member"),
    "CSV": (taken_along("csv"), "member"),
    "XLSX": (taken_along("xlsx"), "member"),
    "vCard": (taken_along("vcard"), "member"),
    "vCard 3.0": (taken_along("vcard3"), "member"),
    "eyes": (with_the_eyes_of_a_member, "owner"),
}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_what_is_hidden_comes_out_nowhere_from_the_next_request_on(
    outlet, network, entry, owner, sawyer, client, as_person, monkeypatch
):
    tells, who = OUTLETS[outlet]
    client.viewer = None
    if who in ("member", "owner"):
        person = {"member": sawyer, "owner": owner}[who]
        client = as_person(person)
        client.viewer = viewer_for(person.account, person=person, network=network)

    def shows() -> bool:
        return tells(client, entry, network)

    def decide(readers: Readers) -> None:
        showing.show(entry, dict.fromkeys(Line, readers), network=network, by=owner)

    decide(Readers.EVERYBODY)
    before = shows()
    decide(Readers.OFFICE)
    hidden = shows()
    # Negative control: without the decision the very same outlet tells it.
    monkeypatch.setattr(
        visible_fields.Decisions, "readers", lambda *_asked, **_more: Readers.EVERYBODY
    )
    kept_pages.STORE.empty()
    with transaction.atomic():
        ledger.changed(entry)
    unguarded = shows()

    assert (before, hidden, unguarded) == (True, False, True)


HIDDEN = {"phone": "02921 4711", "email": "kanarie@korn.example", "vat_id": "DE136695976"}
FIRM = "Bäckerei Korn"
MARKS = {WEBSITE, WORD, SCHEME, "Amselgasse 9", *HIDDEN.values()}


def of_members() -> list[lists.Listing]:
    """Every list that members may take along, of whatever room: those of tomorrow as well."""
    return [each for each in lists.listings() if each.audience == MEMBERS]


@pytest.fixture
def everywhere(entry, network, circle_of):
    """A firm that stands in as many lists as a firm can, and shows none of its lines to members."""
    Organisation.objects.filter(pk=entry.pk).update(**HIDDEN)
    entry.sites.update(street="Amselgasse 9")
    OfferFactory(network=network, organisation=entry, title="Brot")
    NeedFactory(network=network, owner=entry, title="Mehl gesucht")
    return entry


@pytest.fixture
def circle_of(network, owner):
    """Its owner sits in a working group, so that lists of committees name the firm."""
    return seated(owner, CommitteeFactory(network=network, name="Arbeitskreis"), "member")


def told_by(client: Any, listing: lists.Listing) -> set[str]:
    answer = client.get(f"/n/riegelstein/take-along/{listing.name}/", {"as": "csv"})
    assert answer.status_code == 200
    text = readable(b"".join(answer) if answer.streaming else answer.content)
    return {mark for mark in (*MARKS, FIRM) if mark in text}


def test_no_list_that_members_take_along_tells_a_hidden_line(
    everywhere, network, owner, sawyer, as_person, monkeypatch
):
    showing.show(everywhere, dict.fromkeys(Line, Readers.OFFICE), network=network, by=owner)
    client = as_person(sawyer)

    told = {each.name: told_by(client, each) for each in of_members()}

    assert {name for name, found in told.items() if FIRM in found} >= {"members", "offers", "needs"}
    assert set().union(*told.values()) == {FIRM}
    # Negative control: without the decision the list of members tells it.
    monkeypatch.setattr(
        visible_fields.Decisions, "readers", lambda *_asked, **_more: Readers.EVERYBODY
    )
    assert WEBSITE in told_by(client, lists.declared("members"))
