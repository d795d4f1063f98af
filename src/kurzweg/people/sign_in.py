"""Sign-in by mailed code: no passwords; the code leaves through the outbox like every mail.

A request does the same whether its address is known or not: it counts, keeps a code, writes a mail.
The worker looks whether anybody is behind the address, and drops the mail if not.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy

from kurzweg.core import newcomers, outbox
from kurzweg.core.addresses import normalised
from kurzweg.core.errors import DomainError
from kurzweg.core.models import OutboxMail
from kurzweg.core.reach import is_from_here
from kurzweg.people import mails, tally
from kurzweg.people.models import Account, Person, SignInCode
from kurzweg.people.tally import Limit, hashed

SESSION_KNOWN = "known"
VALID = timedelta(minutes=10)
# Two groups of four without vowels, so that hardly a word is one.
_CODE = re.compile(r"(?<![^\W_])([B-DF-HJ-NP-TV-XZ]{4})[\W_]{0,3}([B-DF-HJ-NP-TV-XZ]{4})(?![^\W_])")
USED = ""  # no hash of any code
# Codes mailed to one address. Whoever asks for more makes the last one valid again, or gets one if
# that was used: nobody who asks in another's name keeps the owner out, nor does she herself.
CODES = (Limit(3, timedelta(minutes=10)), Limit(20, timedelta(days=1)))
REQUESTS = Limit(20, timedelta(minutes=1))  # from one place
# Codes tried: in one browser with one code, and in a quarter of an hour from one place for all
# addresses, from one place for one address, from everywhere for one address.
TRIES_HERE = Limit(3, VALID)
TRIES_FROM_THERE = Limit(60, timedelta(minutes=15))
TRIES_FROM_THERE_AT_ONE = Limit(5, timedelta(minutes=15))
TRIES_AT_ONE = Limit(10, timedelta(minutes=15))


class TooOften(DomainError):
    sentence = gettext_lazy(
        "That was too often in a short time. Please try again in a few minutes."
    )


def ask(address: str, *, place: str) -> bool:
    """Have a code mailed to an address if somebody is there; False when the last one must do."""
    address = normalised(address)
    if tally.count("codes asked from", place, REQUESTS) < 0:
        raise TooOften
    with transaction.atomic():
        # Counted first: of those who ask at once, each sees what the one before was given.
        may_mail = tally.count("codes mailed to", address, *CODES) >= 0
        last = SignInCode.objects.filter(address_hash=hashed(address)).order_by("-pk").first()
        expires_at = timezone.now() + VALID
        is_new = may_mail or last is None or last.code_hash == USED
        if last is None or is_new:
            code = get_adapter().generate_login_code()
            SignInCode.objects.create(
                address_hash=hashed(address), code_hash=hashed(read(code)), expires_at=expires_at
            )
            outbox.add(mails.sign_in_code(address, code=code))
        else:
            SignInCode.objects.filter(pk=last.pk).update(expires_at=expires_at)
    return is_new


def enter(code: str, *, address: str, browser: str, place: str) -> Account | None:
    """Find the account behind a code that was mailed to an address; None when it is wrong.

    Counted before it is compared: of ten that come at once, three are looked at.
    """
    address = normalised(address)
    left = tally.count("codes tried in", browser, TRIES_HERE)
    if left < 0 or not _may_try(address, place=place):
        raise TooOften
    account = _account_with(hashed(read(code)), address=address)
    if account is None and left == 0:
        raise TooOften
    if account is not None:
        for what, of, _limit in _tries_from(place, address):
            tally.take_back(what, of)
    return account


def read(code: str) -> str:
    """Read a code as people paste it: other dashes, blanks, small letters and full width are fine.

    Signs that nobody sees and signs that nobody meant are left out, and so are the words around
    the one group that has the form of a code.
    """
    folded = unicodedata.normalize("NFKC", code).upper()
    found = {"".join(halves) for halves in _CODE.findall(folded)}
    if len(found) == 1:
        return found.pop()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def is_known(address: str) -> bool:
    """Whether somebody who may sign in reads mail at an address."""
    # In this order: whoever gets an account between the two questions is met by the second.
    is_waiting = Person.objects.filter(email=address, account=None).exists()
    account = Account.objects.filter(email=address).first()
    return is_waiting if account is None else account.is_active


def only_to_the_known(mail: OutboxMail) -> str | None:
    """Keep a code from leaving to an address behind which nobody may sign in."""
    if mail.kind != mails.SIGN_IN_CODE or is_known(parseaddr(mail.recipient)[1]):
        return None
    return "nobody is there"


def ensure_account(address: str) -> None:
    """Give the persons behind a known address an account."""
    persons = Person.objects.filter(email=address, account=None)
    if persons.exists():
        persons.update(account=Account.objects.of(address))


def place_of(request: HttpRequest) -> str:
    """Say from where a request comes: the address, of IPv6 the part that one household has."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    return str(
        ipaddress.ip_network(f"{address}/{64 if address.version == 6 else 32}", strict=False)
    )


def is_printed_for(request: HttpRequest) -> bool:
    """Whether codes are printed for want of a mail server, and the reader sits at this machine."""
    return not outbox.has_server() and is_from_here(request)


def _may_try(address: str, *, place: str) -> bool:
    # In this order: what is refused for the place takes nothing from those who are elsewhere.
    tries = (*_tries_from(place, address), ("codes tried for", address, TRIES_AT_ONE))
    return all(tally.count(*each) >= 0 for each in tries)


def _tries_from(place: str, address: str) -> tuple[tuple[str, str, Limit], ...]:
    return (
        ("codes tried from", place, TRIES_FROM_THERE),
        ("codes tried from", f"{place} {address}", TRIES_FROM_THERE_AT_ONE),
    )


@transaction.atomic
def _account_with(code_hash: str, *, address: str) -> Account | None:
    codes = SignInCode.objects.filter(
        address_hash=hashed(address), expires_at__gt=timezone.now()
    ).order_by("pk")
    right = [row.pk for row in codes if constant_time_compare(row.code_hash, code_hash)]
    # Two who enter the same code at once: the database decides who was first.
    unused = SignInCode.objects.filter(pk__in=right, code_hash=code_hash)
    if not right or not unused.update(code_hash=USED):
        return None
    if not is_known(address):
        return None
    ensure_account(address)
    return Account.objects.get(email=address)


@receiver(user_logged_in)
def _remember_who_was_there(request: HttpRequest, user: Account, **told: Any) -> None:
    """Keep who stood behind an address at the sign-in: whom others enter later comes to nobody."""
    persons = list(user.persons.order_by("pk"))
    request.session[SESSION_KNOWN] = [each.pk for each in persons]
    # Where several stand behind one address, nobody knows yet which of them it was.
    if all(each.may_be(persons[0]) for each in persons):
        with transaction.atomic():
            newcomers.spoke(*persons)
