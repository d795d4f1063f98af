"""A list is taken over as a whole or not at all, whatever happens to whoever writes it."""

from __future__ import annotations

import signal

from kurzweg.imports import actions, applying
from kurzweg.imports.errors import AlreadyUploaded
from kurzweg.imports.models import MemberList, State
from kurzweg.networks.models import Membership
from kurzweg.people.models import Organisation, Person
from tests.conftest import member_firm
from tests.factories import NetworkFactory
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv
from tests.own_database import at_once

# Everything is written when the last word is said of it: there the process ends, as by a power cut.
KILLED = """
import os
from kurzweg.imports import applying
from kurzweg.imports.models import MemberList

def die(*arguments, **how):
    print("written", flush=True)
    os.kill(os.getpid(), 9)

applying._tell = die
list_ = MemberList.objects.across_networks("the only one").get()
applying.apply(list_, by=None)
"""


def test_killed_halfway_nothing_is_there_and_it_can_be_taken_over_again(own_database):
    network = NetworkFactory(slug="riegelstein")
    known = member_firm(network, "Ohm & Söhne KG")
    content = as_csv(HEAD, SPINDLER, OHM)
    list_ = actions.upload(content, name="Liste.csv", network=network, by=None)
    fields = [column["field"] for column in list_.columns]
    list_ = actions.understand(list_, fields, in_a_job=False)

    killed = own_database.start(KILLED)
    said, errors = killed.communicate(timeout=120)

    assert (said, killed.returncode) == ("written\n", -signal.SIGKILL), errors
    list_.refresh_from_db()
    known.refresh_from_db()
    assert (list_.state, known.phone, Person.objects.count()) == (State.READY, "", 0)
    assert list(Organisation.objects.filter(memberships__network=network)) == [known]

    applying.apply(list_, by=None)
    assert Membership.objects.in_network(network).count() == 2


def test_of_two_who_bring_the_same_file_at_once_one_is_told(own_database):
    network = NetworkFactory(slug="riegelstein")

    def bring():
        return actions.upload(as_csv(HEAD, OHM), name="a.csv", network=network, by=None)

    heard = at_once(bring, bring)

    assert {type(each) for each in heard} == {AlreadyUploaded, MemberList}
    assert MemberList.objects.in_network(network).count() == 1
