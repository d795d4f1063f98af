"""Confidentiality: asked for, confirmed by each by link, ended by withdrawal or with the seat.

What a room keeps confidential rests on `has_signed` and `who_signed`, asked at each request.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kurzweg.committees import mails, seats
from kurzweg.committees.errors import AlreadySigned, AnotherText, NothingSigned, NotSeated
from kurzweg.committees.models import Declaration, Signature
from kurzweg.committees.models.confidentiality import SignatureQuerySet
from kurzweg.core import audit, ledger, links, outbox
from kurzweg.core.models import Link
from kurzweg.networks.models import Committee, Mandate
from kurzweg.people.models import Person


def text_of(committee: Committee, *, on: date) -> Declaration | None:
    """Give the declaration that holds for a committee on a day, if it asks for one."""
    rows = Declaration.objects.in_network(committee.network_id).filter(committee=committee)
    return rows.in_force(on).first()


def has_signed(person: Person, committee: Committee, *, on: date) -> bool:
    """Say whether somebody was bound by a committee's confidentiality on a day.

    She sat there, had confirmed the text of that day for this very seat, and not taken it back.
    Where a committee asks for no declaration, nobody has signed.
    """
    return _standing(committee, on=on).filter(person=person).exists()


def who_signed(committee: Committee, *, on: date) -> frozenset[int]:
    """Name (by number) the persons who were bound by a committee's confidentiality on a day."""
    return frozenset(_standing(committee, on=on).values_list("person", flat=True))


def _standing(committee: Committee, *, on: date) -> SignatureQuerySet:
    rows: SignatureQuerySet = Signature.objects.in_network(committee.network_id)
    return rows.filter(declaration__committee=committee).standing(on)


@transaction.atomic
def declare(committee: Committee, text: str, *, by: Person) -> Declaration:
    """Let a text hold from today on, in place of any before, and ask everybody who sits there."""
    committee = Committee.objects.in_network(committee.network_id).locked().get(pk=committee.pk)
    rows = Declaration.objects.in_network(committee.network_id).filter(committee=committee)
    newest = rows.order_by("-version").first()
    declaration = Declaration.objects.create(
        network=committee.network,
        committee=committee,
        version=newest.version + 1 if newest else 1,
        text=text,
        since=committee.network.today(),
    )
    audit.record(declaration, "declared", by=by)
    ledger.changed(declaration)
    ask(committee, by=by)
    return declaration


@transaction.atomic
def ask(committee: Committee, *, by: Person, only: Person | None = None) -> int:
    """Ask by mail whoever sits there today and has not signed, and say how many were asked."""
    today = committee.network.today()
    declaration = text_of(committee, on=today)
    if declaration is None:
        return 0
    signed, asked = who_signed(committee, on=today), 0
    for seat in seats.who_sits(committee, on=today):
        person = seat.person
        if person.pk in signed or not person.email or (only and person != only):
            continue
        days = committee.network.rule("declaration_link_days")
        expires_at = timezone.now() + timedelta(days=days)
        _link, token = links.issue(
            mails.DECLARATION, declaration, person_id=person.pk, expires_at=expires_at
        )
        outbox.add(mails.declaration(declaration, person, token))
        asked += 1
    audit.record(declaration, "asked for", by=by)
    return asked


@transaction.atomic
def sign(
    declaration: Declaration, person: Person, *, by: Person | None = None, link: Link | None = None
) -> Signature:
    """Confirm a declaration, for the seat that somebody has today; nobody does it for her."""
    network = declaration.network
    today = network.today()
    if text_of(declaration.committee, on=today) != declaration:
        raise AnotherText
    rows = seats.seats_of(declaration.committee, on=today).filter(person=person)
    seat: Mandate | None = rows.select_for_update(of=("self",), no_key=True).first()
    if seat is None:
        raise NotSeated
    if link is not None:
        links.use(link, answer="signed")
    if has_signed(person, declaration.committee, on=today):
        raise AlreadySigned
    signature = Signature.objects.create(
        network=network, declaration=declaration, seat=seat, person=person, signed_on=today
    )
    audit.record(signature, "signed", by=link or by)
    ledger.changed(signature)
    return signature


@transaction.atomic
def withdraw(committee: Committee, person: Person, *, by: Person | Link) -> None:
    """Take back what somebody confirmed: from this moment on nothing confidential is hers."""
    today = committee.network.today()
    rows = _standing(committee, on=today).filter(person=person)
    signature = rows.locked().first()
    if signature is None:
        raise NothingSigned
    signature.withdrawn_on = today
    signature.save(update_fields=["withdrawn_on"])
    audit.record(signature, "withdrawn", by=by)
    ledger.changed(signature)
