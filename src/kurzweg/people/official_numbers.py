"""Numbers that registers and tax offices gave: read and checked without asking anybody."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.util import get_cc_module

from kurzweg.core.fields import NameField

# Registers of companies, partnerships, cooperatives, associations and civil-law partnerships.
_REGISTERS = {each.upper(): each for each in ("HRA", "HRB", "PR", "GnR", "VR", "GsR")}
_ENTRY = re.compile(rf"({'|'.join(_REGISTERS)})[\s.:-]*(?:NR[\s.:]*)?(\d{{1,7}})\s*([A-Z]{{0,3}})")


class VatIdField(NameField):
    """A VAT id: its country, its form and, where the country has one, its check digit are right."""

    default_error_messages: ClassVar = {
        "country": _(
            "A VAT id begins with the two letters of its country, such as DE123456788. The tax "
            "number of the tax office is another one."
        ),
        "check": _(
            "This VAT id cannot be right: its check digit does not fit the others. Please compare "
            "it with an invoice."
        ),
        "form": _("A VAT id of %(country)s looks different. Please compare it with an invoice."),
    }

    def to_python(self, value: Any) -> str:
        written = re.sub(r"[^0-9A-Z+*]", "", super().to_python(value).upper())
        if not written:
            return ""
        country = written[:2]
        is_european = country.lower() in (*vat.MEMBER_STATES, "el")
        rules = vat if is_european else get_cc_module(country, "vat") if country.isalpha() else None
        if rules is None:
            raise forms.ValidationError(self.error_messages["country"], code="country")
        try:
            # Some modules leave the letters out, some keep them: they stand before it here.
            return country + str(rules.validate(written)).removeprefix(country)
        except InvalidChecksum:
            raise forms.ValidationError(self.error_messages["check"], code="check") from None
        except ValidationError:
            raise forms.ValidationError(
                self.error_messages["form"], code="form", params={"country": country}
            ) from None


class RegisterNumberField(NameField):
    """The number of an entry in a register, "HRB 12345"; that of another country as it stands."""

    default_error_messages: ClassVar = {
        "form": _("Which register is it? Please write it as it stands there, such as HRB 12345."),
    }

    def to_python(self, value: Any) -> str:
        written = super().to_python(value)
        found = _ENTRY.fullmatch(written.upper())
        if found:
            register, number, letters = found.groups()
            return " ".join(filter(None, (_REGISTERS[register], number, letters)))
        # Digits alone do not say which register; how other countries write theirs nobody knows.
        if written and not re.search(r"[^\W\d_]", written):
            raise forms.ValidationError(self.error_messages["form"], code="form")
        return written


def say_both(form: forms.BaseForm) -> None:
    """Ask for the court where a German register number stands without one: each counts anew."""
    number, court = (form.cleaned_data.get(f"register_{part}") for part in ("number", "court"))
    if number and not court and number.split(" ")[0] in _REGISTERS.values():
        form.add_error("register_court", _("Which court keeps this register? Each counts anew."))
