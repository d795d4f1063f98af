"""Rows of networks whose clock ran out."""

from datetime import datetime

from kurzweg.networks.models import (
    Application,
    Approval,
    Invitation,
    Mandate,
    Membership,
    Prospect,
)
from tests.factories import MandateFactory, MembershipFactory, NetworkFactory, PersonFactory


def declined(at: datetime) -> Application:
    return Application.objects.create(
        network=NetworkFactory(),
        said={"name": "Funk"},
        sent_on=at.date(),
        decided_on=at.date(),
        is_accepted=False,
    )


def asked_about(at: datetime) -> Approval:
    application = declined(at)
    return Approval.objects.create(
        network=application.network, application=application, person=PersonFactory()
    )


def prospect(at: datetime) -> Prospect:
    on = at.date()
    named = {"name": "Funk", "source": "search", "noted_on": on, "next_on": on}
    return Prospect.objects.create(network=NetworkFactory(), **named)


def invitation(at: datetime) -> Invitation:
    member = MembershipFactory()
    return Invitation.objects.create(
        network=member.network,
        organisation=member.organisation,
        family_name="Klee",
        email="klee@firm.example",
        language="de",
        invited_by=PersonFactory(),
        invited_on=at.date(),
        ends_on=at.date(),
    )


NONE_YET = {("application draft", Approval)}
OVER = {
    ("membership", Membership): lambda at: MembershipFactory(until=at.date()),
    ("membership", Mandate): lambda at: MandateFactory(until=at.date()),
    ("application draft", Application): lambda at: Application.objects.create(
        network=NetworkFactory(), said={"name": "Funk"}, saved_at=at
    ),
    ("application", Application): declined,
    ("application", Approval): asked_about,
    ("invitation", Invitation): invitation,
    ("prospect", Prospect): prospect,
}
