"""Offers: what an organisation can do."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.market.models.visibility import Visibility, belongs, shown_to
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person


class OfferQuerySet(NetworkQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to offers; those kept for matching are seen by their owner only."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(
            Q(organisation__in=viewer.organisation_ids)
            | (shown_to(viewer) & Q(withdrawn_at=None) & belongs(viewer.today, **_ORGANISATION))
        )

    def editable_by(self, viewer: Viewer) -> Self:
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(organisation__in=viewer.admin_of)

    # What state it is in
    def current(self, on: date) -> Self:
        """Keep what is offered on that day, by organisations that belong on that day."""
        return self.on_offer().filter(belongs(on, **_ORGANISATION))

    def on_offer(self) -> Self:
        """Keep what was published and not taken back, whether or not its organisation belongs."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def with_organisation(self) -> Self:
        return self.select_related("organisation").prefetch_related(
            "organisation__sites", "organisation__activities", "organisation__certificates"
        )


_ORGANISATION = {"organisation": "organisation"}


class Offer(models.Model):
    """Something that an organisation can do."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    created_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000)
    language = models.CharField(max_length=2, default="de")
    topics = models.JSONField(default=list, blank=True)
    # Pieces per order; null: the firm does not say.
    lot_min = models.PositiveIntegerField(null=True, blank=True)
    lot_max = models.PositiveIntegerField(null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(null=True, blank=True)
    is_core = models.BooleanField(default=True)
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("-is_core", "title", "pk")
        indexes = [models.Index(fields=["network", "organisation"], name="offer_by_organisation")]
        constraints = [
            models.CheckConstraint(
                name="offer_visibility_is_known", condition=Q(visibility__in=Visibility.values)
            ),
            models.CheckConstraint(
                name="offer_is_withdrawn_after_it_is_published",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("published_at")),
            ),
            models.CheckConstraint(
                name="offer_lots_go_upwards",
                condition=Q(lot_min=None) | Q(lot_max=None) | Q(lot_max__gte=F("lot_min")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_shown_to(self, viewer: Viewer) -> bool:
        """Whether its words may be read; one that only helps to find its firm is not quoted."""
        is_unnamed = self.visibility == Visibility.MATCHING
        return not is_unnamed or viewer.may_act_for(self.organisation_id)

    @property
    def is_offered(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None
