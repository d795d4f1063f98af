"""What of the market can be found: offers and needs, as the engine reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurzweg.core import findable
from kurzweg.core.days import today
from kurzweg.core.findable import Column
from kurzweg.core.viewer import Viewer, audience
from kurzweg.engine.documents import Document, Place
from kurzweg.market.finding import wz_classes
from kurzweg.market.models import Need, Offer
from kurzweg.networks import visible_fields
from kurzweg.networks.findable import certificates_of, codes_of, owner_key, place_of, turned
from kurzweg.networks.models import Line, Membership, SupportingBody
from kurzweg.networks.visible_fields import Decisions

CHUNK = 2000
WHY_ALL = "the index holds all networks and filters by audience"

Span = tuple[date | None, date | None]

# Offers ------------------------------------------------------------------------------------------


def offers(pks: Iterable[int] | None) -> Iterator[Document]:
    """Read what is offered, for the days on which the organisation belongs to the network."""
    rows = Offer.objects.across_networks(WHY_ALL).filter(
        published_at__isnull=False, withdrawn_at=None
    )
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    belonging = _belonging(None if pks is None else rows.values("organisation"))
    decisions = visible_fields.decided(None, on=today())
    for offer in rows.with_organisation().order_by("pk").iterator(chunk_size=CHUNK):
        span = belonging.get((offer.network_id, offer.organisation_id))
        if span is not None:
            yield _offer(offer, span, decisions)


def _offer(offer: Offer, span: Span, decisions: Decisions) -> Document:
    """Read an offer; what its firm does not show to all of the network says nothing in a match."""
    firm = offer.organisation

    def is_told(line: Line) -> bool:
        return decisions.readers(offer.network_id, firm, line) in visible_fields.ALL_INSIDE

    return Document(
        key=f"offer:{offer.pk}",
        kind="offer",
        title=offer.title,
        text=offer.text,
        topics=tuple(offer.topics),
        codes=codes_of(firm),
        place=place_of(firm.seat_on(today())),
        radius_km=offer.radius_km,
        certificates=certificates_of(firm) if is_told(Line.CERTIFICATES) else (),
        lot_min=offer.lot_min,
        lot_max=offer.lot_max,
        lead_days=offer.lead_days,
        staff=firm.staff_band if is_told(Line.STAFF) else None,
        is_core=offer.is_core,
        owner=owner_key(firm.pk),
        audiences=frozenset({audience(offer.network_id, offer.visibility)}),
        valid_from=span[0],
        valid_until=span[1],
        changed_on=offer.changed_at.date(),
    )


def _belonging(organisations: Any) -> dict[tuple[int, int], Span]:
    """From the first to the last day on which organisations belong to networks.

    Between two memberships `current` has the last word.
    """
    spans: dict[tuple[int, int], Span] = {}
    members = Membership.objects.across_networks(WHY_ALL).filter(since__isnull=False)
    for rows in (SupportingBody.objects.across_networks(WHY_ALL), members):
        if organisations is not None:
            rows = rows.filter(organisation__in=organisations)
        for network, organisation, since, until in rows.order_by("until", "pk").values_list(
            "network", "organisation", "since", "until"
        ):
            last = until - timedelta(days=1) if until else None
            first_known, last_known = spans.get((network, organisation), (since, last))
            spans[network, organisation] = (
                min(first_known, since) if first_known and since else None,
                max(last_known, last) if last_known and last else None,
            )
    return spans


def offers_visible(viewer: Viewer, pks: Iterable[int]) -> dict[int, Offer]:
    rows = Offer.objects.visible_to(viewer).current(viewer.today).filter(pk__in=pks)
    return {offer.pk: offer for offer in rows.with_organisation()}


def offer_ids_of(organisation_ids: Collection[int]) -> list[int]:
    rows = Offer.objects.across_networks(WHY_ALL).filter(organisation__in=organisation_ids)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def turned_offers(after: date, until: date) -> list[int]:
    rows = Offer.objects.across_networks(WHY_ALL).filter(organisation__in=turned(after, until))
    return list(rows.order_by("pk").values_list("pk", flat=True))


OFFER_COLUMNS = (
    Column("title", _("Title"), lambda offer: offer.title),
    Column("text", _("Text"), lambda offer: offer.text),
    Column("organisation", _("Organisation"), lambda offer: offer.organisation.name),
    Column("topics", _("Keywords"), lambda offer: ", ".join(offer.topics)),
    Column("lot_min", _("Pieces per order, at least"), lambda offer: offer.lot_min),
    Column("lot_max", _("Pieces per order, at most"), lambda offer: offer.lot_max),
    Column("lead_days", _("Ready within (days)"), lambda offer: offer.lead_days),
    Column("radius_km", _("Within (km)"), lambda offer: offer.radius_km),
    Column("changed_on", _("Changed on"), lambda offer: offer.changed_at.date()),
)

# Needs -------------------------------------------------------------------------------------------


def needs(pks: Iterable[int] | None) -> Iterator[Document]:
    """Read what is looked for; those hidden from an activity carry it, to be left out by it."""
    rows = Need.objects.across_networks(WHY_ALL).filter(published_at__isnull=False, closed_at=None)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    rows = rows.select_related("owner").prefetch_related("owner__activities")
    for need in rows.order_by("pk").iterator(chunk_size=CHUNK):
        yield _need(need)


def _need(need: Need) -> Document:
    hidden = wz_classes(need.owner) if need.hidden_from_same_activity else []
    point = None
    if need.latitude is not None and need.longitude is not None:
        point = Place(need.latitude, need.longitude, need.place)
    return Document(
        key=f"need:{need.pk}",
        kind="need",
        title=need.title,
        text=need.text,
        topics=tuple(need.topics),
        codes=tuple(f"hidden:{each}" for each in hidden),
        place=point,
        owner=owner_key(need.owner_id),
        audiences=frozenset({audience(need.network_id, need.visibility)}),
        valid_until=need.expires_on,
        changed_on=need.changed_at.date(),
    )


def needs_visible(viewer: Viewer, pks: Iterable[int]) -> dict[int, Need]:
    rows = Need.objects.visible_to(viewer).open(viewer.today).filter(pk__in=pks)
    return {need.pk: need for need in rows.with_owner()}


def need_ids_of(organisation_ids: Collection[int]) -> list[int]:
    rows = Need.objects.across_networks(WHY_ALL).filter(owner__in=organisation_ids)
    return list(rows.order_by("pk").values_list("pk", flat=True))


NEED_COLUMNS = (
    Column("title", _("Title"), lambda need: need.title),
    Column("text", _("Text"), lambda need: need.text),
    Column("organisation", _("Wanted by"), lambda need: need.owner.name),
    Column("postal_code", _("Postcode"), lambda need: need.postal_code),
    Column("place", _("Place"), lambda need: need.place),
    Column("topics", _("Keywords"), lambda need: ", ".join(need.topics)),
    Column("quantity", _("Quantity"), lambda need: need.quantity),
    Column("unit", _("Unit"), lambda need: need.unit_name if need.quantity else ""),
    Column("measures", _("Sizes and values"), lambda need: ", ".join(need.measure_names)),
    Column("norms", _("Colours and norms"), lambda need: ", ".join(need.norms)),
    Column("certificates", _("Certificates required"), lambda need: ", ".join(need.certificates)),
    Column("deadline_on", _("Needed by"), lambda need: need.deadline_on),
    Column("expires_on", _("Open until"), lambda need: need.expires_on),
)

findable.register(
    findable.Source(
        kind="offer",
        model=Offer,
        documents=offers,
        rows=offers_visible,
        ids_of_owners=offer_ids_of,
        turned=turned_offers,
        template="market/offer_found.html",
        label=_("what they can do"),
        columns=OFFER_COLUMNS,
        has_public_feed=True,
    )
)
findable.register(
    findable.Source(
        kind="need",
        model=Need,
        documents=needs,
        rows=needs_visible,
        ids_of_owners=need_ids_of,
        template="market/need_found.html",
        label=_("needs"),
        columns=NEED_COLUMNS,
        has_public_feed=True,
    )
)
