"""A firm that was entered twice."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.merging import actions
from kurzweg.merging.models import Merge
from kurzweg.people.models import Organisation
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    SiteFactory,
)

JANUARY = date(2020, 1, 15)


@pytest.fixture
def twin(network) -> Organisation:
    """The bakery once more, as a member since another day."""
    firm = OrganisationFactory(
        name="Korn Bäckerei GmbH", phone="0201 5", website="https://korn.example"
    )
    SiteFactory(organisation=firm, street="Ring 4")
    MembershipFactory(network=network, organisation=firm, since=JANUARY, number="17")
    return firm


@pytest.fixture
def merged(bakery, twin, network, office):
    def make(**values) -> Merge:
        return actions.merge(bakery, twin, values=values, network=network, by=office)

    return make
