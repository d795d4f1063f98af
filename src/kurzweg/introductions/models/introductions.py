"""Introductions: who asked whom for a contact, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kurzweg.core.dated import holds
from kurzweg.core.days import day_of
from kurzweg.core.ids import new_public_id
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models.states import (
    UNDECIDED,
    Answer,
    InitiatedAs,
    Outlook,
    State,
)
from kurzweg.market.models import Need, Offer
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position


class IntroductionQuerySet(NetworkQuerySet):
    # Who may see it
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to introductions: the office, who asked, and who was asked."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        return mine.filter(_started(viewer) | _asked(viewer))

    def started_by(self, viewer: Viewer) -> Self:
        """Keep those that the viewer's own firms started or let the office start."""
        return self.in_network(viewer).filter(_started(viewer))

    def withdrawable_by(self, viewer: Viewer) -> Self:
        return self.in_network(viewer) if viewer.is_office else self.started_by(viewer)

    def answerable_by(self, viewer: Viewer) -> Self:
        """Keep the questions to the viewer's firm that the viewer answers for it."""
        return self.in_network(viewer).filter(_asked(viewer))

    # What state it is in
    def unanswered(self, on: date) -> Self:
        """Keep what was asked and can still be answered on that day, its last day included."""
        return self.filter(_is_sought(on), state=State.ASKED, expires_on__gte=on, closed_at=None)

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def over(self, on: date) -> Self:
        """Keep what nobody can answer any more, a no and a silence alike."""
        is_late = Q(expires_on__lt=on) & ~Q(state=State.LATER)
        return self.filter(
            is_late | Q(need__expires_on__lt=on),
            state__in=(*UNDECIDED, State.DECLINED),
            closed_at=None,
        )

    def to_remind(self, on: date) -> Self:
        return self.unanswered(on).filter(reminded_at=None, remind_on__lte=on)

    def to_ask_again(self, on: date) -> Self:
        return self.filter(_is_sought(on), state=State.LATER, closed_at=None, ask_again_on__lte=on)

    def to_tell(self, now: datetime) -> Self:
        """Keep the yeses that can no longer be taken back: both sides are told now."""
        return self.filter(state=State.AGREED, closed_at=None, tell_at__lte=now)

    def whose_person_left(self, on: date) -> Self:
        """Keep unanswered questions to a person who no longer acts for the firm."""
        there = Position.objects.acting_in(OuterRef("network")).filter(
            holds(on), person=OuterRef("asked_person")
        )
        left = _of_side(
            lambda firm: Q(~Exists(there.filter(organisation=OuterRef(firm)))), asked=True
        )
        return self.unanswered(on).filter(left, asked_person__isnull=False)

    def feedback(self) -> Self:
        """Keep what the ranking may learn from: questions with their answer, or none, in the end.

        Each row carries need, offer, the signals of the match and of what was passed over, the
        answer and its day. Whoever offered itself was not chosen from a list.
        """
        return (
            self.exclude(initiated_as=InitiatedAs.OFFERER)
            .filter(
                Q(state__in=(State.ACCEPTED, State.DECLINED), answer__in=(Answer.YES, Answer.NO))
                | Q(state=State.EXPIRED, rounds__gte=1)
            )
            .order_by("pk")
        )

    def about_closed_needs(self) -> Self:
        """Keep what a closed need ends; who said yes to an offer and then closed meant both."""
        about = self.filter(need__closed_at__isnull=False, closed_at=None)
        return about.exclude(state=State.ACCEPTED).exclude(_IS_OFFER, state=State.AGREED)

    def with_both(self) -> Self:
        return self.select_related(
            "network",
            "need__owner",
            "organisation",
            "offer",
            "asked_person",
            "answered_by",
            "asking_person",
        )


_IS_OFFER = Q(initiated_as=InitiatedAs.OFFERER)


def _of_side(of: Callable[[str], Q], *, asked: bool) -> Q:
    """Say something of the side that was asked, or that asked: which firm it is, each row knows."""
    offers, questions = (
        ("need__owner", "organisation") if asked else ("organisation", "need__owner")
    )
    return Q(_IS_OFFER, of(offers)) | Q(~_IS_OFFER, of(questions))


def _started(viewer: Viewer) -> Q:
    mine = viewer.organisation_ids
    return _of_side(lambda firm: Q((f"{firm}__in", mine)), asked=False)


def _is_sought(on: date) -> Q:
    """Say which needs are still looked for on a day: about no other is anybody asked."""
    return Q(need__closed_at=None, need__expires_on__gte=on)


def _asked(viewer: Viewer) -> Q:
    """Say which questions reached this viewer, who was asked or answers for the firm."""
    answers_there = Position.objects.acting_in(OuterRef("network")).filter(
        holds(viewer.today),
        Q(is_admin=True) | Q(answers_requests=True) | Q(person=OuterRef("asked_person")),
        person=viewer.person_id,
    )

    def answered_at(firm: str) -> Q:
        there = answers_there.filter(organisation=OuterRef(firm))
        return Q((f"{firm}__in", viewer.organisation_ids)) & Q(Exists(there))

    return Q(rounds__gte=1) & _of_side(answered_at, asked=True)


class Introduction(models.Model):
    """An organisation is asked whether it wants to hear from one that looks for something.

    Or the other way round: one that can do it asks whoever is looking.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="introductions")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="introductions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="introductions"
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="introductions"
    )
    # The numbers of the match as they were, the weights that ranked it, and the offers beside it
    # that were seen and left: a later answer can still be explained and learned from.
    signals = models.JSONField(default=dict, blank=True)
    profile_version = models.CharField(max_length=20, blank=True)
    passed_over = models.JSONField(default=list, blank=True)

    initiated_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    initiated_as = models.CharField(max_length=10, choices=InitiatedAs.choices)
    # Null: nobody at the firm answers requests, the letter went to the firm's own address.
    asked_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who hears for the side that asked.
    asking_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.CharField(max_length=160)
    letter = models.TextField(max_length=6000)
    language = models.CharField(max_length=2, default="de")

    state = models.CharField(max_length=10, choices=State.choices)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # How often the firm was asked: once, again after "later", again when the person had left.
    rounds = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # How many days whoever asked was told to wait, and the firm that “later” puts it off.
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    later_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # The last day on which it can be answered.
    expires_on = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    has_been_put_off = models.BooleanField(default=False)
    # When both sides are told of a yes: until then it can be taken back.
    tell_at = models.DateTimeField(null=True, blank=True)
    phoned_yes_on = models.DateField(null=True, blank=True)

    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by_name = models.CharField(max_length=120, blank=True)
    comment = models.TextField(max_length=1000, blank=True)
    # What of a contact the yes was about: an address entered afterwards is not passed on.
    agreed_lines = models.JSONField(null=True, blank=True)
    # Whoever asked has no address: the office tells them.
    is_told_by_office = models.BooleanField(default=False)
    follow_up_on = models.DateField(null=True, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Nothing is due any more. A no stays open until its last day, so that it looks like silence.
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(fields=["network", "state", "expires_on"], name="introduction_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "organisation"],
                name="introduction_is_open_once",
                condition=Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="introduction_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="introduction_initiative_is_known",
                condition=Q(initiated_as__in=InitiatedAs.values),
            ),
            models.CheckConstraint(
                name="introduction_is_answered_with_a_moment",
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=Answer.values, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="introduction_is_accepted_with_a_yes",
                condition=~Q(state__in=(State.AGREED, State.ACCEPTED)) | Q(answer=Answer.YES),
            ),
            models.CheckConstraint(
                name="introduction_agreed_is_told_at_a_moment",
                condition=~Q(state=State.AGREED) | Q(tell_at__isnull=False),
            ),
            models.CheckConstraint(
                name="introduction_is_asked_with_a_moment",
                condition=~Q(state=State.ASKED)
                | Q(asked_at__isnull=False, remind_on__isnull=False, rounds__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"introduction {self.public_id}"

    def today(self) -> date:
        return self.network.today()

    @property
    def is_offer(self) -> bool:
        """Whether a firm said that it can do what is looked for, and who is looking is asked."""
        return self.initiated_as == InitiatedAs.OFFERER

    @property
    def asked(self) -> Organisation:
        """The side that is asked, and answers."""
        return self.need.owner if self.is_offer else self.organisation

    @property
    def asking(self) -> Organisation:
        """The side that wants to talk, and waits for the answer."""
        return self.organisation if self.is_offer else self.need.owner

    @property
    def asked_id(self) -> int:
        return self.need.owner_id if self.is_offer else self.organisation_id

    @property
    def asking_id(self) -> int:
        return self.organisation_id if self.is_offer else self.need.owner_id

    @property
    def is_accepted(self) -> bool:
        return self.state == State.ACCEPTED

    @property
    def letter_to_whoever_asks(self) -> str:
        """What they read of it until a yes: their own letter, where it names nobody there."""
        person = self.asked_person
        is_own = self.initiated_as != InitiatedAs.OFFICE
        names_nobody = person is None or person.family_name not in self.letter
        return self.letter if self.is_accepted or (is_own and names_nobody) else ""

    @property
    def waits_to_be_passed_on(self) -> bool:
        """Whether the office has yet to tell whoever asked, who gets no mail."""
        is_due = self.is_told_by_office and self.taken_up_at is None
        return self.is_accepted and is_due and self.closed_at is None

    @property
    def is_waiting_with_office(self) -> bool:
        return self.state == State.WAITING and self.closed_at is None

    @property
    def created_on(self) -> date:
        return day_of(self.created_at, self.network.time_zone)

    @property
    def asked_on(self) -> date | None:
        return day_of(self.asked_at, self.network.time_zone) if self.asked_at else None

    @property
    def answered_on(self) -> date | None:
        return day_of(self.answered_at, self.network.time_zone) if self.answered_at else None

    @property
    def last_day(self) -> date:
        """The last day on which it can be answered; nothing outlives its need."""
        ends_on = self.need.expires_on
        return min(self.expires_on, ends_on) if ends_on else self.expires_on

    @property
    def asked_again_on(self) -> date | None:
        """The day on which the firm is asked once more; None when the need ends before."""
        again_on, ends_on = self.ask_again_on, self.need.expires_on
        return again_on if again_on and ends_on and again_on <= ends_on else None

    @property
    def days_to_answer(self) -> int:
        """How long an answer usually takes, as whoever asked was told."""
        told = self.answer_days
        return told or self.network.rule("ask_open_days", on=self.created_on)

    @property
    def days_if_put_off(self) -> int:
        """How far “later” puts it off, as the firm was told when it was asked."""
        return self.later_days or self.network.rule("ask_later_days")

    def again_on_if_put_off(self) -> date | None:
        """Say when the firm would be asked once more; None when it may not or cannot be."""
        again_on = self.today() + timedelta(days=self.days_if_put_off)
        ends_on = self.need.expires_on
        has_time = ends_on is not None and again_on < ends_on
        return again_on if has_time and not self.has_been_put_off else None

    def is_answerable_on(self, day: date) -> bool:
        return self.state == State.ASKED and self.closed_at is None and day <= self.last_day

    def may_be_taken_back_on(self, day: date) -> bool:
        """Whether an answer was given of which the other side has not been told."""
        is_answered = self.state in (State.AGREED, State.DECLINED, State.LATER) and self.answer
        is_open = self.closed_at is None and self.need.is_open_on(day) and day <= self.last_day
        return bool(is_answered) and is_open

    def outlook(self, on: date) -> Outlook:
        """Say how it stands for whoever asked; only a yes, a withdrawal and days decide."""
        if self.is_accepted:
            return Outlook.CONTACT
        if self.withdrawn_at is not None:
            return Outlook.WITHDRAWN
        if self.state == State.AGREED:
            return Outlook.OPEN  # also past midnight: it was answered in time
        # A no stays open until its last day, or until the need ends it as it ends a silence.
        is_over = self.state == State.EXPIRED or self.closed_at is not None
        is_open = on <= self.last_day and not is_over
        return Outlook.OPEN if is_open else Outlook.NO_CONTACT
