"""Files of a committee: kept by its rights, taken away, forgotten with their row."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from kurzweg.committees.errors import NoFile
from kurzweg.committees.models import Paper
from kurzweg.core import audit, ledger, papers
from kurzweg.core.models import StoredFile
from kurzweg.networks.models import Committee
from kurzweg.people.models import Person

ROOM = "committees"
WHY = "files that no row names go, whosever they were"


@transaction.atomic
def keep(committee: Committee, upload: UploadedFile | None, *, by: Person) -> Paper:
    """Keep a file for whoever sits in the committee."""
    if upload is None:
        raise NoFile
    stored = papers.store(upload, network_id=committee.network_id, kept_by=ROOM)
    paper = Paper.objects.create(
        network_id=committee.network_id,
        committee=committee,
        stored=stored,
        name=papers.named(upload, stored),
        added_by=by,
    )
    audit.record(paper, "added", by=by)
    ledger.changed(paper)
    return paper


@transaction.atomic
def take_away(paper: Paper, *, by: Person) -> None:
    """Take a file away; its content goes in one of the next nights."""
    audit.record(paper, "taken away", by=by)
    ledger.changed(paper)
    paper.delete()


def forget_unnamed() -> int:
    """Remove the contents that no file names any more, and say how many."""
    named = Paper.objects.across_networks(WHY).values("stored")
    a_day_ago = timezone.now() - timedelta(days=1)
    rows = StoredFile.objects.filter(kept_by=ROOM, created_at__lt=a_day_ago).exclude(pk__in=named)
    return rows.delete()[0]
