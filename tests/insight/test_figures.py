"""A figure at the end of a day: issued and kept, with what is known of that day later beside it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from kurzweg.core import audit, indicators, ledger, retention
from kurzweg.core.models import AuditEntry
from kurzweg.insight import comparing, issuing
from kurzweg.insight.models import Snapshot, SnapshotRow
from kurzweg.merging import actions as merging
from kurzweg.networks import ending
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import ClassTerm, Membership, MembershipClass
from kurzweg.people import erasing
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.forms import forms_of

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/figures/"
DAY = date(2026, 12, 31)
ASKED = f"{HERE}day/?figure=members&on=2026-12-31"


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2027-01-04 09:10 +0100", tick=False)


def issuing_form(response) -> dict[str, str]:
    drawn = forms_of(response.content.decode())
    return next(form for form in drawn if form.named("occasion")).values


@pytest.fixture
def known_today(office, network):
    """What the office reads beside an issued figure."""
    return lambda issued: comparing.compare(
        issued, viewer=viewer_for(office.account, person=office, network=network)
    )


def changed(row, action: str, *, by, **how) -> None:
    audit.record(row, action, by=by, **how)
    ledger.changed(row)


def sheet_of(response) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell for cell in row if cell is not None] for row in book.active.values]


def test_how_many_we_were_on_31_december_stays_what_was_told(
    network, office, members, issue, as_person, time_machine
):
    """Story 5: 94, one notice, 7 new ones make 100; two that prove to be one make it 99 today."""
    time_machine.move_to("2026-09-28 10:00 +0200", tick=False)
    leaver, *rest = members(94)
    first_of_january = date(2027, 1, 1)
    ending.end(
        leaver, until=first_of_january, notice_on=date(2026, 9, 28), end_reason="", by=office
    )
    new = members(7, since=date(2026, 11, 1), first=95)
    time_machine.move_to("2027-01-04 09:10 +0100", tick=False)
    client = as_person(office)

    page = client.get(ASKED)
    client.post(ASKED, issuing_form(page) | {"occasion": "Jahresbericht"})
    issued = Snapshot.objects.in_network(network).get()
    address = f"{HERE}issued/{issued.public_id}/"
    before = client.get(f"{address}file/")
    time_machine.move_to("2027-01-15 11:00 +0100", tick=False)
    kept, double = (row.organisation for row in new[-2:])
    merging.merge(kept, double, values={}, network=network, by=office)
    later = client.get(address)

    text = " ".join(later.content.decode().split())
    assert "100 Mitglieder am 31. Dezember 2026, 24 Uhr" in text
    assert f"Ausgestellt am 4. Januar 2027 von {office.name}." in text
    assert "Als ausgestellt 100, nach heutiger Kenntnis 99." in text
    assert f"zusammengeführt am 15. Januar 2027 von {office.name}<" in text
    (gone,) = later.context["comparison"].gone
    assert (gone.name, later.context["comparison"].new) == ("Werk 101", [])
    assert sheet_of(client.get(f"{address}file/")) == sheet_of(before)
    assert len(rest) + len(new) == issued.number == issued.rows.count() == 100


def test_a_figure_holds_at_the_end_of_its_day(network, members, office):
    stays, leaves, comes = members(3)
    leaves.until, comes.since = date(2027, 1, 1), date(2027, 1, 1)
    leaves.save()
    comes.save()

    figure = issuing.figure(indicators.declared("members"), network.pk, DAY)

    assert [fact.row_id for fact in figure.facts] == [stays.pk]
    assert figure.left_with_it == 1
    assert indicators.value("members", network.pk, DAY).number == 2


def test_who_leaves_and_comes_back_the_next_day_has_not_left(network, members):
    (before,) = members(1)
    Membership.objects.in_network(network).update(until=date(2027, 1, 1))
    MembershipFactory(network=network, organisation=before.organisation, since=date(2027, 1, 1))

    ids = indicators.at_end(indicators.declared("members"), network.pk, DAY)

    assert ids == [before.pk]


def test_two_memberships_of_one_organisation_count_once(network, members):
    (first,) = members(1)
    Membership.objects.in_network(network).update(until=date(2027, 6, 1))
    MembershipFactory(network=network, organisation=first.organisation, since=date(2026, 6, 1))

    assert indicators.value("members", network.pk, DAY).number == 1
    assert issuing.figure(indicators.declared("members"), network.pk, DAY).number == 1


def test_an_issued_figure_keeps_names_numbers_and_days(network, members, issue, office, as_person):
    first, second = members(2)
    issued = issue(occasion="Antrag")
    before = as_person(office).get(f"{HERE}issued/{issued.public_id}/file/").content

    first.organisation.name, first.number = "Umbenannt", "77"
    first.organisation.save()
    first.since = date(2021, 5, 5)
    first.save()
    second.organisation.delete()

    rows = [(row.name, row.number, row.since) for row in issued.rows.all()]
    assert rows == [("Werk 001", "1", date(2020, 1, 1)), ("Werk 002", "2", date(2020, 1, 1))]
    page = as_person(office).get(f"{HERE}issued/{issued.public_id}/").content.decode()
    assert ("Werk 001" in page, "Umbenannt" in page) == (True, False)
    after = as_person(office).get(f"{HERE}issued/{issued.public_id}/file/").content
    lines = [sheet_of(type("", (), {"content": each})()) for each in (before, after)]
    assert lines[0] == lines[1]


def test_days_mended_later_are_shown_with_who_mended_them(
    network, members, issue, office, known_today
):
    first, second = members(2)
    issued = issue()
    late = MembershipFactory(network=network, organisation=OrganisationFactory(name="Nachtrag"))
    changed(late, "entered", by=office)
    Membership.objects.in_network(network).filter(pk=first.pk).update(since=date(2027, 1, 2))
    changed(first, "mended", by=office, fields=["since"])
    changed(first, "mended", by=office, fields=["number"])

    found = known_today(issued)

    assert (found.number, second.state(DAY)) == (2, "active")
    ((gone,), (new,)) = found.gone, found.new
    assert (gone.name, gone.entry.fields, gone.entry.actor_id) == (
        "Werk 001",
        ["since"],
        office.pk,
    )
    assert (new.name, new.entry.action) == ("Nachtrag", "entered")


def test_a_comparison_that_looks_at_the_kept_rows_alone_is_found_out(
    members, issue, known_today, monkeypatch
):
    """The negative control: without counting again, nothing would ever differ."""
    first, _second = members(2)
    issued = issue()
    first.delete()
    assert known_today(issued).number == 1

    monkeypatch.setattr(indicators, "at_end", lambda *_: [row.row_id for row in issued.rows.all()])

    assert known_today(issued).gone == []


@pytest.mark.parametrize("on", ["2027-01-04", "2028-01-01", "gestern", "", "1500-01-01"])
def test_a_day_that_is_not_over_is_refused(on, network, office, as_person):
    client = as_person(office)

    response = client.get(f"{HERE}day/", {"figure": "members", "on": on})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["on"])
    with pytest.raises(issuing.DayIsNotOver):
        issuing.issue(
            indicators.declared("members"), network=network, day=date(2027, 1, 4), by=office
        )


def test_a_double_click_issues_one_figure(network, office, members, as_person):
    members(1)
    client = as_person(office)
    form = issuing_form(client.get(ASKED))

    answers = {client.post(ASKED, form).headers["Location"] for _ in range(2)}

    assert (len(answers), Snapshot.objects.in_network(network).count()) == (1, 1)
    assert AuditEntry.objects.get(action="issued").actor_id == office.pk


def test_groups_below_five_are_neither_shown_nor_found_by_subtraction():
    large = issuing.large_groups

    assert large({"Firma": 20, "Stadt": 4, "Kammer": 3}, total=27) == [("Firma", 20)]
    assert large({"Firma": 20, "Hochschule": 6, "Stadt": 4}, total=30) == [("Firma", 20)]
    assert large({"Firma": 6, "Stadt": 4}, total=10) == []
    assert large({"Optik": 8, "Mechanik": 7}, total=9) == [("Optik", 8), ("Mechanik", 7)]


def test_a_figure_is_broken_down_by_kind(network, members, issue):
    members(6)
    for _ in range(5):
        MembershipFactory(network=network, organisation=OrganisationFactory(kind="school"))

    issued = issue()

    issued.refresh_from_db()
    assert issued.groups == [["Nach Art", [["Unternehmen", 6], ["Schule", 5]]]]


def test_a_figure_is_broken_down_by_the_class_of_its_day(network, members, issue):
    ordinary, supporting = (
        MembershipClass.objects.create(network=network, name=name) for name in ("Voll", "Förder")
    )
    for row in members(6):
        term = {"network": network, "membership": row}
        ClassTerm.objects.create(**term, membership_class=ordinary, until=date(2027, 1, 1))
        ClassTerm.objects.create(**term, membership_class=supporting, since=date(2027, 1, 1))

    assert issue().groups[0] == ("Nach Klasse", [("Voll", 6)])


def test_a_name_that_begins_like_a_formula_stays_a_name(network, issue, office, as_person):
    MembershipFactory(network=network, organisation=OrganisationFactory(name="=1+1"))
    issued = issue()

    book = openpyxl.load_workbook(
        io.BytesIO(as_person(office).get(f"{HERE}issued/{issued.public_id}/file/").content)
    )

    (cell,) = [row[0] for row in book.active.rows if row[0].value == "=1+1"]
    assert cell.data_type == "s"


def test_what_is_forgotten_of_a_firm_is_emptied_and_the_number_stays(members, issue, time_machine):
    first, _second = members(2)
    issued = issue()

    first.until = date(2027, 1, 2)
    first.save()
    time_machine.move_to("2031-01-05 03:00 +0100", tick=False)
    retention.carry_out()

    assert sorted(issued.rows.values_list("name", flat=True)) == ["", "Werk 002"]
    assert (issued.number, issued.rows.count()) == (2, 2)


def test_a_member_who_is_a_person_and_is_erased_keeps_her_number_only(network, issue, office):
    herself = OrganisationFactory(kind="person", name="Ada Winter")
    MembershipFactory(network=network, organisation=herself, number="7")
    firm = OrganisationFactory(name="Winter Guss")
    MembershipFactory(network=network, organisation=firm)
    ada = PersonFactory(family_name="Winter", entered_by_network=network)
    for place in (herself, firm):
        PositionFactory(person=ada, organisation=place, entered_by_network=network)
    issued = issue()

    erasing.erase([ada], by=office, network_id=network.pk)

    assert [(row.name, row.number) for row in issued.rows.all()] == [("", ""), ("Winter Guss", "")]
    assert (issued.number, issued.rows.count()) == (2, 2)


def test_of_a_member_whose_entry_is_gone_no_figure_keeps_the_name(network, issue, office):
    herself, another = (
        OrganisationFactory(kind="person", name=name) for name in ("Ada Winter", "Eva Winter")
    )
    for each in (herself, another):
        MembershipFactory(network=network, organisation=each)
    ada = PersonFactory(given_name="Ada", family_name="Winter", entered_by_network=network)
    issued = issue()
    for each in (herself, another):
        each.delete()

    erasing.erase([ada], by=office, network_id=network.pk)

    assert sorted(row.name for row in issued.rows.all()) == ["", "Eva Winter"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries(
    rows, network, members, issue, office, as_person, django_assert_num_queries
):
    members(rows)
    gone = members(rows, first=50)
    issued = issue()
    for each in gone:
        changed(each, "taken out", by=office)
        each.delete()
    client = as_person(office)
    pages = {ASKED: 12, f"{HERE}issued/{issued.public_id}/": 19, HERE: 11}
    for page in pages:
        client.get(page)

    for page, number in pages.items():
        with django_assert_num_queries(number):
            assert client.get(page).status_code == 200

    assert SnapshotRow.objects.count() == 2 * rows


def test_the_office_counts_small_groups_and_what_is_issued_leaves_them_out(
    network, members, issue, office, as_person
):
    single = MembershipClass.objects.create(network=network, name="Einzelmitglied")
    full = MembershipClass.objects.create(network=network, name="Voll")
    for row in members(6):
        ClassTerm.objects.create(network=network, membership=row, membership_class=full)
    for row in members(1, first=50):
        ClassTerm.objects.create(network=network, membership=row, membership_class=single)

    page = as_person(office).get(ASKED)

    assert dict(page.context["figure"].all_groups)["Nach Klasse"] == [
        ("Voll", 6),
        ("Einzelmitglied", 1),
    ]
    assert "Einzelmitglied" in page.content.decode()
    issued = issue()
    assert "Einzelmitglied" not in str(issued.groups)
    shown = as_person(office).get(f"{HERE}issued/{issued.public_id}/").content.decode()
    assert "Einzelmitglied" not in shown


@pytest.fixture
def two_issued(members, issue, office):
    """A figure that is the same today, and one of which a row is another by now."""
    [other, *_rest] = members(2)
    before = issue()
    Membership.objects.in_network(other.network_id).filter(pk=other.pk).update(
        until=date(2026, 1, 1)
    )
    members(1, first=50)
    return before, issue()


def test_the_list_marks_an_issued_figure_that_differs_from_what_is_known_today(
    two_issued, office, as_person
):
    differs, same = two_issued

    page = as_person(office).get(HERE)

    # Two as issued and two today, and yet not the same two.
    assert {row.pk: row.known_today for row in page.context["page"]} == {
        differs.pk: 2,
        same.pk: None,
    }
    assert page.content.decode().count("heute bekannt: 2") == 1


def test_the_board_reads_what_was_issued_and_no_more(two_issued, network, as_person):
    chair = PersonFactory()
    MandateFactory(network=network, person=chair, kind="board")

    page = as_person(chair).get(HERE).content.decode()

    assert ("ausgestellt am" in page, "heute bekannt" in page) == (True, False)


def test_a_list_that_does_not_compare_marks_nothing(two_issued, office, as_person, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(comparing, "known_today", lambda issued: {})

    assert "heute bekannt" not in as_person(office).get(HERE).content.decode()


def test_a_figure_whose_rows_are_forgotten_is_not_marked(two_issued, office, as_person):
    SnapshotRow.objects.all().delete()

    assert "heute bekannt" not in as_person(office).get(HERE).content.decode()
