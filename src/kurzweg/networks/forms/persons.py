"""Who acts for an organisation: name and address, and as what from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import NameField
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import DayField, LastDayField, filled_in, refuse_turned_round
from kurzweg.people.models import Person, Position

NAMES = ("title", "given_name", "family_name", "phone", "email")
ADMIN = _("Is responsible for the entry of the organisation")
ANSWERS = _("Answers requests for contact")


class PersonForm(EditForm, forms.ModelForm):
    """Name, address and language of somebody; nothing of it for whoever may not change it."""

    # Whether her sign-in was blocked, as far as whoever fills this in may know.
    is_blocked = False
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language of the mails"))

    class Meta:
        model = Person
        fields = (*NAMES, "language")
        labels: ClassVar = {
            "title": _("Title"),
            "given_name": _("First name"),
            "family_name": _("Family name"),
            "phone": _("Phone"),
            "email": _("Mail address"),
        }
        field_classes: ClassVar = dict.fromkeys(NAMES[:-1], NameField)
        widgets: ClassVar = {
            "title": filled_in("section-person honorific-prefix"),
            "given_name": filled_in("section-person given-name"),
            "family_name": filled_in("section-person family-name"),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "section-person tel"}),
            "email": AddressInput(attrs={"autocomplete": "section-person email"}),
        }

    def __init__(self, *args: Any, by: Person, may_mend: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        if not may_mend:
            self.fields.clear()

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        account = self.instance.account if self.instance.pk else None
        if account is None or address == self.initial["email"]:
            return address
        if account == self.by.account:
            raise forms.ValidationError(
                _("You sign in with this address yourself. Let somebody else change it."),
                code="own",
            )
        if self.is_blocked:
            raise forms.ValidationError(
                _(
                    "Signing in with this address was blocked by whoever runs the installation. "
                    "Another address would open it again."
                ),
                code="blocked",
            )
        return address


class NewPersonForm(PersonForm):
    """Somebody new at an organisation, and as what she acts there."""

    position = NameField(
        max_length=120,
        required=False,
        widget=filled_in("section-person organization-title"),
        label=_("Position"),
        help_text=_("e.g. managing director, purchasing"),
    )
    since = DayField(required=False, label=_("Since"))
    answers_requests = forms.BooleanField(required=False, initial=True, label=ANSWERS)
    is_admin = forms.BooleanField(required=False, label=ADMIN)

    @property
    def held(self) -> dict[str, Any]:
        """What the position holds."""
        said = self.cleaned_data
        kept = {name: said[name] for name in ("since", "answers_requests", "is_admin")}
        return {"title": said["position"], **kept}


class PositionForm(forms.ModelForm):
    """As what somebody acts for an organisation, from when to when."""

    until = LastDayField(required=False, label=_("Last day"))

    class Meta:
        model = Position
        fields = ("title", "since", "until", "answers_requests", "is_admin")
        labels: ClassVar = {
            "title": _("Position"),
            "since": _("Since"),
            "answers_requests": ANSWERS,
            "is_admin": ADMIN,
        }
        field_classes: ClassVar = {"title": NameField, "since": DayField}
        widgets: ClassVar = {"title": filled_in("section-person organization-title")}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        refuse_turned_round(self)
        return said

    def holds_on(self, day: date) -> bool:
        """Whether what was sent holds on a day."""
        said = self.cleaned_data
        since, until = said.get("since"), said.get("until")
        return (since is None or since <= day) and (until is None or day < until)


class BasePositionFormSet(BaseInlineFormSet):
    """What somebody was, is and will be at one organisation: open at one place at most."""

    def clean(self) -> None:
        super().clean()
        for form in self.open_ones[1:]:
            form.add_error("until", _("Only one of these positions can be without a last day."))

    @property
    def open_ones(self) -> list[Any]:
        """The lines that stay and have no end."""
        return [each for each in self._said() if not each.cleaned_data.get("until")]

    def is_admin_on(self, day: date) -> bool:
        """Whether somebody is responsible for the entry on a day, by what was sent."""
        said = self._said()
        return any(each.cleaned_data.get("is_admin") and each.holds_on(day) for each in said)

    def _said(self) -> list[Any]:
        lines: list[Any] = [each for each in self.forms if getattr(each, "cleaned_data", None)]
        return [
            each
            for each in lines
            if not each.cleaned_data.get("DELETE") and (each.instance.pk or each.has_changed())
        ]


PositionFormSet = inlineformset_factory(
    Person, Position, form=PositionForm, formset=BasePositionFormSet, extra=1, can_delete=True
)
