"""What the office enters about its network: how it presents itself, what holds in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressInput
from kurzweg.core.fields import NameField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.core.rules import Rule
from kurzweg.core.templatetags.display import number
from kurzweg.core.uploads import PictureInput
from kurzweg.networks import courses
from kurzweg.networks.courses import Course
from kurzweg.networks.forms.lines import DAY, DayField, filled_in
from kurzweg.networks.models import Network, NetworkKind

ZONES = sorted(zone for zone in available_timezones() if zone.startswith(("Europe/", "Atlantic/")))


class NetworkForm(EditForm, forms.ModelForm):
    """How a network presents itself, and from where it writes."""

    kept_as: ClassVar = {"logo": "logo_digest"}

    logo = forms.FileField(
        required=False,
        widget=PictureInput(attrs={"accept": "image/png, image/jpeg, image/webp"}),
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP; we fit the size."),
    )
    founded_on = DayField(required=False, label=_("Founded on"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, label=_("Language of the texts about the network")
    )
    time_zone = forms.ChoiceField(
        choices=[(zone, zone) for zone in ZONES],
        label=_("Time zone"),
        help_text=_("By it a day begins and ends here."),
    )

    class Meta:
        model = Network
        fields = (
            "name",
            "kind",
            "claim",
            "description",
            "language",
            "region_name",
            "founded_on",
            "accent",
            "mail_name",
            "mail_from",
            "time_zone",
        )
        labels: ClassVar = {
            "name": _("Name of the network"),
            "kind": _("Kind"),
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
        kind: Any = self.fields["kind"]
        kind.choices = NetworkKind.choices
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

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for course in itertools.chain.from_iterable(self.courses.values()):
            rule = course.rule
            if rule.refused is None or self.errors:
                continue
            if reason := rule.refused(said):
                self.add_error(rule.name, reason)
        return said

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise forms.ValidationError(
                _("This day is over. Changes hold from today or from a later day."), code="past"
            )
        return since


def _field_of(rule: Rule) -> forms.Field:
    said = {"bounds": rule.bounds, "usual": rule.words(rule.default)}
    choice = _("%(bounds)s; usual: %(usual)s.") if rule.bounds else _("By default: %(usual)s.")
    hint = f"{rule.help} {choice % said}".strip()
    if rule.is_yes_or_no:
        return forms.BooleanField(required=False, label=str(rule.label), help_text=hint)
    if rule.choices:
        return forms.TypedChoiceField(
            choices=[*rule.choices.items()], coerce=int, label=str(rule.label), help_text=hint
        )
    return WholeNumberField(least=rule.least, most=rule.most, label=str(rule.label), help_text=hint)
