"""Lists as of a day: which day was asked about, and how a page says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """Asks about which day a list is; its field stands beside the filters of the list."""

    on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("As of"),
    )


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a list is about, and the day it is: `c-as-of` draws both with the way back."""

    form: DayForm
    day: date
    today: date

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def query(self) -> str:
        """Lead to other lists of the same day: "?on=2024-12-31", nothing today."""
        return "" if self.is_today else f"?on={self.day.isoformat()}"

    @property
    def is_past(self) -> bool:
        return self.day < self.today


def asked(
    query: Mapping[str, str], *, today: date, latest: date | None = None, auto_id: str = "id_%s"
) -> AsOf:
    """Read `?on=2024-12-31`; a day that nobody understands is today, one after `latest` is that."""
    form = DayForm({"on": query.get("on", "")}, auto_id=auto_id)
    form.is_valid()
    day = form.cleaned_data.get("on") or today
    return AsOf(form, min(day, latest) if latest else day, today)
