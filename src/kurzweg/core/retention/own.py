"""Which rows of the ground floor are due."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django_q.models import Task

from kurzweg.core.models import AgendaItem, AuditEntry, Erasure, Link, OutboxMail, UsedKey
from kurzweg.core.retention.due_rows import due
from kurzweg.core.retention.erasing import before_erasing
from kurzweg.core.retention.persons import Subject, links_of, rows_of


@due("mail text", OutboxMail)
@due("mail", OutboxMail)
def finished_mails(before: datetime) -> models.QuerySet[OutboxMail]:
    # What a trial holds back was never sent: its period begins when it was written.
    held = Q(is_held=True, created_at__lt=before)
    return OutboxMail.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before) | held)


@due("answer link", Link)
def links(before: datetime) -> models.QuerySet[Link]:
    return Link.objects.filter(expires_at__lt=before)


@due("repeated press", UsedKey)
def used_keys(before: datetime) -> models.QuerySet[UsedKey]:
    return UsedKey.objects.filter(created_at__lt=before)


@due("agenda", AgendaItem)
def agenda_items(before: datetime) -> models.QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(shown_until__lte=before.date())


@due("audit", AuditEntry)
def audit_entries(before: datetime) -> models.QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at__lt=before)


@due("job", Task)
def jobs(before: datetime) -> models.QuerySet[Task]:
    return Task.objects.filter(stopped__lt=before)


@due("erasure", Erasure)
def erasures(before: datetime) -> models.QuerySet[Erasure]:
    return Erasure.objects.filter(erased_at__lt=before)


@before_erasing
def _no_mail_leaves_any_more(subject: Subject) -> None:
    """Take back what waits to be sent to her: without its text it would be an empty mail."""
    for link in links_of(OutboxMail):
        rows_of(link, subject).filter(sent_at=None, given_up_at=None).delete()
