"""Which mails of a network wait until the office lets them leave: all on trial, or kind by kind."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from kurzweg.core import audit, ledger, mail_budget, mails, outbox
from kurzweg.core.models import OutboxMail
from kurzweg.networks.errors import NothingLeaves
from kurzweg.networks.models import Network
from kurzweg.people.models import Person


def holds_back(network_id: int, kind: str) -> bool:
    """Ask whether mails of a kind wait, and keep the answer true until the transaction ends.

    A trial that ended between the question and the commit would leave a mail held for ever.
    """
    # The lock lets rows that refer to the network be written; only its own change waits.
    rows = Network.objects.select_for_update(no_key=True)
    return rows.get(pk=network_id).holds_back(kind)


def kinds() -> list[mails.Kind]:
    """List the kinds that a network can hold back, in the order of what they are called."""
    # A code is nobody's mail but its reader's, and a bundle holds only what was to leave.
    able = [
        kind for kind in mails.kinds() if not kind.is_secret and kind.name != mail_budget.BUNDLE
    ]
    return sorted(able, key=lambda kind: str(kind.label).casefold())


@transaction.atomic
def release(network: Network, *, by: Person, send_held: bool) -> int:
    """End the trial; the mails held back leave or are thrown away, as the office decides."""
    network = _locked(network)
    _refuse_where_nothing_leaves(network)
    network.is_trial, network.kinds_apart = False, []
    return _keep(network, outbox.held_mails(network.pk), "released", by=by, send_held=send_held)


@transaction.atomic
def release_kind(network: Network, kind: mails.Kind, *, by: Person, send_held: bool) -> int:
    """Let the mails of one kind leave from now on, and those held back as the office decides."""
    network = _locked(network)
    _refuse_where_nothing_leaves(network)
    _set(network, kind, is_held=False)
    held = outbox.held_mails(network.pk).filter(kind=kind.name)
    return _keep(network, held, "kind released", by=by, send_held=send_held)


@transaction.atomic
def hold_kind(network: Network, kind: mails.Kind, *, by: Person) -> None:
    """Hold the mails of one kind back from now on; what has been written before leaves."""
    network = _locked(network)
    _set(network, kind, is_held=True)
    _keep(network, OutboxMail.objects.none(), "kind held back", by=by, send_held=False)


def _locked(network: Network) -> Network:
    return Network.objects.select_for_update().get(pk=network.pk)


def _refuse_where_nothing_leaves(network: Network) -> None:
    if network.ends_at is not None:
        raise NothingLeaves


def _set(network: Network, kind: mails.Kind, *, is_held: bool) -> None:
    others = [name for name in network.kinds_apart if name != kind.name]
    network.kinds_apart = others if is_held == network.is_trial else sorted([*others, kind.name])


def _keep(
    network: Network, held: QuerySet[OutboxMail], action: str, *, by: Person, send_held: bool
) -> int:
    network.save(update_fields=["is_trial", "kinds_apart"])
    sent = outbox.release_held(held) if send_held else outbox.drop_held(held)
    audit.record(network, action, by=by, fields=["is_trial", "kinds_apart"])
    ledger.changed(network)
    return sent
