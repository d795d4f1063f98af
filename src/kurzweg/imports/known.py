"""What a network knows of its firms, read at once, to compare a list with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Max, Q, QuerySet

from kurzweg.core.models import AuditEntry
from kurzweg.engine.words import name_key
from kurzweg.imports.models import Remark
from kurzweg.market.models import Offer
from kurzweg.networks.models import (
    RUNS_THE_OFFICE,
    ClassTerm,
    Mandate,
    Membership,
    Network,
    SaidBy,
    SaidLine,
    SectionMembership,
    SupportingBody,
)
from kurzweg.people.models import Activity, Organisation, Person, Position, Site

AT_A_TIME = 5_000
Item = TypeVar("Item")
# Of an organisation, a seat and somebody there: what a list may say otherwise.
OF_FIRM = (
    "name", "legal_form", "phone", "email", "website", "staff_band",
    "register_court", "register_number", "vat_id",
)  # fmt: skip
OF_SEAT = ("street", "postal_code", "town", "country")
OF_POINT = ("ags", "latitude", "longitude", "located_by")
OF_PERSON = ("title", "given_name", "family_name", "email", "phone")
Corrected = set[tuple[str, int, str]]


@dataclass(slots=True)
class KnownPerson:
    """Somebody at a firm, and whether the office may mend her row."""

    id: int
    position_id: int
    says: dict[str, Any]
    is_mendable: bool


@dataclass(slots=True)
class Firm:
    """A firm as the network knows it today."""

    id: int
    says: dict[str, Any]
    seat_id: int | None = None
    seat: dict[str, str] = field(default_factory=dict)
    point: dict[str, Any] = field(default_factory=dict)
    membership_id: int | None = None
    number: str = ""
    term_id: int | None = None
    membership_class: str = ""
    since: date | None = None
    until: date | None = None
    persons: list[KnownPerson] = field(default_factory=list)
    offers: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    activities: set[str] = field(default_factory=set)
    # Who said a line last, where somebody is on record for it: number, who, when.
    lines: dict[str, tuple[int, str, datetime]] = field(default_factory=dict)
    # What lists said last, by kind and column.
    remarks: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.says["name"])


@dataclass(frozen=True, slots=True)
class Known:
    """All firms of a network by their ids, and what somebody else than the office corrected."""

    firms: dict[int, Firm]
    corrected: Corrected


def state_of(network: Network) -> str:
    """Name what a network knows by a word that is another one once a firm came or went."""
    memberships = Membership.objects.in_network(network)
    newest = memberships.aggregate(newest=Max("pk"))["newest"]
    return f"{memberships.count()}.{newest or 0}"


def values_of(network: Network, *, only: Collection[int], with_people: bool) -> dict[int, Firm]:
    """Read of some firms what a list may write anew, as it stands until the transaction ends."""
    firms: dict[int, Firm] = {}
    for ids in parts(only, AT_A_TIME):
        some = _named(Organisation.objects.filter(pk__in=ids).select_for_update(no_key=True))
        ids = list(some)
        _hold(ids, network=network, with_people=with_people)
        _read_seats(some, ids, on=network.today())
        _read_memberships(some, ids, network=network)
        _read_classes(some, ids, network=network)
        _read_said(some, ids)
        if with_people:
            _read_persons(some, ids, network=network)
        firms |= some
    return firms


def _hold(ids: list[int], *, network: Network, with_people: bool) -> None:
    """Lock what is asked about next: what somebody saves meanwhile waits for the list."""
    held: list[QuerySet[Any]] = [
        Site.objects.filter(organisation__in=ids),
        Membership.objects.in_network(network).filter(organisation__in=ids),
    ]
    terms = ClassTerm.objects.in_network(network)
    held.append(terms.filter(membership__in=held[1].values("pk")))
    if with_people:
        positions = Position.objects.filter(organisation__in=ids)
        held += [Person.objects.filter(pk__in=positions.values("person")), positions]
    for rows in held:
        locked = rows.order_by("pk").select_for_update(no_key=True)
        list(locked.values_list("pk", flat=True))


def _named(rows: QuerySet[Organisation]) -> dict[int, Firm]:
    return {
        each["pk"]: Firm(each["pk"], {name: each[name] for name in OF_FIRM})
        for each in rows.order_by("pk").values("pk", *OF_FIRM)
    }


def of(network: Network, *, only: Collection[int] | None = None) -> Known:
    """Read what a network knows of its firms, or of some of them."""
    members = Membership.objects.in_network(network).values("organisation")
    bodies = SupportingBody.objects.in_network(network).values("organisation")
    rows = Organisation.objects.filter(
        Q(pk__in=members) | Q(pk__in=bodies) | Q(pk=network.office_id)
    )
    if only is not None:
        rows = rows.filter(pk__in=only)
    firms = _named(rows)
    for ids in parts(firms, AT_A_TIME):
        _read_seats(firms, ids, on=network.today())
        _read_memberships(firms, ids, network=network)
        _read_classes(firms, ids, network=network)
        _read_persons(firms, ids, network=network)
        _read_lists(firms, ids, network=network)
        _read_said(firms, ids)
    return Known(firms, _corrected(firms, network=network))


def parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut something long into lists that a question to the database takes."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def _read_seats(firms: dict[int, Firm], ids: list[int], *, on: date) -> None:
    rows = Site.objects.as_of(on).filter(organisation__in=ids)
    told = rows.order_by("-is_seat", "pk").values("organisation", "pk", *OF_SEAT, *OF_POINT)
    for row in told:
        firm = firms[row.pop("organisation")]
        if firm.seat_id is None:
            firm.seat_id, firm.point = row.pop("pk"), {name: row.pop(name) for name in OF_POINT}
            firm.seat = row


def _read_memberships(firms: dict[int, Firm], ids: list[int], *, network: Network) -> None:
    rows = Membership.objects.in_network(network).filter(organisation__in=ids).order_by("pk")
    told = ("organisation", "pk", "number", "since", "until")
    for organisation_id, pk, number, since, until in rows.values_list(*told):
        firm = firms[organisation_id]
        firm.membership_id, firm.number, firm.since, firm.until = pk, number, since, until


def _read_classes(firms: dict[int, Firm], ids: list[int], *, network: Network) -> None:
    terms = ClassTerm.objects.in_network(network).as_of(network.today()).order_by()
    terms = terms.filter(membership__organisation__in=ids)
    told = ("membership__organisation", "membership", "pk", "membership_class__name")
    for organisation_id, membership_id, pk, name in terms.values_list(*told):
        firm = firms[organisation_id]
        if firm.membership_id == membership_id:
            firm.term_id, firm.membership_class = pk, name


def _read_said(firms: dict[int, Firm], ids: list[int]) -> None:
    rows = SaidLine.objects.filter(organisation__in=ids).order_by()
    told = ("organisation", "line", "pk", "said_by", "said_at")
    for organisation_id, line, *said in rows.values_list(*told):
        firms[organisation_id].lines[line] = tuple(said)


def _read_persons(firms: dict[int, Firm], ids: list[int], *, network: Network) -> None:
    rows = Position.objects.acting_in(network).as_of(network.today())
    rows = rows.filter(organisation__in=ids).order_by("pk").select_related("person")
    for row in rows:
        says = {name: getattr(row.person, name) for name in OF_PERSON} | {"position": row.title}
        mendable = row.person.entered_by_network_id == network.pk
        firms[row.organisation_id].persons.append(
            KnownPerson(row.person_id, row.pk, says, mendable)
        )


def _read_lists(firms: dict[int, Firm], ids: list[int], *, network: Network) -> None:
    offers = Offer.objects.in_network(network).filter(withdrawn_at=None, organisation__in=ids)
    for organisation_id, title in offers.order_by().values_list("organisation", "title"):
        firms[organisation_id].offers.add(name_key(title))
    sections = SectionMembership.objects.in_network(network).as_of(network.today())
    sections = sections.filter(organisation__in=ids).order_by()
    for organisation_id, name in sections.values_list("organisation", "section__name"):
        firms[organisation_id].sections.add(name_key(name))
    codes = Activity.objects.filter(organisation__in=ids, edition="2008").order_by()
    for organisation_id, code in codes.values_list("organisation", "code"):
        firms[organisation_id].activities.add(code)
    remarks = Remark.objects.in_network(network).filter(organisation__in=ids).order_by("pk")
    for organisation_id, kind, column, text in remarks.values_list(
        "organisation", "kind", "column", "text"
    ):
        firms[organisation_id].remarks[kind, column] = text


def _corrected(firms: dict[int, Firm], *, network: Network) -> Corrected:
    """Say of which rows which fields were last changed by somebody else than the office."""
    office = set(
        Mandate.objects.in_network(network)
        .filter(kind__in=RUNS_THE_OFFICE)
        .order_by()
        .values_list("person", flat=True)
    )
    rows = {
        "organisation": list(firms),
        "site": [firm.seat_id for firm in firms.values() if firm.seat_id],
        "person": [person.id for firm in firms.values() for person in firm.persons],
    }
    last: dict[tuple[str, int | None, str], int | None] = {}
    for kind, pks in rows.items():
        for ids in parts(pks, AT_A_TIME):
            entries = AuditEntry.objects.filter(kind=kind, row_id__in=ids).exclude(fields=[])
            told = entries.order_by("pk").values_list("row_id", "actor_id", "fields")
            last |= {(kind, pk, name): actor for pk, actor, names in told for name in names}
    found = {
        (kind, pk, name)
        for (kind, pk, name), actor in last.items()
        if pk is not None and actor is not None and actor not in office
    }
    for firm in firms.values():
        # Where it is on record who said a line, nobody has to conclude it.
        for line, (_pk, by, _at) in firm.lines.items():
            fields = _fields_of(line, firm)
            found = found | fields if by == SaidBy.FIRM else found - fields
    return found


def _fields_of(line: str, firm: Firm) -> Corrected:
    if line == "sites":
        return {("site", firm.seat_id, name) for name in OF_SEAT} if firm.seat_id else set()
    return {("organisation", firm.id, line)}
