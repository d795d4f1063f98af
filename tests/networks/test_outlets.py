"""A hidden line comes out nowhere: each outlet with a canary, and with its guard switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from kurzweg.core import findable, kept_pages, ledger, search
from kurzweg.market import findable as market_findable
from kurzweg.networks import showing, visible_fields
from kurzweg.networks.middleware import nobody, viewer_for
from kurzweg.networks.models import Line, Readers
from kurzweg.people.models import Certificate, Organisation
from tests.market.factories import OfferFactory
from tests.promises.canaries import readable

pytestmark = pytest.mark.django_db
MEMBERS = "/n/riegelstein/take-along/members/"
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
        answer = client.get(MEMBERS, {"as": form})
        text = readable(b"".join(answer) if answer.streaming else answer.content)
        assert entry.name in text  # the list itself is there
        return WEBSITE in text

    return outlet


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
}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_what_is_hidden_comes_out_nowhere_from_the_next_request_on(
    outlet, network, entry, owner, sawyer, client, as_person, monkeypatch
):
    tells, who = OUTLETS[outlet]
    client.viewer = None
    if who == "member":
        client = as_person(sawyer)
        client.viewer = viewer_for(sawyer.account, person=sawyer, network=network)

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
