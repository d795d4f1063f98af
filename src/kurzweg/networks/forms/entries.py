"""What an organisation says about itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import FirmField, NameField, TextField, WebsiteField
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import DAY, STAFF_BANDS, ActivityField, filled_in
from kurzweg.people.models import Activity, Certificate, Organisation
from kurzweg.people.official_numbers import RegisterNumberField, VatIdField, say_both


class OrganisationForm(EditForm, forms.ModelForm):
    """An organisation's entry, as it says it itself."""

    website = WebsiteField(required=False, label=_("Website"))
    staff_band = forms.TypedChoiceField(
        choices=STAFF_BANDS, coerce=int, empty_value=None, required=False, label=_("Employees")
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "legal_form",
            "register_court",
            "register_number",
            "vat_id",
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
            "kind": _("Kind"),
            "legal_form": _("Legal form"),
            "register_court": _("Court of registration"),
            "register_number": _("Number in the register"),
            "vat_id": _("VAT id"),
            "summary": _("What we do"),
            "phone": _("Phone"),
            "email": _("Mail"),
            "founded_year": _("Founded"),
            "is_only_through_office": _("Contact with us goes through the office"),
        }
        field_classes: ClassVar = {
            "name": FirmField,
            "legal_form": NameField,
            "register_court": NameField,
            "register_number": RegisterNumberField,
            "vat_id": VatIdField,
            "phone": NameField,
            "summary": TextField,
        }
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "name": filled_in("organization"),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "email": AddressInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["summary"].widget.attrs["lang"] = self.instance.language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        say_both(self)
        return cleaned


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


class ActivityForm(forms.ModelForm):
    """One activity of an organisation, in the edition in which it was named."""

    code = ActivityField(label=_("Activity (WZ 2008)"), help_text=_("A word or a code."))

    class Meta:
        model = Activity
        fields = ("code", "is_core")
        labels: ClassVar = {"is_core": _("This is the core")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["code"]
        field.edition = self.instance.edition

    def has_changed(self) -> bool:
        # Of a line that is still free the tick alone says nothing.
        return super().has_changed() and (bool(self.instance.pk) or "code" in self.changed_data)


class BaseActivityFormSet(BaseInlineFormSet):
    """The activities of an organisation: each named once, at most one of them the core."""

    def clean(self) -> None:
        super().clean()
        named = {(row.edition, row.code): row.pk for row in self.get_queryset()}
        cores = 0
        for form in self.forms:
            said: Any = getattr(form, "cleaned_data", None) or {}
            if not said.get("code") or said.get("DELETE"):
                continue
            key = (form.instance.edition, said["code"])
            if named.setdefault(key, form.instance.pk or form) not in (form.instance.pk, form):
                form.add_error("code", _("This activity stands here already."))
            cores += said.get("is_core", False)
            if cores > 1 and said.get("is_core"):
                form.add_error("is_core", _("Only one activity is the core."))


ActivityFormSet = inlineformset_factory(
    Organisation,
    Activity,
    form=ActivityForm,
    formset=BaseActivityFormSet,
    extra=1,
    can_delete=True,
)
