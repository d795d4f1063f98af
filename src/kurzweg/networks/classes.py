"""As what a membership holds: its class, from one day on."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from kurzweg.core import audit, ledger
from kurzweg.networks.models import ClassTerm, Membership, MembershipClass
from kurzweg.people.models import Person


@transaction.atomic
def put_into(
    membership: Membership,
    membership_class: MembershipClass | None,
    *,
    since: date | None,
    by: Person,
) -> None:
    """Let a membership be of a class, or of none, from a day on; null: from its beginning.

    What was said of that day and later ones holds no more, what was before stays.
    """
    # Two who change it at once: the later one decides, and one class holds on each day.
    rows = Membership.objects.in_network(membership.network_id).locked()
    membership = rows.get(pk=membership.pk)
    terms = ClassTerm.objects.in_network(membership.network_id).filter(membership=membership)
    overtaken = terms if since is None else terms.filter(since__gte=since)
    overtaken.delete()
    if since is not None:
        terms.filter(Q(until=None) | Q(until__gt=since)).update(until=since)
    if membership_class is not None:
        ClassTerm.objects.create(
            network_id=membership.network_id,
            membership=membership,
            membership_class=membership_class,
            since=since,
        )
    audit.record(membership, "put into a class", by=by, fields=["membership_class"])
    ledger.changed(membership)


@transaction.atomic
def drop(membership_class: MembershipClass, *, by: Person) -> bool:
    """Take a class away that nobody ever was in; False: somebody was, so it only can end."""
    rows = MembershipClass.objects.in_network(membership_class.network_id).locked()
    membership_class = rows.get(pk=membership_class.pk)
    if membership_class.terms.exists():
        return False
    audit.record(membership_class, "removed", by=by)
    ledger.changed(membership_class)
    membership_class.delete()
    return True
