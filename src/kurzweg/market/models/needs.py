"""Needs: what an organisation looks for."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kurzweg.core import keys, prepared
from kurzweg.core.days import end_of
from kurzweg.core.ids import new_public_id
from kurzweg.core.languages import reading_language
from kurzweg.core.prepared import Blank
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.engine.facts import notation
from kurzweg.market.models.visibility import Visibility, is_of_activity, shown_to
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person

MOST_WORDS = 6
LONGEST_NAME = 120


UNITS = {
    "piece": _("pieces"),
    "set": _("sets"),
    "pair": _("pairs"),
    "pallet": _("pallets"),
    "person": _("people"),
    "t": "t",
    "kg": "kg",
    "m": "m",
    "m²": "m²",
    "m³": "m³",
    "l": "l",
}


class ClosingReason(models.TextChoices):
    FILLED_HERE = "filled here", _("found through this network")
    FILLED_ELSEWHERE = "filled elsewhere", _("found elsewhere")
    NOT_NEEDED = "not needed", _("no longer needed")


class NeedQuerySet(keys.KeyedQuerySet, NetworkQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to needs: every page, every list and every hit of a search enters here."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        shown = shown_to(viewer)
        if viewer.activities:
            # Firms of the same activity find no trace of it.
            shown &= ~(
                Q(hidden_from_same_activity=True)
                & Q(is_of_activity(viewer.activities, organisation="owner"))
            )
        return mine.filter(Q(owner__in=viewer.organisation_ids) | shown)

    def editable_by(self, viewer: Viewer) -> Self:
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(owner__in=viewer.organisation_ids)

    # What state it is in
    def draft(self) -> Self:
        return self.filter(published_at=None)

    def to_discard(self, on: date) -> Self:
        """Keep the drafts whose day has come."""
        return self.draft().filter(discard_on__lte=on)

    def open(self, on: date) -> Self:
        """Keep what is looked for on that day; its last day is `expires_on`."""
        return self.filter(published_at__isnull=False, closed_at=None, expires_on__gte=on)

    def askable(self, on: date) -> Self:
        """Keep what firms can be asked about: what is looked for, and drafts."""
        return self.draft() | self.open(on)

    def open_as_of(self, day: date | Blank) -> Self:
        """Keep what was looked for on a past day, whatever happened since."""
        end = prepared.applied(end_of, day)
        return self.filter(
            Q(closed_at=None) | Q(closed_at__gte=end),
            published_at__lt=end,
            expires_on__gte=day,
        )

    def saying(self, text: str) -> Self:
        """Keep those in which all these words stand."""
        return self.filter(keys.saying("words_key", text, most_words=MOST_WORDS))

    def with_owner(self) -> Self:
        return self.select_related("owner", "contact", "caller")


class Need(keys.Keyed):
    """Something that an organisation looks for; a draft until it is published."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="needs")
    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="needs")
    contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="needs"
    )
    created_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who said it to the office on the phone: somebody whom we know there, or a name only.
    caller = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    caller_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000)
    words_key = keys.KeyField("title", "text", max_length=10_000, db_index=False)
    language = models.CharField(max_length=2, default="de")
    topics = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(null=True, blank=True)
    quantity = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=10, blank=True, default="piece")
    # Notes of `engine.facts.notation`: "diameter 20..80 mm"; colours and norms in normal form.
    measures = models.JSONField(default=list, blank=True)
    norms = models.JSONField(default=list, blank=True)
    certificates = models.JSONField(default=list, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.NETWORK
    )
    hidden_from_same_activity = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    # Until when somebody was told to look at it again: at the draft, and then at what fits.
    look_again_on = models.DateField(null=True, blank=True)
    # Of a draft: the day on which it is discarded, as whoever wrote it was told.
    discard_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason.choices, blank=True)
    # The state of the index from which the stored matches come; empty: not matched yet.
    generation = models.CharField(max_length=64, blank=True, editable=False)
    matched_at = models.DateTimeField(null=True, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        indexes = [
            models.Index(fields=["network", "-published_at"], name="need_by_publication"),
            models.Index(fields=["network", "owner"], name="need_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="need_visibility_is_known", condition=Q(visibility__in=Visibility.values)
            ),
            models.CheckConstraint(
                name="public_need_is_seen_by_everyone",
                condition=~Q(visibility=Visibility.PUBLIC) | Q(hidden_from_same_activity=False),
            ),
            models.CheckConstraint(
                name="published_need_has_a_last_day",
                condition=Q(published_at=None) | Q(expires_on__isnull=False),
            ),
            models.CheckConstraint(
                name="need_caller_is_a_person_or_a_name",
                condition=Q(caller=None) | Q(caller_name=""),
            ),
            models.CheckConstraint(
                name="need_closes_after_it_is_published",
                condition=Q(closed_at=None)
                | Q(published_at__isnull=False, closed_at__gte=F("published_at")),
            ),
            models.CheckConstraint(
                name="need_closes_with_a_reason",
                condition=Q(closed_at=None, closing_reason="")
                | Q(closed_at__isnull=False, closing_reason__in=ClosingReason.values),
            ),
            models.CheckConstraint(
                name="need_quantity_is_more_than_nothing",
                condition=Q(quantity=None) | Q(quantity__gt=0),
            ),
            models.CheckConstraint(
                name="need_lies_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def is_open_on(self, day: date) -> bool:
        """Whether this is looked for on a day."""
        is_in_time = self.expires_on is not None and day <= self.expires_on
        return is_in_time and not self.is_draft and not self.is_closed

    @property
    def said_by(self) -> str:
        """The name of whoever said it on the phone; empty where it was not noted."""
        return self.caller.name if self.caller else self.caller_name

    @property
    def pieces(self) -> int | None:
        """The quantity where it counts pieces: only these compare with a firm's lots."""
        return round(self.quantity) if self.quantity and self.unit == "piece" else None

    @property
    def measure_names(self) -> list[str]:
        language = reading_language()
        return [notation.written(notation.of_note(note), language) for note in self.measures]

    @property
    def whereabouts(self) -> str:
        """Where it is needed, as people write it: postcode and town, or what there is of them."""
        return f"{self.postal_code} {self.place}".strip()

    @property
    def unit_name(self) -> str:
        return str(UNITS.get(self.unit, self.unit))
