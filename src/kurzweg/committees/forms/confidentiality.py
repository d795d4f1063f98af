"""The text that the members of a committee confirm."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import TextField


class DeclarationForm(forms.Form):
    """A text that holds from today on, in place of any before."""

    text = TextField(
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=_("What each person confirms"),
        help_text=_("It cannot be changed: another text is confirmed anew by everybody."),
    )
