"""A mistake in a line of a form is named above the form as well, with a way to the field."""

from __future__ import annotations

import re

import pytest

from kurzweg.people.models import Position
from tests.forms import pressed

pytestmark = pytest.mark.django_db


def summary(answer) -> list[str]:
    box = answer.content.decode().partition('class="mistakes"')[2].partition("</div>")[0]
    return re.findall(r'<a href="#([^"]+)"', box)


def test_a_last_day_before_the_first_is_named_above(as_person, office, owner, bakery, network):
    Position.objects.filter(person=owner).update(entered_by_network=network)
    desk, page = as_person(office), f"/n/riegelstein/organisations/{bakery.public_id}/persons/"
    address = f"{page}{owner.public_id}/"
    right = desk.get(address)

    days = {"positions-0-since": "2026-03-01", "positions-0-until": "2026-02-01"}
    answer = desk.post(address, pressed(right, **days))

    assert answer.status_code == 422
    assert summary(right) == []
    assert summary(answer) == ["id_positions-0-until"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"activities-1-code": "99.99.9"}, "id_activities-1-code"),
        ({"certificates-0-valid_until": "never", "certificates-0-scheme": "ISO 9001"}, None),
    ],
)
def test_a_wrong_activity_or_certificate_is_named_above(as_person, office, bakery, line, field):
    bakery.activities.create(code="10.71", is_core=True)
    desk, page = as_person(office), f"/n/riegelstein/organisations/{bakery.public_id}/edit/"

    answer = desk.post(page, pressed(desk.get(page), **line))

    assert answer.status_code == 422
    assert summary(answer) == [field or "id_certificates-0-valid_until"]
