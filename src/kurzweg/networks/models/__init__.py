"""Who belongs, as dated facts; rights are computed from them in `roles`."""

from kurzweg.networks.models.belonging import (
    RUNS_THE_OFFICE,
    SEATED,
    Mandate,
    MandateKind,
    Membership,
    MembershipState,
    SectionMembership,
    SupportingBody,
)
from kurzweg.networks.models.classes import ClassTerm, MembershipClass
from kurzweg.networks.models.committees import (
    WRITES_MINUTES,
    Committee,
    CommitteeKind,
    Quorum,
    Seat,
)
from kurzweg.networks.models.declarations import SelfDeclaration
from kurzweg.networks.models.inviting import Invitation
from kurzweg.networks.models.joining import (
    Application,
    ApplicationState,
    Approval,
    DecidedBy,
    JoiningSource,
    Prospect,
    Welcome,
    WelcomeStep,
)
from kurzweg.networks.models.legal import LegalKind, LegalNotice, LegalText
from kurzweg.networks.models.network import (
    FunderStrip,
    Network,
    NetworkArea,
    NetworkKind,
    Section,
    Subregion,
)
from kurzweg.networks.models.rules import NetworkRule
from kurzweg.networks.models.said import SaidBy, SaidLine
from kurzweg.networks.models.visibility import Line, Readers, ShownLine

__all__ = [
    "RUNS_THE_OFFICE",
    "SEATED",
    "WRITES_MINUTES",
    "Application",
    "ApplicationState",
    "Approval",
    "ClassTerm",
    "Committee",
    "CommitteeKind",
    "DecidedBy",
    "FunderStrip",
    "Invitation",
    "JoiningSource",
    "LegalKind",
    "LegalNotice",
    "LegalText",
    "Line",
    "Mandate",
    "MandateKind",
    "Membership",
    "MembershipClass",
    "MembershipState",
    "Network",
    "NetworkArea",
    "NetworkKind",
    "NetworkRule",
    "Prospect",
    "Quorum",
    "Readers",
    "SaidBy",
    "SaidLine",
    "Seat",
    "Section",
    "SectionMembership",
    "SelfDeclaration",
    "ShownLine",
    "Subregion",
    "SupportingBody",
    "Welcome",
    "WelcomeStep",
]
