"""Matches: which offers fit a need, with the very numbers that ranked them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.market.models.needs import Need
from kurzweg.market.models.offers import Offer
from kurzweg.networks.models import Network

# Below this a text shares no more than a word with what is wanted: 19 in 20 of the offers that
# answer a need lie above it, one in six of those that only stand in the first ten lies below.
FAINTEST = 0.15


class RankingProfileQuerySet(NetworkQuerySet):
    def usable_with(self, engine_version: str) -> Self:
        """Keep the engine's weights of this version, and what was learned from them."""
        return self.filter(Q(version=engine_version) | Q(based_on=engine_version))

    def learned(self) -> Self:
        """Keep what was learned from answers, whether taken over or not."""
        return self.exclude(based_on="")

    def proposed(self) -> Self:
        """Keep what was learned and nobody has decided on."""
        return self.learned().filter(adopted_at=None, set_aside_at=None)

    def adopted(self) -> Self:
        """Keep what ranks or ranked once, the latest first."""
        return self.filter(adopted_at__isnull=False).order_by("-adopted_at", "-pk")


class RankingProfile(models.Model):
    """The weights by which a network ranks, kept as long as a stored match names their version."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="ranking_profiles")
    version = models.CharField(max_length=20)
    weights = models.JSONField()
    # The version of the engine's weights from which these were learned; empty: they are those.
    based_on = models.CharField(max_length=20, blank=True)
    # How many answers of which kind, from which days, and the ids of their introductions.
    trained_from = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    adopted_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=False)

    objects = RankingProfileQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "version"], name="ranking_profile_version_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["network"],
                name="network_ranks_by_one_profile",
                condition=Q(is_active=True),
            ),
            models.CheckConstraint(
                name="active_ranking_profile_was_adopted",
                condition=Q(is_active=False) | (Q(adopted_at__isnull=False) & ~Q(based_on="")),
            ),
        ]

    def __str__(self) -> str:
        return self.version


class MatchQuerySet(NetworkQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to matches: the need's owner and the office see what fits."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(need__owner__in=viewer.organisation_ids)

    # What state it is in
    def newest(self) -> Self:
        """Keep the matches of the state in which their need was matched last."""
        return self.filter(generation=F("need__generation"))

    def ranked(self) -> Self:
        """Keep what breaks no condition, the best first."""
        return self.filter(rank__isnull=False).order_by("rank", "pk")

    def fitting(self) -> Self:
        """Keep what fits and names at least something of what is wanted."""
        return self.ranked().filter(signals__words__gte=FAINTEST)

    def answering(self) -> Self:
        """Keep what answers a need today: it fits, and the firm still offers it."""
        return self.newest().fitting().filter(offer__withdrawn_at=None)

    def with_offer(self) -> Self:
        return self.select_related("offer__organisation").prefetch_related(
            "offer__organisation__sites"
        )


class Match(models.Model):
    """An offer fits a need, or would but for what is missing; replayable from its own numbers."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    generation = models.CharField(max_length=64)
    profile_version = models.CharField(max_length=20)
    # Null: excluded by a hard condition, which `missing` names.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.FloatField()
    distance_km = models.FloatField(null=True, blank=True)
    signals = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    # The smallest change of the need that would bring an excluded offer among the first ten: its
    # steps and the place; empty where there is none, or nobody has looked.
    change = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer", "generation"], name="match_is_stored_once"
            ),
            models.CheckConstraint(
                name="match_rank_begins_at_one", condition=Q(rank=None) | Q(rank__gte=1)
            ),
            models.CheckConstraint(name="match_score_is_not_negative", condition=Q(score__gte=0)),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"

    @property
    def is_excluded(self) -> bool:
        return self.rank is None

    @property
    def is_faint(self) -> bool:
        """Whether hardly anything of what is wanted stands in the offer."""
        return bool(self.signals.get("words", 0.0) < FAINTEST)
