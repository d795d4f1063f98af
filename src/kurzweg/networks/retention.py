"""Which people, firms and memberships are due to be forgotten after they left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q, QuerySet

from kurzweg.core import ledger, rules
from kurzweg.core.retention import due, first_day_of_year
from kurzweg.core.retention.shortening import decided_by
from kurzweg.networks import erasing  # noqa: F401 - says what erasing somebody ends
from kurzweg.networks.models import (
    Application,
    Approval,
    Invitation,
    Mandate,
    Membership,
    Network,
    Prospect,
    SupportingBody,
)
from kurzweg.people.models import Organisation, Person, Position, Site

EVERYWHERE = "periods hold in all networks"


@decided_by
def _networks_that_decided(name: str) -> Iterator[tuple[int, int]]:
    default = rules.declared(name).default
    for network in Network.objects.order_by("pk").prefetch_related("decided_rules"):
        value = network.rule(name)
        if value != default:
            yield network.pk, value


@due("contact", Person, network="entered_by_network")
def people(before: datetime) -> QuerySet[Person]:
    """Whose last task ended before; what they did for a network stays without a name."""
    day = before.date()
    going_on = Position.objects.filter(_goes_on(day)).values("person")
    mandates = Mandate.objects.across_networks(EVERYWHERE).filter(_goes_on(day)).values("person")
    was_known = (
        Q(created_at__lt=before) | Q(positions__until__lte=day) | Q(mandates__until__lte=day)
    )
    return (
        Person.objects.filter(pk__in=Person.objects.filter(was_known).values("pk"))
        .exclude(Q(pk__in=going_on) | Q(pk__in=mandates))
        .exclude(account__is_operator=True)
    )


@due("contact", Position, network="person__entered_by_network")
def positions(before: datetime) -> QuerySet[Position]:
    return Position.objects.filter(person__in=people(before).values("pk"))


def _their_firms_changed(pks: list[int]) -> None:
    # A site that is gone cannot say any more whose it was.
    ledger.changed(*Organisation.objects.filter(sites__in=pks).distinct())


@due("firm", Organisation)
def firms(before: datetime) -> QuerySet[Organisation]:
    return left_by(before.date())


@due("firm", Site, told=_their_firms_changed)
def sites(before: datetime) -> QuerySet[Site]:
    return Site.objects.filter(organisation__in=left_by(before.date()))


@due("firm name", Organisation)
def firm_names(before: datetime) -> QuerySet[Organisation]:
    return left_by(first_day_of_year(before))


@due("membership", Membership)
def memberships(before: datetime) -> QuerySet[Membership]:
    ended = Membership.objects.across_networks(EVERYWHERE)
    return ended.filter(until__lt=first_day_of_year(before))


@due("membership", Mandate)
def mandates(before: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.across_networks(EVERYWHERE).filter(until__lt=first_day_of_year(before))


@due("application draft", Application)
def drafts(before: datetime) -> QuerySet[Application]:
    rows = Application.objects.across_networks(EVERYWHERE)
    return rows.filter(sent_on=None, saved_at__lt=before)


@due("application", Application)
def applications(before: datetime) -> QuerySet[Application]:
    over = Q(decided_on__lt=before.date()) | Q(withdrawn_on__lt=before.date())
    return Application.objects.across_networks(EVERYWHERE).filter(over)


@due("application", Approval)
def approvals(before: datetime) -> QuerySet[Approval]:
    over = applications(before).values("pk")
    return Approval.objects.across_networks(EVERYWHERE).filter(application__in=over)


@due("invitation", Invitation)
def invitations(before: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.across_networks(EVERYWHERE).filter(ends_on__lt=before.date())


@due("prospect", Prospect)
def prospects(before: datetime) -> QuerySet[Prospect]:
    day = before.date()
    over = Q(closed_on__lt=day) | Q(closed_on=None, next_on__lt=day)
    return Prospect.objects.across_networks(EVERYWHERE).filter(over)


def left_by(day: date) -> QuerySet[Organisation]:
    """Organisations that belonged once and to no network any more on that day or later."""
    memberships = Membership.objects.across_networks(EVERYWHERE)
    bodies = SupportingBody.objects.across_networks(EVERYWHERE)
    ended = Q(until__lte=day)
    return (
        Organisation.objects.filter(runs=None)
        .filter(
            Q(pk__in=memberships.filter(ended).values("organisation"))
            | Q(pk__in=bodies.filter(ended).values("organisation"))
        )
        .exclude(
            Q(pk__in=memberships.filter(_goes_on(day)).values("organisation"))
            | Q(pk__in=bodies.filter(_goes_on(day)).values("organisation"))
        )
    )


def _goes_on(day: date) -> Q:
    return Q(until=None) | Q(until__gt=day)
