"""Which needs and offers are due to be forgotten; what fitted whom can be counted."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from kurzweg.core.retention import due
from kurzweg.market.models import Need, Offer
from kurzweg.networks.retention import EVERYWHERE, left_by


@due("market", Need)
def ended_needs(before: datetime) -> QuerySet[Need]:
    return Need.objects.across_networks(EVERYWHERE).filter(
        _drafts(before)
        | Q(closed_at__lt=before)
        | Q(closed_at=None, published_at__isnull=False, expires_on__lt=before.date())
    )


@due("market", Offer)
def ended_offers(before: datetime) -> QuerySet[Offer]:
    return Offer.objects.across_networks(EVERYWHERE).filter(
        _drafts(before) | Q(withdrawn_at__lt=before) | Q(organisation__in=left_by(before.date()))
    )


def _drafts(before: datetime) -> Q:
    return Q(published_at=None, changed_at__lt=before)
