"""Coordinates as people write them, and what of the surroundings is to be seen."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.places.doubts import written
from kurzweg.places.picture import FARTHEST, NEAREST, View

Point = tuple[float, float]
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[.,]\d{1,12})?")
_SIGNS = re.compile(r"[NOE°/;,\s]|Lat|Lon|Breite|Länge|nord|ost|:", re.IGNORECASE)


class PointField(NameField):
    """North and east in degrees: "51,67 / 8,34", with comma or point."""

    default_error_messages = {
        "two": _("Please enter two numbers, north and then east, such as 51,67 / 8,34."),
        "degrees": _("There are 90 degrees to the north and 180 to the east at most."),
    }

    def prepare_value(self, value: Any) -> Any:
        return written(*value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        found = _NUMBER.findall(said)
        if not said:
            return None
        if len(found) != 2 or _SIGNS.sub("", _NUMBER.sub("", said)):
            raise forms.ValidationError(self.error_messages["two"], code="two")
        latitude, longitude = (float(each.replace(",", ".").replace("−", "-")) for each in found)
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise forms.ValidationError(self.error_messages["degrees"], code="degrees")
        return round(latitude, 5), round(longitude, 5)


class ViewForm(forms.Form):
    """Which surroundings a picture shows, and what is marked on it; nonsense shows the usual."""

    at = PointField(required=False)
    mark = PointField(required=False)
    km = forms.FloatField(required=False, min_value=NEAREST, max_value=FARTHEST, localize=False)
    width = forms.IntegerField(required=False, min_value=100, max_value=1200)
    height = forms.IntegerField(required=False, min_value=100, max_value=1200)

    def view(self, otherwise: View) -> View:
        """Give what is to be seen, with `otherwise` for whatever is not said."""
        self.is_valid()
        said = self.cleaned_data
        latitude, longitude = said.get("at") or (otherwise.latitude, otherwise.longitude)
        return View(
            latitude,
            longitude,
            km=said.get("km") or otherwise.km,
            width=said.get("width") or otherwise.width,
            height=said.get("height") or otherwise.height,
        )

    @property
    def mark_point(self) -> Point | None:
        self.is_valid()
        mark: Point | None = self.cleaned_data.get("mark")
        return mark
