"""The parts of a network: its area, subregions, sections, who carries it, who funds it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import FirmField, NameField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.core.uploads import PictureInput
from kurzweg.networks import areas, parts
from kurzweg.networks.errors import AlreadyCarries
from kurzweg.networks.forms.lines import DayField, LastDayField, filled_in, refuse_turned_round
from kurzweg.networks.models import (
    FunderStrip,
    Network,
    Section,
    SectionMembership,
    Subregion,
    SupportingBody,
)
from kurzweg.people.models import Kind, Organisation


class TermForm(EditForm, forms.ModelForm):
    """A dated part of a network: from which to which day."""

    since = DayField(required=False, label=_("From"))
    until = LastDayField(required=False, label=_("Last day"), help_text=_("Empty: open."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_turned_round(self)
        return cleaned


class SectionForm(TermForm):
    """A part of the network by field."""

    class Meta:
        model = Section
        fields = ("name", "since", "until")
        labels: ClassVar = {"name": _("Name of the section")}
        field_classes: ClassVar = {"name": NameField}
        widgets: ClassVar = {"name": filled_in("off")}

    def clean_name(self) -> str:
        return named_once(self, Section, self.cleaned_data["name"])


class SectionMemberForm(forms.Form):
    """A member that is to take part in a section, by its name."""

    member = NameField(max_length=200, widget=filled_in("off"), label=_("Member"))

    def __init__(self, *args: Any, section: Section, **options: Any) -> None:
        super().__init__(*args, **options)
        self.section = section

    def clean_member(self) -> Organisation:
        name, network = self.cleaned_data["member"], self.section.network
        found = parts.members_called(network, name, on=network.today())
        if len(found) == 1:
            if _takes_part(found[0], self.section):
                raise forms.ValidationError(
                    _("%(name)s takes part already."), params={"name": name}
                )
            return found[0]
        if not found:
            raise forms.ValidationError(_("No member is called so."), code="unknown")
        raise forms.ValidationError(
            _("Several members are called so: %(several)s. Please write the whole name."),
            params={"several": "; ".join(each.name for each in found[:6])},
        )


class FunderForm(TermForm):
    """What must be shown while somebody funds the network."""

    kept_as: ClassVar = {"logo": "logo_digest"}

    logo = forms.FileField(
        required=False,
        widget=PictureInput(attrs={"accept": "image/png, image/jpeg, image/webp"}),
        label=_("Logo"),
        help_text=_("Shown instead of the text, which is read out. PNG, JPEG or WebP."),
    )

    class Meta:
        model = FunderStrip
        fields = ("text", "since", "until")
        labels: ClassVar = {"text": _("What must be said")}
        help_texts: ClassVar = {"text": _("Word for word, as the grant asks for it.")}
        field_classes: ClassVar = {"text": NameField}
        widgets: ClassVar = {"text": filled_in("off")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["logo"] = self.instance.logo_digest
        self.fields["text"].widget.attrs["lang"] = self.instance.network.language

    def keep_logo(self) -> None:
        """Keep the picture that came with a form that is shown once more."""
        widget = self.fields["logo"].widget
        widget.keep(self["logo"].data, network_id=self.instance.network_id)


class BodyForm(TermForm):
    """From when to when an organisation carries the network."""

    class Meta:
        model = SupportingBody
        fields = ("since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        row = self.instance
        since, until = cleaned.get("since"), cleaned.get("until")
        if not self.errors and parts.carries_already(
            row.organisation, network=row.network, since=since, until=until, but=row
        ):
            self.add_error(None, AlreadyCarries.sentence)
        return cleaned


class NewBodyForm(forms.Form):
    """An organisation that is to carry the network, a member or not."""

    name = FirmField(max_length=200, widget=filled_in("off"), label=_("Name of the organisation"))
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.TOWN, label=_("Kind"))
    town = NameField(max_length=120, widget=filled_in("off"), label=_("Town"))
    since = DayField(label=_("Carries the network since"))


class AreasField(TextField):
    """Municipalities, a line each; `find_all` says where they are looked for."""

    find_all: areas.FindAll = staticmethod(areas.in_germany)

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}), max_length=200_000, **options)

    def clean(self, value: Any) -> list[areas.Area]:
        found, wrong = areas.read(super().clean(value), find_all=self.find_all)
        if wrong:
            raise forms.ValidationError(wrong[:6])
        return found


class AreaForm(EditForm, forms.Form):
    """The municipalities of a network."""

    areas = AreasField(
        required=False,
        label=_("Municipalities"),
        help_text=_(
            "One per line: its official key (AGS, eight digits) and its name. The keys stand in "
            "the list of municipalities of the Federal Statistical Office (destatis.de). Where "
            "whoever runs the server has loaded that list, the name alone is enough."
        ),
    )

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        self.initial["areas"] = areas.written(network.areas.order_by("ags"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        empty = parts.subregions_left_empty(self.network, cleaned.get("areas", []))
        if empty and not self.errors:
            said = _("No municipality would be left of: %(names)s. Change these subregions first.")
            self.add_error("areas", said % {"names": ", ".join(empty)})
        return cleaned


class SubregionForm(EditForm, forms.ModelForm):
    """A part of the network by area: a name, and some of its municipalities."""

    areas = AreasField(
        label=_("Municipalities"),
        help_text=_("One per line, by name or official key; each is one of the network's."),
        error_messages={"required": _("Which municipalities belong to it? Name at least one.")},
    )

    class Meta:
        model = Subregion
        fields = ("name",)
        labels: ClassVar = {"name": _("Name of the subregion")}
        field_classes: ClassVar = {"name": NameField}
        widgets: ClassVar = {"name": filled_in("off")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["areas"]
        field.find_all = areas.in_network(self.instance.network)
        if self.instance.pk:
            self.initial["areas"] = areas.written(self.instance.areas.order_by("ags"))

    def clean_name(self) -> str:
        return named_once(self, Subregion, self.cleaned_data["name"])


def named_once(form: Any, model: Any, name: str) -> str:
    """Refuse a name that another row of the network has."""
    others = model.objects.in_network(form.instance.network_id).exclude(pk=form.instance.pk)
    if any(row.name.casefold() == name.casefold() for row in others):
        raise forms.ValidationError(_("There is one of this name already."), code="double")
    return name


def _takes_part(organisation: Organisation, section: Section) -> bool:
    rows = SectionMembership.objects.in_network(section.network_id).filter(section=section)
    return rows.filter(organisation=organisation, until=None).exists()
