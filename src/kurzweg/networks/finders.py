"""Whom one finds from every page: organisations by name and number, for the office persons too."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.urls import reverse

from kurzweg.core.finders import MOST, Finder, Found, register
from kurzweg.core.keys import beginning
from kurzweg.core.policy import OFFICE
from kurzweg.core.viewer import Viewer
from kurzweg.engine.words import name_key
from kurzweg.networks.models import Membership, MembershipState, Network, SupportingBody
from kurzweg.people.models import Organisation, Person, Position

LONGEST_NUMBER = 9  # digits, with the zeros before them


def organisations(network: Network, viewer: Viewer, typed: str) -> list[Found]:
    """Find members, for the office also by the number, applicants and those who left."""
    members = Membership.objects.visible_to(viewer)
    like, meant = beginning("organisation__name_key", typed), Q(pk__in=())
    if viewer.is_office:
        members, meant = members.latest_of_each(), _numbered(typed)
        like |= meant | Q(number__istartswith=typed)
    else:
        members = members.active(viewer.today)
    rows_found = members.filter(like)
    found = _first(rows_found, "organisation__name_key", typed, meant=meant).with_seat()
    rows = [_found(network, row.organisation, viewer, number=row.number, left=row) for row in found]
    if len(rows) < MOST:
        bodies = SupportingBody.objects.in_network(network).as_of(viewer.today)
        bodies = bodies.filter(beginning("organisation__name_key", typed))
        known = [row.organisation_id for row in found]
        bodies = _first(bodies.exclude(organisation__in=known), "organisation__name_key", typed)
        rows += [_found(network, row.organisation, viewer) for row in bodies.with_seat()]
    return rows[:MOST]


def _numbered(typed: str) -> Q:
    """Take "7" and "0007" for one number."""
    bare = typed.lstrip("0")
    padded = [bare.zfill(length) for length in range(len(bare), LONGEST_NUMBER)] if bare else []
    return Q(number__in=[typed, *padded])


def _first(rows: Any, key: str, typed: str, *, meant: Q | None = None) -> Any:
    """Put those first that are meant for sure, then those whose name begins so."""
    places = [When(meant, then=Value(0))] if meant else []
    places.append(When(**{f"{key}__startswith": name_key(typed)}, then=Value(1)))
    ranked = rows.annotate(place=Case(*places, default=Value(2), output_field=IntegerField()))
    return ranked.order_by("place", key, "pk")[:MOST]


def _found(
    network: Network,
    organisation: Organisation,
    viewer: Viewer,
    *,
    number: str = "",
    left: Membership | None = None,
) -> Found:
    seat = organisation.seat_on(viewer.today)
    state = left.state(viewer.today) if left else MembershipState.ACTIVE
    tells = [seat.town if seat else "", number if viewer.is_office else ""]
    if state in (MembershipState.LEFT, MembershipState.APPLIED):
        tells.append(str(state.label))
    url = reverse("networks:organisation-detail", args=[network.slug, organisation.public_id])
    return Found(organisation.name, " · ".join(filter(None, tells)), url)


def persons(network: Network, viewer: Viewer, typed: str) -> list[Found]:
    """Find whom the office entered, and who acts here by themselves."""
    if any(letter.isdigit() for letter in typed):
        return []
    like = beginning("name_key", typed)
    positions = Position.objects.acting_in(network.pk).as_of(viewer.today)
    here = positions.filter(organisation__in=_here(network), person=OuterRef("pk"))
    # By the ids first: these an index knows, and the rows are many times as long.
    entered = Person.objects.filter(like, entered_by_network=network)
    own = Person.objects.filter(like, Exists(here), entered_by_network=None)
    ids = [
        pk
        for rows in (entered, own)
        for pk in _first(rows, "name_key", typed).values_list("pk", flat=True)
    ][:MOST]
    acting = Prefetch("positions", positions.select_related("organisation").order_by("pk"))
    found = Person.objects.in_bulk(ids)
    prefetch_related_objects(list(found.values()), acting)
    return [_person(network, found[pk]) for pk in ids]


def _person(network: Network, person: Person) -> Found:
    firms = [position.organisation for position in person.positions.all()]
    says = ", ".join(dict.fromkeys(firm.name for firm in firms))
    if person.entered_by_network_id is None:
        # She is nobody's entry: she stands among those who act for her organisation.
        url = reverse("networks:acting-list", args=[network.slug, firms[0].public_id])
    else:
        url = reverse("networks:person-detail", args=[network.slug, person.public_id])
    return Found(person.name, says, url)


def _here(network: Network) -> QuerySet[Any]:
    return Membership.objects.in_network(network).values("organisation")


register(
    Finder("organisations", organisations, order=10),
    Finder("persons", persons, order=20, audience=OFFICE),
)
