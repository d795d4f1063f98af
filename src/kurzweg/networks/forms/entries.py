"""What an organisation says about itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import FirmField, NameField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import DAY, STAFF_BANDS, filled_in
from kurzweg.people.models import Certificate, Organisation


class OrganisationForm(EditForm, forms.ModelForm):
    """An organisation's entry, as it says it itself."""

    website = forms.URLField(
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        label=_("Website"),
    )
    staff_band = forms.TypedChoiceField(
        choices=STAFF_BANDS, coerce=int, empty_value=None, required=False, label=_("Employees")
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "summary",
            "website",
            "phone",
            "email",
            "staff_band",
            "founded_year",
            "is_only_through_office",
        )
        labels: ClassVar = {
            "name": _("Name of the organisation"),
            "summary": _("What we do"),
            "phone": _("Phone"),
            "email": _("Mail"),
            "founded_year": _("Founded"),
            "is_only_through_office": _("Contact with us goes through the office"),
        }
        field_classes: ClassVar = {"name": FirmField, "phone": NameField, "summary": TextField}
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "name": filled_in("organization"),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "email": AddressInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["summary"].widget.attrs["lang"] = self.instance.language


CertificateFormSet = inlineformset_factory(
    Organisation,
    Certificate,
    fields=("scheme", "valid_until"),
    field_classes={"scheme": NameField},
    labels={"scheme": _("Certificate"), "valid_until": _("Valid until")},  # type: ignore[dict-item]  # lazy
    widgets={"valid_until": DAY},
    extra=1,
    can_delete=True,
)
