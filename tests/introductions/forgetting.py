"""Rows of introductions whose clock ran out."""

from kurzweg.introductions.models import Introduction, Suppression
from tests.factories import NetworkFactory, OrganisationFactory
from tests.market.factories import NeedFactory


def introduction(at):
    network = NetworkFactory()
    return Introduction.objects.create(
        network=network,
        need=NeedFactory(network=network),
        organisation=OrganisationFactory(),
        initiated_as="seeker",
        subject="",
        letter="",
        state="withdrawn",
        expires_on=at.date(),
        closed_at=at,
    )


OVER = {
    ("introduction", Introduction): introduction,
    ("objection", Suppression): lambda at: Suppression.objects.create(
        network=NetworkFactory(), address_hash="x", created_at=at
    ),
}
