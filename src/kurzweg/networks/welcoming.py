"""What a network does for each new member: its list, and the steps that are due for one."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kurzweg.core import audit, ledger
from kurzweg.core.keys import in_order
from kurzweg.networks.models import Membership, Welcome, WelcomeStep
from kurzweg.people.models import Person


@transaction.atomic
def plan(membership: Membership) -> list[Welcome]:
    """Let the steps of the network be due for a new member, counted from its first day."""
    since = membership.since or membership.network.today()
    steps = WelcomeStep.objects.in_network(membership.network_id).order_by(
        "days", *in_order("name"), "pk"
    )
    rows = [
        Welcome.objects.create(
            network_id=membership.network_id,
            membership=membership,
            name=step.name,
            due_on=since + timedelta(days=step.days),
        )
        for step in steps
    ]
    ledger.changed(*rows)
    return rows


@transaction.atomic
def drop(membership: Membership) -> None:
    """Let nothing be due any more for whoever is no member after all; what was done stays."""
    open_ones = Welcome.objects.in_network(membership.network_id).filter(
        membership=membership, done_on=None
    )
    ledger.changed(*open_ones)
    open_ones.delete()


@transaction.atomic
def tick(welcome: Welcome, *, is_done: bool, by: Person) -> Welcome:
    """Note that a step is done, or that it is not after all."""
    rows = Welcome.objects.in_network(welcome.network_id).locked()
    welcome = rows.select_related("network").get(pk=welcome.pk)
    welcome.done_on = welcome.network.today() if is_done else None
    welcome.save(update_fields=["done_on"])
    audit.record(welcome, "done" if is_done else "not done", by=by, fields=["done_on"])
    ledger.changed(welcome)
    return welcome


@transaction.atomic
def drop_step(step: WelcomeStep, *, by: Person) -> None:
    """Take a step from the list; what is due for members already stays due."""
    audit.record(step, "removed", by=by)
    ledger.changed(step)
    step.delete()
