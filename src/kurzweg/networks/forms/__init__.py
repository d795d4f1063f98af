"""What the office and the firms enter into the register."""

from kurzweg.networks.forms.entries import CertificateFormSet, OrganisationForm
from kurzweg.networks.forms.members import (
    DoublesForm,
    MemberForm,
    MemberListForm,
    PersonListForm,
)
from kurzweg.networks.forms.networks import NetworkForm, RulesForm, WholeNumberField

__all__ = [
    "CertificateFormSet",
    "DoublesForm",
    "MemberForm",
    "MemberListForm",
    "NetworkForm",
    "OrganisationForm",
    "PersonListForm",
    "RulesForm",
    "WholeNumberField",
]
