"""A working group of the baker's network."""

import pytest

from tests.committees.factories import CommitteeFactory, seated


@pytest.fixture
def circle(network):
    return CommitteeFactory(network=network, name="Arbeitskreis Fachkräfte")


@pytest.fixture
def chair(circle, owner):
    """The baker leads the circle."""
    seated(owner, circle, "chair")
    return owner


@pytest.fixture
def desk(as_person, office):
    return as_person(office)
