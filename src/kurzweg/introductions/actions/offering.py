"""The other way round: a firm says that it can do something, and who is looking answers."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from kurzweg.core import audit, ledger
from kurzweg.introductions import letters, mails
from kurzweg.introductions.actions.asking import ask, create, last_day
from kurzweg.introductions.errors import (
    AlreadyInContact,
    AlreadyIntroduced,
    NeedIsOver,
    OffersItself,
)
from kurzweg.introductions.models import InitiatedAs, Introduction
from kurzweg.introductions.recipients import recipient_at
from kurzweg.market.models import Need
from kurzweg.people.models import Organisation, Person


@transaction.atomic
def offer(
    need: Need, *, organisation: Organisation, by: Person, sentence: str = ""
) -> Introduction:
    """Ask whoever is looking whether a firm that can do it may get in touch, once for each need.

    Who is reached only through the office, or has no address, is asked by the office.
    """
    network, on = need.network, need.network.today()
    if not need.is_open_on(on):
        raise NeedIsOver
    if organisation == need.owner:
        raise OffersItself
    # Also after it ended: offering again is up to the office, which knows what was answered.
    known = Q(closed_at=None) | Q(initiated_as=InitiatedAs.OFFERER)
    if need.introductions.filter(known, organisation=organisation).exists():
        raise AlreadyInContact
    to = recipient_at(need.owner, network=network, on=on, first=need.contact)
    try:
        introduction = create(
            need,
            organisation=organisation,
            letter=letters.of_offer(need, organisation=organisation, to=to, sentence=sentence),
            initiated_by=by,
            initiated_as=InitiatedAs.OFFERER,
            language=to.language if to else need.owner.language,
            expires_on=last_day(need, on=on),
            answer_days=network.rule("ask_open_days"),
        )
    except AlreadyIntroduced:
        raise AlreadyInContact from None
    audit.record(introduction, "offered", by=by, on_behalf_of=organisation)
    ledger.changed(introduction)
    if to is not None and not need.owner.is_only_through_office:
        ask(introduction, to=to, mail=mails.question)
    return introduction
