"""Who belongs to a network, as what, from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kurzweg.core.dated import Dated, holds
from kurzweg.core.ids import new_public_id
from kurzweg.core.keys import joined, saying
from kurzweg.core.prepared import Blank
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models.classes import ClassTerm, MembershipClass
from kurzweg.networks.models.committees import Committee, Seat
from kurzweg.networks.models.network import DatedNetworkQuerySet, Network, Section
from kurzweg.people.models import Organisation, Person


class MembershipState(models.TextChoices):
    APPLIED = "applied", _("applied")
    ACTIVE = "active", _("active")
    UNDER_NOTICE = "under notice", _("under notice")
    LEFT = "left", _("left")


class BelongingQuerySet(DatedNetworkQuerySet):
    """Which organisations belong, as members or as those who carry the network."""

    def with_seat(self) -> Self:
        """Fetch what a row of a list shows."""
        return self.select_related("organisation").prefetch_related("organisation__sites")

    def with_organisation(self) -> Self:
        return self.select_related("organisation").prefetch_related(
            "organisation__sites", "organisation__activities", "organisation__certificates"
        )


class MembershipQuerySet(BelongingQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to memberships: the list of members is public, applications are not."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(since__isnull=False)

    # What state it is in
    def active(self, on: date | Blank) -> Self:
        """Keep who is a member on that day, those under notice included."""
        return self.filter(holds(on), since__isnull=False)

    def counted(self, on: date | Blank) -> Self:
        """Keep one membership of each organisation that is a member on a day, the first entered.

        Days that were mended or merged may let two of them meet; the organisation is one.
        """
        earlier = Membership.objects.filter(
            holds(on),
            since__isnull=False,
            network=OuterRef("network"),
            organisation=OuterRef("organisation"),
            pk__lt=OuterRef("pk"),
        )
        return self.active(on).filter(~Exists(earlier))

    def counted_at_end(self, day: date) -> Self:
        """Keep who is counted when a day is over, at 24.00: who left with it is gone."""
        if day == date.max:
            return self.counted(day)
        stays = Membership.objects.filter(
            holds(day + timedelta(days=1)),
            since__isnull=False,
            network=OuterRef("network"),
            organisation=OuterRef("organisation"),
        )
        return self.counted(day).filter(Exists(stays))

    def applied(self, on: date) -> Self:
        """Keep who waits for an answer; whoever becomes a member on a later day has got one."""
        return self.filter(since=None, applied_on__lte=on, until=None)

    def under_notice(self, on: date) -> Self:
        return self.active(on).filter(notice_on__lte=on)

    def in_state(self, state: str, on: date) -> Self:
        """Keep one membership of each organisation that is in a state on a day; "": its members."""
        counted = self.counted(on)
        if state == MembershipState.ACTIVE:
            return counted.filter(Q(notice_on=None) | Q(notice_on__gt=on))
        if state == MembershipState.UNDER_NOTICE:
            return counted.filter(notice_on__lte=on)
        if state == MembershipState.APPLIED:
            begins_later = Q(since=None) | Q(since__gt=on)
            had_applied = Q(applied_on=None) | Q(applied_on__lte=on)
            return self.filter(begins_later, had_applied, Q(until=None) | Q(until__gt=on))
        return self._left(on) if state == MembershipState.LEFT else counted

    def _left(self, on: date) -> Self:
        """Keep the last membership of each organisation that was a member and is none on a day."""
        same = Membership.objects.filter(
            since__isnull=False,
            network=OuterRef("network"),
            organisation=OuterRef("organisation"),
        )
        is_later = Q(until__gt=OuterRef("until")) | Q(
            until=OuterRef("until"), pk__gt=OuterRef("pk")
        )
        left = self.filter(since__isnull=False, until__lte=on)
        return left.filter(
            ~Exists(same.filter(holds(on))), ~Exists(same.filter(is_later, until__lte=on))
        )

    def of_class(self, membership_class: MembershipClass, on: date) -> Self:
        """Keep whose class it is on a day."""
        return self.filter(self._term(on, membership_class=membership_class))

    def supporting(self, on: date) -> Self:
        """Keep who only supports the network on that day, by the class it has then."""
        return self.filter(self._term(on, membership_class__is_supporting=True))

    def with_class(self, on: date) -> Self:
        """Let each row say its class of a day as `class_name`; empty: it has none."""
        terms = ClassTerm.objects.in_network(OuterRef("network")).as_of(on)
        names = terms.filter(membership=OuterRef("pk")).values("membership_class__name")
        return self.annotate(class_name=Coalesce(Subquery(names[:1]), Value("")))

    @staticmethod
    def _term(on: date, **of: object) -> Exists:
        terms = ClassTerm.objects.in_network(OuterRef("network")).as_of(on)
        return Exists(terms.filter(membership=OuterRef("pk"), **of))

    def named_like(self, words: str) -> Self:
        if not words:
            return self
        name = "organisation__name_key"
        return self.filter(saying(name, words) | joined(name, words))

    def latest_of_each(self) -> Self:
        """Keep the newest membership of each organisation, whatever its state."""
        newer = Membership.objects.filter(
            network=OuterRef("network"),
            organisation=OuterRef("organisation"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(newer))


class Membership(Dated):
    """An organisation belongs to a network; the state follows from the days, it is not stored."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    number = models.CharField(max_length=20, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    # Why it ended, as the office heard it; nobody else reads it.
    end_reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("organisation__name", "pk")
        # Asked for every offer and need in a list; by network alone it is thousands of rows each.
        indexes = [models.Index(fields=["organisation", "network"], name="membership_of_firm")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["network", "organisation"],
                name="organisation_is_a_member_once",
                condition=Q(until=None),
            ),
            models.CheckConstraint(
                name="membership_has_a_beginning_or_an_application",
                condition=Q(since__isnull=False) | Q(applied_on__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_notice_comes_before_the_end",
                condition=Q(notice_on=None) | Q(until=None) | Q(until__gte=F("notice_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.number or self.public_id}"

    def state(self, on: date) -> MembershipState:
        """Say what this membership is on a day."""
        if self.until is not None and self.until <= on:
            return MembershipState.LEFT
        if self.since is None or self.since > on:
            return MembershipState.APPLIED
        if self.notice_on is not None and self.notice_on <= on:
            return MembershipState.UNDER_NOTICE
        return MembershipState.ACTIVE

    def class_on(self, day: date) -> MembershipClass | None:
        """Say as what it belongs on a day."""
        held = [term for term in self.class_terms.all() if term.holds_on(day)]
        return held[0].membership_class if held else None


class SectionMembership(Dated):
    """A member takes part in a section."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="section_memberships"
    )

    objects = DatedNetworkQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("section__name", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["section", "organisation"],
                name="organisation_is_in_a_section_once",
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"section membership {self.pk}"


class SupportingBody(Dated):
    """An organisation that carries the network, with dates: bodies come and go."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="supporting_bodies")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="supports"
    )

    objects = BelongingQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("organisation__name", "pk")
        indexes = [models.Index(fields=["organisation", "network"], name="support_by_firm")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["network", "organisation"],
                name="organisation_supports_a_network_once",
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"supporting body {self.pk}"


class MandateKind(models.TextChoices):
    OFFICE = "office", _("office")
    COORDINATOR = "coordinator", _("coordinator")
    BOARD = "board", _("board")
    COMMITTEE = "committee", _("committee")
    AMBASSADOR = "ambassador", _("ambassador")
    ADVISER = "adviser", _("adviser")
    GUEST = "guest", _("guest of a committee")


# Given by a seat in a committee; a board member is one wherever she is entered.
SEATED = (MandateKind.BOARD, MandateKind.COMMITTEE, MandateKind.GUEST)

# The tasks that run the office: whoever has one may do everything in the network.
RUNS_THE_OFFICE = (MandateKind.OFFICE, MandateKind.COORDINATOR)


class MandateQuerySet(DatedNetworkQuerySet):
    def of_office(self) -> Self:
        """Keep the tasks that run the office, of those who can sign in for them."""
        account = Q(person__account__is_active=True)
        address = Q(person__account=None) & ~Q(person__email="")
        own_or_here = Q(person__entered_by_network=None) | Q(
            person__entered_by_network=F("network")
        )
        return self.filter(account | address, own_or_here, kind__in=RUNS_THE_OFFICE)


class Mandate(Dated):
    """A person has a task in the network for a term: board, coordinator, ambassador, adviser …

    A seat in a committee is one: who sits where, as what and how long stands here and nowhere else.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    kind = models.CharField(max_length=20, choices=MandateKind.choices)
    title = models.CharField(max_length=120, blank=True)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.CASCADE, related_name="seats"
    )
    seat = models.CharField(max_length=20, choices=Seat.choices, blank=True)
    # Whose task was handed over: this one begins on the day on which that one ended.
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    # What went along beside the seats: label, number and column of each row; null: not yet.
    went_along = models.JSONField(null=True, blank=True, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("kind", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="mandate_kind_is_known", condition=Q(kind__in=MandateKind.values)
            ),
            models.UniqueConstraint(
                fields=["network", "person", "kind"],
                name="person_has_a_mandate_once",
                condition=Q(until=None, committee=None),
            ),
            models.UniqueConstraint(
                fields=["committee", "person"],
                name="person_sits_in_a_committee_once",
                condition=Q(until=None, committee__isnull=False),
            ),
            models.CheckConstraint(
                name="mandate_seat_is_in_a_committee",
                condition=Q(seat="", committee=None)
                | Q(seat__in=Seat.values, committee__isnull=False, kind__in=SEATED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def task(self) -> str:
        """What somebody does, in her network's own words or by the kind of the task."""
        if self.committee is None:
            return self.title or self.get_kind_display()
        seat = self.title or str(self.get_seat_display())
        return f"{self.committee.name}: {seat}"
