"""What the office and the firms enter into the register."""

from kurzweg.networks.forms.classes import ClassForm, ClassTermForm
from kurzweg.networks.forms.entries import ActivityFormSet, CertificateFormSet, OrganisationForm
from kurzweg.networks.forms.joining import (
    AnswerForm,
    ApplicationForm,
    ApprovalForm,
    DecisionForm,
    InviteForm,
    ProspectForm,
    ReasonForm,
    WelcomeStepForm,
)
from kurzweg.networks.forms.legal import LegalNoticeForm, LegalTextForm
from kurzweg.networks.forms.mandates import EditTaskForm, NewTaskForm
from kurzweg.networks.forms.member_list import MemberListForm
from kurzweg.networks.forms.members import DoublesForm, MemberForm, PersonListForm
from kurzweg.networks.forms.memberships import EndForm, MembershipForm
from kurzweg.networks.forms.networks import NetworkForm, RulesForm, WholeNumberField
from kurzweg.networks.forms.parts import (
    AreaForm,
    BodyForm,
    FunderForm,
    NewBodyForm,
    SectionForm,
    SectionMemberForm,
    SubregionForm,
)
from kurzweg.networks.forms.persons import NewPersonForm, PersonForm, PositionFormSet
from kurzweg.networks.forms.showing import ShownForm
from kurzweg.networks.forms.sites import SiteForm, SitePointForm

__all__ = [
    "ActivityFormSet",
    "AnswerForm",
    "ApplicationForm",
    "ApprovalForm",
    "AreaForm",
    "BodyForm",
    "CertificateFormSet",
    "ClassForm",
    "ClassTermForm",
    "DecisionForm",
    "DoublesForm",
    "EditTaskForm",
    "EndForm",
    "FunderForm",
    "InviteForm",
    "LegalNoticeForm",
    "LegalTextForm",
    "MemberForm",
    "MemberListForm",
    "MembershipForm",
    "NetworkForm",
    "NewBodyForm",
    "NewPersonForm",
    "NewTaskForm",
    "OrganisationForm",
    "PersonForm",
    "PersonListForm",
    "PositionFormSet",
    "ProspectForm",
    "ReasonForm",
    "RulesForm",
    "SectionForm",
    "SectionMemberForm",
    "ShownForm",
    "SiteForm",
    "SitePointForm",
    "SubregionForm",
    "WelcomeStepForm",
    "WholeNumberField",
]
