"""Write the market of the region, build the index and match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurzweg.core import jobs
from kurzweg.core.demo import World
from kurzweg.core.demo.rows import Rows, moment
from kurzweg.market import matching, models
from kurzweg.market.demo import draw, story
from kurzweg.market.demo.records import Need, Offer
from kurzweg.networks.demo.draw import networks
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Write offers and needs, match what is open."""
    market = world.once(draw.market)
    written = rows.write(
        models.Offer,
        (_offer(each, rows) for each in market.offers),
        keys=(each.key for each in market.offers),
    )
    yield f"{written} offers"
    offices = {
        network.key: next(m.person for m in network.mandates if m.role == "coordinator")
        for network in world.once(networks)
    }
    written = rows.write(
        models.Need,
        (_need(each, rows, office=offices[each.network]) for each in market.needs),
        keys=(each.key for each in market.needs),
    )
    yield f"{written} needs"
    # Read within the transaction: whoever interrupts leaves nothing behind but old files.
    yield f"{rows.index()} documents in the index"
    yield f"{_match(world, rows, market.needs)} needs matched, the others by the worker"


def _match(world: World, rows: Rows, needs: Sequence[Need]) -> int:
    """Match what is open in the network that the demo opens with; leave the rest to the worker."""
    is_open = [need for need in needs if need.closed_on is None and need.expires_on >= world.today]
    first = [need for need in is_open if need.network == story.NETWORK]
    for need in first:
        matching.match_all(rows.pk(models.Need, need.key))
    for need in is_open:
        if need.network != story.NETWORK:
            jobs.enqueue("kurzweg.market.matching.match_all", rows.pk(models.Need, need.key))
    return len(first)


def _offer(offer: Offer, rows: Rows) -> models.Offer:
    published_at = moment(offer.published_on, offer.key)
    return models.Offer(
        network_id=rows.pk(Network, offer.network),
        organisation_id=rows.pk(Organisation, offer.organisation),
        title=offer.title,
        text=offer.text,
        topics=list(offer.topics),
        lot_min=offer.facts.lot_min,
        lot_max=offer.facts.lot_max,
        lead_days=offer.facts.lead,
        radius_km=offer.radius_km,
        is_core=offer.is_core,
        visibility=offer.visibility,
        created_at=published_at,
        changed_at=published_at,
        published_at=published_at,
    )


def _need(need: Need, rows: Rows, *, office: str) -> models.Need:
    contact = rows.pk(Person, need.person)
    published_at = moment(need.published_on, need.key)
    return models.Need(
        network_id=rows.pk(Network, need.network),
        owner_id=rows.pk(Organisation, need.organisation),
        contact_id=contact,
        created_by_id=rows.pk(Person, office) if need.by_office else contact,
        caller_id=contact if need.by_office else None,
        title=need.title,
        text=need.text,
        topics=list(need.topics),
        place=need.town,
        postal_code=need.postal_code,
        latitude=need.latitude,
        longitude=need.longitude,
        radius_km=need.radius_km,
        quantity=need.quantity,
        unit=need.unit,
        certificates=list(need.certificates),
        deadline_on=need.deadline,
        visibility=need.visibility,
        hidden_from_same_activity=need.hidden_from_same_activity,
        created_at=published_at,
        changed_at=published_at,
        published_at=published_at,
        expires_on=need.expires_on,
        closed_at=moment(need.closed_on, need.key + ".") if need.closed_on else None,
        closing_reason=_closing_reason(need),
    )


def _closing_reason(need: Need) -> str:
    if need.closed_on is None:
        return ""
    reasons = models.ClosingReason.values
    return str(reasons[(0, 0, 0, 1, 1, 2)[sum(map(ord, need.key)) % 6]])
