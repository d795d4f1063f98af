"""What happened with an organisation: what it looked for, and what it said it can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core.days import day_of
from kurzweg.core.timeline import (
    MOST,
    About,
    Contact,
    Event,
    LastDays,
    Line,
    Source,
    dated,
    register,
    register_contact,
)
from kurzweg.core.viewer import Viewer
from kurzweg.market.models import Need, Offer
from kurzweg.networks.models import Network


def of_organisation(viewer: Viewer, row_id: int, since: date, until: date) -> Iterator[Event]:
    """Say what an organisation looked for and offered, as far as the viewer may see it."""
    needs = Need.objects.visible_to(viewer).filter(owner=row_id, published_at__isnull=False)
    newest = needs.order_by(Coalesce("closed_at", "published_at").desc(), "-pk")
    for need in newest.select_related("network")[: MOST + 1]:
        zone = need.network.time_zone
        yield from dated(
            need, looks=_day(need.published_at, zone), looks_no_more=_day(need.closed_at, zone)
        )
    offers = Offer.objects.visible_to(viewer).filter(
        organisation=row_id, published_at__isnull=False
    )
    last = offers.order_by(Coalesce("withdrawn_at", "published_at").desc(), "-pk")
    for offer in last.select_related("network")[: MOST + 1]:
        if offer.is_shown_to(viewer):
            zone = offer.network.time_zone
            begun, ended = _day(offer.published_at, zone), _day(offer.withdrawn_at, zone)
            yield from dated(offer, offers=begun, offers_no_more=ended)


def _day(moment: datetime | None, zone: str) -> date | None:
    return day_of(moment, zone) if moment else None


def _need(row: Need, words: str) -> Line:
    url = reverse("market:need-detail", args=[row.network.slug, row.public_id])
    return Line(words % {"title": row.title}, url)


DRAWS = {
    "looks": lambda row: _need(row, _("Looks for: %(title)s")),
    "looks_no_more": lambda row: _need(row, _("Stopped looking for: %(title)s")),
    "offers": lambda row: Line(_("Can do: %(title)s") % {"title": row.title}),
    "offers_no_more": lambda row: Line(_("No longer does: %(title)s") % {"title": row.title}),
}


def _lasts(model: type[Need] | type[Offer], firm: str) -> LastDays:
    """Say when firms last published such a row, drafts and what the office entered left out.

    A need that the office wrote down is a call; an offer from its list is nobody's word.
    """

    def last(network: Network, until: date) -> dict[int, date]:
        rows: Any = model.objects.in_network(network)
        published = rows.filter(published_at__isnull=False).order_by()
        if model is Offer:
            of_the_firm = Q(created_by__positions__organisation=F(firm))
            published = published.filter(Q(created_by=None) | of_the_firm)
        newest = published.values_list(firm).annotate(last=Max("published_at"))
        return {owner: day_of(moment, network.time_zone) for owner, moment in newest}

    return last


register_contact(Contact("need", gettext_lazy("looked for something"), _lasts(Need, "owner")))
register_contact(
    Contact("offer", gettext_lazy("said what it can do"), _lasts(Offer, "organisation"))
)
register(Source("market", About.ORGANISATION, of_organisation, DRAWS))
