"""A colleague is invited to act for a firm, by a link that proves her address.

Where nobody signs in with the address yet, the link does; where somebody does, her own sign-in by a
fresh code has to: a link that lies in a mailbox for days opens nothing that was there before.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from kurzweg.core import audit, ledger, links, newcomers, outbox
from kurzweg.core.days import end_of
from kurzweg.core.models import Link
from kurzweg.networks import inviting_mails
from kurzweg.networks.errors import (
    InvitationIsOver,
    InvitedAlready,
    InvitedIsBlocked,
    TooManyInvited,
)
from kurzweg.networks.forms.inviting import InvitationForm
from kurzweg.networks.models import Invitation, Mandate, Membership, Network, SupportingBody
from kurzweg.people import actions
from kurzweg.people.models import Account, Organisation, Person, Position, PositionQuerySet

PURPOSE = inviting_mails.PURPOSE
MOST_A_DAY = 10  # of one firm: nobody writes to strangers through us


@transaction.atomic
def invite(
    form: InvitationForm, *, organisation: Organisation, network: Network, by: Person
) -> Invitation:
    """Ask a colleague to act for a firm, and mail her the link.

    Raises ActsAlready, InvitedAlready, TooManyInvited.
    """
    # Two may invite the same colleague at once: the second hears that it is done.
    firm = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today, invitation = network.today(), form.instance
    address = form.cleaned_data["email"]
    if acting_with(address, firm, network).exists():
        raise actions.ActsAlready
    mine = Invitation.objects.in_network(network).filter(organisation=firm)
    same = mine.filter(email=address, accepted_on=None, withdrawn_on=None)
    if same.open(today).exists():
        raise InvitedAlready
    if mine.filter(invited_on=today).count() >= MOST_A_DAY:
        raise TooManyInvited
    same.update(withdrawn_on=today)  # its time was over
    invitation.network, invitation.organisation, invitation.invited_by = network, firm, by
    invitation.invited_on = today
    invitation.ends_on = today + timedelta(days=network.rule("invitation_days"))
    invitation.language = network.language
    invitation.save()
    expires_at = end_of(invitation.ends_on, network.time_zone)
    _link, token = links.issue(PURPOSE, invitation, person_id=None, expires_at=expires_at)
    outbox.add(inviting_mails.invitation(invitation, token=token))
    audit.record(invitation, "invited", by=by)
    ledger.changed(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> Invitation:
    """Take an invitation back: its link opens nothing from now on. Raises InvitationIsOver."""
    row = _locked(invitation)
    if row.accepted_on is not None or row.withdrawn_on is not None:
        raise InvitationIsOver
    row.withdrawn_on = row.network.today()
    row.save(update_fields=["withdrawn_on"])
    links.close(PURPOSE, row, answer="withdrawn")
    audit.record(row, "withdrew", by=by)
    ledger.changed(row)
    return row


@transaction.atomic
def accept(invitation: Invitation, *, link: Link) -> tuple[Account, bool]:
    """Let who holds the link act for the firm; gives her account, and whether it is a new one.

    Raises InvitationIsOver, InvitedIsBlocked, and what `links.use` does.
    """
    row = _locked(invitation)
    links.use(link, answer="accepted")
    if not holds(row):
        raise InvitationIsOver
    account = Account.objects.filter(email=row.email).first()
    if account is not None and not account.is_active:
        raise InvitedIsBlocked
    is_new = account is None
    if account is None:
        account = Account.objects.of(row.email)
    held = {
        "title": row.position,
        "since": row.network.today(),
        "answers_requests": row.answers_requests,
        "is_admin": row.is_admin,
    }
    person = _known_as(row)
    there: dict[str, Any] = {"organisation": row.organisation, "held": held, "network": row.network}
    if person.pk is None:
        position = actions.enter(person, **there, by=row.invited_by, is_her_own=True)
    else:
        position = actions.let_act(person, **there, by=row.invited_by)
        newcomers.spoke(person)
    if position.person.account_id is None:
        position.person.account = account
        position.person.save(update_fields=["account"])
    row.accepted_on, row.person = row.network.today(), position.person
    row.save(update_fields=["accepted_on", "person"])
    audit.record(row, "accepted", by=position.person)
    ledger.changed(row)
    return account, is_new


def holds(invitation: Invitation) -> bool:
    """Whether an invitation can be accepted today: rights are today's, also of who invited."""
    network, firm = invitation.network, invitation.organisation
    today = network.today()
    if not invitation.is_open(today) or not _belongs(firm, network):
        return False
    by = invitation.invited_by
    here = Position.objects.acting_in(network).as_of(today)
    if here.filter(organisation=firm, person=by, is_admin=True).exists():
        return True
    office = Mandate.objects.in_network(network).of_office().as_of(today)
    return office.filter(person=by).exists()


def acting_with(address: str, firm: Organisation, network: Network) -> PositionQuerySet:
    """Open the positions that somebody of an address has at a firm and that are not over."""
    here: PositionQuerySet = Position.objects.acting_in(network)
    there = here.filter(organisation=firm, person__email=address)
    return there.exclude(until__lte=network.today())


def _belongs(firm: Organisation, network: Network) -> bool:
    today = network.today()
    members = Membership.objects.in_network(network).active(today)
    bodies = SupportingBody.objects.in_network(network).as_of(today)
    is_office = network.office_id == firm.pk
    return is_office or any(rows.filter(organisation=firm).exists() for rows in (members, bodies))


def _known_as(invitation: Invitation) -> Person:
    """Find the row of this network that she is by address and name, or begin a new one.

    She holds the link that was mailed there: nobody is joined by what somebody else wrote.
    """
    names = {f"{name}__iexact": getattr(invitation, name) for name in ("given_name", "family_name")}
    mine = Person.objects.filter(
        entered_by_network=invitation.network, email=invitation.email, **names
    )
    return mine.order_by("pk").first() or Person(
        given_name=invitation.given_name,
        family_name=invitation.family_name,
        email=invitation.email,
        language=invitation.language,
    )


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.in_network(invitation.network_id).locked()
    related = rows.select_related("network", "organisation", "invited_by")
    row: Invitation = related.get(pk=invitation.pk)
    return row
