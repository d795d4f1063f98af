"""Who asks to become a member, and who decides on it."""

from __future__ import annotations

import pytest

from kurzweg.networks import applying
from kurzweg.networks.models import Application
from tests.factories import MandateFactory, PersonFactory
from tests.networks.deciding import SAID


@pytest.fixture
def application(network) -> Application:
    network.is_trial = False
    network.save()
    return applying.apply(network, SAID)[0]


@pytest.fixture
def board(network):
    """Three of the board; the rule lets two of them decide."""
    network.decided_rules.create(name="board_decides", value=1)
    persons = []
    for each in "abc":
        person = PersonFactory(email=f"{each}@vorstand.example", entered_by_network=network)
        MandateFactory(network=network, person=person, kind="board")
        persons.append(person)
    return persons
