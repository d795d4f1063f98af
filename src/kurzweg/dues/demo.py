"""Scales of dues of the networks of the region, and a list that went to the treasurer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows

STORY = "riegelstein"
# From how many employees on, until two years ago and since.
BY_STAFF = ((0, 350, 400), (10, 800, 900), (50, 1300, 1400), (250, 1300, 1900))
OTHERS = ((0, 240), (50, 480))
FOR_PERSONS, PUBLIC, SUPPORTING = 60, 300, 250


def _plant(world: World, rows: Rows) -> Iterator[str]:
    """Give each network a scale: that of the story was raised once, and has a list of January."""
    from kurzweg.networks.models import Network

    for network in Network.objects.order_by("pk"):
        if network.slug == STORY:
            _story(world, network)
        else:
            first = date(world.today.year - 3, 1, 1)
            _enter(network, first, OTHERS)
            _enter(network, first, ((0, FOR_PERSONS),), is_for_persons=True)
    yield "dues of all networks"


def _story(world: World, network: Any) -> None:
    from kurzweg.networks.demo import joining
    from kurzweg.networks.models import MembershipClass

    first, raised = date(world.today.year - 8, 1, 1), date(world.today.year - 1, 1, 1)
    before = tuple((staff, amount) for staff, amount, _since in BY_STAFF)
    since = tuple((staff, amount) for staff, _before, amount in BY_STAFF)
    flat = {
        joining.PUBLIC: PUBLIC,
        joining.PRIVATE: FOR_PERSONS,
        joining.SUPPORTING: SUPPORTING,
    }
    for each in MembershipClass.objects.in_network(network).order_by("order", "pk"):
        if each.name in flat:
            _enter(network, first, ((0, flat[each.name]),), membership_class=each)
        else:
            _enter(network, first, before, membership_class=each)
            _enter(network, raised, since, membership_class=each)
    network.decided_rules.create(name="dues_parts", value=2)
    _issued_in_january(world, network)


def _enter(network: Any, since: date, steps: tuple[tuple[int, int], ...], **whom: Any) -> None:
    from kurzweg.dues.models import DuesRule

    DuesRule.objects.bulk_create(
        DuesRule(network=network, since=since, staff_from=staff, amount=Decimal(amount), **whom)
        for staff, amount in steps
    )


def _issued_in_january(world: World, network: Any) -> None:
    from kurzweg.core import audit
    from kurzweg.core.demo.rows import moment
    from kurzweg.dues import actions
    from kurzweg.dues.models import DuesList
    from kurzweg.networks.models import Mandate

    begins, issued_on = date(world.today.year, 1, 1), date(world.today.year, 1, 12)
    if issued_on >= world.today:
        return
    held = Mandate.objects.in_network(network).filter(kind="coordinator").select_related("person")
    row = actions.issue(network, as_of=begins, by=held.order_by("pk")[0].person)
    at = moment(issued_on, "dues")
    DuesList.objects.in_network(network).filter(pk=row.pk).update(issued_at=at)
    audit.history(row).update(at=at)


register(Part("dues", _plant, needs=("networks",)))
