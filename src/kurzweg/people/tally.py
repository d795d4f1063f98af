"""How often something happened lately, counted in the database by all processes together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kurzweg.people.models import Tally


@dataclass(frozen=True, slots=True)
class Limit:
    number: int
    within: timedelta


@transaction.atomic
def count(what: str, of: str, *limits: Limit) -> int:
    """Count one more and say how many are left; -1 is one too many, which does not count."""
    key = hashed(f"{what}: {of}")
    # The same statements whether it was counted before or not: nobody can tell by the time.
    Tally.objects.bulk_create([Tally(key_hash=key)], ignore_conflicts=True)
    tally = Tally.objects.select_for_update().get(key_hash=key)
    now = time.time()
    longest = max(limit.within for limit in limits).total_seconds()
    moments = [moment for moment in tally.moments if moment > now - longest]
    left = min(
        limit.number - sum(moment > now - limit.within.total_seconds() for moment in moments)
        for limit in limits
    )
    tally.moments = [*moments, now] if left > 0 else moments
    tally.last_at = timezone.now()
    tally.save(update_fields=["moments", "last_at"])
    return left - 1


@transaction.atomic
def take_back(what: str, of: str) -> None:
    """Count one less: it was no attempt."""
    tally = Tally.objects.select_for_update().get(key_hash=hashed(f"{what}: {of}"))
    tally.moments = tally.moments[:-1]
    tally.save(update_fields=["moments"])


def hashed(text: str) -> str:
    """Hash what must not be readable in the database: only this installation finds it again."""
    return salted_hmac("kurzweg.people", text, algorithm="sha256").hexdigest()
