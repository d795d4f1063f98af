"""Changes in the register that have consequences."""

from __future__ import annotations

from django.db import transaction

from kurzweg.core import audit, findable
from kurzweg.networks.errors import NotAnApplication
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    MembershipState,
    Network,
    NetworkKind,
)
from kurzweg.people.models import Account, Kind, Organisation, Person


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


@transaction.atomic
def found(*, name: str, region: str, office: str, slug: str) -> Network:
    """Make an empty network in trial mode, with its office as the first that can sign in."""
    body = Organisation.objects.create(kind=Kind.ASSOCIATION, name=name, email=office)
    network = Network.objects.create(
        slug=slug,
        name=name,
        kind=NetworkKind.ASSOCIATION,
        region_name=region,
        office=body,
        mail_from=office,
        mail_name=name,
    )
    account = Account.objects.filter(email=office.lower()).first()
    person = Person.objects.create(
        family_name=name[:80],
        email=office,
        account=account or Account.objects.create_user(office),
    )
    Mandate.objects.create(
        network=network, person=person, kind=MandateKind.OFFICE, since=network.today()
    )
    audit.record(network, "founded", by=person)
    return network
