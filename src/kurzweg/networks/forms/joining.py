"""The way into a network: applying, prospects, what is decided, the steps of welcome."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import FirmField, NameField, PostcodeField, TextField, WebsiteField
from kurzweg.core.keys import in_order
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import STAFF_BANDS, DayField, filled_in
from kurzweg.networks.forms.parts import named_once
from kurzweg.networks.models import (
    Application,
    DecidedBy,
    JoiningSource,
    MembershipClass,
    Network,
    Prospect,
    WelcomeStep,
)
from kurzweg.people.models import Kind
from kurzweg.people.official_numbers import RegisterNumberField, VatIdField, say_both

SALT = "kurzweg.networks.applying"
SECONDS = 4  # nobody reads and fills in the page faster


def classes_of(network: Network) -> Any:
    """Open the classes that take members in today, in their order."""
    rows = MembershipClass.objects.in_network(network).as_of(network.today())
    return rows.order_by("order", *in_order("name"), "pk")


def _several(lines: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": lines})


class ApplicationForm(forms.Form):
    """What somebody says who wants to become a member; nobody needs an account for it."""

    name = FirmField(
        max_length=200, widget=filled_in("organization"), label=_("Name of the organisation")
    )
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.COMPANY, label=_("Kind"))
    legal_form = NameField(
        max_length=40, required=False, widget=filled_in("off"), label=_("Legal form")
    )
    membership_class: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Class"), empty_label=_("I do not know yet")
    )
    street = NameField(
        max_length=120,
        required=False,
        widget=filled_in("address-line1"),
        label=_("Street and number"),
    )
    postal_code = PostcodeField(
        max_length=10, required=False, widget=filled_in("postal-code"), label=_("Postcode")
    )
    town = NameField(max_length=120, widget=filled_in("address-level2"), label=_("Town"))
    website = WebsiteField(required=False, label=_("Website"))
    register_court = NameField(
        max_length=80, required=False, widget=filled_in("off"), label=_("Court of registration")
    )
    register_number = RegisterNumberField(
        max_length=40,
        required=False,
        widget=filled_in("off"),
        label=_("Number in the register"),
        help_text=_("If you stand in one, e.g. HRB 12345."),
    )
    vat_id = VatIdField(max_length=20, required=False, widget=filled_in("off"), label=_("VAT id"))
    staff_band = forms.TypedChoiceField(
        choices=STAFF_BANDS, coerce=int, empty_value=None, required=False, label=_("Employees")
    )
    summary = TextField(max_length=2000, required=False, widget=_several(3), label=_("What you do"))
    given_name = NameField(
        max_length=80, required=False, widget=filled_in("given-name"), label=_("First name")
    )
    family_name = NameField(max_length=80, widget=filled_in("family-name"), label=_("Family name"))
    email = AddressFormField(
        widget=AddressInput(attrs={"autocomplete": "email"}), label=_("Mail address")
    )
    phone = NameField(
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        label=_("Phone"),
    )
    source = forms.ChoiceField(
        choices=[("", _("not stated")), *JoiningSource.choices],
        required=False,
        label=_("How did you come to know us?"),
    )
    source_said = NameField(
        max_length=120,
        required=False,
        widget=filled_in("off"),
        label=_("Which one, or by whom?"),
    )
    wishes = TextField(
        max_length=2000, required=False, widget=_several(3), label=_("What do you wish for?")
    )
    is_authorised = forms.BooleanField(
        label=_("I may apply for this organisation."),
        error_messages={"required": _("Please confirm that you may apply.")},
    )
    # For programs: nobody sees this line, and nobody is as fast as they are.
    leave_empty = TextField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        label=_("Please leave this empty"),
    )
    begun = TextField(required=False, widget=forms.HiddenInput)

    NOT_SAID = ("leave_empty", "begun", "is_authorised")

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        rows = classes_of(network)
        if rows:
            field: Any = self.fields["membership_class"]
            field.queryset = rows
            field.label_from_instance = _class_and_for_whom
        else:
            del self.fields["membership_class"]
        self.initial["begun"] = signing.dumps(int(time.time()), salt=SALT)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        say_both(self)
        if said.get("leave_empty"):
            self.add_error("leave_empty", _("Please leave this line empty."))
        if not self.errors and self._is_hasty(said.get("begun", "")):
            raise forms.ValidationError(
                _("That was very fast. Please look through it once more, and send it again.")
            )
        return said

    def _is_hasty(self, begun: str) -> bool:
        try:
            return time.time() - signing.loads(begun, salt=SALT) < SECONDS
        except (signing.BadSignature, TypeError):
            return True

    @property
    def said(self) -> dict[str, Any]:
        """What is kept of a form that was sent, as a row can hold it."""
        cleaned = {n: v for n, v in self.cleaned_data.items() if n not in self.NOT_SAID}
        chosen = cleaned.get("membership_class")
        return cleaned | ({"membership_class": chosen.pk} if chosen else {})

    def written(self) -> dict[str, str]:
        """What was typed so far, right or wrong: a draft keeps all of it, as long as a line is."""
        names = [name for name in self.fields if name not in self.NOT_SAID]
        typed = {name: str(self.data.get(self.add_prefix(name), "")) for name in names}
        return {
            name: text.replace("\x00", "")[: getattr(self.fields[name], "max_length", 0) or 200]
            for name, text in typed.items()
        }


def _class_and_for_whom(row: MembershipClass) -> str:
    return f"{row.name} ({row.for_whom})" if row.for_whom else row.name


class ProspectForm(EditForm, forms.ModelForm):
    """Somebody whom the office wants to win."""

    source = forms.ChoiceField(
        choices=[("", _("Please choose")), *JoiningSource.choices],
        label=_("Where the contact comes from"),
    )
    next_on = DayField(label=_("Due again on"))

    class Meta:
        model = Prospect
        fields = (
            "name",
            "town",
            "contact_name",
            "email",
            "phone",
            "source",
            "source_said",
            "note",
            "next_on",
        )
        labels: ClassVar = {
            "name": _("Name of the organisation"),
            "town": _("Town"),
            "contact_name": _("Contact"),
            "email": _("Mail address"),
            "phone": _("Phone"),
            "source_said": _("Which one, or by whom?"),
            "note": _("Note"),
        }
        help_texts: ClassVar = {
            "source_said": _("The issue, the event, who recommended it."),
            "note": _("Only the office reads this."),
        }
        field_classes: ClassVar = {
            "name": FirmField,
            **dict.fromkeys(("town", "contact_name", "phone", "source_said"), NameField),
            "note": TextField,
        }
        widgets: ClassVar = {
            **dict.fromkeys(("name", "town", "contact_name", "source_said"), filled_in("off")),
            "email": AddressInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "note": _several(3),
        }


class InviteForm(forms.Form):
    """The words of an invitation, and whether it goes by mail."""

    text = TextField(max_length=4000, widget=_several(8), label=_("What you write"))
    asked_for = forms.BooleanField(
        required=False,
        label=_("They have asked for this mail"),
        help_text=_("Advertising by mail without consent is not allowed (§ 7 UWG)."),
    )


class ReasonForm(forms.Form):
    """Why something is closed."""

    reason = NameField(max_length=300, required=False, widget=filled_in("off"), label=_("Why"))


class DecisionForm(forms.Form):
    """What was decided about an application; who is meant, as what, and from which day on."""

    NEW = "new"

    which = forms.ChoiceField(widget=forms.RadioSelect, label=_("Which organisation is it?"))
    since = DayField(label=_("Member since"))
    membership_class: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Class"), empty_label=_("none")
    )
    met_on = DayField(
        required=False,
        label=_("The board decided in a meeting on"),
        help_text=_("Empty: the answers by mail count."),
    )
    reason = NameField(
        max_length=300,
        required=False,
        widget=filled_in("off"),
        label=_("Why"),
        help_text=_("Only the office reads this."),
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        choices: list[tuple[str, str]],
        by_board: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.application, network = application, application.network
        field: Any = self.fields["which"]
        field.choices = [*choices, (self.NEW, _("A new one: none of these"))]
        if application.membership_id or not choices:
            del self.fields["which"]
        classes = classes_of(network)
        self.fields["membership_class"].queryset = classes  # type: ignore[attr-defined]
        if not classes:
            del self.fields["membership_class"]
        if not by_board:
            del self.fields["met_on"]
        self.initial["since"] = network.today()
        self.initial["membership_class"] = application.said_class()

    def clean_met_on(self) -> date | None:
        met_on: date | None = self.cleaned_data["met_on"]
        if met_on and met_on > self.application.network.today():
            raise forms.ValidationError(_("This day is still to come."))
        return met_on

    @property
    def decided_by(self) -> DecidedBy:
        if self.cleaned_data.get("met_on"):
            return DecidedBy.MEETING
        return DecidedBy.APPROVALS if "met_on" in self.fields else DecidedBy.OFFICE


class AnswerForm(forms.Form):
    """The answer to an applicant, as it leaves."""

    subject = NameField(max_length=180, widget=filled_in("off"), label=_("Subject"))
    text = TextField(max_length=6000, widget=_several(12), label=_("Text"))


class ApprovalForm(forms.Form):
    """Yes or no of somebody of the board, and a word with it."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)
    comment = NameField(
        max_length=500,
        required=False,
        widget=filled_in("off"),
        label=_("A word to the office"),
    )


class WelcomeStepForm(EditForm, forms.ModelForm):
    """A step of the welcome, and how long after joining it is due."""

    days = forms.IntegerField(
        min_value=0, max_value=365, label=_("Due so many days after the first day")
    )

    class Meta:
        model = WelcomeStep
        fields = ("name", "days")
        labels: ClassVar = {"name": _("What is done")}
        field_classes: ClassVar = {"name": NameField}
        widgets: ClassVar = {"name": filled_in("off")}

    def clean_name(self) -> str:
        return named_once(self, WelcomeStep, self.cleaned_data["name"])
