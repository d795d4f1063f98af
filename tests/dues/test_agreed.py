"""An amount agreed with one member, what joining costs, and an issued list beside today."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kurzweg.core.models import AuditEntry
from kurzweg.dues import actions, comparing, owing
from kurzweg.dues.models import DuesAgreement, DuesList
from kurzweg.networks.models import ClassTerm, Membership, MembershipClass
from kurzweg.people.models import Organisation
from tests.factories import MembershipFactory, OrganisationFactory, set_rule

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/dues/"
JANUARY = date(2027, 1, 1)


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


@pytest.fixture
def agree(network, bakery):
    def enter(amount, *, reason="Gründung", since=date(2026, 1, 1), until=None):
        return DuesAgreement.objects.create(
            network=network,
            organisation=bakery,
            amount=amount,
            reason=reason,
            since=since,
            until=until,
        )

    return enter


def owed(network, day=JANUARY) -> dict[str, tuple[Decimal | None, str]]:
    return {row.name: (row.amount, row.base) for row in owing.dues(network, day).rows}


def test_what_is_agreed_holds_in_place_of_the_scale_and_says_why(
    network, bakery, sawmill, line, agree
):
    line(400)
    agree(100)

    assert owed(network) == {
        "Bäckerei Korn": (100, "vereinbart: Gründung"),
        "Sägewerk Tann": (400, "für alle gleich"),
    }


def test_it_settles_what_the_scale_cannot_tell(network, bakery, line, agree):
    assert owed(network)["Bäckerei Korn"][0] is None

    agree(0)

    assert owed(network)["Bäckerei Korn"][0] == 0


@pytest.mark.parametrize(
    ("term", "amount"),
    [
        ({"since": JANUARY}, 100),
        ({"since": date(2027, 1, 2)}, 400),
        ({"until": date(2027, 1, 2)}, 100),
        ({"until": JANUARY}, 400),
    ],
)
def test_it_holds_for_the_years_that_begin_within_its_days(
    term, amount, network, bakery, line, agree
):
    line(400)
    agree(100, **term)

    assert owed(network)["Bäckerei Korn"][0] == amount


def test_the_last_entry_holds_and_without_an_amount_the_scale_does(network, bakery, line, agree):
    line(400)
    agree(100)
    agree(150)
    assert owed(network)["Bäckerei Korn"][0] == 150

    agree(None, reason="Wieder nach Ordnung")

    assert owed(network)["Bäckerei Korn"] == (400, "für alle gleich")


def test_what_another_network_agreed_with_it_is_not_asked(
    network, other_network, bakery, line, agree
):
    line(400)
    row = agree(100)
    row.network = other_network
    row.save()

    assert owed(network)["Bäckerei Korn"][0] == 400


def test_without_what_was_agreed_the_scale_holds(network, bakery, line, agree, monkeypatch):
    """The negative control."""
    line(400)
    agree(100)
    monkeypatch.setattr(owing, "_agreements", lambda network: {})

    assert owed(network)["Bäckerei Korn"][0] == 400


def test_the_office_agrees_on_the_page_of_a_member(network, bakery, desk, line, office):
    line(400)
    typed = {"amount": "120,50 €", "reason": "Gründung", "since": "2027-01-01", "until": ""}
    page = f"{HERE}agreed/{bakery.public_id}/"

    answer = desk.post(page, typed)

    assert answer.status_code == 302
    assert owed(network)["Bäckerei Korn"][0] == Decimal("120.50")
    assert AuditEntry.objects.filter(kind="duesagreement", actor_id=office.pk).count() == 1
    assert "120,50" in desk.get(page).content.decode()
    assert page in desk.get(HERE).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "-5"}, {"reason": ""}, {"since": ""}, {"until": "2026-01-01"}],
)
def test_what_cannot_be_agreed_is_asked_back(wrong, bakery, desk, network):
    typed = {"amount": "120", "reason": "Gründung", "since": "2027-01-01", "until": ""}

    answer = desk.post(f"{HERE}agreed/{bakery.public_id}/", typed | wrong)

    assert answer.status_code == 422
    assert DuesAgreement.objects.in_network(network).count() == 0


def test_nobody_agrees_with_whom_she_does_not_know(bakery, desk, owner, as_person):
    stranger = OrganisationFactory()

    assert desk.get(f"{HERE}agreed/{stranger.public_id}/").status_code == 404
    assert as_person(owner).get(f"{HERE}agreed/{bakery.public_id}/").status_code == 404


@pytest.mark.parametrize("wrong", [{"amount": -1}, {"reason": ""}, {"until": date(2025, 1, 1)}])
def test_the_database_keeps_nothing_odd(wrong, agree):
    entry = {"amount": 5} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        agree(entry.pop("amount"), **entry)


def test_whoever_joins_in_the_year_pays_for_joining_once_and_undivided(
    network, bakery, line, settings
):
    line(400)
    set_rule(network, admission_fee=150, dues_parts=2)
    MembershipFactory(
        network=network, organisation=OrganisationFactory(name="Neu"), since=date(2026, 7, 1)
    )

    rows = {row.name: (row.amount, row.fee) for row in owing.dues(network, date(2026, 9, 1)).rows}

    assert rows == {"Bäckerei Korn": (400, 0), "Neu": (350, 150)}
    assert owed(network)["Neu"][0] == 400  # the year after


def test_who_cannot_be_told_pays_no_fee_unseen(network, bakery):
    set_rule(network, admission_fee=150)
    Membership.objects.in_network(network).update(since=date(2027, 1, 5))

    (row,) = owing.dues(network, date(2027, 1, 14)).rows

    assert (row.amount, row.fee, bool(row.doubt)) == (None, 0, True)


# Issued, and known today --------------------------------------------------------------------------


@pytest.fixture
def issued(network, bakery, sawmill, office, line):
    line(400)
    return actions.issue(network, as_of=JANUARY, by=office)


def differences(issued: DuesList, network) -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    found = comparing.compare(issued, network)
    return [(each.name, each.what, each.issued, each.today) for each in found.differences]


def test_where_nothing_is_known_since_the_list_is_the_same(issued, network):
    assert differences(issued, network) == []
    assert comparing.compare(issued, network).total == issued.total == 800


def test_what_is_known_since_stands_beside_it_and_changes_nothing_in_it(
    issued, network, bakery, sawmill, desk, line
):
    friends = MembershipClass.objects.create(network=network, name="Förderer")
    line(250, membership_class=friends)
    korn, tann = Membership.objects.in_network(network).order_by("organisation__name")
    ClassTerm.objects.create(network=network, membership=korn, membership_class=friends)
    Membership.objects.in_network(network).filter(pk=tann.pk).update(until=JANUARY)
    MembershipFactory(network=network, organisation=OrganisationFactory(name="Nachgetragen"))
    Organisation.objects.filter(pk=bakery.pk).update(name="Korn & Kruste")

    found = differences(issued, network)

    assert found == [
        ("Sägewerk Tann", "ist vor Beginn des Jahres ausgetreten", 400, None),
        ("Bäckerei Korn", "andere Klasse: –, jetzt Förderer", 400, 250),
        ("Nachgetragen", "ist seitdem als Mitglied bekannt", None, 400),
    ]
    page = desk.get(f"{HERE}issued/{issued.public_id}/").content.decode()
    assert ("ist seitdem als Mitglied bekannt" in page, "650,00" in page) == (True, True)
    issued.refresh_from_db()
    assert (issued.total, issued.rows.count()) == (800, 2)


def test_another_amount_of_the_scale_is_said(issued, network, line):
    line(450)

    assert {each[1:] for each in differences(issued, network)} == {
        ("die Beitragsordnung nennt einen anderen Betrag", 400, 450)
    }


def test_a_list_whose_rows_are_forgotten_is_not_compared(issued, network, desk):
    issued.rows.all().delete()

    assert comparing.compare(issued, network) is None
    assert desk.get(f"{HERE}issued/{issued.public_id}/").status_code == 200
