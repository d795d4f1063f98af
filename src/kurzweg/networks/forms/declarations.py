"""What a firm looks at once a year: how many work there, how it is reached, where it is."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import NameField, WebsiteField
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.entries import CertificateFormSet
from kurzweg.networks.forms.lines import STAFF_BANDS, filled_in
from kurzweg.people.models import Organisation, Site


class DeclarationForm(EditForm, forms.ModelForm):
    """The lines of an entry that grow old, with what stands there now."""

    SEAT: ClassVar = {
        "seat_street": "street",
        "seat_postal_code": "postal_code",
        "seat_town": "town",
    }

    staff_band = forms.TypedChoiceField(
        choices=STAFF_BANDS, coerce=int, empty_value=None, required=False, label=_("Employees")
    )
    website = WebsiteField(required=False, label=_("Website"))
    seat_street = NameField(
        max_length=120, required=False, widget=filled_in("off"), label=_("Street and number")
    )
    seat_postal_code = NameField(
        max_length=10, required=False, widget=filled_in("off"), label=_("Postcode")
    )
    seat_town = NameField(max_length=120, widget=filled_in("off"), label=_("Town"))

    class Meta:
        model = Organisation
        fields = ("staff_band", "phone", "email", "website")
        labels: ClassVar = {"phone": _("Phone"), "email": _("Mail")}
        field_classes: ClassVar = {"phone": NameField}
        widgets: ClassVar = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "email": AddressInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, data: Any = None, *, instance: Organisation, on: date) -> None:
        super().__init__(data, instance=instance)
        self.seat = instance.seat_on(on) or Site(organisation=instance, is_seat=True)
        for name, field in self.SEAT.items():
            self.initial[name] = getattr(self.seat, field)
        self.certificates: Any = CertificateFormSet(data, instance=instance)
