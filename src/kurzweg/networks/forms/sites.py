"""A site of an organisation: its address, from when to when, and where it lies."""

from __future__ import annotations

from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField, PostcodeField
from kurzweg.core.languages import reading_language
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import DAY, LastDayField, filled_in
from kurzweg.people.models import Site
from kurzweg.places.countries import HERE, country_of
from kurzweg.places.forms import Point, PointField

# Those around come first: more than nine in ten addresses abroad are there.
NEIGHBOURS = ("DE", "AT", "CH", "NL", "BE", "LU", "FR", "DK", "PL", "CZ")


def countries() -> list[tuple[str, str]]:
    """List the countries of ISO 3166 by their names, the neighbours first."""
    names: dict[str, str] = dict(Locale(reading_language()).territories)
    signs = {each for each in names if len(each) == 2 and each.isalpha() and each not in NOT_ISO}
    others = sorted(signs - set(NEIGHBOURS), key=lambda each: names[each])
    return [(each, names[each]) for each in (*NEIGHBOURS, *others)]


NOT_ISO = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # which Babel names as well


class SiteForm(EditForm, forms.ModelForm):
    """Where an organisation works, and since when."""

    country = forms.ChoiceField(choices=countries, label=_("Country"))
    # As it is written there: which country's it is, the field above says as well.
    postal_code = NameField(
        max_length=10,
        required=False,
        widget=filled_in("section-site postal-code"),
        label=_("Postcode"),
    )
    until = LastDayField(required=False, label=_("Last day"))

    class Meta:
        model = Site
        fields = (
            "name", "street", "postal_code", "town", "country", "since", "until", "is_seat",
        )  # fmt: skip
        labels: ClassVar = {
            "name": _("What it is called"),
            "street": _("Street and number"),
            "town": _("Town"),
            "since": _("Since"),
            "is_seat": _("This is the seat"),
        }
        help_texts: ClassVar = {"name": _("e.g. works, warehouse, branch; may stay empty")}
        field_classes: ClassVar = dict.fromkeys(("name", "street", "town"), NameField)
        widgets: ClassVar = {
            "name": filled_in("off"),
            "street": filled_in("section-site address-line1"),
            "town": filled_in("section-site address-level2"),
            "since": DAY,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The last day is before the first one."))
        if "postal_code" in said and "country" in said:
            self._clean_postal_code(said)
        return said

    def _clean_postal_code(self, said: dict[str, Any]) -> None:
        """Write a postcode with the sign of its country, which the code itself may name."""
        code, country = said["postal_code"], said["country"]
        signed = code if country == HERE or "-" in code or not code else f"{country}-{code}"
        try:
            said["postal_code"] = PostcodeField(required=False).clean(signed)
        except forms.ValidationError as error:
            self.add_error("postal_code", error)
            return
        said["country"] = country_of(said["postal_code"], country)[1]


class SitePointForm(EditForm, forms.Form):
    """Where a site lies, in degrees; a click on the picture proposes them."""

    point = PointField(
        max_length=60,
        widget=filled_in("off"),
        label=_("Coordinates"),
        help_text=_("North and east in degrees, such as 51,67 / 8,34."),
    )

    def __init__(
        self, *args: Any, site: Site, proposed: Point | None = None, **options: Any
    ) -> None:
        self.site = site
        options["initial"] = {"point": proposed or self._stored}
        super().__init__(*args, **options)

    @property
    def _stored(self) -> Point | None:
        if self.site.latitude is None or self.site.longitude is None:
            return None
        return self.site.latitude, self.site.longitude

    @property
    def stored(self) -> dict[str, Any]:
        return {"point": self._stored}
