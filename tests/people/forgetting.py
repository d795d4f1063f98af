"""Rows of people whose clock ran out."""

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.sessions.models import Session

from kurzweg.people.models import Account, Organisation, Person, Position, SignInCode, Site, Tally
from tests.factories import (
    AccountFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
)


def account(at):
    row = AccountFactory()
    Account.objects.filter(pk=row.pk).update(created_at=at, last_login=at)
    return row


def address(at):
    return EmailAddress.objects.create(user=account(at), email="a@firma.example")


def firm(at):
    organisation = OrganisationFactory()
    MembershipFactory(organisation=organisation, until=at.date())
    return organisation


def position(at):
    return PositionFactory(until=at.date(), person=PersonFactory(created_at=at))


OVER = {
    ("sign-in", Account): account,
    ("sign-in", EmailAddress): address,
    ("sign-in", EmailConfirmation): lambda at: EmailConfirmation.objects.create(
        email_address=address(at), key="x"
    ),
    ("sign-in attempt", SignInCode): lambda at: SignInCode.objects.create(
        address_hash="x", code_hash="x", asked_at=at, expires_at=at
    ),
    ("sign-in attempt", Tally): lambda at: Tally.objects.create(key_hash="x", last_at=at),
    ("session", Session): lambda at: Session.objects.create(
        session_key="x", session_data="", expire_date=at
    ),
    ("contact", Person): lambda at: position(at).person,
    ("contact", Position): position,
    ("firm", Organisation): firm,
    ("firm", Site): lambda at: SiteFactory(organisation=firm(at)),
    ("firm name", Organisation): firm,
}
