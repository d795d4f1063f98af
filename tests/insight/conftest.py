"""Members that are counted, and the figure that says how many."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core import indicators
from kurzweg.insight import issuing
from kurzweg.insight.models import Snapshot
from kurzweg.networks.models import Membership
from tests.factories import MembershipFactory, OrganisationFactory

DAY = date(2026, 12, 31)


@pytest.fixture
def members(network):
    """Make so many members, named by their numbers."""

    def make(number: int, *, since: date = date(2020, 1, 1), first: int = 1) -> list[Membership]:
        return [
            MembershipFactory(
                network=network,
                organisation=OrganisationFactory(name=f"Werk {each:03}"),
                number=str(each),
                since=since,
            )
            for each in range(first, first + number)
        ]

    return make


@pytest.fixture
def issue(network, office):
    def issued(day: date = DAY, **how) -> Snapshot:
        return issuing.issue(
            indicators.declared("members"), network=network, day=day, by=office, **how
        )

    return issued
