"""Two people save the same form at the very same moment, in earnest."""

from datetime import date
from threading import Barrier

import pytest
from django.test import Client

from kurzweg.core.comparison import Comparison
from kurzweg.market.models import Need
from kurzweg.market.views import needs
from kurzweg.people.models import Certificate
from tests.conftest import acting_for, member_firm
from tests.factories import MandateFactory, NetworkFactory, PersonFactory
from tests.forms import pressed
from tests.market.factories import NeedFactory, OfferFactory
from tests.own_database import at_once


@pytest.fixture
def scene(own_database):
    """The four forms, and two people who may send each of them."""
    network = NetworkFactory(slug="riegelstein")
    firm = member_firm(network, "Bäckerei Korn")
    owner = acting_for(firm, "Korn", is_admin=True)
    Certificate.objects.create(organisation=firm, scheme="AEO", valid_until=date(2027, 1, 31))
    people = [PersonFactory(), PersonFactory()]
    for person in people:
        MandateFactory(network=network, person=person, kind="office")
    need = NeedFactory(network=network, owner=firm, contact=owner, draft=True)
    offer = OfferFactory(network=network, organisation=firm)
    here = "/n/riegelstein"
    return people, {
        "need": (need, f"{here}/needs/{need.public_id}/edit/", "title", "topics", "Bio"),
        "offer": (offer, f"{here}/offers/{offer.public_id}/edit/", "title", "lead_days", "3"),
        "entry": (firm, f"{here}/organisations/{firm.public_id}/edit/", "name", "phone", "0201"),
        "settings": (network, f"{here}/settings/presentation/", "name", "claim", "Kurz"),
    }


def saves(people, address, *changes):
    """What each of two does at her browser, her page opened beforehand."""
    for person, changed in zip(people, changes, strict=True):
        client = Client()
        client.force_login(person.account)
        sent = pressed(client.get(address), **changed)
        yield lambda client=client, sent=sent: client.post(address, sent).status_code


@pytest.mark.parametrize("form", ["need", "offer", "entry", "settings"])
def test_at_the_same_moment_both_fields_are_kept_and_one_title_is_asked_about(form, scene):
    people, forms = scene
    row, address, title, other, value = forms[form]

    different = at_once(*saves(people, address, {title: "Neu"}, {other: value}))
    same = at_once(*saves(people, address, {title: "Eins"}, {title: "Zwei"}))

    row.refresh_from_db()
    assert different == [302, 302]
    assert getattr(row, other) in (value, [value], int(value) if value.isdigit() else None)
    assert sorted(same) == [302, 409]
    assert getattr(row, title) == ("Eins", "Zwei")[same.index(302)]


@pytest.mark.postgres
def test_without_the_lock_both_would_save(scene, monkeypatch):
    """Negative control: both compare before either has saved (SQLite lets one in at a time)."""
    people, forms = scene
    row, address, title, _other, _value = forms["need"]
    together, merged = Barrier(2, timeout=10), Comparison.merged

    def compared(self, *args, **options):
        outcome = merged(self, *args, **options)
        together.wait()
        return outcome

    monkeypatch.setattr(needs, "for_editing", lambda rows, request: rows)
    monkeypatch.setattr(Comparison, "merged", compared)
    heard = at_once(*saves(people, address, {title: "Eins"}, {title: "Zwei"}))

    assert heard == [302, 302]
    assert Need.objects.across_networks("a test").get(pk=row.pk).title in ("Eins", "Zwei")
