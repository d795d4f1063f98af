"""Changes in the market that have consequences: matches, the index, the audit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kurzweg.core import audit, ledger
from kurzweg.market import callers, matching, proposals
from kurzweg.market.callers import Caller
from kurzweg.market.errors import (
    AlreadyClosed,
    AlreadyPublished,
    AlreadyWithdrawn,
    NothingToExtend,
    NotPublished,
)
from kurzweg.market.models import ClosingReason, Need, Offer, Visibility
from kurzweg.market.models.needs import NeedQuerySet
from kurzweg.market.proposals import Proposal
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person, Position

# Needs -------------------------------------------------------------------------------------------


@transaction.atomic
def say(
    text: str,
    *,
    network: Network,
    owner: Organisation,
    by: Person,
    caller: Caller = callers.NOBODY,
    understood: Proposal | None = None,
) -> Need:
    """Take down in one sentence what an organisation looks for: a draft, to be matched.

    `understood`: what was read from the sentence, by whoever read it before a lock was taken.
    """
    today = network.today()
    understood = understood or proposals.of_need(text, owner=owner, network=network, today=today)
    look_again_on = today + timedelta(days=network.rule("need_draft_days"))
    need = Need.objects.create(
        network=network,
        owner=owner,
        contact=caller.person or _contact(owner, network=network, by=by, today=today),
        created_by=by,
        caller=caller.person,
        caller_name=caller.name,
        text=text,
        look_again_on=look_again_on,
        discard_on=_discard_on(network, look_again_on=look_again_on),
        **understood.fields,
    )
    audit.record(need, "said", by=by, on_behalf_of=owner)
    ledger.changed(need)
    matching.ask_for(need)
    return need


@transaction.atomic
def revise(need: Need, *, by: Person, facts: dict[str, Any]) -> Need:
    """Change facts of a need, and match it again when they matter for what fits."""
    need = _locked(need)
    if need.is_closed:
        raise AlreadyClosed
    network = need.network
    changed = _take_over(need, facts)
    if "owner" in changed and "caller" not in facts and need.said_by:
        # The same voice on the phone, for another firm: looked for among its persons.
        _note_caller(need, need.said_by)
    if not changed:
        return need
    if "owner" in changed:
        need.contact = _contact(need.owner, network=network, by=by, today=network.today())
    if need.caller is not None and {"owner", "caller"}.intersection(changed):
        need.contact = need.caller
    if need.is_draft:
        need.discard_on = _discard_on(network, look_again_on=need.look_again_on)
    need.changed_at = timezone.now()
    need.save()
    audit.record(need, "revised", by=by, on_behalf_of=need.owner, fields=changed)
    ledger.changed(need)
    if matching.MATCHED.intersection(changed):
        matching.ask_for(need)
    return need


@transaction.atomic
def publish(need: Need, *, by: Person, visibility: Visibility | None = None) -> Need:
    """Put a draft on the market, until its deadline or as long as the network's rule says."""
    # Two colleagues may press the button at once; the second must hear that it is out.
    need = _locked(need)
    if not need.is_draft:
        raise AlreadyPublished
    today = need.network.today()
    need.published_at = timezone.now()
    need.visibility = visibility or need.visibility
    need.expires_on = runs_until(need)
    patience = timedelta(days=need.network.rule("need_without_firms_days"))
    need.look_again_on = min(today + patience, need.expires_on)
    need.discard_on = None
    dates = ["published_at", "expires_on", "look_again_on", "discard_on"]
    need.save(update_fields=[*dates, "visibility"])
    audit.record(need, "published", by=by, on_behalf_of=need.owner, fields=["published_at"])
    ledger.changed(need)
    # A draft may be days old: what was offered since then belongs to what fits as well.
    matching.ask_for(need)
    return need


@transaction.atomic
def open_to_questions(need: Need, *, by: Person) -> Need:
    """Let firms be asked about a draft: nobody but its owner, the office and they see it."""
    # A colleague may have published it meanwhile: then it stays for whom she published it.
    need = _locked(need)
    return publish(need, by=by, visibility=Visibility.MATCHING) if need.is_draft else need


@transaction.atomic
def extend(need: Need, *, by: Person) -> Need:
    """Keep a need on the market for another term from today, until its deadline at most."""
    need = _published(need)
    last = extended_until(need)
    if last is None:
        raise NothingToExtend
    need.expires_on = last
    need.save(update_fields=["expires_on"])
    audit.record(need, "extended", by=by, on_behalf_of=need.owner, fields=["expires_on"])
    ledger.changed(need)
    matching.ask_for(need)
    return need


def extended_until(need: Need) -> date | None:
    """Say until when a need would be extended today; None when it stands that long already."""
    last = runs_until(need)
    return last if need.expires_on is None or need.expires_on < last else None


@transaction.atomic
def close(need: Need, *, by: Person, reason: ClosingReason) -> Need:
    """Take a need off the market and keep what became of it."""
    need = _published(need)
    # Two servers' clocks differ: what one published another may close "before".
    need.closed_at = max(timezone.now(), need.published_at or timezone.now())
    need.closing_reason = reason
    need.save(update_fields=["closed_at", "closing_reason"])
    audit.record(need, "closed", by=by, on_behalf_of=need.owner, fields=["closed_at"])
    ledger.changed(need)
    return need


@transaction.atomic
def discard(need: Need, *, by: Person) -> None:
    """Throw a draft away, its matches with it."""
    need = _locked(need)
    if not need.is_draft:
        raise AlreadyPublished
    _discard(need, by=by)


def discard_old() -> int:
    """Throw away the drafts whose day has come, in all networks; a second run does nothing."""
    return sum(
        _discard_old(pk, network=network)
        for network in Network.objects.order_by("pk")
        for pk in _to_discard(network).order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _discard_old(pk: int, *, network: Network) -> bool:
    # Asked again under the lock: it may have been changed or published since the list was read.
    need = _to_discard(network).locked().filter(pk=pk).first()
    if need is not None:
        _discard(need, by=None)
    return need is not None


def _to_discard(network: Network) -> NeedQuerySet[Need]:
    needs: NeedQuerySet[Need] = Need.objects.in_network(network)
    return needs.to_discard(network.today())


def _discard(need: Need, *, by: Person | None) -> None:
    audit.record(need, "discarded", by=by, on_behalf_of=need.owner)
    ledger.changed(need)
    need.delete()


def _discard_on(network: Network, *, look_again_on: date | None) -> date:
    """Never before somebody was told to look at it."""
    last = network.today() + timedelta(days=network.rule("need_draft_kept_days"))
    return max(last, look_again_on or last)


def _note_caller(need: Need, name: str) -> None:
    network = need.network
    caller = callers.named(name, organisation=need.owner, network=network, on=network.today())
    need.caller, need.caller_name = caller.person, caller.name


def _locked(need: Need) -> Need:
    return Need.objects.in_network(need.network_id).locked().get(pk=need.pk)


def _published(need: Need) -> Need:
    need = _locked(need)
    if need.is_closed:
        raise AlreadyClosed
    if need.is_draft:
        raise NotPublished
    return need


def runs_until(need: Need) -> date:
    """Say until when a need stands that is published or extended today.

    The deadline comes first: what is needed by Friday is not looked for on Monday.
    """
    today = need.network.today()
    last = today + timedelta(days=need.network.rule("need_open_days"))
    if need.deadline_on is not None and today <= need.deadline_on < last:
        return need.deadline_on
    return last


def _contact(owner: Organisation, *, network: Network, by: Person, today: date) -> Person | None:
    """Whoever speaks for her own firm is the contact; on the phone, who answers for the firm."""
    known = Position.objects.acting_in(network).as_of(today)
    positions = list(known.filter(organisation=owner).order_by("pk"))
    if any(position.person_id == by.pk for position in positions):
        return by
    answering = [position for position in positions if position.answers_requests]
    return next((position.person for position in answering), None)


# Offers ------------------------------------------------------------------------------------------


@transaction.atomic
def add_offer(
    *, network: Network, organisation: Organisation, by: Person, facts: dict[str, Any]
) -> Offer:
    """Add to what an organisation can do; it can be found from now on."""
    now = timezone.now()
    offer = Offer.objects.create(
        network=network,
        organisation=organisation,
        created_by=by,
        published_at=now,
        changed_at=now,
        **facts,
    )
    audit.record(offer, "added", by=by, on_behalf_of=organisation)
    ledger.changed(offer)
    return offer


@transaction.atomic
def revise_offer(offer: Offer, *, by: Person, facts: dict[str, Any]) -> Offer:
    """Change what an organisation says it can do."""
    offer = _offered(offer)
    changed = _take_over(offer, facts)
    if not changed:
        return offer
    offer.changed_at = timezone.now()
    offer.save()
    audit.record(offer, "revised", by=by, on_behalf_of=offer.organisation, fields=changed)
    ledger.changed(offer)
    return offer


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: Person) -> Offer:
    """Take back an offer: it is in no list and in no answer from the next request on."""
    offer = _offered(offer)
    offer.withdrawn_at = timezone.now()
    offer.save(update_fields=["withdrawn_at"])
    audit.record(offer, "withdrawn", by=by, on_behalf_of=offer.organisation)
    ledger.changed(offer)
    return offer


def _offered(offer: Offer) -> Offer:
    offer = Offer.objects.in_network(offer.network_id).locked().get(pk=offer.pk)
    if offer.withdrawn_at is not None:
        raise AlreadyWithdrawn
    return offer


def _take_over(row: Need | Offer, facts: dict[str, Any]) -> list[str]:
    """Set the fields that differ and name them."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed
