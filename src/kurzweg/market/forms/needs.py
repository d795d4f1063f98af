"""Needs as people type them: one sentence, then the facts read from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.core.opened import EditForm
from kurzweg.core.viewer import Viewer
from kurzweg.engine.documents import Place
from kurzweg.market import callers, organisations, phrases, places
from kurzweg.market.callers import Caller
from kurzweg.market.forms.fields import (
    LONGEST_TITLE,
    CallerField,
    CertificatesField,
    ItemsField,
    MeasuresField,
    NormsField,
    NumberField,
    SentenceField,
    in_one_line,
    one_line,
    say_language,
)
from kurzweg.market.models import ClosingReason, Need, Visibility
from kurzweg.market.models.needs import LONGEST_NAME, UNITS
from kurzweg.networks.models import Network
from kurzweg.people.models import Organisation

DERIVED = ("for_whom", "caller", "place")
# As a link writes them: whatever the reader's language, with a point.
CHANGEABLE: dict[str, Callable[[str], Any]] = {
    "radius_km": int,
    "quantity": float,
    "deadline_on": date.fromisoformat,
}
PROPOSED = (*CHANGEABLE, "certificates")


class ForWhomForm(forms.Form):
    """A form that may say for which organisation somebody speaks, and who said it on the phone."""

    for_whom = NameField(label=_("For whom?"), required=False, max_length=250)
    caller = CallerField(label=_("Who is calling?"), required=False, max_length=LONGEST_NAME)

    def __init__(self, *args: Any, viewer: Viewer, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.network = viewer, network
        # Who may be meant where several have the name: public ids with what tells them apart.
        self.meant: list[tuple[str, str]] = []
        if not (viewer.is_office or len(viewer.organisation_ids) > 1):
            del self.fields["for_whom"]
        if not viewer.is_office:
            del self.fields["caller"]
        self._suggest("for_whom", "market:organisation-names")
        self._suggest("caller", "market:caller-names", on="focus, ", beside="[name='for_whom']")

    def _suggest(self, name: str, route: str, *, on: str = "", beside: str = "this") -> None:
        """Let the field offer what fits while somebody types; it works without that as well."""
        if name not in self.fields or not self.viewer.is_office:
            return
        names = f"{name.replace('_', '-')}-names"
        self.fields[name].widget.attrs |= {
            "list": names,
            "autocomplete": "off",
            "hx-get": reverse(route, args=[self.network.slug]),
            "hx-trigger": f"{on}input changed delay:200ms",
            "hx-include": beside,
            "hx-target": f"#{names}",
            "hx-swap": "innerHTML",
        }

    def caller_at(self, organisation: Organisation) -> Caller:
        """Who called for an organisation: nobody whom the office did not name."""
        written = self.cleaned_data.get("caller", "")
        on = self.viewer.today
        return callers.named(written, organisation=organisation, network=self.network, on=on)

    def clean_for_whom(self) -> Organisation | None:
        written = self.cleaned_data["for_whom"].strip()
        if not written or "for_whom" not in self.changed_data:
            return None
        among = organisations.spoken_for(self.viewer, network=self.network)
        found = organisations.named(written, among=among, on=self.viewer.today)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                gettext("“%(name)s” is not in this network. Please check the name.")
                % {"name": written}
            )
        chosen = next((each for each in found if each.public_id == self.data.get("whom")), None)
        if chosen is not None:
            return chosen
        labelled = organisations.labels(found, on=self.viewer.today)
        self.meant = [(each.public_id, label) for each, label in labelled.items()]
        raise forms.ValidationError(
            gettext("Several organisations have this name. Which one is meant?")
        )


class SentenceForm(ForWhomForm):
    """What is looked for, in one sentence."""

    text = SentenceField(label=_("What are you looking for?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.viewer.is_office:
            self.fields["for_whom"].widget.attrs["placeholder"] = gettext("empty: for the office")

    def owner(self) -> Organisation | None:
        """For whom it is: the named one, or the own firm, or the office itself."""
        named: Organisation | None = self.cleaned_data.get("for_whom")
        return named or organisations.default_of(self.viewer, network=self.network)


class NeedForm(EditForm, ForWhomForm):
    """The facts of a need, proposed from the sentence and corrected by people."""

    kept_as: ClassVar = {"for_whom": "owner"}
    as_written: ClassVar = frozenset({"for_whom"})

    text = SentenceField(label=_("In your words"), widget=one_line(2))
    title = NameField(label=_("In short"), max_length=LONGEST_TITLE, widget=one_line())
    topics = ItemsField(label=_("Keywords"), widget=one_line())
    quantity = NumberField(label=_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), choices=list(UNITS.items()), required=False)
    place = NameField(
        label=_("Place"),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "address-level2",
                "aria-describedby": "id_place_error place-known",
            }
        ),
    )
    radius_km = NumberField(label=_("Radius (km)"), whole=True, most=2000)
    measures = MeasuresField(label=_("Sizes and values"), widget=one_line())
    norms = NormsField(label=_("Colours and norms"), widget=one_line())
    certificates = CertificatesField(label=_("Certificates required"), widget=one_line())
    deadline_on = forms.DateField(
        label=_("Needed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )
    visibility = forms.ChoiceField(
        label=_("Who may see this?"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    hidden_from_same_activity = forms.BooleanField(
        label=_("Not shown to firms of our own line of business"), required=False
    )

    def __init__(
        self, *args: Any, need: Need, changed: QueryDict | None = None, **options: Any
    ) -> None:
        self.need = need
        initial = _initial(need) | (_changed(need, changed) if changed else {})
        super().__init__(*args, initial=initial, **options)
        if self.viewer.is_office:
            self.fields["hidden_from_same_activity"].label = gettext(
                "Not shown to firms of its own line of business"
            )
        if not need.is_draft:
            # Whose need it is was decided when it was published.
            self.fields.pop("for_whom", None)
        if "for_whom" in self.fields:
            among = organisations.spoken_for(self.viewer, network=self.network)
            self.initial["for_whom"] = organisations.label(
                need.owner, among=among, on=self.viewer.today
            )
        elif "caller" in self.fields:
            self.fields["caller"].widget.attrs["hx-vals"] = json.dumps({"need": need.public_id})
        say_language(self, "text", "title", "topics", language=need.language)

    @property
    def stored(self) -> dict[str, Any]:
        return _initial(self.need) | {"for_whom": self.initial.get("for_whom")}

    @property
    def proposed(self) -> list[str]:
        """Say fact by fact what a link has changed on the page and nobody has saved yet."""
        if self.is_bound:
            return []
        stored = _initial(self.need)
        return [
            gettext("%(fact)s: %(new)s instead of %(old)s")
            % {
                "fact": self.fields[name].label,
                "new": phrases.fact(self.initial[name]),
                "old": phrases.fact(stored[name]),
            }
            for name in PROPOSED
            if self.initial[name] != stored[name]
        ]

    def clean_for_whom(self) -> Organisation:
        # Left alone or empty, it is for whom it was: that is what two editors are compared by.
        return super().clean_for_whom() or self.need.owner

    def clean_title(self) -> str:
        return in_one_line(self.cleaned_data["title"])

    def clean_place(self) -> str:
        # As it will stand there: that is what two editors are compared by.
        postal_code, town, _point = _read_place(self.cleaned_data["place"], self.network)
        return f"{postal_code} {town}".strip()

    def clean_deadline_on(self) -> date | None:
        day = self.cleaned_data["deadline_on"]
        if day and day < self.viewer.today and day != self.need.deadline_on:
            raise forms.ValidationError(gettext("This day has passed."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("visibility") == Visibility.PUBLIC:
            cleaned["hidden_from_same_activity"] = False
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was changed, by the fields of a need."""
        facts = self.changes
        if "unit" in facts:
            facts["unit"] = facts["unit"] or "piece"
        owner = facts.pop("for_whom", None)
        if owner is not None:
            facts["owner"] = owner
        if facts.pop("caller", None) is not None:
            caller = self.caller_at(owner or self.need.owner)
            facts |= {"caller": caller.person, "caller_name": caller.name}
        return facts | (self._whereabouts(facts.pop("place")) if "place" in facts else {})

    def _whereabouts(self, place: str) -> dict[str, Any]:
        postal_code, town, point = _read_place(place, self.network)
        return {
            "place": town,
            "postal_code": postal_code,
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
        }


def _read_place(text: str, network: Network) -> tuple[str, str, Place | None]:
    """Tell postcode and town apart, the town by the name it is known by, and where that lies."""
    written = in_one_line(text)
    postal_code, point = places.named(written, network=network)
    town = " ".join(word for word in written.split() if word != postal_code)
    return postal_code, point.name if point else town, point


def _initial(need: Need) -> dict[str, Any]:
    names = [name for name in NeedForm.base_fields if name not in DERIVED]
    return {
        **{name: getattr(need, name) for name in names},
        "place": need.whereabouts,
        "caller": need.said_by,
    }


def _changed(need: Need, changed: QueryDict) -> dict[str, Any]:
    """Facts that a link proposes instead of the stored ones; nothing is saved by opening it."""
    facts: dict[str, Any] = {}
    for name, read in CHANGEABLE.items():
        # An odd value in an address proposes nothing.
        with suppress(ValueError, OverflowError):
            if written := changed.get(name):
                facts[name] = read(str(written)[:12])
    without = changed.getlist("without")
    left = [each for each in need.certificates if each not in without]
    return facts | ({"certificates": left} if without else {})


class ClosingForm(forms.Form):
    """What became of a need."""

    reason = forms.ChoiceField(
        label=_("What became of it?"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )
