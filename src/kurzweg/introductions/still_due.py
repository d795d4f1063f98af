"""Whether a mail that waited is still worth sending: much may be decided meanwhile."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from kurzweg.core.models import OutboxMail
from kurzweg.introductions.models import Introduction

CAUSES = ("question", "confirmation")  # what a firm gets first in a round


def key(introduction: Introduction, name: str) -> str:
    """Name a mail of the round in which an introduction is, so that each leaves once."""
    return f"introduction:{introduction.pk}:{introduction.rounds}:{name}"


def is_answerable(mail: OutboxMail) -> bool:
    """Whether the question of a mail can still be answered, in the round it was asked in."""
    introduction = _of(mail)
    if introduction is None:
        return False
    on = introduction.today()
    is_open = introduction.is_answerable_on(on) and introduction.need.is_open_on(on)
    return is_open and mail.dedup_key == key(introduction, mail.kind.removeprefix("introduction "))


def is_worth_taking_back(mail: OutboxMail) -> bool:
    """Whether the firm has got the question of which a mail says that it is no longer open."""
    introduction = _of(mail)
    asked = [key(introduction, name) for name in CAUSES] if introduction else []
    has_left = Q(sent_at__isnull=False) | Q(claimed_until__gt=timezone.now())
    return OutboxMail.objects.filter(has_left, dedup_key__in=asked).exists()


def _of(mail: OutboxMail) -> Introduction | None:
    rows = Introduction.objects.in_network(mail.network_id).select_related("need", "network")
    return rows.filter(pk=mail.row_id or 0).first()
