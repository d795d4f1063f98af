"""The pages of dues: the scale, the list, the list as it was issued."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from kurzweg.core.models import AuditEntry
from kurzweg.dues import actions, owing
from kurzweg.dues.forms import AmountField
from kurzweg.dues.models import DuesList, DuesRow, DuesRule
from kurzweg.networks.models import MembershipClass
from tests.factories import set_rule
from tests.taken_along import lines_of

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/dues/"


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


@pytest.fixture
def korn(bakery):
    bakery.name = "=Bäckerei Korn"
    bakery.save()
    return bakery


def test_the_office_enters_a_line_and_nothing_is_overwritten(desk, network):
    typed = {"for_whom": "firms", "amount": "1.250,50 €", "since": "2027-01-01"}
    desk.post(HERE + "scale/", typed)

    desk.post(HERE + "scale/", typed | {"amount": "1300", "since": "2028-01-01"})

    kept = DuesRule.objects.in_network(network).order_by("pk")
    assert [(row.amount, row.since) for row in kept] == [
        (Decimal("1250.50"), date(2027, 1, 1)),
        (Decimal("1300.00"), date(2028, 1, 1)),
    ]
    assert AuditEntry.objects.filter(kind="duesrule", action="entered").count() == 2


def test_a_line_can_be_for_a_class_or_for_persons(desk, network):
    friends = MembershipClass.objects.create(network=network, name="Fördermitglieder")
    typed = {"amount": "50", "since": "2027-01-01", "staff_from": "1"}

    for whom in (f"class-{friends.public_id}", "persons", "class-of-others"):
        desk.post(HERE + "scale/", typed | {"for_whom": whom})

    kept = DuesRule.objects.in_network(network).order_by("pk")
    told = [(row.membership_class, row.is_for_persons, row.staff_from) for row in kept]
    assert told == [(friends, False, 0), (None, True, 0)]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("400", "400.00"),
        ("1.250,50 €", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1 250.50", "1250.50"),
        ("1.250", "1250.00"),
        ("12.50", "12.50"),
        ("400,– €", "400.00"),
        ("€ 0", "0.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, amount):
    assert AmountField().clean(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written", ["-5", "1,2", "1.2500", "viel", "1e9", "12345678", "=1+1", "1,25,50"]
)
def test_what_is_no_amount_is_asked_back(written, desk, network):
    typed = {"for_whom": "firms", "amount": written, "since": "2027-01-01"}

    answer = desk.post(HERE + "scale/", typed)

    assert (answer.status_code, DuesRule.objects.in_network(network).count()) == (422, 0)


def test_the_scale_says_which_line_holds(desk, line):
    line(400)
    line(420, since=date(2027, 1, 1))
    line(440, since=date(2028, 1, 1))

    page = " ".join(desk.get(HERE + "scale/").content.decode().split())

    words = re.findall(r"<td>\s*(kommt noch|gilt|überholt)\s*</td>", page)
    assert words == ["kommt noch", "gilt", "überholt"]


def test_the_list_names_who_owes_what_and_the_total(desk, korn, sawmill, line):
    line(400)

    page = desk.get(HERE).content.decode()

    assert (page.count("400,00\xa0€"), "800,00\xa0€" in page) == (2, True)
    assert "Rechnungen schreibt Kurzweg nicht" in page


def test_the_list_goes_along_with_its_total_and_no_formula(desk, korn, sawmill, line):
    sawmill.staff_band = None
    line(400, staff_from=10)
    korn.staff_band = 10
    korn.save()

    answer = desk.get("/n/riegelstein/take-along/dues/", {"as": "csv", "on": "2027-01-01"})

    told = [
        (row["Mitglied"], row["Beitrag in Euro"], bool(row["Zu klären"]))
        for row in lines_of(answer)
    ]
    assert told == [
        ("Sägewerk Tann", "", True),
        ("'=Bäckerei Korn", "400,00", False),
        ("Summe", "400,00", True),
    ]


def test_an_issued_list_stays_as_it_was(desk, korn, sawmill, network, line):
    line("400.40")
    desk.post(HERE + "issue/", {"on": "2027-01-01"})
    korn.name = "Korn & Kruste"
    korn.save()
    line(999, since=date(2021, 1, 1))
    set_rule(network, dues_parts=4)

    (issued,) = DuesList.objects.in_network(network)
    page = desk.get(f"{HERE}issued/{issued.public_id}/").content.decode()
    file = desk.get(f"{HERE}issued/{issued.public_id}/file/")

    assert ("=Bäckerei Korn" in page, "Kruste" in page, "800,80\xa0€" in page) == (
        True,
        False,
        True,
    )
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    names = [(row[1].value, row[1].data_type, row[8].value) for row in sheet.iter_rows(min_row=2)]
    assert names == [
        ("=Bäckerei Korn", "s", 400.4),
        ("Sägewerk Tann", "s", 400.4),
        ("Summe", "s", 800.8),
    ]
    assert file.headers["Content-Disposition"] == (
        'attachment; filename="beitraege-wie-ausgestellt-riegelstein-2027-01-01.xlsx"'
    )


def test_if_it_were_reckoned_anew_it_would_not_stay(desk, korn, network, line, office):
    line(400)
    issued = actions.issue(network, as_of=date(2027, 1, 1), by=office)

    line(999, since=date(2021, 1, 1))

    assert owing.dues(network, date(2027, 1, 1)).total != issued.total


def test_pressed_twice_it_is_issued_once(desk, korn, network, line):
    line(400)

    for _press in range(2):
        desk.post(HERE + "issue/", {"on": "2027-01-01", "once": "a-key"})

    assert DuesList.objects.in_network(network).count() == 1


def test_no_row_is_kept_without_an_amount_and_without_a_reason(network, korn, line, office):
    line(400)
    issued = actions.issue(network, as_of=date(2027, 1, 1), by=office)

    row = DuesRow(dues_list=issued, membership_id=0, organisation_id=0, place=9, name="Leer")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("page", ["", "scale/"])
def test_dues_are_the_office_s_alone(page, client, as_person, owner, office, line):
    answers = [as_person(who).get(HERE + page).status_code for who in (office, owner)]

    assert answers == [200, 404]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "gestern"])
def test_an_odd_day_is_answered(day, desk, korn, line):
    assert desk.get(HERE, {"on": day}).status_code == 200
