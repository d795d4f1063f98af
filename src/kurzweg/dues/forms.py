"""What an office says about dues: a line of the scale, and an amount as people write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.core.keys import in_order
from kurzweg.dues.models import DuesAgreement, DuesRule
from kurzweg.networks.forms.lines import DayField, LastDayField, refuse_turned_round
from kurzweg.networks.models import MembershipClass, Network

FIRMS, PERSONS, OF_CLASS = "firms", "persons", "class-"
MOST_STAFF = 1_000_000


class AmountField(NameField):
    """An amount in euro as people write it: "400", "1.250,50 €", "1 250.50".

    Three digits after a single sign are thousands, two are cents; no other number is guessed.
    """

    default_error_messages: ClassVar = {
        "invalid": _("Please write an amount such as 400 or 1250.50."),
    }
    GROUPED = re.compile(r"(\d{1,3}(?:[.,'’\s]\d{3})*|\d+)(?:[.,](\d{2}))?")
    MARKS = re.compile(r"^(?:EUR|€)|(?:EUR|€|,[-–—]+ ?€?)$")
    LONGEST = len("9999999")

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = self.GROUPED.fullmatch(self.MARKS.sub("", written).strip())
        whole = re.sub(r"\D", "", found[1]) if found else ""
        if not found or len(whole) > self.LONGEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(f"{whole}.{found[2] or '00'}")


class AgreementForm(forms.ModelForm):
    """What was agreed with one member about its dues."""

    amount = AmountField(
        required=False,
        max_length=20,
        label=_("Amount for a year, in euro"),
        help_text=_("0 if nothing is to be paid. Empty: the scale of dues holds again."),
    )
    reason = NameField(
        max_length=150,
        label=_("Why"),
        help_text=_("It stands in the list of dues."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    since = DayField(label=_("Holds from"))
    until = LastDayField(required=False, label=_("Last day"), help_text=_("Empty: open."))

    class Meta:
        model = DuesAgreement
        fields = ("amount", "reason", "since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_turned_round(self)
        return cleaned


class DuesRuleForm(forms.ModelForm):
    """One line of the scale of dues."""

    for_whom = forms.ChoiceField(label=_("For whom"))
    staff_from = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_STAFF,
        label=_("From how many employees"),
        help_text=_("Empty: however many there are."),
    )
    amount = AmountField(
        required=False,
        max_length=20,
        label=_("Amount for a year, in euro"),
        help_text=_("0 if they pay nothing. Empty: this line holds no more from that day on."),
    )
    since = DayField(label=_("Holds from"))

    class Meta:
        model = DuesRule
        fields = ("for_whom", "staff_from", "amount", "since")

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        self.instance.network = network
        classes = MembershipClass.objects.in_network(network).order_by(
            "order", *in_order("name"), "pk"
        )
        self.classes = {f"{OF_CLASS}{each.public_id}": each for each in classes}
        field: Any = self.fields["for_whom"]
        field.choices = [
            *((key, each.name) for key, each in self.classes.items()),
            (FIRMS, _("organisations without a class")),
            (PERSONS, _("natural persons without a class")),
        ]

    def clean_staff_from(self) -> int:
        staff: int = self.cleaned_data["staff_from"] or 0
        # Whoever has one employee or none is at the beginning of each scale.
        return 0 if staff == 1 else staff

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("for_whom", "")
        self.instance.membership_class = self.classes.get(chosen)
        self.instance.is_for_persons = chosen == PERSONS
        return cleaned
