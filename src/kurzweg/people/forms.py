"""What somebody types to sign in, and says about the rows that carry her own name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import NameField
from kurzweg.people.models import Person


class SignInForm(forms.Form):
    email = AddressFormField(
        label=_("Your mail address"),
        widget=AddressInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = NameField(
        max_length=100,
        label=_("The code from the mail"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class JoiningForm(forms.Form):
    """Which of the rows stays when somebody says that they are all her."""

    keep = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        to_field_name="public_id",
        label=_("Which details shall stay?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label=_("This is me each time. Join the entries for good."))

    def __init__(self, *args: Any, persons: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keep"].queryset = persons  # type: ignore[attr-defined]  # of this field
        self.fields["keep"].label_from_instance = described  # type: ignore[attr-defined]

    @property
    def persons(self) -> list[Person]:
        """All rows that become one, the one that stays first."""
        kept = self.cleaned_data["keep"]
        others = self.fields["keep"].queryset.exclude(pk=kept.pk)  # type: ignore[attr-defined]
        return [kept, *others]


class ErasingForm(forms.Form):
    """Whether somebody is really to be erased."""

    is_sure = forms.BooleanField(label=_("Erase for good. This cannot be undone."))


def described(person: Person) -> str:
    """Name a row with what it holds, as its own person reads it."""
    network = person.entered_by_network
    held = (person.name, person.email, person.phone, network.name if network else "")
    return " · ".join(each for each in held if each)
