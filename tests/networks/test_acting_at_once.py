"""Two who change the persons of one organisation at the same moment, in earnest."""

from __future__ import annotations

from django.test import Client

from kurzweg.people.models import Person, Position
from tests.conftest import acting_for, member_firm
from tests.factories import NetworkFactory
from tests.forms import pressed
from tests.own_database import at_once


def test_of_two_who_take_the_entry_from_each_other_at_once_one_is_asked(own_database):
    network = NetworkFactory(slug="riegelstein")
    firm = member_firm(network, "Bäckerei Korn")
    page = f"/n/riegelstein/organisations/{firm.public_id}/persons/"
    people = [acting_for(firm, name, is_admin=True) for name in ("Erste", "Zweite")]
    for person in people:
        Person.objects.filter(pk=person.pk).update(entered_by_network=network)
        person.positions.update(entered_by_network=network)

    def takes_from(other, who):
        client, address = Client(), f"{page}{other.public_id}/"
        client.force_login(who.account)
        sent = pressed(client.get(address))
        sent.pop("positions-0-is_admin")
        return lambda: client.post(address, sent)

    first, second = people
    heard = at_once(takes_from(first, second), takes_from(second, first))

    assert sorted(answer.status_code for answer in heard) == [302, 422]
    assert Position.objects.filter(organisation=firm, is_admin=True).count() == 1
