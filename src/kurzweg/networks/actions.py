"""Changes in the register that have consequences."""

from __future__ import annotations

from django.db import transaction

from kurzweg.core import audit, findable
from kurzweg.networks.errors import NotAnApplication
from kurzweg.networks.models import Membership, MembershipState
from kurzweg.people.models import Person


@transaction.atomic
def admit(membership: Membership, *, by: Person) -> Membership:
    """Make an applicant a member from today; everything it offers can be found from now on."""
    # Two colleagues may press the button at once; the second must hear that it is done.
    membership = Membership.objects.in_network(membership.network_id).locked().get(pk=membership.pk)
    today = membership.network.today()
    if membership.state(today) != MembershipState.APPLIED:
        raise NotAnApplication
    membership.since = today
    membership.save(update_fields=["since"])
    audit.record(membership, "admitted", by=by, fields=["since"])
    findable.changed(membership.organisation)
    return membership
