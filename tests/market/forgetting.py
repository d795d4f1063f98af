"""Rows of the market whose clock ran out."""

from kurzweg.market.models import Need, Offer
from tests.factories import NetworkFactory
from tests.market.factories import NeedFactory, OfferFactory

# Who called is a person or a name (need_caller_is_a_person_or_a_name).
ONE_OF = {Need: ("caller", "caller_name")}

OVER = {
    ("market", Need): lambda at: NeedFactory(
        network=NetworkFactory(), closed_at=at, closing_reason="not needed"
    ),
    ("market", Offer): lambda at: OfferFactory(
        network=NetworkFactory(), published_at=at, withdrawn_at=at
    ),
}
