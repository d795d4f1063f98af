"""What firms of Riegelstein say of themselves: who reads what, the yearly question, a colleague."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from kurzweg.core.models import OutboxMail
from kurzweg.networks import declarations, models
from kurzweg.people.models import Organisation, Position

# Of which firm, in their order, which lines others read than usual.
SHOWN = (
    {"phone": "NETWORK", "email": "NETWORK", "persons": "MEMBERS", "staff_band": "NETWORK"},
    {"phone": "EVERYBODY", "persons": "EVERYBODY"},
    {"staff_band": "OFFICE", "website": "EVERYBODY", "persons": "SECTION"},
)
ASKED_DAYS_AGO = 9


def plant(network: models.Network) -> None:
    """Let a few firms decide who reads what; one is asked whether its entry is right, one said so.

    The first one is the firm of the owner as whom one looks.
    """
    firms = _firms(network)
    for firm, lines in zip(firms, SHOWN, strict=False):
        models.ShownLine.objects.bulk_create(
            models.ShownLine(
                network=network,
                organisation=firm,
                line=models.Line(line),
                readers=models.Readers[readers],
            )
            for line, readers in lines.items()
        )
    for firm in firms[:1]:
        _invited(network, firm)
        declarations.ask(firm, network=network, by=None)
        # It left, as all mails of the demo did.
        OutboxMail.objects.filter(network_id=network.pk, sent_at=None).update(
            sent_at=timezone.now()
        )
    for firm in firms[1:2]:
        _answered(network, firm)


def _firms(network: models.Network) -> list[Organisation]:
    today = network.today()
    members = models.Membership.objects.in_network(network).active(today)
    admins = Position.objects.as_of(today).filter(
        is_admin=True,
        person__account__isnull=False,
        organisation__in=members.values("organisation"),
    )
    ids = dict.fromkeys(
        admins.order_by("organisation_id", "pk").values_list("organisation", flat=True)
    )
    found = Organisation.objects.in_bulk(list(ids)[: len(SHOWN)])
    return [found[pk] for pk in list(ids)[: len(SHOWN)]]


def _answered(network: models.Network, firm: Organisation) -> None:
    today = network.today()
    asked_on = max(today - timedelta(days=ASKED_DAYS_AGO), date(today.year, 1, 1))
    models.SelfDeclaration.objects.create(
        network=network,
        organisation=firm,
        year=today.year,
        asked_on=asked_on,
        ends_on=asked_on + timedelta(days=28),
        answered_at=datetime.combine(asked_on, time(9, 20), ZoneInfo(network.time_zone)),
        was_right=True,
    )


def _invited(network: models.Network, firm: Organisation) -> None:
    by = Position.objects.as_of(network.today()).filter(organisation=firm, is_admin=True)
    today = network.today()
    models.Invitation.objects.create(
        network=network,
        organisation=firm,
        given_name="Wiebke",
        family_name="Sander",
        email="wiebke.sander@beispiel.example",
        language=network.language,
        position="Einkauf",
        invited_by=by.select_related("person").order_by("pk")[0].person,
        invited_on=today - timedelta(days=2),
        ends_on=today + timedelta(days=12),
    )
