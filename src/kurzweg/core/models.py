"""What the ground floor keeps: the audit, the outbox, links, used keys, changes."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kurzweg.core import addresses
from kurzweg.core.ids import new_public_id


class AuditEntry(models.Model):
    """That somebody did something to a row; it holds ids and names of fields, never values."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    network_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    row_id = models.BigIntegerField(null=True)
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["kind", "row_id"], name="audit_by_row")]

    def __str__(self) -> str:
        return f"{self.actor_kind} {self.actor_id} {self.action} {self.kind} {self.row_id}"


class Turn(models.TextChoices):
    """How far a mail is with leaving; see `kurzweg.core.mail_budget`."""

    OPEN = "", "has not asked"
    WAITS = "waits", "waits for a place in its reader's week"
    TAKEN = "taken", "leaves by itself, or in a bundle"


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    def unfinished(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, now: datetime) -> Self:
        """Keep what is to be sent: not held, not in a bundle, not in somebody's hands."""
        return (
            self.unfinished()
            .filter(is_held=False, bundled_in=None, due_at__lte=now)
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
        )

    def waiting_for_a_place(self) -> Self:
        """Keep what is over its reader's budget and will be bundled."""
        return self.unfinished().filter(turn=Turn.WAITS, bundled_in=None, is_held=False)

    def locked(self, *, skip: bool = True) -> Self:
        return self.select_for_update(of=("self",), skip_locked=skip)


class OutboxMail(models.Model):
    """A mail that has to leave, written in the transaction of its cause."""

    message_id = models.CharField(max_length=80, unique=True)
    dedup_key = models.CharField(max_length=160, unique=True, null=True)  # noqa: DJ001 - unique when given
    network_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.CharField(max_length=40)
    sender = models.CharField(max_length=addresses.LENGTH)
    reply_to = models.CharField(max_length=addresses.LENGTH, blank=True)
    recipient = models.CharField(max_length=addresses.LENGTH)
    # Whose week it counts in: the person, else the normalised address.
    reader = models.CharField(max_length=addresses.LENGTH, blank=True)
    language = models.CharField(max_length=2, default="de")
    row_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    too_late_at = models.DateTimeField(null=True)
    turn = models.CharField(max_length=10, choices=Turn.choices, blank=True)
    # It left, or will leave, as a part of this one; its bundle goes and so does it.
    bundled_in = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="carried"
    )
    is_held = models.BooleanField(default=False)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    # Why it was given up although no server refused it: decided meanwhile, or stopped by a gate.
    dropped_because = models.CharField(max_length=80, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_waiting",
                condition=Q(sent_at=None, given_up_at=None),
            ),
            models.Index(fields=["network_id", "reader"], name="outbox_by_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_mail_is_sent_or_given_up",
                condition=Q(sent_at=None) | Q(given_up_at=None),
            ),
            models.CheckConstraint(
                name="outbox_mail_is_dropped_by_being_given_up",
                condition=Q(dropped_because="") | Q(given_up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="outbox_mail_in_a_bundle_waits_no_more",
                condition=Q(bundled_in=None) | Q(turn="taken", is_held=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class Link(models.Model):
    """An answer that may be given from a mail, without an account, by whoever holds the token."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    purpose = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    network_id = models.BigIntegerField(null=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_is_used_with_an_answer",
                condition=Q(used_at=None, answer="") | (Q(used_at__isnull=False) & ~Q(answer="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.row_id}"


class UsedKey(models.Model):
    """A key that came with a form: a second press of the button gets the first one's answer."""

    key = models.CharField(max_length=64)
    account_id = models.BigIntegerField(default=0)
    path = models.CharField(max_length=300)
    content_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "account_id"], name="used_key_counts_once")
        ]

    def __str__(self) -> str:
        return self.key


class Change(models.Model):
    """That a row changed, written with the change: whoever keeps something made of it reads here.

    `kind` names the model ("market.need"), `network_id` a network that the row concerns; null:
    it concerns none. `id` says in which order changes were written, `seq` in which order they
    could be seen: it is given after the commit. Whoever has read up to one `seq` misses nothing
    with a lower one. `is_public`: strangers may see, or have seen, something of it.
    """

    seq = models.BigIntegerField(null=True, unique=True)
    network_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["network_id", "seq"],
                name="change_that_strangers_see",
                condition=Q(is_public=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}:{self.row_id}"


class Reader(models.Model):
    """Up to where somebody read the changes; null: it has to begin anew, from the rows."""

    name = models.CharField(max_length=40, unique=True)
    seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class Addressee(models.TextChoices):
    """Whom something waits for; rights are never stored, so never a list of people."""

    OFFICE = "office", "the office"
    ADMINS = "admins", "who keeps the entry of an organisation"
    ANSWERING = "answering", "who answers for an organisation"
    PEOPLE = "people", "whoever acts for an organisation"
    PERSON = "person", "a person"


class AgendaItem(models.Model):
    """That something waits for somebody from one day until another; what it is the row says.

    A day of `shown_until` is the first on which it no longer waits. The office is one per network
    and has the number 0.
    """

    network_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    row_kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    addressee = models.CharField(max_length=10, choices=Addressee.choices)
    addressee_id = models.BigIntegerField(default=0)
    shown_since = models.DateField()
    shown_until = models.DateField(null=True)
    due_on = models.DateField()

    class Meta:
        ordering = ("due_on", "kind", "row_id", "pk")
        indexes = [
            models.Index(
                fields=["network_id", "addressee", "addressee_id", "due_on"],
                name="agenda_of_an_addressee",
            ),
        ]
        constraints = [
            # With the network first it also finds what a changed row calls for.
            models.UniqueConstraint(
                fields=["network_id", "kind", "row_id", "addressee", "addressee_id"],
                name="agenda_asks_an_addressee_once",
            ),
            models.CheckConstraint(
                name="agenda_addressee_is_known", condition=Q(addressee__in=Addressee.values)
            ),
            models.CheckConstraint(
                name="agenda_office_has_no_number",
                condition=Q(addressee=Addressee.OFFICE, addressee_id=0)
                | (~Q(addressee=Addressee.OFFICE) & Q(addressee_id__gt=0)),
            ),
            models.CheckConstraint(
                name="agenda_item_is_shown_for_a_day_at_least",
                condition=Q(shown_until=None) | Q(shown_until__gt=F("shown_since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id} for {self.addressee} {self.addressee_id}"


class AgendaDay(models.Model):
    """For which day the agenda of a network was looked at as a whole: its midnight begins a new."""

    network_id = models.BigIntegerField(unique=True)
    looked_at_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.network_id} on {self.looked_at_on}"


class StoredFile(models.Model):
    """A file that a network has; its content lies under its hash, once for all who have it."""

    digest = models.CharField(max_length=64)
    network_id = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    # By which room's rights it is read; empty: it is a picture for everybody.
    kept_by = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "digest", "kept_by"], name="file_is_stored_once_per_network"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Backup(models.Model):
    """That a backup was taken and could be restored on trial; only the newest is remembered."""

    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"


class Erasure(models.Model):
    """That somebody was erased because she asked for it: by public ids, which say nothing else.

    It is done again when an older backup is restored.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    # Null: she did it herself, with all that she had in any network.
    network_id = models.BigIntegerField(null=True)
    persons = models.JSONField(default=list)
    asked_by_id = models.BigIntegerField(null=True)
    is_own = models.BooleanField(default=False)
    erased_at = models.DateTimeField(default=timezone.now, db_index=True)
    # Rule, how much went, how much stays and until when; no values of hers.
    report = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"erasure {self.public_id}"
