"""A scale of dues of the baker's network, on a day in January."""

from datetime import date
from decimal import Decimal

import pytest

from kurzweg.dues.models import DuesRule


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to("2027-01-14 09:10 +0100", tick=False)


@pytest.fixture
def line(network):
    """Enter a line of the scale: for firms without a class unless somebody else is named."""

    def enter(amount, *, staff_from=0, since=date(2020, 1, 1), **for_whom):
        amount = None if amount is None else Decimal(amount)
        return DuesRule.objects.create(
            network=network, amount=amount, staff_from=staff_from, since=since, **for_whom
        )

    return enter
