"""Offers as people type them: one text, then the facts read from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.core.opened import EditForm
from kurzweg.market.forms.fields import (
    LONGEST_TITLE,
    ItemsField,
    NumberField,
    SentenceField,
    in_one_line,
    one_line,
    say_language,
)
from kurzweg.market.models import Offer, Visibility


class AbilityForm(forms.Form):
    """What a firm can do, in its own words."""

    text = SentenceField(label=_("What can you do?"))


class OfferForm(EditForm, AbilityForm):
    """The facts of an offer, proposed from the text and corrected by people."""

    title = NameField(label=_("In short"), max_length=LONGEST_TITLE, widget=one_line())
    topics = ItemsField(label=_("Keywords"), widget=one_line())
    lot_min = NumberField(label=_("Smallest quantity (pieces)"), whole=True)
    lot_max = NumberField(label=_("Largest quantity (pieces)"), whole=True)
    lead_days = NumberField(label=_("Ready within (days)"), whole=True, most=3650)
    radius_km = NumberField(label=_("Radius (km)"), whole=True, most=2000)
    is_core = forms.BooleanField(label=_("This is our core business"), required=False)
    visibility = forms.ChoiceField(
        label=_("Who may see this?"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=(("de", _("German")), ("en", _("English")))
    )

    def __init__(
        self, sent: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        defaults = {"is_core": True, "visibility": Visibility.PUBLIC, "language": "de"}
        super().__init__(sent, initial=defaults | (initial or {}))
        self.fields["text"].label = _("In your words")
        self.fields["text"].widget = one_line(3)
        say_language(self, "text", "title", "topics", language=self.initial["language"])

    def clean_title(self) -> str:
        return in_one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("lot_min"), cleaned.get("lot_max")
        if low and high and high < low:
            self.add_error("lot_max", gettext("This is less than the smallest quantity."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The cleaned values by the fields of an offer."""
        return {name: self.cleaned_data[name] for name in self.fields}


def facts_of(offer: Offer) -> dict[str, Any]:
    """The values of an offer as the form shows them."""
    return {name: getattr(offer, name) for name in OfferForm.base_fields}
