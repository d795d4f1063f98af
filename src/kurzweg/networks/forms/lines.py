"""The lines of a form that several forms of the register have."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.people.models import StaffBand

STAFF_BANDS = [("", _("not stated")), *StaffBand.choices]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def filled_in(token: str) -> forms.TextInput:
    """A line that a browser may fill in with what it knows of whoever types."""
    return forms.TextInput(attrs={"autocomplete": token})
