"""What the office and the firms enter into the register."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import inlineformset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import FirmField, NameField, PostcodeField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.core.rules import Rule
from kurzweg.core.templatetags.display import number
from kurzweg.core.uploads import PictureInput
from kurzweg.networks import courses
from kurzweg.networks.courses import Course
from kurzweg.networks.models import Network
from kurzweg.people import activities
from kurzweg.people.models import Certificate, Kind, Organisation, StaffBand

STAFF_BANDS = [("", _("not stated")), *StaffBand.choices]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def filled_in(token: str) -> forms.TextInput:
    """A line that a browser may fill in with what it knows of whoever types."""
    return forms.TextInput(attrs={"autocomplete": token})


class NetworkForm(EditForm, forms.ModelForm):
    """How a network presents itself, and from where it writes."""

    kept_as: ClassVar = {"logo": "logo_digest"}

    logo = forms.FileField(
        required=False,
        widget=PictureInput(attrs={"accept": "image/png, image/jpeg, image/webp"}),
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP; we fit the size."),
    )

    class Meta:
        model = Network
        fields = ("name", "claim", "description", "region_name", "accent", "mail_name", "mail_from")
        labels: ClassVar = {
            "name": _("Name of the network"),
            "claim": _("One line about it"),
            "description": _("What it is and for whom"),
            "region_name": _("Region"),
            "accent": _("Colour"),
            "mail_name": _("Sender name of the mails"),
            "mail_from": _("Sender address of the mails"),
        }
        field_classes: ClassVar = {
            **dict.fromkeys(("name", "claim", "region_name", "accent", "mail_name"), NameField),
            "description": TextField,
        }
        widgets: ClassVar = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "name": filled_in("organization"),
            "mail_name": filled_in("organization"),
            "mail_from": AddressInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["logo"] = self.instance.logo_digest
        for name in ("claim", "description"):
            self.fields[name].widget.attrs["lang"] = self.instance.language

    def keep_logo(self) -> None:
        """Keep the picture that came with a form that is shown once more."""
        widget = self.fields["logo"].widget
        widget.keep(self["logo"].data, network_id=self.instance.pk)


class WholeNumberField(forms.IntegerField):
    """A whole number between two bounds; one sentence names them, whatever was entered."""

    # Elsewhere "1.000" is one; here nobody knows whether a thousand is meant.
    re_decimal = re.compile(r"(?!)")

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        said = _("Please enter a whole number from %(least)s to %(most)s.") % {
            "least": number(least),
            "most": number(most),
        }
        self.within = range(least, most + 1)
        super().__init__(
            widget=forms.NumberInput(attrs={"min": least, "max": most}),
            error_messages={"required": said, "invalid": said},
            **options,
        )

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value not in self.within:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class RulesForm(EditForm, forms.Form):
    """What holds by each rule of a network, and the day from which what is changed here holds."""

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = network.today()
        self.courses = courses.of(network, on=self.today)
        for course in itertools.chain.from_iterable(self.courses.values()):
            self.fields[course.rule.name] = _field_of(course.rule)
            self.initial[course.rule.name] = course.rule.read(course.now.value)
        self.initial["since"] = self.today
        self.fields["since"] = forms.DateField(
            widget=DAY,
            label=_("The changes hold from"),
            help_text=_("Today or later."),
        )

    @property
    def groups(self) -> list[tuple[str | Promise, list[tuple[forms.BoundField, Course]]]]:
        """The fields under their headings, each with what held before and what is planned."""
        return [
            (heading, [(self[course.rule.name], course) for course in group])
            for heading, group in self.courses.items()
        ]

    @property
    def stored(self) -> Mapping[str, Any]:
        # The day is proposed, not stored: two who choose different days contest nothing.
        return {name: value for name, value in self.initial.items() if name != "since"}

    @property
    def decided(self) -> dict[str, int | bool]:
        """The rules for which another value was chosen."""
        return {name: value for name, value in self.changes.items() if name != "since"}

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise forms.ValidationError(
                _("This day is over. Changes hold from today or from a later day."), code="past"
            )
        return since


def _field_of(rule: Rule) -> forms.Field:
    said = {"bounds": rule.bounds, "usual": rule.words(rule.default)}
    choice = (
        _("By default: %(usual)s.") if rule.is_yes_or_no else _("%(bounds)s; usual: %(usual)s.")
    )
    hint = f"{rule.help} {choice % said}".strip()
    if rule.is_yes_or_no:
        return forms.BooleanField(required=False, label=str(rule.label), help_text=hint)
    return WholeNumberField(least=rule.least, most=rule.most, label=str(rule.label), help_text=hint)


class MemberListForm(forms.Form):
    """Which members a list shows: by a part of the name, today or as of a day."""

    q = NameField(required=False, max_length=100, label=_("Name"))
    on = forms.DateField(required=False, widget=DAY, label=_("As of"))

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def day(self, today: date) -> date:
        """Give the day that was asked for, or today: a day nobody understands is today."""
        self.is_valid()
        return self.cleaned_data.get("on") or today


class PersonListForm(forms.Form):
    """Which persons a list shows: by a part of the name or the mail address."""

    q = NameField(required=False, max_length=100, label=_("Name or mail address"))

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class MemberForm(forms.Form):
    """A new member as the office hears it on the phone: the firm, its seat, who answers."""

    name = FirmField(
        max_length=200,
        widget=filled_in("section-member organization"),
        label=_("Name of the organisation"),
    )
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.COMPANY, label=_("Kind"))
    street = NameField(
        max_length=120,
        required=False,
        widget=filled_in("section-member address-line1"),
        label=_("Street and number"),
    )
    postal_code = PostcodeField(
        max_length=10,
        required=False,
        widget=filled_in("section-member postal-code"),
        label=_("Postcode"),
    )
    town = NameField(
        max_length=120, widget=filled_in("section-member address-level2"), label=_("Town")
    )
    staff_band = forms.TypedChoiceField(
        choices=STAFF_BANDS,
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Employees"),
    )
    wz_code = NameField(
        max_length=10, required=False, label=_("Activity (WZ 2008)"), help_text=_("e.g. 25.61.0")
    )
    summary = TextField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What the organisation does, in a sentence or two"),
    )
    given_name = NameField(
        max_length=80,
        required=False,
        widget=filled_in("section-member given-name"),
        label=_("First name"),
    )
    family_name = NameField(
        max_length=80,
        required=False,
        widget=filled_in("section-member family-name"),
        label=_("Family name"),
    )
    email = AddressFormField(
        required=False,
        widget=AddressInput(attrs={"autocomplete": "section-member email"}),
        label=_("Mail address"),
    )
    since = forms.DateField(widget=DAY, label=_("Member since"))

    def clean_wz_code(self) -> str:
        code = self.cleaned_data["wz_code"].strip()
        if code and not activities.exists(code):
            raise forms.ValidationError(
                _("WZ 2008 has no code %(code)s."), params={"code": code}, code="unknown"
            )
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("family_name"):
            self.add_error("family_name", _("Whose address is it? Please enter the family name."))
        elif cleaned.get("given_name") and not cleaned.get("family_name"):
            self.add_error("family_name", _("Please enter the family name as well."))
        return cleaned


class DoublesForm(forms.Form):
    """What the office answers when a firm of that name is there already."""

    ANOTHER = "another"

    which = NameField(required=False, max_length=12)
    seen = NameField(required=False, max_length=20_000)

    def answer(self) -> tuple[str, frozenset[str]]:
        """Give the public id of the firm that is meant, and those that none of them is."""
        self.is_valid()
        which = self.cleaned_data.get("which", "")
        if which != self.ANOTHER:
            return which, frozenset()
        return "", frozenset(self.cleaned_data.get("seen", "").split(","))


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
