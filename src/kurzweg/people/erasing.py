"""A person is told all that is kept of her, and erased when she asks for it.

An office tells and erases the rows that it entered itself; whoever signs in does both with all rows
that are hers, in all networks, and with her sign-in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kurzweg.core import audit, retention
from kurzweg.core.errors import DomainError
from kurzweg.core.models import Erasure
from kurzweg.core.retention import Subject, before_erasing, erasures
from kurzweg.people.models import Account, Person


class AlreadyErased(DomainError):
    sentence = _("This person has already been erased.")


class RunsTheInstallation(DomainError):
    sentence = _(
        "This address runs the installation: nobody could look after it any more. "
        "Let another address run it first."
    )


# Holds while somebody is erased, and may undo it: raises a DomainError with its sentence.
Guard = Callable[[list[Person]], AbstractContextManager[None]]
_guards: list[Guard] = []


def guarded_by(guard: Guard) -> Guard:
    """Add what has to hold after somebody was erased; all her rows come to it at once."""
    _guards.append(guard)
    return guard


# Says of somebody's rows, before they are erased, what others have to do then.
Telling = Callable[[list[Person]], Iterable[str]]
_tellings: list[Telling] = []


def told_before(telling: Telling) -> Telling:
    """Add what somebody reads before she is erased: what it means for others."""
    _tellings.append(telling)
    return telling


def consequences(persons: list[Person]) -> list[str]:
    """Say what it means for others that somebody is erased."""
    return [sentence for telling in _tellings for sentence in telling(persons)]


def subject_of(persons: list[Person], *, account: Account | None) -> Subject:
    """Say as what tables know somebody; without an account, as the rows of one network only."""
    return Subject(
        persons=frozenset(person.pk for person in persons),
        accounts=frozenset([account.pk] if account else []),
        addresses=frozenset([account.email] if account else []),
    )


def own_rows(person: Person) -> list[Person]:
    """Name all rows that are the same human's behind her address, the asking one included.

    Of a row that may be somebody else's too nobody is told: behind one address "A. Korn" can be
    Anna and Arno. Its own office tells and erases it.
    """
    behind = Person.objects.filter(account=person.account_id, account__isnull=False)
    everybody = list(behind.order_by("pk"))

    def who_may_be(row: Person) -> set[int]:
        return {other.pk for other in everybody if other.may_be(row)}

    hers = who_may_be(person)
    return [row for row in everybody if row == person or who_may_be(row) == hers] or [person]


def account_of(persons: list[Person], account: Any) -> Account | None:
    """Give an account when nobody else than the same human stands behind it."""
    if not isinstance(account, Account):
        return None
    others = account.persons.exclude(pk__in=[person.pk for person in persons])
    return None if others.exists() else account


def lines_of(erasure: Erasure) -> list[retention.Line]:
    """Read the report of an erasure."""
    return [retention.Line(**line) for line in erasure.report]


@transaction.atomic
def erase(persons: list[Person], *, by: models.Model, network_id: int | None = None) -> Erasure:
    """Erase somebody's rows and say what went and what stays; `network_id`: an office did it.

    Raises AlreadyErased when somebody else was first, or what a guard says.
    """
    with ExitStack() as guards:
        for guard in _guards:
            guards.enter_context(guard(persons))
        rows = _locked(persons)
        account = account_of(rows, rows[0].account)
        if account is not None and account.is_operator:
            raise RunsTheInstallation
        for person in rows:
            audit.record(person, "erased", by=by)
        lines = _carry_out(rows, account=account)
    erasure = Erasure(
        network_id=network_id,
        persons=[person.public_id for person in rows],
        asked_by_id=by.pk,
        is_own=network_id is None,
    )
    erasure.report = [line.stored() for line in lines]
    erasure.save()
    erasures.remember(erasure)
    return erasure


def _locked(persons: list[Person]) -> list[Person]:
    ids = [person.pk for person in persons]
    rows = list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if not rows or any(row.family_name == nameless() for row in rows):
        raise AlreadyErased
    return rows


def nameless() -> str:
    """Say what stands for the name of whoever was forgotten."""
    kept = (kept for kept in retention.kept_under("contact") if kept.model is Person)
    return str(next(kept).values["family_name"])


def _carry_out(rows: list[Person], *, account: Account | None) -> list[retention.Line]:
    return retention.erase(subject_of(rows, account=account))


@erasures.done_again_by
def _again(erasure: Erasure) -> None:
    """Erase again whoever a backup brought back; by public ids, because numbers are given anew."""
    rows = list(Person.objects.filter(public_id__in=erasure.persons).order_by("pk"))
    if erasure.is_own:
        # Rows that she had joined before she was erased came back apart.
        found = {row.pk: row for person in rows for row in own_rows(person)}
        rows = [found[pk] for pk in sorted(found)]
    if rows:
        account = account_of(rows, rows[0].account)
        is_kept = account is not None and account.is_operator
        _carry_out(rows, account=None if is_kept else account)


@before_erasing
def _sessions_end(subject: Subject) -> None:
    """Sign out wherever her address is signed in: a session names its account inside only."""
    if not subject.accounts:
        return
    accounts = {str(pk) for pk in subject.accounts}
    over = [
        session.pk for session in Session.objects.iterator() if _account_of(session) in accounts
    ]
    Session.objects.filter(pk__in=over).delete()


def _account_of(session: Session) -> Any:
    return session.get_decoded().get(SESSION_KEY)
