"""Minutes: written as a draft by one or two, released once, frozen, corrected by addition."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from kurzweg.committees import actions
from kurzweg.committees.errors import AlreadyReleased
from kurzweg.committees.models import AgendaPoint, MeetingRecord, Task
from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks.models import Network
from kurzweg.people import actions as people
from tests.committees.factories import CommitteeFactory, seated
from tests.conftest import acting_for
from tests.forms import pressed
from tests.introductions.conftest import token_in

pytestmark = pytest.mark.django_db

MET = date(2026, 3, 2)


def page_of(record, rest: str = "") -> str:
    return f"/n/riegelstein/minutes/{record.public_id}/{rest}"


@pytest.fixture
def draft(circle, chair, network):
    record = MeetingRecord(network=network, committee=circle, met_on=MET)
    return actions.begin(record, by=chair)


@pytest.fixture
def released(draft, chair):
    Task.objects.create(
        network=draft.network,
        committee=draft.committee,
        record=draft,
        text="Schulen anschreiben",
        owner=chair,
        due_on=MET + timedelta(days=30),
    )
    return actions.release(draft, by=chair)


def mails(kind: str = "committee minutes") -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind=kind).order_by("pk"))


# A draft ------------------------------------------------------------------------------------------


def test_a_draft_begins_with_who_sits_there_on_the_day_of_the_meeting(desk, circle, chair, bakery):
    seated(acting_for(bakery, "Danach"), circle, since=MET + timedelta(days=1))

    desk.post(f"/n/riegelstein/committees/{circle.public_id}/minutes/new/", {"met_on": str(MET)})

    record = MeetingRecord.objects.in_network(circle.network_id).get()
    assert [(row.name, row.state) for row in record.attendances.all()] == [(chair.name, "present")]


def test_all_that_minutes_must_hold_is_written_on_one_page(desk, draft, chair):
    page = page_of(draft, "edit/")

    desk.post(
        page,
        pressed(
            desk.get(page),
            begins_at="17:00",
            place="Rathaus",
            agenda_checked_by="Kanzlei Recht",
            agenda_checked_on="2026-02-27",
            **{
                "points-0-title": "Ausbildungsmesse",
                "points-0-decision": "Die Messe findet statt.",
                "points-0-votes_for": "7",
                "points-0-votes_against": "0",
                "points-0-votes_abstained": "1",
                "remarks-0-kind": "left",
                "remarks-0-name": "B. Säge",
                "remarks-0-at": "17:40",
                "tasks-0-text": "Schulen anschreiben",
                "tasks-0-owner": str(chair.pk),
                "tasks-0-due_on": "2026-04-01",
            },
        ),
    )

    draft.refresh_from_db()
    point, remark = draft.points.get(), draft.remarks.get()
    assert (point.place, point.votes_for, point.votes_abstained) == (1, 7, 1)
    assert (remark.kind, remark.name, f"{remark.at:%H:%M}") == ("left", "B. Säge", "17:40")
    assert (draft.agenda_checked_by, str(draft.agenda_checked_on)) == (
        "Kanzlei Recht",
        "2026-02-27",
    )
    assert [(task.text, task.owner) for task in draft.tasks.all()] == [
        ("Schulen anschreiben", chair)
    ]


def test_a_mistake_in_a_line_loses_nothing_of_the_rest(desk, draft):
    page = page_of(draft, "edit/")
    lines = {"points-0-title": "Messe", "points-0-votes_for": "3", "note": "Viel Lob."}

    answer = desk.post(page, pressed(desk.get(page), **lines))

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Worüber wurde abgestimmt?" in said
    assert ("Messe" in said, "Viel Lob." in said) == (True, True)
    assert not draft.points.exists()


def test_two_who_write_at_once_keep_what_each_of_them_wrote(desk, draft):
    page = page_of(draft, "edit/")
    first, second = (desk.get(page) for _each in range(2))

    desk.post(page, pressed(first, **{"points-0-title": "Eins", "place": "Rathaus"}))
    desk.post(page, pressed(second, **{"points-0-title": "Zwei"}))

    draft.refresh_from_db()
    assert draft.place == "Rathaus"
    assert {point.title for point in draft.points.all()} == {"Eins", "Zwei"}


def test_what_both_changed_comes_back_with_both_versions(desk, draft):
    page = page_of(draft, "edit/")
    first, second = (desk.get(page) for _each in range(2))
    desk.post(page, pressed(first, place="Rathaus"))

    answer = desk.post(page, pressed(second, place="Bahnhof"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.place) == (409, "Rathaus")


# Released -----------------------------------------------------------------------------------------


def test_released_minutes_go_to_who_sits_there_today_and_their_link_opens_them(
    client, released, network, bakery
):
    [mail] = mails()
    client.logout()

    page = client.get(f"/l/{token_in(mail)}/").content.decode()

    assert (mail.person_id, mail.is_held) == (released.written_by_id, False)
    assert "Protokoll vom 2. März 2026" in page
    assert "Schulen anschreiben" in mail.text


def test_on_trial_the_mails_are_held_back(draft, chair, network):
    Network.objects.filter(pk=network.pk).update(is_trial=True)

    actions.release(draft, by=chair)

    assert [mail.is_held for mail in mails()] == [True]


def test_released_minutes_are_not_changed_any_more(desk, draft, chair):
    page = page_of(draft, "edit/")
    opened = desk.get(page)
    actions.release(draft, by=chair)

    answer = desk.post(page, pressed(opened, place="Anderswo"), follow=True)

    draft.refresh_from_db()
    assert draft.place == ""
    assert "bleibt, wie es ist" in answer.content.decode()


def test_a_draft_is_changed_by_the_same_words(desk, draft):
    """Negative control of the above."""
    page = page_of(draft, "edit/")

    desk.post(page, pressed(desk.get(page), place="Anderswo"))

    draft.refresh_from_db()
    assert draft.place == "Anderswo"


def test_the_second_who_releases_hears_of_the_first_and_nobody_gets_two_mails(released, chair):
    with pytest.raises(AlreadyReleased):
        actions.release(released, by=chair)

    assert len(mails()) == 1


def test_without_anybody_present_nothing_is_released(desk, draft):
    draft.attendances.update(state="excused")

    answer = desk.post(page_of(draft, "release/"), follow=True)

    draft.refresh_from_db()
    assert not draft.is_released
    assert "Wer war da?" in answer.content.decode()


def test_a_correction_is_an_addition_with_its_own_day(desk, released, network):
    desk.post(page_of(released, "add/"), {"text": "Es waren acht Stimmen."})

    [addendum] = released.addenda.all()
    page = desk.get(page_of(released)).content.decode()
    assert (addendum.added_on, addendum.text) == (network.today(), "Es waren acht Stimmen.")
    assert "Es waren acht Stimmen." in page
    assert mails()[-1].subject.startswith("Nachtrag zum Protokoll")


# Who reads it -------------------------------------------------------------------------------------


def test_a_member_of_another_committee_reads_nothing(as_person, released, network, sawyer, chair):
    seated(sawyer, CommitteeFactory(network=network), "chair")

    assert as_person(chair).get(page_of(released)).status_code == 200
    assert as_person(sawyer).get(page_of(released)).status_code == 404


def test_a_plain_member_reads_released_minutes_and_no_draft(
    as_person, draft, circle, sawyer, chair
):
    seated(sawyer, circle)
    browser = as_person(sawyer)
    before = browser.get(page_of(draft)).status_code

    actions.release(draft, by=chair)

    assert (before, browser.get(page_of(draft)).status_code) == (404, 200)
    assert browser.get(page_of(draft, "edit/")).status_code == 404


def test_whoever_left_the_committee_reads_nothing_more_signed_in_or_by_link(
    as_person, released, circle, chair, network
):
    token = token_in(mails()[0])
    browser = as_person(chair)
    before = browser.get(page_of(released)).status_code, browser.get(f"/l/{token}/").status_code

    circle.seats.update(until=network.today())

    after = browser.get(page_of(released)).status_code, browser.get(f"/l/{token}/").status_code
    assert (before, after) == ((200, 200), (404, 404))


def test_the_link_to_minutes_ends_after_the_days_of_the_rule(client, released):
    token = token_in(mails()[0])

    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert client.get(f"/l/{token}/").status_code == 404
    assert client.get(f"/l/{token}/").status_code == 200


def test_reading_by_link_changes_nothing(client, released):
    client.get(f"/l/{token_in(mails()[0])}/")

    assert list(Link.objects.filter(used_at__isnull=False)) == []


def test_the_page_of_minutes_costs_the_same_for_one_and_for_many_points(
    desk, draft, django_assert_num_queries
):
    for number in range(3):
        AgendaPoint.objects.create(record=draft, place=number + 1, title=f"P{number}")
    desk.get(page_of(draft))

    with django_assert_num_queries(PAGE):
        desk.get(page_of(draft))


PAGE = 13


def test_whoever_joins_two_rows_of_hers_stands_in_the_minutes_as_one(released, chair, stranger):
    """What names a person is handed over, lines of minutes included."""
    released.attendances.update(person=stranger)
    released.addenda.create(text="Acht.", added_on=MET, added_by=stranger)

    people.join([chair, stranger], by=chair)

    assert [row.person for row in released.attendances.all()] == [chair]
    assert [row.added_by for row in released.addenda.all()] == [chair]


def test_more_votes_than_members_present_are_named_before_the_minutes_are_released(desk, draft):
    draft.attendances.all().delete()
    draft.attendances.create(name="A. Anwesend")
    draft.attendances.create(name="G. Gast", state="guest")
    point = draft.points.create(place=7, title="Messe", decision="Ja.", votes_for=1)
    before = desk.get(page_of(draft)).content.decode()

    point.votes_against = 1
    point.save()

    said = "Punkt 7: Es sind 2 Stimmen gezählt"
    assert (said in before, said in desk.get(page_of(draft)).content.decode()) == (False, True)


def test_the_times_of_minutes_are_written_as_everywhere(desk, draft):
    draft.begins_at, draft.ends_at = time(17), time(18, 30)
    draft.save()

    assert "17 Uhr – 18.30 Uhr" in desk.get(page_of(draft)).content.decode()


def test_a_form_of_minutes_that_nobody_reads_changes_nothing(desk, draft, chair):
    Task.objects.create(
        network=draft.network, committee=draft.committee, record=draft, owner=chair,
        text="Angebot einholen", due_on=draft.met_on,
    )  # fmt: skip

    answer = desk.post(
        page_of(draft, "edit/"), b"once=9999", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code in (302, 409, 422)
    assert Task.objects.in_network(draft.network).count() == 1
