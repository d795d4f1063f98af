"""Which accounts, codes and sessions are due to be deleted."""

from datetime import datetime

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from kurzweg.core.retention import due
from kurzweg.people import erasing  # noqa: F401 - says what erasing somebody ends
from kurzweg.people.models import Account, SignInCode, Tally


@due("sign-in", Account)
def unused_accounts(before: datetime) -> QuerySet[Account]:
    """Accounts that nobody used; whoever is known gets a new one at the next sign-in."""
    unused = Account.objects.filter(
        Q(last_login__lt=before) | Q(last_login=None, created_at__lt=before), is_operator=False
    )
    # A shut account stays as long as its person is known: deleting it would open it again.
    return unused.filter(Q(is_active=True) | Q(persons=None))


@due("sign-in", EmailAddress)
def unused_addresses(before: datetime) -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(user__in=unused_accounts(before).values("pk"))


@due("sign-in", EmailConfirmation)
def unused_confirmations(before: datetime) -> QuerySet[EmailConfirmation]:
    addresses = unused_addresses(before).values("pk")
    return EmailConfirmation.objects.filter(email_address__in=addresses)


@due("sign-in attempt", SignInCode)
def old_codes(before: datetime) -> QuerySet[SignInCode]:
    return SignInCode.objects.filter(asked_at__lt=before)


@due("sign-in attempt", Tally)
def old_tallies(before: datetime) -> QuerySet[Tally]:
    return Tally.objects.filter(last_at__lt=before)


@due("session", Session)
def ended_sessions(before: datetime) -> QuerySet[Session]:
    # A session's own end was set when it was last used: it is the same period as in the file.
    return Session.objects.filter(expire_date__lt=timezone.now())
