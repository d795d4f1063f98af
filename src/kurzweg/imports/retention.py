"""Which lists are due to be forgotten, and of whom it need not be known where she came from."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kurzweg.core.retention import due
from kurzweg.imports.models import Arrival, Line, MemberList, Written
from kurzweg.networks.retention import EVERYWHERE, people


@due("member list", MemberList)
def old_lists(before: datetime) -> QuerySet[MemberList]:
    return MemberList.objects.across_networks(EVERYWHERE).filter(uploaded_at__lt=before)


@due("member list", Line, network="member_list__network")
def old_lines(before: datetime) -> QuerySet[Line]:
    return Line.objects.filter(member_list__uploaded_at__lt=before)


@due("member list", Written, network="member_list__network")
def old_writings(before: datetime) -> QuerySet[Written]:
    return Written.objects.filter(member_list__uploaded_at__lt=before)


@due("origin", Arrival)
def arrivals(before: datetime) -> QuerySet[Arrival]:
    rows = Arrival.objects.across_networks(EVERYWHERE)
    return rows.filter(person__in=people(before).values("pk"))
