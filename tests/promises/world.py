"""Two mirrored networks, and the eleven who look at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.test import Client

from kurzweg.core.viewer import Role
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation, Person
from kurzweg.people.views import SESSION_PERSON
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    NetworkFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
    SupportingBodyFactory,
)


class Relation(StrEnum):
    """What the object in the address is to the member."""

    OWN = "own"
    SAME_ORGANISATION = "same organisation"
    SAME_NETWORK = "same network, other organisation"
    OTHER_NETWORK = "other network"
    NON_EXISTENT = "non-existent"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place: in whose network it lies and which organisation owns it."""

    row: models.Model
    half: Half | None
    owner: Organisation | None = None
    word: str = ""  # what stands in the address when it is not the public id

    @property
    def in_address(self) -> str:
        return self.word or str(self.row.public_id)


@dataclass(eq=False)
class Half:
    """One of the two networks: its firms, its people, and the rows that apps put into it."""

    network: Network
    firm: Organisation
    neighbour: Organisation
    body: Organisation
    member: Person
    colleague: Person
    other_member: Person
    office: Person
    partner: Person
    rows: dict[str, dict[Relation, Placed]] = field(default_factory=dict)

    def put(
        self,
        kind: str,
        relation: Relation,
        row: models.Model,
        *,
        owner: Organisation | None = None,
        word: str = "",
    ) -> None:
        """Let an address that names a `kind` get this row for this relation."""
        self.rows.setdefault(kind, {})[relation] = Placed(row, self, owner, word)

    def refresh(self) -> None:
        """Read every row again: their texts were marked in the database."""
        own = [getattr(self, name) for name in ("network", "firm", "neighbour", "body")]
        people = [self.member, self.colleague, self.other_member, self.office, self.partner]
        placed = [entry.row for entries in self.rows.values() for entry in entries.values()]
        for row in [*own, *people, *placed]:
            row.refresh_from_db()

    def owners(self) -> Iterable[tuple[Relation, Organisation, Person]]:
        """For rows with an owner: each relation at home, the organisation and the person."""
        yield Relation.OWN, self.firm, self.member
        yield Relation.SAME_ORGANISATION, self.firm, self.colleague
        yield Relation.SAME_NETWORK, self.neighbour, self.other_member


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who calls: with which roles where, for whom, and how they show who they are."""

    name: str
    person: Person | None = None
    roles: dict[str, frozenset[Role]] = field(default_factory=dict)
    organisation_ids: frozenset[int] = frozenset()
    # Where an office entered her: she reads so of herself, and may nothing there.
    entered_at: frozenset[int] = frozenset()
    session: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    is_signed_in: bool = True

    def roles_in(self, half: Half | None) -> frozenset[Role]:
        held = self.roles.get(half.network.slug, frozenset()) if half else frozenset()
        return held | self.roles.get("", frozenset()) | {Role.PUBLIC}

    def is_inside(self, half: Half | None) -> bool:
        return bool(self.roles_in(half) - {Role.PUBLIC, Role.OPERATOR})

    def acts_for(self, placed: Placed) -> bool:
        """Whether they speak for the row's owner: from the organisation, or as the office."""
        is_from_there = placed.owner is not None and placed.owner.pk in self.organisation_ids
        return is_from_there or Role.OFFICE in self.roles_in(placed.half)

    def client(self, *, checks_csrf: bool = False) -> Client:
        """A fresh browser: only the session is carried from call to call."""
        client = Client(
            enforce_csrf_checks=checks_csrf, raise_request_exception=False, headers=self.headers
        )
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return client


@dataclass(eq=False)
class World:
    home: Half
    away: Half
    both: Organisation
    principals: list[Principal]

    @property
    def halves(self) -> tuple[Half, Half]:
        return self.home, self.away

    def principal(self, name: str) -> Principal:
        return next(principal for principal in self.principals if principal.name == name)


def member_firm(networks: Iterable[Network]) -> Organisation:
    organisation = OrganisationFactory()
    SiteFactory(organisation=organisation)
    for network in networks:
        MembershipFactory(network=network, organisation=organisation)
    return organisation


def acting_for(organisation: Organisation, *, is_admin: bool = False) -> Person:
    person = PersonFactory()
    PositionFactory(
        person=person, organisation=organisation, is_admin=is_admin, answers_requests=is_admin
    )
    return person


def build_half(slug: str) -> Half:
    """Make one network; the other one is made by the same words."""
    network = NetworkFactory(slug=slug)
    firm, neighbour = member_firm([network]), member_firm([network])
    body = OrganisationFactory(kind="chamber")
    SupportingBodyFactory(network=network, organisation=body)
    office = PersonFactory()
    MandateFactory(network=network, person=office, kind="office")
    return Half(
        network=network,
        firm=firm,
        neighbour=neighbour,
        body=body,
        member=acting_for(firm),
        colleague=acting_for(firm, is_admin=True),
        other_member=acting_for(neighbour, is_admin=True),
        office=office,
        partner=acting_for(body),
    )


def cast(home: Half, away: Half, both: Organisation) -> list[Principal]:
    """The eleven; their roles are written down here by hand, the product computes its own."""
    in_both = acting_for(both)
    operator = PersonFactory()
    operator.account.is_operator = True
    operator.account.save()
    gone = acting_for(home.firm, is_admin=True)
    places = {"here": home.network.slug, "there": away.network.slug, "everywhere": ""}
    member = frozenset({Role.MEMBER})
    admin = frozenset({Role.MEMBER, Role.ORGANISATION_ADMIN})

    def signed_in(
        name: str, person: Person, *organisations: Organisation, **roles: frozenset[Role]
    ) -> Principal:
        return Principal(
            name=name,
            person=person,
            roles={places[place]: held for place, held in roles.items()},
            organisation_ids=frozenset(organisation.pk for organisation in organisations),
            session=session_of(person),
        )

    principals = [
        Principal("anonymous", is_signed_in=False),
        replace(
            signed_in("member of another network", away.member, away.firm, there=member),
            entered_at=frozenset({home.firm.pk}),
        ),
        signed_in("member", home.member, home.firm, here=member),
        signed_in("member of both networks", in_both, both, here=member, there=member),
        signed_in("organisation admin", home.colleague, home.firm, here=admin),
        signed_in("office", home.office, here=frozenset({Role.OFFICE})),
        signed_in("partner staff", home.partner, home.body, here=frozenset({Role.PARTNER_STAFF})),
        signed_in("operator", operator, everywhere=frozenset({Role.OPERATOR})),
        # Both were let in once; today neither may be told from a stranger.
        Principal("deactivated member", session=session_of(gone), is_signed_in=False),
        Principal(
            "API token", headers={"Authorization": "Bearer narrower-scope"}, is_signed_in=False
        ),
        Principal(
            "federation peer",
            headers={"Signature": 'keyId="peer",headers="date",signature="AAAA"'},
            is_signed_in=False,
        ),
    ]
    gone.account.is_active = False
    gone.account.save()
    return principals


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person.account)
    session = client.session
    session[SESSION_PERSON] = person.pk
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value
