"""What the market asks of people: drafts to publish, needs that end, needs that nothing fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.agenda import Item
from kurzweg.core.days import day_of
from kurzweg.core.languages import isolated
from kurzweg.core.policy import ACTORS
from kurzweg.core.viewer import Viewer
from kurzweg.market.actions import extended_until
from kurzweg.market.models import Match, Need
from kurzweg.market.models.needs import NeedQuerySet
from kurzweg.networks.models import Network


def due(viewer: Viewer) -> Iterator[Item]:
    # Whoever may read only is not asked to publish or to extend.
    if viewer.network_id is None or not ACTORS.admits(viewer):
        return
    network = Network.objects.get(pk=viewer.network_id)
    yield from _drafts(network, viewer)
    yield from _ending(network, viewer)
    if viewer.is_office:
        yield from _without_answer(network, viewer)


def _mine(viewer: Viewer) -> NeedQuerySet:
    """What a viewer looks after: her firm's needs; the office those it wrote down for others."""
    needs = Need.objects.editable_by(viewer).select_related("owner")
    if viewer.is_office:
        return needs.filter(Q(contact=None) | ~Q(created_by=F("contact")))
    return needs


def _drafts(network: Network, viewer: Viewer) -> Iterator[Item]:
    for need in _mine(viewer).draft().order_by("created_at", "pk"):
        yield Item(
            kind="draft",
            title=_("Publish what was written down: %(title)s") % {"title": isolated(need.title)},
            who=need.owner.name,
            due_on=_looked_at_by(need, network, since=need.created_at, rule="need_draft_days"),
            url=reverse("market:need-edit", args=[network.slug, need.public_id]),
            action=_("Review and publish"),
        )


def _ending(network: Network, viewer: Viewer) -> Iterator[Item]:
    last_day = viewer.today + timedelta(days=network.rule("need_ends_warning_days"))
    ending = _mine(viewer).open(viewer.today).filter(expires_on__lte=last_day)
    for need in ending.order_by("expires_on", "pk"):
        need.network = network  # one for all of them: its rules are read once
        if not _is_asked_about(need, network, viewer.today):
            continue
        # Where its deadline ends it, another term would change nothing: the deadline might.
        may_extend = extended_until(need) is not None
        page = "need-detail" if may_extend else "need-edit"
        extend = reverse("market:need-extend", args=[network.slug, need.public_id])
        yield Item(
            kind="need ends",
            title=_("Still looking? %(title)s") % {"title": isolated(need.title)},
            who=need.owner.name,
            due_on=need.expires_on or last_day,
            url=reverse(f"market:{page}", args=[network.slug, need.public_id]),
            action=_("Yes, keep looking") if may_extend else _("Edit the facts"),
            action_url=extend if may_extend else "",
        )


def _is_asked_about(need: Need, network: Network, today: date) -> bool:
    """Whether enough time has gone by: what came out today for Friday is not asked about today."""
    if need.published_at is None or need.expires_on is None:
        return False
    published_on = day_of(need.published_at, network.time_zone)
    usual = timedelta(days=network.rule("need_open_days", on=published_on))
    term = min(need.expires_on - published_on, usual)
    return published_on < today and need.expires_on - today <= term / 2


def _without_answer(network: Network, viewer: Viewer) -> Iterator[Item]:
    """Open needs that no firm fits: somebody has to think of one."""
    fitting = (
        Match.objects.newest()
        .fitting()
        .filter(need=OuterRef("pk"), network=OuterRef("network"), offer__withdrawn_at=None)
    )
    needs = Need.objects.visible_to(viewer).open(viewer.today).select_related("owner")
    matched = needs.filter(matched_at__isnull=False)
    for need in matched.filter(~Exists(fitting)).order_by("published_at", "pk"):
        since = need.published_at or need.created_at
        last = _looked_at_by(need, network, since=since, rule="need_without_firms_days")
        yield Item(
            kind="need without firms",
            title=_("No firm fits yet: %(title)s") % {"title": isolated(need.title)},
            who=need.owner.name,
            due_on=min(last, need.expires_on or date.max),
            url=reverse("market:need-detail", args=[network.slug, need.public_id]),
            action=_("See what is missing"),
        )


def _looked_at_by(need: Need, network: Network, *, since: datetime, rule: str) -> date:
    """Until when somebody was told to look at it; before that was kept, the day's rule said so."""
    day = day_of(since, network.time_zone)
    return need.look_again_on or day + timedelta(days=network.rule(rule, on=day))


agenda.register(due)
