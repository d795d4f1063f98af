"""Which figure somebody asks for, and for which occasion it is issued."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core import indicators
from kurzweg.core.fields import NameField
from kurzweg.core.indicators import Indicator
from kurzweg.insight.issuing import DayIsNotOver

EARLIEST = date(1800, 1, 1)


class FigureForm(forms.Form):
    """What is counted, and at the end of which day."""

    figure = forms.ChoiceField(label=_("Figure"))
    on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("At the end of"),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        options["initial"] = {"figure": "members", "on": today - timedelta(days=1)}
        super().__init__(*args, **options)
        self.today = today
        named = [(each.name, each.label) for each in indicators.issuable()]
        self.fields["figure"].choices = named  # type: ignore[attr-defined]  # of a choice

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day >= self.today:
            raise forms.ValidationError(DayIsNotOver.sentence)
        if day < EARLIEST:
            raise forms.ValidationError(_("Please check the year of this day."))
        return day

    @property
    def indicator(self) -> Indicator:
        return indicators.declared(self.cleaned_data["figure"])


class OccasionForm(forms.Form):
    """For what a figure is issued."""

    occasion = NameField(
        required=False,
        max_length=120,
        label=_("For"),
        help_text=_("The report, the application or the person that gets this number."),
    )
