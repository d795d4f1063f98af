"""Who belongs: which of them a list shows, and a new one as the office hears it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import FirmField, NameField, PostcodeField, TextField
from kurzweg.networks.forms.lines import DAY, STAFF_BANDS, ActivityField, filled_in
from kurzweg.people.models import Kind


class PersonListForm(forms.Form):
    """Which persons a list shows: by a part of the name or the mail address, or by the firm."""

    q = NameField(required=False, max_length=100, label=_("Name, mail address or organisation"))

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
    wz_code = ActivityField(
        required=False,
        label=_("Activity (WZ 2008)"),
        help_text=_("A word or a code, e.g. heat treatment or 25.61.0"),
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
