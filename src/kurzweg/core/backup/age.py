"""How old the last backup is that could be restored: doctor and the agenda say so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone

from kurzweg.core.models import Backup

TOO_OLD = timedelta(hours=26)  # a day, and the time it takes


def last() -> datetime | None:
    """Say of which moment the last backup is, None when there is none."""
    return Backup.objects.order_by("-taken_at").values_list("taken_at", flat=True).first()


def days_overdue() -> int | None:
    """Say how many days the last backup, or without one the installation, is old, if too many."""
    age = timezone.now() - (last() or _born())
    return max(1, age.days) if age > TOO_OLD else None


def _born() -> datetime:
    applied = MigrationRecorder.Migration.objects.aggregate(first=Min("applied"))
    return applied["first"] or timezone.now()
