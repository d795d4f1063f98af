"""How long what was looked for and offered is remembered in words."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kurzweg.core import ledger
from kurzweg.core.retention import executes
from kurzweg.market.models import Need, Offer
from kurzweg.market.models.needs import NeedQuerySet
from kurzweg.market.models.offers import OfferQuerySet
from kurzweg.networks.retention import EVERYWHERE, NAMELESS, left_by


@executes("market")
def _needs_and_offers(before: datetime) -> int:
    """Forget the words and the people of what ended before; what fitted whom can be counted."""
    drafts = Q(published_at=None, changed_at__lt=before)
    needs = Need.objects.across_networks(EVERYWHERE).filter(
        drafts
        | Q(closed_at__lt=before)
        | Q(closed_at=None, published_at__isnull=False, expires_on__lt=before.date())
    )
    offers = Offer.objects.across_networks(EVERYWHERE).filter(
        drafts | Q(withdrawn_at__lt=before) | Q(organisation__in=left_by(before.date()))
    )
    forgotten_needs = _forget(
        needs, contact=None, place="", postal_code="", latitude=None, longitude=None
    )
    return forgotten_needs + _forget(offers)


def _forget(rows: NeedQuerySet | OfferQuerySet, **facts: str | None) -> int:
    """Empty the words; the index reads them again, so that it forgets them at the next query."""
    in_words = rows.exclude(text="")
    ledger.changed(*in_words.only("pk", "network"))
    return in_words.update(title=NAMELESS, text="", created_by=None, **facts)
