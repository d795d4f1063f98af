"""Which members a list shows: by name, town, subregion, class, section and state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.core.keys import in_order
from kurzweg.core.viewer import Viewer
from kurzweg.engine.words import place_key
from kurzweg.networks.models import (
    ClassTerm,
    MembershipClass,
    MembershipState,
    Network,
    Section,
    SectionMembership,
    Subregion,
)
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Site

# The class of a firm and its sections read those who belong; who is on the way in or out reads the
# office. What somebody may not read she cannot find out by asking for it either.
INSIDE = ("membership_class", "section", "subregion")
OFFICE_ONLY = ("state",)


class MemberListForm(forms.Form):
    """What somebody asks of the list of members, as far as she may (its day: `core.as_of`)."""

    q = NameField(required=False, max_length=100, label=_("Name"))
    town = NameField(
        required=False,
        max_length=100,
        label=_("Town"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subregion = forms.ChoiceField(required=False, label=_("Subregion"))
    section = forms.ChoiceField(required=False, label=_("Section"))
    membership_class = forms.ChoiceField(required=False, label=_("Class"))
    state = forms.ChoiceField(
        choices=[("", _("all members")), *MembershipState.choices], required=False, label=_("State")
    )

    def __init__(
        self, asked: Mapping[str, str], *, network: Network, viewer: Viewer, is_drawn: bool = True
    ) -> None:
        super().__init__(asked)
        by_name = {
            "subregion": Subregion.objects.in_network(network).order_by(*in_order("name"), "pk"),
            "section": Section.objects.in_network(network).order_by(*in_order("name"), "pk"),
            "membership_class": MembershipClass.objects.in_network(network).order_by("order", "pk"),
        }
        inside = () if viewer.is_inside else INSIDE
        for name in (*inside, *(() if viewer.is_office else OFFICE_ONLY)):
            del self.fields[name]
        if not is_drawn:
            # A file offers nothing: it reads what can be chosen only where somebody chose.
            self.fields = {name: each for name, each in self.fields.items() if asked.get(name)}
        self.offered = {
            name: {row.public_id: row for row in by_name[name]}
            for name in by_name.keys() & self.fields.keys()
        }
        for name, rows in self.offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("all")), *((key, row.name) for key, row in rows.items())]
            if not rows:
                field.widget = forms.HiddenInput()  # there is nothing to choose

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked at all."""
        return any(self[name].value() for name in self.fields)

    @property
    def words(self) -> str:
        return self._said("q") or ""

    @property
    def asked_state(self) -> str:
        return self._said("state") or ""

    def keep(self, rows: MembershipQuerySet, day: date) -> MembershipQuerySet:
        """Keep the members that are asked for, as of a day; an answer nobody offers keeps none.

        A file that ignored what it does not understand would hold people nobody asked for.
        """
        if not self.is_valid():
            return rows.filter(pk__in=())
        if town := place_key(self._said("town") or ""):
            rows = rows.filter(organisation__in=_at(day, town_key__startswith=town))
        if subregion := self._said("subregion"):
            keys = subregion.areas.order_by().values("ags")
            rows = rows.filter(organisation__in=_at(day, ags__in=keys))
        if section := self._said("section"):
            taking_part = SectionMembership.objects.in_network(section.network_id).as_of(day)
            there = taking_part.filter(section=section).order_by()
            rows = rows.filter(organisation__in=there.values("organisation"))
        if membership_class := self._said("membership_class"):
            # Not `of_class`, which asks once for each member: here it is asked once for all.
            terms = ClassTerm.objects.in_network(membership_class.network_id).as_of(day)
            held = terms.filter(membership_class=membership_class).order_by()
            rows = rows.filter(pk__in=held.values("membership"))
        return rows

    def _said(self, name: str) -> Any:
        said = self.cleaned_data.get(name) if self.is_valid() else None
        return self.offered[name].get(said) if name in self.offered else said


def _at(day: date, **where: object) -> QuerySet[Site, Any]:
    """Name the organisations that had a site in such a place on a day, the seat or another one."""
    return Site.objects.as_of(day).filter(**where).order_by().values("organisation")
