"""Whose lines in issued lists of dues are due to be forgotten; what they added up to stays."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kurzweg.core.retention import due, first_day_of_year
from kurzweg.dues.models import DuesAgreement, DuesRow


@due("dues", DuesRow)
def rows(before: datetime) -> QuerySet[DuesRow]:
    return DuesRow.objects.filter(dues_list__issued_at__date__lt=first_day_of_year(before))


@due("dues", DuesAgreement)
def agreements(before: datetime) -> QuerySet[DuesAgreement]:
    """What was agreed until a day, as long after it as the lists that it explains."""
    ended = DuesAgreement.objects.across_networks("periods run in all of them")
    return ended.filter(until__isnull=False, until__lt=first_day_of_year(before))
