"""Whoever can do something about it sees how old the last backup is; nobody else is bothered."""

from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation

from kurzweg.core.health import Mark, examine
from kurzweg.core.models import Backup
from tests import agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def backed_up(network):
    """Say how many hours ago the last backup was taken, in an installation that stands for long."""

    def back_up(hours=None):
        born = timezone.now() - timedelta(days=9)
        MigrationRecorder.Migration.objects.update(applied=born)
        Backup.objects.all().delete()
        if hours is not None:
            Backup.objects.create(taken_at=timezone.now() - timedelta(hours=hours))

    return back_up


@pytest.fixture
def asked(viewer_of):
    def titles(person):
        with translation.override("en"):
            items = [item for item in agenda.for_viewer(viewer_of(person)) if item.kind == "backup"]
            return [(item.title, item.due_on) for item in items]

    return titles


def operator(person):
    person.account.is_operator = True
    person.account.save()
    return person


@pytest.mark.parametrize(
    ("hours", "title", "days_late"),
    [
        (25, None, 0),
        (27, "The last backup is 1 day old", 0),
        (75, "The last backup is 3 days old", 2),
        (None, "There is no backup yet", 8),
    ],
)
def test_the_office_is_asked_when_the_last_one_is_too_old(
    hours, title, days_late, backed_up, asked, office, owner, network
):
    backed_up(hours)

    due_on = network.today() - timedelta(days=days_late)
    assert asked(office) == ([(title, due_on)] if title else [])
    assert asked(owner) == []


def test_where_there_is_an_operator_the_office_has_its_peace(
    backed_up, asked, office, adviser, owner
):
    backed_up(75)
    operator(adviser)

    assert [len(asked(person)) for person in (adviser, office, owner)] == [1, 0, 0]


def test_a_new_installation_and_the_demo_are_left_alone(asked, office, backed_up, settings):
    assert asked(office) == []

    backed_up(75)
    settings.DEMO = True

    assert asked(office) == []


def test_the_row_says_what_to_do_without_a_link_to_nowhere(backed_up, as_person, office):
    backed_up(75)

    page = as_person(office).get("/n/riegelstein/due/").content.decode()

    assert "Die letzte Sicherung ist 3 Tage alt" in page
    assert "kurzweg backup" in page
    assert 'href=""' not in page


@pytest.mark.parametrize(
    ("hours", "mark", "says"),
    [
        (None, Mark.WARNING, "none yet: run `kurzweg backup FILE`"),
        (30, Mark.WARNING, "that is too old: run `kurzweg backup FILE`"),
        (3, Mark.WELL, "UTC, restored on trial"),
    ],
)
def test_doctor_says_how_old_it_is(hours, mark, says, backed_up):
    backed_up(hours)

    [finding] = [each for each in examine() if each.what == "backup"]

    assert finding.mark is mark
    assert finding.says.endswith(says)
