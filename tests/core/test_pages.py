"""Lists are cut into pages that never shuffle, whatever page is asked for."""

import pytest

from kurzweg.core.pages import paginate
from kurzweg.people.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "number"), [("2", 2), ("", 1), ("0", 3), ("-1", 3), ("99", 3), ("x", 1), ("1e3", 1)]
)
def test_odd_numbers_give_the_nearest_page_there_is(rf, asked, number):
    for _each in range(5):
        OrganisationFactory()

    page = paginate(rf.get("/", {"page": asked}), Organisation.objects.order_by("pk"), per_page=2)

    assert page.number == number


def test_a_list_without_an_order_is_a_bug(rf):
    with pytest.raises(ValueError, match="orders explicitly"):
        paginate(rf.get("/"), Organisation.objects.order_by())


def answer_to(client, **sent):
    answer = client.get("/n/riegelstein/needs/", headers={"HX-Request": "true", **sent})
    return "whole" if b"<html" in answer.content else "part", answer.headers["Vary"]


def test_htmx_gets_a_part_only_where_it_has_a_place_for_one(client, network):
    asked = {
        "filter": answer_to(client),
        "boosted": answer_to(client, **{"HX-Boosted": "true"}),
        "back": answer_to(client, **{"HX-History-Restore-Request": "true"}),
    }

    assert {name: kind for name, (kind, _vary) in asked.items()} == {
        "filter": "part",
        "boosted": "whole",
        "back": "whole",
    }
    for _kind, vary in asked.values():
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(vary.split(", "))
