"""On which sheets address labels are printed, and how many of the first one are gone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.networks.labels import LAYOUTS, Layout

USUAL = "3x8"


class LabelForm(forms.Form):
    """What somebody has in the printer."""

    layout = forms.ChoiceField(
        choices=[(each.name, each.label) for each in LAYOUTS.values()],
        initial=USUAL,
        label=_("Sheets"),
    )
    first = forms.IntegerField(
        initial=1,
        min_value=1,
        max_value=max(each.number for each in LAYOUTS.values()),
        label=_("First free label of the first sheet"),
    )

    def __init__(self, asked: Any) -> None:
        super().__init__(asked if "layout" in asked else None)

    def chosen(self) -> tuple[Layout, int]:
        """Say on which sheets from which label on; what nobody understands is the usual."""
        said = self.cleaned_data if self.is_valid() else {}
        layout = LAYOUTS[said.get("layout", USUAL)]
        return layout, min(said.get("first", 1), layout.number)
