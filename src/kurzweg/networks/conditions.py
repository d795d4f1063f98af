"""Who belongs to a network, and questions about how: for how long, where, with which task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kurzweg.core import conditions
from kurzweg.core.conditions import Condition, register
from kurzweg.core.keys import in_order
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    Section,
    SectionMembership,
    Subregion,
    SupportingBody,
)
from kurzweg.people.models import Position, Site

Choices = Sequence[tuple[str, str | Promise]]
YEAR = re.compile("[1-9][0-9]{3}")
YEARS = ("1", "5", "10", "25")

# Who belongs -------------------------------------------------------------------------------------


def _organisations(network_id: int, day: date) -> Iterable[int]:
    members = Membership.objects.in_network(network_id).active(day)
    bodies = SupportingBody.objects.in_network(network_id).as_of(day)
    return {*_firms(members), *_firms(bodies)}


def _acting(network_id: int, day: date) -> Iterable[tuple[int, int]]:
    here = _organisations(network_id, day)
    positions = Position.objects.acting_in(network_id).as_of(day).filter(organisation__in=here)
    return positions.values_list("person", "organisation")


def _persons(network_id: int, day: date) -> Iterable[int]:
    mandates = _mandates(network_id, day).values_list("person", flat=True)
    return {*(person for person, _firm in _acting(network_id, day)), *mandates}


def _mandates(network_id: int, day: date) -> QuerySet[Any]:
    """The tasks of those who act in the network: rows of other networks count there only."""
    here = Q(person__entered_by_network=None) | Q(person__entered_by_network=network_id)
    return Mandate.objects.in_network(network_id).as_of(day).filter(here)


def _firms(rows: QuerySet[Any]) -> Iterable[int]:
    return rows.values_list("organisation", flat=True)


# How long ----------------------------------------------------------------------------------------


def _years(network_id: int, viewer: Viewer) -> Choices:
    return [
        (years, ngettext("%(years)s year", "%(years)s years", int(years)) % {"years": years})
        for years in YEARS
    ]


def _member_for(network_id: int, day: date, value: str) -> Iterable[int]:
    if value not in YEARS:
        return ()
    members = Membership.objects.in_network(network_id).active(day)
    return _firms(members.filter(since__lte=_years_before(day, int(value))))


def _years_before(day: date, years: int) -> date:
    # The 29th of February is celebrated on the 28th.
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def _because_for(network_id: int, value: str) -> str:
    return ngettext(
        "because your organisation has been a member for at least %(years)s year",
        "because your organisation has been a member for at least %(years)s years",
        int(value),
    ) % {"years": value}


def _ends(network_id: int, viewer: Viewer) -> Choices:
    """List the years in which memberships end."""
    members = Membership.objects.in_network(network_id).active(viewer.today)
    ends = members.filter(until__isnull=False).dates("until", "year")
    return [(str(each.year), str(each.year)) for each in ends]


def _member_until(network_id: int, day: date, value: str) -> Iterable[int]:
    if not YEAR.fullmatch(value):
        return ()
    members = Membership.objects.in_network(network_id).active(day)
    return _firms(members.filter(until__year=int(value)))


def _because_until(network_id: int, value: str) -> str:
    return _("because the membership of your organisation ends in %(year)s") % {"year": value}


# Where -------------------------------------------------------------------------------------------


def _sections(network_id: int, viewer: Viewer) -> Choices:
    sections = Section.objects.in_network(network_id).as_of(viewer.today)
    sections = sections.order_by(*in_order("name"), "pk")
    return [(str(section.pk), section.name) for section in sections]


def _in_section(network_id: int, day: date, value: str) -> Iterable[int]:
    rows = SectionMembership.objects.in_network(network_id).as_of(day)
    return _firms(rows.filter(section__in=_row(Section.objects.in_network(network_id), value)))


def _because_section(network_id: int, value: str) -> str:
    section = Section.objects.in_network(network_id).get(pk=value)
    return _("because your organisation takes part in the section “%(name)s”") % {
        "name": section.name
    }


def _subregions(network_id: int, viewer: Viewer) -> Choices:
    subregions = Subregion.objects.in_network(network_id).order_by(*in_order("name"), "pk")
    return [(str(subregion.pk), subregion.name) for subregion in subregions]


def _in_subregion(network_id: int, day: date, value: str) -> Iterable[int]:
    subregion = _row(Subregion.objects.in_network(network_id), value).first()
    if subregion is None:
        return ()
    keys = subregion.areas.values_list("ags", flat=True)
    return _firms(Site.objects.as_of(day).filter(ags__in=list(keys)))


def _because_subregion(network_id: int, value: str) -> str:
    subregion = Subregion.objects.in_network(network_id).get(pk=value)
    return _("because your organisation has a site in “%(name)s”") % {"name": subregion.name}


def _row(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(pk=int(value)) if value.isdecimal() and len(value) < 19 else rows.none()


# With which task ---------------------------------------------------------------------------------


def _kinds(network_id: int, viewer: Viewer) -> Choices:
    return list(MandateKind.choices)


def _with_mandate(network_id: int, day: date, value: str) -> Iterable[int]:
    return _mandates(network_id, day).filter(kind=value).values_list("person", flat=True)


def _because_mandate(network_id: int, value: str) -> str:
    return _("because of your task in the network: %(kind)s") % {"kind": MandateKind(value).label}


conditions.belonging(persons=_persons, organisations=_organisations, acting=_acting)
register(
    Condition(
        "member for",
        about="organisation",
        label=gettext_lazy("Member for at least"),
        choices=_years,
        selects=_member_for,
        because=_because_for,
    )
)
register(
    Condition(
        "member until",
        about="organisation",
        label=gettext_lazy("Membership ends in"),
        choices=_ends,
        selects=_member_until,
        because=_because_until,
    )
)
register(
    Condition(
        "section",
        about="organisation",
        label=gettext_lazy("Section"),
        choices=_sections,
        selects=_in_section,
        because=_because_section,
    )
)
register(
    Condition(
        "subregion",
        about="organisation",
        label=gettext_lazy("Subregion"),
        choices=_subregions,
        selects=_in_subregion,
        because=_because_subregion,
    )
)
register(
    Condition(
        "mandate",
        about="person",
        label=gettext_lazy("Task in the network"),
        choices=_kinds,
        selects=_with_mandate,
        because=_because_mandate,
    )
)
