"""Rows of the ground floor whose clock ran out."""

from datetime import timedelta

from django.db import models
from django_q.models import Task

from kurzweg.core.models import AgendaItem, AuditEntry, Erasure, Link, OutboxMail, UsedKey
from kurzweg.core.outbox import Mail, add
from tests.factories import NetworkFactory


def mail(at):
    row = add(Mail("letter", "Jörg Müller", "mueller@firma.example", "Betreff", "Text"))
    OutboxMail.objects.filter(pk=row.pk).update(sent_at=at)
    return row


def used_key(at):
    row = UsedKey.objects.create(key="x", path="/", content_hash="")
    UsedKey.objects.filter(pk=row.pk).update(created_at=at)
    return row


OVER = {
    ("mail text", OutboxMail): mail,
    ("mail", OutboxMail): mail,
    ("answer link", Link): lambda at: Link.objects.create(
        purpose="x", row_id=1, token_hash="x", expires_at=at
    ),
    ("repeated press", UsedKey): used_key,
    ("agenda", AgendaItem): lambda at: AgendaItem.objects.create(
        network_id=NetworkFactory().pk,
        kind="k",
        row_kind="people.organisation",
        row_id=1,
        addressee="office",
        shown_since=at.date() - timedelta(days=1),
        shown_until=at.date(),
        due_on=at.date(),
    ),
    ("erasure", Erasure): lambda at: Erasure.objects.create(persons=["x"], erased_at=at),
    ("audit", AuditEntry): lambda at: AuditEntry.objects.create(
        actor_kind="person", action="x", kind="y", at=at
    ),
    ("job", Task): lambda at: Task.objects.create(
        id="1", name="x", func="f", started=at, stopped=at
    ),
}


def canary(field: models.Field, *, made) -> object:
    """Something that may stand in a field and is not what stands there when it was forgotten."""
    if field.is_relation:
        return made(field.related_model)
    if isinstance(field, models.EmailField):
        return "kanarie@firma.example"
    if isinstance(field, models.CharField | models.TextField):
        return "Kanarie"[: field.max_length]
    if isinstance(field, models.JSONField):
        return ["Kanarie"]
    if isinstance(field, models.FloatField | models.IntegerField):
        return 50
    raise TypeError(f"nobody says what a canary in a {type(field).__name__} is")
