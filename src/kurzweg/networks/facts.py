"""The dated facts that decide what somebody is in a network, in one query: every page asks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from kurzweg.core import prepared
from kurzweg.core.prepared import Blank
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    Network,
    SectionMembership,
    SupportingBody,
)
from kurzweg.people.models import Activity, Person, Position


class Kind(StrEnum):
    POSITION = "position"
    MEMBER = "member"  # an organisation for which the person acts is one
    BODY = "body"  # likewise
    MANDATE = "mandate"
    SECTION = "section"  # in which an organisation takes part for which the person acts
    ACTIVITY = "activity"  # of whatever anybody behind the address works for, anywhere


class Fact(NamedTuple):
    """One row of the answer; what a kind does not have is empty."""

    kind: str
    pk: int
    name: str = ""  # of the organisation, or of the task
    code: str = ""  # of the task or the activity, or the number of the section
    organisation_id: int = 0
    since: date | None = None
    is_admin: bool = False
    answers_requests: bool = False


Facts = Mapping[str, Sequence[Fact]]


def facts_of(person: Person, *, network: Network, on: date) -> Facts:
    """Read all that holds for a person in a network on a day, by kind, older rows first."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    blanks = {"person": person.pk, "account": person.account_id or 0, "network": network.pk}
    for row in sorted(map(Fact._make, prepared.rows(_all_of_them, on=on, **blanks))):
        facts[row.kind].append(row)
    return facts


def _all_of_them() -> QuerySet:
    person, network, on = Blank("person"), Blank("network"), Blank("on")
    known = Position.objects.filter(person=person).acting_in(network).as_of(on)
    firms = known.order_by().values("organisation")
    members = Membership.objects.in_network(network).active(on).filter(organisation__in=firms)
    bodies = SupportingBody.objects.in_network(network).as_of(on).filter(organisation__in=firms)
    sections = SectionMembership.objects.in_network(network).as_of(on)
    sections = sections.filter(organisation__in=firms)
    mandates = Mandate.objects.in_network(network).as_of(on).filter(person=person)
    mandates = mandates.exclude(kind=MandateKind.GUEST)  # who is only a guest has no right from it
    behind = Position.objects.as_of(on).filter(person__account=Blank("account"))
    activities = Activity.objects.filter(organisation__in=behind.order_by().values("organisation"))
    of_firm = {"organisation_id": "organisation", "since": "since"}
    return _columns(
        known,
        Kind.POSITION,
        **of_firm,
        name="organisation__name",
        is_admin="is_admin",
        answers_requests="answers_requests",
    ).union(
        _columns(members, Kind.MEMBER, **of_firm),
        _columns(bodies, Kind.BODY, **of_firm),
        _columns(
            sections,
            Kind.SECTION,
            organisation_id="organisation",
            code=Cast("section", CharField()),
        ),
        _columns(mandates, Kind.MANDATE, name=_NAMED, code="kind", since="since"),
        _columns(activities, Kind.ACTIVITY, code="code"),
        all=True,
    )


# A seat is named by its committee, unless the network calls it something else.
_NAMED = Case(
    When(title="", committee__isnull=False, then="committee__name"),
    default="title",
    output_field=CharField(),
)
EMPTY: dict[str, Any] = {
    "name": Value("", CharField()),
    "code": Value("", CharField()),
    "organisation_id": Value(0, BigIntegerField()),
    "since": Value(None, DateField()),
    "is_admin": Value(False, BooleanField()),
    "answers_requests": Value(False, BooleanField()),
}


def _columns(rows: QuerySet, kind: Kind, **said: Any) -> QuerySet:
    columns = {**EMPTY, **said}
    return rows.order_by().values_list(Value(str(kind), CharField()), "pk", *columns.values())
