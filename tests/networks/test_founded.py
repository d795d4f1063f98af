"""A year of foundation is a year, on every database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kurzweg.people.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [0, 999, 9_998, 32_768, 999_999])
def test_what_is_no_year_is_refused_where_it_is_entered(year):
    field = Organisation._meta.get_field("founded_year")

    with pytest.raises(ValidationError):
        field.clean(str(year), None)
    assert field.clean("1898", None) == 1898


@pytest.mark.parametrize("year", [999, 10_000])
def test_what_is_no_year_is_not_kept(year):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(founded_year=year)
