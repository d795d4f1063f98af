"""How long people and firms are remembered after they left."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from kurzweg.core import ledger
from kurzweg.core.retention import executes, first_day_of_year
from kurzweg.networks.models import Mandate, Membership, SupportingBody
from kurzweg.people.models import Organisation, Person, Position, Site

NAMELESS = "–"
EVERYWHERE = "periods hold in all networks"


@executes("contact")
def _people(before: datetime) -> int:
    """Forget who people were whose last task ended before; what they did stays without a name."""
    day = before.date()
    left = Person.objects.exclude(family_name=NAMELESS).filter(
        Q(positions__until__lte=day) | Q(mandates__until__lte=day)
    )
    mandates = Mandate.objects.across_networks(EVERYWHERE)
    left = left.exclude(
        Q(pk__in=Position.objects.filter(_goes_on(day)).values("person"))
        | Q(pk__in=mandates.filter(_goes_on(day)).values("person"))
    )
    people = list(left.distinct().values_list("pk", flat=True))
    Position.objects.filter(person__in=people).update(title="")
    return Person.objects.filter(pk__in=people).update(
        account=None, title="", given_name="", family_name=NAMELESS, email="", phone=""
    )


@executes("firm")
def _firms(before: datetime) -> int:
    """Forget how to reach firms whose last membership ended before; the name stays for a while."""
    left = list(left_by(before.date()).filter(Q(sites__isnull=False) | _has_details()).distinct())
    Site.objects.filter(organisation__in=left).delete()
    ledger.changed(*left)
    return Organisation.objects.filter(pk__in=[organisation.pk for organisation in left]).update(
        website="", email="", phone="", summary=""
    )


@executes("membership")
def _memberships(before: datetime) -> int:
    """Forget names and numbers of what ended in an earlier year; the days stay to be counted."""
    day = first_day_of_year(before)
    ended = Membership.objects.across_networks(EVERYWHERE).filter(until__lt=day)
    numbers = ended.exclude(number="", source="").update(number="", source="")
    mandates = Mandate.objects.across_networks(EVERYWHERE).filter(until__lt=day).delete()[0]
    named = left_by(day).exclude(name=NAMELESS).values_list("pk", flat=True)
    firms = Organisation.objects.filter(pk__in=list(named)).update(name=NAMELESS, legal_form="")
    return numbers + mandates + firms


def left_by(day: date) -> QuerySet[Organisation]:
    """Organisations that belonged once and to no network any more on that day or later."""
    memberships = Membership.objects.across_networks(EVERYWHERE)
    bodies = SupportingBody.objects.across_networks(EVERYWHERE)
    return Organisation.objects.filter(
        pk__in=memberships.filter(until__lte=day).values("organisation"), runs=None
    ).exclude(
        Q(pk__in=memberships.filter(_goes_on(day)).values("organisation"))
        | Q(pk__in=bodies.filter(_goes_on(day)).values("organisation"))
    )


def _goes_on(day: date) -> Q:
    return Q(until=None) | Q(until__gt=day)


def _has_details() -> Q:
    return ~Q(website="", email="", phone="", summary="")
