"""Who is on the way into Riegelstein: two prospects, an application that waits for the board."""

from __future__ import annotations

from datetime import timedelta

from kurzweg.networks import models

HOME = "riegelstein"
STEPS = (("Anrufen und willkommen heißen", 3), ("Eintrag gemeinsam durchgehen", 14))
ORDINARY, PUBLIC = "Ordentliche Mitglieder", "Öffentliche Einrichtungen"
PRIVATE, SUPPORTING = "Privatpersonen", "Fördermitglieder"
CLASSES = (
    (ORDINARY, "Firmen", False),
    (PUBLIC, "Städte, Kammern, Hochschulen, Schulen, mit Stimme", False),
    (PRIVATE, "ohne Firma, mit Stimme", False),
    (SUPPORTING, "fördern das Netzwerk, ohne Stimme", True),
)
# Who is not a firm.
CLASS_OF = {
    "town": PUBLIC,
    "chamber": PUBLIC,
    "university": PUBLIC,
    "school": PUBLIC,
    "person": PRIVATE,
    "agency": SUPPORTING,
    "institute": SUPPORTING,
    "association": SUPPORTING,
}
PROSPECTS = (
    {
        "name": "Gießerei Haselbach GmbH",
        "town": "Riegelstein",
        "contact_name": "Ute Haselbach",
        "source": models.JoiningSource.RECOMMENDATION,
        "source_said": "beim Frühstück im Herbst empfohlen",
    },
    {
        "name": "Büro für Lichtplanung Oehm",
        "town": "Riegelstein",
        "contact_name": "Jan Oehm",
        "source": models.JoiningSource.PUBLICATION,
        "source_said": "Heft 2",
    },
)
APPLICANT = {
    "name": "Feinblech Rotter GmbH & Co. KG",
    "kind": "company",
    "legal_form": "GmbH & Co. KG",
    "street": "Am Hammerwerk 7",
    "town": "Riegelstein",
    "given_name": "Nele",
    "family_name": "Rotter",
    "email": "nele.rotter@feinblech-rotter.example",
    "summary": "Wir kanten, lasern und schweißen Feinblech bis 6 mm, auch Einzelstücke.",
    "wishes": "Kontakte zu Maschinenbauern in der Nähe.",
    "source": "event",
    "source_said": "Firmenbesuch im Mai",
}


def plant(network: models.Network) -> None:
    """Write the way in: what the network does for new members, and who is on it today."""
    today = network.today()
    network.decided_rules.create(name="board_decides", value=1)
    models.WelcomeStep.objects.bulk_create(
        models.WelcomeStep(network=network, name=name, days=days) for name, days in STEPS
    )
    _classes(network)
    for days, said in enumerate(PROSPECTS):
        models.Prospect.objects.create(
            network=network,
            noted_on=today - timedelta(days=12 + days),
            next_on=today + timedelta(days=2 * days),
            **said,
        )
    application = models.Application.objects.create(
        network=network,
        said=APPLICANT,
        sent_on=today - timedelta(days=4),
        answers_due_on=today + timedelta(days=11),
    )
    board = models.Mandate.objects.in_network(network).as_of(today).filter(kind="board")
    for mandate in board.exclude(person__email="").order_by("pk"):
        models.Approval.objects.in_network(network).get_or_create(
            network=network, application=application, person=mandate.person
        )


def _classes(network: models.Network) -> None:
    """Let every membership be of a class, from its beginning."""
    rows = [
        models.MembershipClass(
            network=network, name=name, for_whom=whom, is_supporting=supports, order=order
        )
        for order, (name, whom, supports) in enumerate(CLASSES, start=1)
    ]
    named = {row.name: row for row in models.MembershipClass.objects.bulk_create(rows)}
    members = models.Membership.objects.in_network(network).select_related("organisation")
    models.ClassTerm.objects.bulk_create(
        models.ClassTerm(
            network=network,
            membership=member,
            membership_class=named[CLASS_OF.get(member.organisation.kind, ORDINARY)],
        )
        for member in members.order_by("pk")
    )
