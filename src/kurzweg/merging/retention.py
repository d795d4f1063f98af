"""When it is forgotten how two entries were before they became one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kurzweg.core.retention import Subject, before_erasing, due
from kurzweg.merging.models import Merge
from kurzweg.people.models import Person

EVERYWHERE = "periods hold in all networks"


@due("merge", Merge)
def merges(before: datetime) -> QuerySet[Merge]:
    return Merge.objects.across_networks(EVERYWHERE).filter(merged_at__lt=before)


@before_erasing
def _nothing_of_hers_comes_back(subject: Subject) -> None:
    """Let no merge put back what somebody was who is erased."""
    persons = set(subject.persons)
    for person in Person.objects.filter(pk__in=persons).order_by("pk"):
        # A member who is a person herself is an entry by her name.
        hers = Merge.objects.across_networks(EVERYWHERE).filter(
            merged_name__icontains=person.family_name
        )
        hers.filter(merged_name__icontains=person.given_name).update(merged_name="")
    for merge in Merge.objects.across_networks(EVERYWHERE).exclude(facts={}).order_by("pk"):
        named = {row["fields"].get("person") for row in merge.facts.get("before", ())}
        if named & persons:
            merge.facts = {}
            merge.save(update_fields=["facts"])
