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
