"""Which of two values stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kurzweg.people.models import Organisation

KEPT, OTHER = "kept", "other"
FIELDS = (
    "name", "kind", "legal_form", "register_court", "register_number", "vat_id", "staff_band",
    "founded_year", "website", "email", "phone", "summary", "language", "is_only_through_office",
)  # fmt: skip


class ValuesForm(forms.Form):
    """One choice for each line in which two entries differ; what only one says is taken."""

    def __init__(self, *args: Any, kept: Organisation, other: Organisation, **named: Any) -> None:
        """Ask of each line that differs which value stays."""
        super().__init__(*args, **named)
        self.other = other
        labels = _labels()
        for name in FIELDS:
            mine, theirs = getattr(kept, name), getattr(other, name)
            if mine == theirs or theirs in ("", None):
                continue
            self.fields[name] = forms.ChoiceField(
                label=labels[name],
                choices=[(KEPT, _shown(kept, name)), (OTHER, _shown(other, name))],
                widget=forms.RadioSelect,
                initial=OTHER if mine in ("", None) else KEPT,
            )

    @property
    def values(self) -> dict[str, Any]:
        """The values of the other entry that were chosen."""
        chosen = (name for name, which in self.cleaned_data.items() if which == OTHER)
        return {name: getattr(self.other, name) for name in chosen}


def _shown(organisation: Organisation, name: str) -> str:
    value = getattr(organisation, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    display = getattr(organisation, f"get_{name}_display", None)
    return str(display() if display else value) or _("nothing")


def _labels() -> dict[str, str]:
    return {
        "name": _("Name"),
        "kind": _("Kind"),
        "legal_form": _("Legal form"),
        "register_court": _("Register court"),
        "register_number": _("Register number"),
        "vat_id": _("VAT id"),
        "staff_band": _("Staff"),
        "founded_year": _("Founded"),
        "website": _("Website"),
        "email": _("Mail address"),
        "phone": _("Telephone"),
        "summary": _("What the organisation says about itself"),
        "language": _("Language"),
        "is_only_through_office": _("Only through the office"),
    }
