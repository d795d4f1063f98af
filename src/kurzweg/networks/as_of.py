"""Who and what belonged to a network on a day: one function for each list.

Pages and exports read the same rows: `members(network, day)`, `positions(network, day)` and so on
give ordered querysets with all that a row of the list shows, to be filtered further. A day is
half-open as in `core.dated`: what ends on 31 December at 24.00 held on 31 December and does not on
1 January. Days decide only which rows these are: names and texts are today's (design, principle 2).
Committees are their own app's; its list takes `core.as_of.asked` and `as_of(day)` likewise.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from kurzweg.core.keys import in_order, saying
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    Network,
    Section,
    SectionMembership,
    SupportingBody,
)
from kurzweg.networks.models.belonging import (
    BelongingQuerySet,
    MandateQuerySet,
    MembershipQuerySet,
)
from kurzweg.networks.models.network import DatedNetworkQuerySet
from kurzweg.people.models import (
    Kind,
    Organisation,
    Person,
    Position,
    PositionQuerySet,
    Site,
    SiteQuerySet,
)

ORDER = {kind: place for place, kind in enumerate(MandateKind.values)}


def members(
    network: Network,
    day: date,
    *,
    words: str = "",
    state: str = "",
    viewer: Viewer | None = None,
) -> MembershipQuerySet:
    """List who were members on a day, by a part of the name, as far as a viewer may see them.

    Natural persons who have left are for the office alone. A `state` asks for those who were in
    it, of whom some are no members.
    """
    here: MembershipQuerySet = Membership.objects.in_network(network)
    rows = Membership.objects.visible_to(viewer) if viewer else here
    if viewer and not viewer.is_office and day < viewer.today:
        # That a firm belonged is known; that a human did is hers again once she has left.
        here_today = Membership.objects.in_network(network).active(viewer.today)
        stays = Exists(here_today.filter(organisation=OuterRef("organisation")))
        rows = rows.filter(~Q(organisation__kind=Kind.PERSON) | stays)
    rows = rows.in_state(state, day).with_seat().named_like(words)
    return rows.order_by("organisation__name_key", "pk")


def whether_gone(rows: MembershipQuerySet, network: Network, today: date) -> MembershipQuerySet:
    """Mark with `is_gone` whose organisation neither belongs nor carries today: it has no page."""
    firm = OuterRef("organisation")
    belongs = Membership.objects.in_network(network).active(today).filter(organisation=firm)
    carries = SupportingBody.objects.in_network(network).as_of(today).filter(organisation=firm)
    return rows.annotate(is_gone=~(Exists(belongs) | Exists(carries)))


def bodies(network: Network, day: date) -> BelongingQuerySet:
    """List which organisations carried the network on a day."""
    rows: BelongingQuerySet = SupportingBody.objects.in_network(network).as_of(day).with_seat()
    return rows.order_by("organisation__name_key", "pk")


def mandates(network: Network, day: date) -> MandateQuerySet:
    """List who had which task on a day, by the name; `ORDER` sorts the kinds."""
    rows: MandateQuerySet = Mandate.objects.in_network(network).as_of(day)
    rows = rows.select_related("person", "section", "network", "committee")
    return rows.order_by(*in_order("person__family_name", "person__given_name"), "pk")


def sections(network: Network, day: date) -> DatedNetworkQuerySet:
    """List the sections of a day, each with the `number` of those who took part."""
    took_part = Q(memberships__in=SectionMembership.objects.in_network(network).as_of(day))
    rows: DatedNetworkQuerySet = Section.objects.in_network(network).as_of(day)
    return rows.annotate(number=Count("memberships", filter=took_part)).order_by(
        *in_order("name"), "pk"
    )


def taking_part(section: Section, day: date) -> DatedNetworkQuerySet:
    """List which organisations took part in a section on a day."""
    rows: DatedNetworkQuerySet = SectionMembership.objects.in_network(section.network_id)
    rows = rows.filter(section=section).as_of(day).select_related("organisation", "network")
    return rows.order_by("organisation__name_key", "pk")


def taking_part_in_any(network: Network, day: date) -> DatedNetworkQuerySet:
    """List which organisations took part in which sections on a day."""
    rows: DatedNetworkQuerySet = SectionMembership.objects.in_network(network).as_of(day)
    rows = rows.select_related("organisation", "section")
    return rows.order_by(*in_order("section__name"), "organisation__name_key", "pk")


def positions(network: Network, day: date) -> PositionQuerySet:
    """List who acted for a member or a supporting body of that day, as what."""
    rows: PositionQuerySet = Position.objects.acting_in(network).as_of(day)
    rows = rows.filter(organisation__in=_belonging(network, day).values("pk"))
    rows = rows.select_related("person", "organisation")
    return rows.order_by(*in_order("person__family_name", "person__given_name"), "pk")


def persons(network: Network, day: date) -> QuerySet[Person]:
    """List whom the network entered who acted or had a task on a day, with `positions_then`
    and `tasks_then`.
    """
    held = Person.objects.filter(entered_by_network=network)
    acted = Position.objects.as_of(day).filter(person=OuterRef("pk"))
    had_task = Mandate.objects.in_network(network).as_of(day).filter(person=OuterRef("pk"))
    rows = with_tasks(held.filter(Exists(acted) | Exists(had_task)), network, day)
    return rows.order_by(*in_order("family_name", "given_name"), "pk")


def entered(network: Network, day: date, *, today: date, words: str = "") -> QuerySet[Person]:
    """List whom the network entered: today everybody, as of another day as `persons` does.

    `words` are parts of a name, of a mail address, or of the firm for which they ever acted.
    """
    if day == today:
        rows = with_tasks(Person.objects.filter(entered_by_network=network), network, day)
    else:
        rows = persons(network, day)
    return rows.filter(_like(words)).order_by(*in_order("family_name", "given_name"), "pk")


def _like(words: str) -> Q:
    if not words:
        return Q()
    found = Q()
    for word in words.split():
        name = Q(family_name__icontains=word) | Q(given_name__icontains=word)
        found &= name | Q(email__icontains=word)
    firms = Organisation.objects.filter(saying("name_key", words))
    return found | Q(pk__in=Position.objects.filter(organisation__in=firms).values("person"))


def with_tasks(rows: QuerySet[Person], network: Network, day: date) -> QuerySet[Person]:
    """Fetch with each person what she was on a day: `positions_then` and `tasks_then`."""
    acted = Position.objects.as_of(day).select_related("organisation").order_by("pk")
    had = Mandate.objects.in_network(network).as_of(day).select_related("committee").order_by("pk")
    return rows.prefetch_related(
        Prefetch("positions", acted, to_attr="positions_then"),
        Prefetch("mandates", had, to_attr="tasks_then"),
    )


def sites(network: Network, day: date) -> SiteQuerySet:
    """List where the members and supporting bodies of a day worked on that day."""
    rows: SiteQuerySet = Site.objects.as_of(day).select_related("organisation")
    rows = rows.filter(organisation__in=_belonging(network, day).values("pk"))
    return rows.order_by("organisation__name_key", "-is_seat", "pk")


def _belonging(network: Network, day: date) -> QuerySet[Organisation]:
    members = Membership.objects.in_network(network).active(day)
    carrying = SupportingBody.objects.in_network(network).as_of(day)
    here = Q(pk__in=members.values("organisation")) | Q(pk__in=carrying.values("organisation"))
    return Organisation.objects.filter(here)
