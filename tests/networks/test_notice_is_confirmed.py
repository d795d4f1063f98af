"""Whoever gave notice reads when it arrived and with which day the membership ends."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core import mails
from kurzweg.core.models import OutboxMail
from kurzweg.networks import ending, notice_mails
from kurzweg.networks.models import Membership

pytestmark = pytest.mark.django_db

ARRIVED = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-09-30 11:00 +0200", tick=False)


@pytest.fixture
def membership(network, bakery) -> Membership:
    return Membership.objects.in_network(network).get(organisation=bakery)


@pytest.fixture
def end(membership, office, as_person):
    """Take the notice down on its page."""
    page = f"/n/riegelstein/memberships/{membership.public_id}/end/"

    def sent(**said: str):
        return as_person(office).post(page, {"notice_on": str(ARRIVED), **said})

    sent.page = page
    return sent


def confirmed() -> list[OutboxMail]:
    return [*OutboxMail.objects.filter(kind=notice_mails.CONFIRMED).order_by("pk")]


def test_the_owner_reads_when_it_arrived_and_when_it_ends(owner, end, network):
    owner.email = "korn@korn.example"
    owner.save()

    end(is_confirmed="on")

    (mail,) = confirmed()
    assert mail.recipient.endswith("<korn@korn.example>")
    assert mail.subject == "Ihre Kündigung bei Schlossregion Riegelstein ist eingegangen"
    assert "ist am 30. September 2026 eingegangen" in mail.text
    assert "Die Mitgliedschaft endet am 31. Dezember 2026 um 24 Uhr." in mail.text
    assert "Unsere Regel für Kündigungen: 3 Monate zum Jahresende." in mail.text
    assert "BGB" not in mail.text


def test_a_firm_without_persons_is_written_to_itself(bakery, end):
    bakery.email = "info@korn.example"
    bakery.save()

    end(is_confirmed="on")

    (mail,) = confirmed()
    assert mail.recipient.endswith(" <info@korn.example>")
    assert mail.text.startswith("Guten Tag,")


@pytest.mark.parametrize(
    "said", [{}, {"is_confirmed": "on", "notice_on": "", "until": "2026-12-31"}]
)
def test_nothing_is_mailed_unasked_or_without_a_notice(owner, end, membership, said):
    end(**said)

    membership.refresh_from_db()
    assert membership.until == date(2027, 1, 1)
    assert confirmed() == []


def test_what_the_law_bounds_is_said(owner, end, network, membership):
    network.decided_rules.create(name="notice_months", value=24)

    end(is_confirmed="on")

    (mail,) = confirmed()
    assert "endet am 30. September 2028 um 24 Uhr" in mail.text
    assert "§ 39 BGB" in mail.text
    assert "Unsere Regel" not in mail.text


def test_another_day_that_was_agreed_needs_no_rule(owner, end):
    end(is_confirmed="on", until="2026-10-31")

    (mail,) = confirmed()
    assert "endet am 31. Oktober 2026 um 24 Uhr" in mail.text
    assert "Regel" not in mail.text


def test_where_nobody_has_an_address_a_letter_is_asked_for(owner, office, end, as_person):
    reached = as_person(office).get(end.page)
    owner.email = ""
    owner.save()
    unreached = as_person(office).get(end.page)

    assert "is_confirmed" in reached.context["form"].fields
    assert "mit einem Brief" not in reached.content.decode()
    assert "is_confirmed" not in unreached.context["form"].fields
    assert "mit einem Brief" in unreached.content.decode()


def test_a_notice_taken_back_before_the_mail_left_is_not_confirmed(owner, end, membership, office):
    end(is_confirmed="on")
    (mail,) = confirmed()
    before = mails.is_still_due(mail)

    ending.take_back(membership, by=office)

    assert (before, mails.is_still_due(mail)) == (True, False)
