"""A firm reads of each line from whom it is and since when, a list by its name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kurzweg.imports.models import MemberList
from kurzweg.networks import known, said, sources
from kurzweg.networks.models import SaidBy
from kurzweg.people.models import Organisation
from tests.imports.conftest import OHM, SPINDLER

pytestmark = pytest.mark.django_db
UNKNOWN = "das Büro oder eine eingelesene Liste"


@pytest.fixture
def firm(taken_over):
    taken_over(SPINDLER, OHM)
    return Organisation.objects.get(name__startswith="Spindler")


@pytest.fixture
def line_of(firm, office, viewer_of):
    """Who said a line, and whether it is known since when."""

    def line(label):
        facts = known.known_of(firm, viewer_of(office)).entry
        return next((each.said_by, each.since) for each in facts if each.label == label)

    return line


def test_a_line_names_the_list_and_its_day(line_of, network):
    expected = ("die Liste „Liste.csv“", network.today())

    assert (line_of("Name der Organisation"), line_of("Telefon der Organisation")) == (
        expected,
        expected,
    )


def test_with_nobody_who_knows_of_lists_it_is_not_said(line_of, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(sources, "_knowers", [])

    assert line_of("Telefon der Organisation") == (UNKNOWN, None)


def test_what_the_firm_said_since_is_its_own_word(line_of, firm):
    MemberList.objects.across_networks("a test").update(
        applied_at=timezone.now() - timedelta(days=2)
    )
    said.note(firm, ["phone"], by=SaidBy.FIRM)

    assert line_of("Telefon der Organisation")[0] == "die Firma selbst"
    assert line_of("Name der Organisation")[0] == "die Liste „Liste.csv“"


def test_once_the_list_is_forgotten_nothing_is_claimed(line_of):
    MemberList.objects.across_networks("a test").delete()

    assert line_of("Telefon der Organisation") == (UNKNOWN, None)
