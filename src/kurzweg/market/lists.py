"""The lists of the market, to be taken along: what is looked for, and what firms can do."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.lists import Asked, Listing, register
from kurzweg.market.findable import NEED_COLUMNS, OFFER_COLUMNS
from kurzweg.market.models import Need, Offer


def _needs(asked: Asked) -> QuerySet[Need]:
    """As on their page: what is open today, whatever day was asked for."""
    needs = Need.objects.visible_to(asked.viewer).open(asked.viewer.today)
    text = asked.query.get("q", "").strip()[:200]
    return needs.saying(text).with_owner().order_by("-published_at", "-pk")


def _offers(asked: Asked) -> QuerySet[Offer]:
    offers = Offer.objects.visible_to(asked.viewer).current(asked.viewer.today)
    return offers.with_organisation().order_by("organisation__name_key", "-is_core", "title", "pk")


register(
    Listing(name="needs", label=_("Needs"), columns=NEED_COLUMNS, rows=_needs, is_of_today=True),
    Listing(
        name="offers",
        label=_("What members can do"),
        columns=OFFER_COLUMNS,
        rows=_offers,
        is_of_today=True,
    ),
)
