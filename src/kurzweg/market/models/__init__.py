"""What is looked for, what can be done, and which of it fits."""

from kurzweg.market.models.matches import Match, RankingProfile
from kurzweg.market.models.needs import ClosingReason, Need
from kurzweg.market.models.offers import Offer
from kurzweg.market.models.visibility import Visibility

__all__ = ["ClosingReason", "Match", "Need", "Offer", "RankingProfile", "Visibility"]
