"""How long an address can sign in without being used."""

from datetime import datetime

from django.db.models import Q

from kurzweg.core.retention import executes
from kurzweg.people.models import Account, SignInCode, Tally


@executes("sign-in")
def _accounts(before: datetime) -> int:
    """Delete accounts that nobody used; whoever is known gets a new one at the next sign-in."""
    unused = Account.objects.filter(
        Q(last_login__lt=before) | Q(last_login=None, created_at__lt=before), is_operator=False
    )
    # A shut account stays as long as its person is known: deleting it would open it again.
    return unused.filter(Q(is_active=True) | Q(persons=None)).delete()[0]


@executes("sign-in attempt")
def _attempts(before: datetime) -> int:
    counted = Tally.objects.filter(last_at__lt=before).delete()[0]
    return counted + SignInCode.objects.filter(asked_at__lt=before).delete()[0]
