"""What the list of who acts for an organisation says of days to come and days that are over."""

from datetime import timedelta

import pytest

from kurzweg.core.templatetags.display import plain_day
from tests.factories import PersonFactory, PositionFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_what_is_to_come_and_what_is_over_is_said_so(office, network, bakery, as_person):
    today = network.today()
    for name, since, until in (("Teig", 30, None), ("Hefe", -500, 0)):
        PositionFactory(
            person=PersonFactory(family_name=name, entered_by_network=network),
            organisation=bakery,
            answers_requests=True,
            since=today + since * DAY,
            until=None if until is None else today + until * DAY,
        )

    page = f"/n/riegelstein/organisations/{bakery.public_id}/persons/"
    text = as_person(office).get(page).content.decode()

    assert f"<span>ab {plain_day(today + 30 * DAY)}</span>" in text
    assert text.count("beantwortet Bitten um Kontakt") == 1
    assert text.count("beantwortete Bitten um Kontakt") == 1
