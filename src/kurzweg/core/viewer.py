"""Who is looking, and as what: rights are computed for each request and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """As what somebody may act in one network."""

    PUBLIC = "public"
    MEMBER = "member"
    ORGANISATION_ADMIN = "organisation admin"
    OFFICE = "office"
    BOARD = "board"
    COMMITTEE = "committee"
    AMBASSADOR = "ambassador"
    PARTNER_STAFF = "partner staff"
    OPERATOR = "operator"


OF_MEMBERS = frozenset(
    {Role.MEMBER, Role.ORGANISATION_ADMIN, Role.BOARD, Role.COMMITTEE, Role.AMBASSADOR}
)
ROLE_NAMES = {
    Role.PUBLIC: _("the public"),
    Role.MEMBER: _("member"),
    Role.ORGANISATION_ADMIN: _("responsible for the firm's entry"),
    Role.OFFICE: _("office"),
    Role.BOARD: _("board"),
    Role.COMMITTEE: _("committee"),
    Role.AMBASSADOR: _("ambassador"),
    Role.PARTNER_STAFF: _("staff of a supporting body"),
    Role.OPERATOR: _("operator"),
}


@dataclass(frozen=True, slots=True)
class RoleReason:
    """Why somebody has a role: the dated fact behind it, as a sentence for this person."""

    role: Role
    because: str
    since: date | None = None

    @property
    def label(self) -> str:
        return str(ROLE_NAMES[self.role])


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind a request, with the rights of this very moment in this very network."""

    today: date
    account_id: int | None = None
    person_id: int | None = None
    name: str = ""
    has_several_names: bool = False
    network_id: int | None = None
    roles: frozenset[Role] = frozenset({Role.PUBLIC})
    reasons: tuple[RoleReason, ...] = ()
    organisation_ids: frozenset[int] = field(default_factory=frozenset)
    admin_of: frozenset[int] = field(default_factory=frozenset)
    answers_for: frozenset[int] = field(default_factory=frozenset)
    activities: frozenset[str] = field(default_factory=frozenset)
    # The parts of the network, by field, in which her organisations take part.
    sections: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def is_office(self) -> bool:
        return Role.OFFICE in self.roles

    @property
    def is_inside(self) -> bool:
        """Whether this viewer belongs to the network in any role."""
        return bool(self.roles - {Role.PUBLIC, Role.OPERATOR})

    @property
    def is_of_members(self) -> bool:
        """Whether this viewer counts as one of the members: of a firm, or in a task of theirs."""
        return not OF_MEMBERS.isdisjoint(self.roles)

    @property
    def is_of_partners(self) -> bool:
        """Whether this viewer works for a body that carries the network, or advises its members."""
        return Role.PARTNER_STAFF in self.roles

    def may_act_for(self, organisation_id: int) -> bool:
        """Whether this viewer speaks for an organisation: as its person, or as the office."""
        return self.is_office or organisation_id in self.organisation_ids

    def audiences(self) -> frozenset[str]:
        """Name the audiences this viewer belongs to, as the index knows them."""
        if self.network_id is None:
            return frozenset()
        levels = ["public", *(f"section{each}" for each in self.sections)]
        levels += ["network"] if self.is_inside else []
        levels += ["members"] if self.is_of_members else []
        levels += ["partners"] if self.is_of_partners else []
        levels += ["office"] if self.is_office else []
        return frozenset(audience(self.network_id, level) for level in levels)


def audience(network_id: int, level: str) -> str:
    """Name one audience of one network: "public", "network", "matching", "members", "partners",
    "office", or those of one section ("section7")."""
    return f"n{network_id}:{level}"
