"""What the market asks of people: drafts to publish, needs that end, needs that nothing fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kurzweg.core import agenda
from kurzweg.core.agenda import Due, Ids, Item, each
from kurzweg.core.days import day_of
from kurzweg.core.languages import isolated
from kurzweg.core.models import Addressee
from kurzweg.core.policy import ACTORS
from kurzweg.core.templatetags.display import day
from kurzweg.core.viewer import Viewer
from kurzweg.market.actions import extended_until
from kurzweg.market.models import Match, Need, Offer
from kurzweg.market.models.needs import NeedQuerySet
from kurzweg.networks.models import Network

A_DAY = timedelta(days=1)


def _needs(network: Network, ids: Ids | None) -> NeedQuerySet:
    needs: NeedQuerySet = Need.objects.in_network(network)
    return needs if ids is None else needs.filter(pk__in=ids)


def _looked_at_by(need: Need, network: Network, *, since: date, rule: str) -> date:
    """Until when somebody was told to look at it; before that was kept, the day's rule said so."""
    return need.look_again_on or since + timedelta(days=network.rule(rule, on=since))


def _lookers_after(need: Need) -> Iterator[tuple[Addressee, int]]:
    """Who looks after a need: her firm's people; the office what it wrote down for others."""
    yield Addressee.PEOPLE, need.owner_id
    if need.contact_id is None or need.created_by_id != need.contact_id:
        yield agenda.OFFICE


def _mine(viewer: Viewer) -> NeedQuerySet:
    """Keep what a viewer looks after; whoever may read only is not asked to publish or extend."""
    needs = Need.objects.editable_by(viewer).select_related("owner", "network", "caller")
    if not ACTORS.admits(viewer):
        return needs.none()
    if viewer.is_office:
        return needs.filter(Q(contact=None) | ~Q(created_by=F("contact")))
    return needs


def _firm_and_caller(viewer: Viewer, need: Need) -> str:
    """Name the firm; to the office also who called, which may call back."""
    if not (viewer.is_office and need.said_by):
        return need.owner.name
    return _("%(firm)s, %(caller)s called") % {
        "firm": isolated(need.owner.name),
        "caller": isolated(need.said_by),
    }


# Drafts ------------------------------------------------------------------------------------------


def _drafts(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    for need in _needs(network, ids).draft():
        written_on = day_of(need.created_at, network.time_zone)
        looked_at = _looked_at_by(need, network, since=written_on, rule="need_draft_days")
        due_on = min(looked_at, need.discard_on or looked_at)
        for to in _lookers_after(need):
            yield Due(need.pk, to, due_on=due_on, shown_since=written_on)


def _draw_drafts(viewer: Viewer, need: Need, due_on: date) -> Item:
    return Item(
        kind="draft",
        title=_("Publish what was written down: %(title)s") % {"title": isolated(need.title)},
        who=_firm_and_caller(viewer, need),
        due_on=due_on,
        detail=_("Otherwise it is discarded on %(day)s.") % {"day": day(need.discard_on)}
        if need.discard_on
        else "",
        url=reverse("market:need-edit", args=[need.network.slug, need.public_id]),
        action=_("Review and publish"),
    )


# Needs that end ----------------------------------------------------------------------------------


def _ending(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    warning = timedelta(days=network.rule("need_ends_warning_days"))
    for need in _needs(network, ids).open(network.today()):
        if need.published_at is None or need.expires_on is None:
            continue
        published_on = day_of(need.published_at, network.time_zone)
        # Only in the second half of its time: what came out today for Friday is not asked about.
        usual = timedelta(days=network.rule("need_open_days", on=published_on))
        half = min(need.expires_on - published_on, usual).days // 2
        asked_on = need.expires_on - min(warning, timedelta(days=half))
        for to in _lookers_after(need):
            yield Due(
                need.pk,
                to,
                due_on=need.expires_on,
                shown_since=max(published_on + A_DAY, asked_on),
                shown_until=need.expires_on + A_DAY,
            )


def _draw_ending(viewer: Viewer, need: Need, due_on: date) -> Item:
    # Where its deadline ends it, another term would change nothing: the deadline might.
    may_extend = extended_until(need) is not None
    here = [need.network.slug, need.public_id]
    return Item(
        kind="need ends",
        title=_("Still looking? %(title)s") % {"title": isolated(need.title)},
        who=_firm_and_caller(viewer, need),
        due_on=due_on,
        url=reverse(f"market:{'need-detail' if may_extend else 'need-edit'}", args=here),
        action=_("Yes, keep looking") if may_extend else _("Edit the facts"),
        action_url=reverse("market:need-extend", args=here) if may_extend else "",
    )


# Needs that nothing fits -------------------------------------------------------------------------


def _unanswered(needs: NeedQuerySet) -> NeedQuerySet:
    """Keep what was matched and no firm fits: somebody has to think of one."""
    answers = Match.objects.answering().filter(need=OuterRef("pk"), network=OuterRef("network"))
    return needs.filter(~Exists(answers), matched_at__isnull=False)


def _without_firms(network_id: int, ids: Ids | None) -> Iterator[Due]:
    network = Network.objects.get(pk=network_id)
    for need in _unanswered(_needs(network, ids).open(network.today())):
        if need.published_at is None or need.expires_on is None:
            continue
        published_on = day_of(need.published_at, network.time_zone)
        rule = "need_without_firms_days"
        last = _looked_at_by(need, network, since=published_on, rule=rule)
        yield Due(
            need.pk,
            agenda.OFFICE,
            due_on=min(last, need.expires_on),
            shown_since=published_on,
            shown_until=need.expires_on + A_DAY,
        )


def _wanted_by_nobody(viewer: Viewer) -> NeedQuerySet:
    needs = (
        Need.objects.visible_to(viewer)
        .open(viewer.today)
        .select_related("owner", "network", "caller")
    )
    return _unanswered(needs) if viewer.is_office else needs.none()


def _draw_without_firms(viewer: Viewer, need: Need, due_on: date) -> Item:
    return Item(
        kind="need without firms",
        title=_("No firm fits yet: %(title)s") % {"title": isolated(need.title)},
        who=_firm_and_caller(viewer, need),
        due_on=due_on,
        url=reverse("market:need-detail", args=[need.network.slug, need.public_id]),
        action=_("See what is missing"),
    )


def _answered_by(network_id: int, offer_ids: Ids) -> Iterable[int]:
    """Name the needs that these offers were matched with."""
    matches = Match.objects.in_network(network_id).filter(offer__in=offer_ids)
    return set(matches.order_by().values_list("need", flat=True))


agenda.register(
    agenda.Source(
        kind="draft",
        model=Need,
        items=_drafts,
        rows=lambda viewer: _mine(viewer).draft(),
        draw=each(_draw_drafts),
    )
)
agenda.register(
    agenda.Source(
        kind="need ends",
        model=Need,
        items=_ending,
        rows=lambda viewer: _mine(viewer).open(viewer.today),
        draw=each(_draw_ending),
    )
)
agenda.register(
    agenda.Source(
        kind="need without firms",
        model=Need,
        items=_without_firms,
        rows=_wanted_by_nobody,
        draw=each(_draw_without_firms),
        depends_on={Offer: _answered_by},
    )
)
