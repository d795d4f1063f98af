"""A firm of the story's network that stands there twice: it left, moved, and came back later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kurzweg.core.demo import Part, World, register
from kurzweg.core.demo.rows import Rows
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Organisation, Site

STORY = "riegelstein"
AWAY = 2  # years between the two memberships
BEFORE = 7  # years before the second one in which the first began
OLD_STREETS = ("Am Alten Bahnhof 3", "Mühlengasse 11")


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Enter a member once more, as it was before it moved and came back."""
    network = Network.objects.get(pk=rows.pk(Network, STORY))
    again = _who_came_back(world, rows, network)
    seat = again.organisation.sites.order_by("-is_seat", "pk")[0]
    former = Organisation(
        kind=again.organisation.kind,
        name=again.organisation.name.removesuffix(again.organisation.legal_form).strip(),
        founded_year=again.organisation.founded_year,
    )
    rows.write(Organisation, [former], keys=[f"{STORY} double"])
    rows.write(Site, [_old_seat(former, seat)])
    rows.write(Membership, [_first_time(network, former, again)])
    yield "1 entry that stands there twice"


def _who_came_back(world: World, rows: Rows, network: Network) -> Membership:
    """Choose who joined late enough, and is in no story."""
    settled = [rows.pk(Organisation, firm.key) for firm in world.firms if firm.is_settled]
    late = date(world.today.year - 15, 1, 1)
    found = (
        Membership.objects.in_network(network)
        .active(world.today)
        .filter(since__gte=late, notice_on=None, organisation__kind="company")
        .exclude(organisation__in=settled)
        .select_related("organisation")
        .order_by("pk")
    )
    late_ones: list[Membership] = list(found)
    return world.chance("doubles").choice(late_ones)


def _old_seat(former: Organisation, seat: Site) -> Site:
    street = next(each for each in OLD_STREETS if each != seat.street)
    return Site(
        organisation=former,
        street=street,
        postal_code=seat.postal_code,
        town=seat.town,
        ags=seat.ags,
        latitude=seat.latitude,
        longitude=seat.longitude,
        is_seat=True,
    )


def _first_time(network: Network, former: Organisation, again: Membership) -> Membership:
    came_back = again.since or network.today()
    return Membership(
        network=network,
        organisation=former,
        since=date(came_back.year - BEFORE, 1, 1),
        notice_on=date(came_back.year - AWAY - 1, 9, 12),
        until=date(came_back.year - AWAY, 1, 1),
        end_reason="Umzug und Umbau",
    )


register(Part("merging", plant, needs=("people", "networks")))
