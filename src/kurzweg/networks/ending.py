"""How a membership ends, goes on after all, and is mended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kurzweg.core import audit, ledger, outbox
from kurzweg.core.opened import EditForm
from kurzweg.networks import notice, notice_mails
from kurzweg.networks.errors import (
    BelongsAgain,
    EndsAlready,
    MembershipIsOver,
    NothingToTakeBack,
)
from kurzweg.networks.models import Membership, MembershipState
from kurzweg.people.models import Person

ENDING = ("notice_on", "until", "end_reason")


@transaction.atomic
def end(
    membership: Membership,
    *,
    until: date,
    end_reason: str,
    by: Person,
    notice_on: date | None = None,
    is_confirmed: bool = False,
) -> Membership:
    """Let a membership hold until a day, with or without a notice; an application is closed.

    A notice is confirmed by mail where the office wants it and somebody has an address.
    """
    membership = _locked(membership)
    if membership.state(membership.network.today()) == MembershipState.LEFT:
        raise MembershipIsOver
    _require_open(membership)
    membership.until, membership.notice_on = until, notice_on
    membership.end_reason = end_reason
    _keep(membership, "ended", by=by)
    if is_confirmed and notice_on:
        _confirm(membership)
    return membership


@transaction.atomic
def give_notice(membership: Membership, *, until: date, by: Person) -> Membership:
    """Take down the notice of a firm's own people, as of the day on which they give it.

    It is always confirmed, and why they leave the office asks: nobody has to say it here.
    """
    membership = _locked(membership)
    _require_open(membership)
    membership.until, membership.notice_on = until, membership.network.today()
    _keep(membership, "gave notice", by=by)
    _confirm(membership)
    return membership


@transaction.atomic
def take_notice_back(membership: Membership, *, by: Person) -> Membership:
    """Let a firm's own people take its notice back; an end that the network set stays."""
    membership = _locked(membership)
    if membership.notice_on is None:
        raise NothingToTakeBack
    return take_back(membership, by=by)


@transaction.atomic
def take_back(membership: Membership, *, by: Person) -> Membership:
    """Let a membership under notice go on as if nothing had been said."""
    membership = _locked(membership)
    if membership.until is None and membership.notice_on is None:
        raise NothingToTakeBack
    if membership.state(membership.network.today()) == MembershipState.LEFT:
        raise MembershipIsOver
    others = Membership.objects.in_network(membership.network_id).exclude(pk=membership.pk)
    if others.filter(organisation=membership.organisation_id, until=None).exists():
        raise BelongsAgain
    membership.until, membership.notice_on, membership.end_reason = None, None, ""
    return _keep(membership, "goes on", by=by)


@transaction.atomic
def mend(form: EditForm, *, by: Person) -> Membership:
    """Overwrite the days of a membership that were entered wrongly."""
    membership: Membership = form.instance  # type: ignore[attr-defined]  # of a form of a model
    stored = Membership.objects.in_network(membership.network_id).get(pk=membership.pk)
    # Where strangers saw it until now, its pages are new ones, whatever it is from now on.
    ledger.changed(stored)
    fields = list(form.changes)
    membership.save(update_fields=fields)
    audit.record(membership, "mended", by=by, fields=fields)
    ledger.changed(membership)
    return membership


def _locked(membership: Membership) -> Membership:
    # Two of an office may press at once; the second must hear what the first one did.
    rows = Membership.objects.in_network(membership.network_id).locked()
    return rows.select_related("network").get(pk=membership.pk)


def _require_open(membership: Membership) -> None:
    # The firm and the office may both enter it: whoever comes second overwrites no day.
    if membership.until is not None or membership.notice_on is not None:
        raise EndsAlready


def _confirm(membership: Membership) -> None:
    person, address = notice_mails.reader_of(membership)
    term = notice.after_notice(membership)
    if address:
        outbox.add(notice_mails.confirmation(membership, term=term, person=person, address=address))


def _keep(membership: Membership, action: str, *, by: Person) -> Membership:
    membership.save(update_fields=ENDING)
    audit.record(membership, action, by=by, fields=ENDING)
    ledger.changed(membership)
    return membership
