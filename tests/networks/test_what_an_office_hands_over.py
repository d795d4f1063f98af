"""What somebody of an office looks after goes to her successor; what is hers is told before."""

from datetime import timedelta

import pytest
import time_machine

from kurzweg.core import succession
from kurzweg.networks import applying, approving, handing_over, inviting
from kurzweg.networks.models import Invitation, Mandate
from tests.factories import MandateFactory
from tests.introductions.factories import IntroductionFactory
from tests.market.conftest import text_of
from tests.market.factories import NeedFactory
from tests.networks.deciding import SAID
from tests.notes.factories import noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(network, office):
    return Mandate.objects.in_network(network).get(person=office)


@pytest.fixture
def invitation(network, bakery, office):
    today = network.today()
    return Invitation.objects.create(
        network=network, organisation=bakery, family_name="Klee", email="klee@korn.example",
        language="de", invited_by=office, invited_on=today, ends_on=today + timedelta(days=14),
    )  # fmt: skip


@pytest.fixture
def need(network, office):
    """What the office's own body looks for, not published yet."""
    return NeedFactory(network=network, owner=network.office, contact=office, draft=True)


def entry(network, days=0):
    told = {"given_name": "Nora", "family_name": "Nachfolge", "email": "nora@netz.example"}
    return {**told, "since": network.today() + timedelta(days=days)}


def looked_after_by(*rows):
    for row in rows:
        row.refresh_from_db()
    invitation, need = rows
    return invitation.invited_by.family_name, need.contact.family_name


def test_invitations_and_needs_of_her_own_go_to_her_successor_and_come_back(
    network, office, held, invitation, need, bakery
):
    others = NeedFactory(network=network, owner=bakery, contact=office)

    new = handing_over.hand_over(held, entry(network), person=None, by=office)[0]
    over = looked_after_by(invitation, need)
    handing_over.take_back(new, by=office)

    assert over == ("Nachfolge", "Nachfolge")
    assert looked_after_by(invitation, need) == (office.family_name, office.family_name)
    others.refresh_from_db()
    assert others.contact == office


def test_they_go_on_the_day_and_not_before(network, office, held, invitation, need):
    handing_over.hand_over(held, entry(network, 2), person=None, by=office)

    seen = []
    for days in (1, 2):
        with time_machine.travel(network.today() + timedelta(days=days), tick=False):
            handing_over.carry_on()
        seen.append(looked_after_by(invitation, need)[0])

    assert seen == [office.family_name, "Nachfolge"]


def test_an_invitation_of_the_office_holds_after_the_hand_over_only_because_it_went_along(
    network, office, held, invitation, monkeypatch
):
    """Negative control: with nothing that goes along, it is void with her."""
    monkeypatch.setattr(succession, "moving", list)
    new = handing_over.hand_over(held, entry(network), person=None, by=office)[0]
    invitation.refresh_from_db()
    without = inviting.holds(invitation)
    monkeypatch.undo()
    Mandate.objects.in_network(network).filter(pk=new.pk).update(went_along=None)

    handing_over.carry_on()

    invitation.refresh_from_db()
    assert (without, inviting.holds(invitation)) == (False, True)


def test_what_went_to_somebody_else_meanwhile_stays_there(
    network, office, owner, held, invitation, need
):
    new = handing_over.hand_over(held, entry(network), person=None, by=office)[0]
    need.refresh_from_db()
    need.contact = owner
    need.save()

    handing_over.take_back(new, by=office)

    assert looked_after_by(invitation, need) == (office.family_name, owner.family_name)


def test_the_page_says_before_what_goes_and_what_stays(
    network, office, held, invitation, need, bakery, as_person
):
    MandateFactory(network=network, person=office, kind="board")
    application, _token = applying.apply(network, SAID)
    approving.ask(application, by=office)
    noted(network, bakery, by=office, is_for_whole_office=False)
    IntroductionFactory(need=need, organisation=bakery, initiated_by=office)

    page = as_person(office).get(f"/n/{network.slug}/settings/tasks/{held.public_id}/hand-over/")

    text = text_of(page)
    assert "1 Einladung, für eine Firma tätig zu werden" in text
    assert "1 Anfrage oder Entwurf Ihrer eigenen Organisation" in text
    assert "1 offener Kontakt, den sie angebahnt hat" in text
    assert "Das bleibt bei der Person" in text
    assert page.context["stays"] == [
        "1 Stimme zu einem Antrag: Sie gehört der Person als Mitglied des Vorstands",
        "1 vertrauliche Notiz für namentlich Genannte: Wer nachfolgt, gehört nicht dazu",
    ]


def test_where_nothing_is_hers_alone_nothing_is_said_of_it(network, office, held, as_person):
    page = as_person(office).get(f"/n/{network.slug}/settings/tasks/{held.public_id}/hand-over/")

    assert (page.context["looked_after"], page.context["stays"]) == ([], [])
    assert "Das bleibt bei der Person" not in text_of(page)
