"""Rows of networks whose clock ran out."""

from kurzweg.networks.models import Mandate, Membership
from tests.factories import MandateFactory, MembershipFactory

OVER = {
    ("membership", Membership): lambda at: MembershipFactory(until=at.date()),
    ("membership", Mandate): lambda at: MandateFactory(until=at.date()),
}
