"""What people type in the market, validated and cleaned; nothing is saved here."""

from kurzweg.market.forms.needs import ClosingForm, NeedForm, SentenceForm
from kurzweg.market.forms.offers import AbilityForm, OfferForm

__all__ = ["AbilityForm", "ClosingForm", "NeedForm", "OfferForm", "SentenceForm"]
