"""Form fields for what people write about themselves: names, texts, postcodes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Letters by their category, and yet nobody sees them: fillers of Hangul, the empty braille cell.
_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"))
_JOINERS = "\u200c\u200d"  # stand between letters of Persian and of Indian scripts
_BREAKS = "\n\r\t"

# Above a form the name of the field stands before it, so that it says what is missing.
forms.Field.default_error_messages["required"] = _("Please fill this in.")


def legible(text: str) -> str:
    """Leave out what nobody sees: signs of control, of direction and without width."""
    if text.isascii() and text.isprintable():
        return text.strip()  # the lists of offices are full of them
    kept = "".join(
        letter
        for letter in text.translate(_BLANKS)
        if letter in _BREAKS or letter in _JOINERS or unicodedata.category(letter)[0] != "C"
    ).strip()
    return unicodedata.normalize("NFC", kept) if any(map(_is_seen, kept)) else ""


def _is_seen(letter: str) -> bool:
    # What stands on another letter (M), blanks (Z) and joiners (C) alone show nothing.
    return unicodedata.category(letter)[0] not in "CMZ"


class TextField(forms.CharField):
    """A text of several lines, without what nobody sees; it runs as its first letters do."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "auto"}

    def to_python(self, value: Any) -> str:
        return legible(super().to_python(value) or "")


class NameField(TextField):
    """A name, a street, a town: one line, in which something can be seen."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class FirmField(NameField):
    """The name of a firm: signs alone name none."""

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        return name if any(map(str.isalnum, name)) else ""


class WebsiteField(forms.URLField):
    """The address of a page as people type it: without https:// it is given that."""

    def __init__(self, **options: Any) -> None:
        # In a field of type url, browsers refuse "www.firm.example" before anybody reads it.
        typed = forms.TextInput(
            {"inputmode": "url", "autocomplete": "url", "autocapitalize": "none"}
        )
        super().__init__(assume_scheme="https", **{"widget": typed} | options)


# How addresses name a country by one letter or three; two letters are those of ISO 3166.
_SIGNS = (
    "[ABEFHILMNPSV]|[A-Z]{2}|AUT|BEL|BIH|CHE|CYP|CZE|DNK|ESP|EST|FIN|FRA|GBR|GRC|HRV|HUN|IRL|ITA"
    "|LTU|LUX|LVA|MNE|NLD|NMK|NOR|POL|PRT|ROU|RUS|SLO|SRB|SVK|SVN|SWE|TUR|UKR|USA"
)


class PostcodeField(NameField):
    """A postcode as this country writes it; that of another one stands with its sign before it."""

    SAID = re.compile(r"(?:PLZ|POSTLEITZAHL|POSTCODE)(?![A-Z])[\s.:]*")
    HERE = re.compile(r"(?:DE?|DEU|GER|BRD)(?:[\s\-–—.]+|(?=\d))")
    # Letters and digits, never a word: no code has four letters in a row.
    FOREIGN = re.compile(
        rf"({_SIGNS})(?:[\s\-–—.]+|(?=\d+$))"
        r"(?=[\dA-Z \-]{3,8}$)(?=.*[1-9])(?!.*[A-Z]{4})([\dA-Z]+(?:[ \-][\dA-Z]+)*)"
    )

    default_error_messages = {
        "four_digits": _(
            "A German postcode has five digits. Is %(postcode)s meant? One of another country "
            "needs its sign before it, such as CH-%(written)s."
        ),
        "digits": _(
            "A German postcode has five digits. One of another country needs its sign before "
            "it, such as CH-8112."
        ),
    }

    def to_python(self, value: Any) -> str:
        folded = unicodedata.normalize("NFKC", super().to_python(value)).upper()
        written = self.SAID.sub("", "".join(map(_plain_digit, folded)), count=1)
        is_here = self.HERE.match(written)
        if not is_here and (foreign := self.FOREIGN.fullmatch(written)):
            return f"{foreign[1]}-{foreign[2]}"
        digits = re.sub(r"[\s.]", "", written[is_here.end() :] if is_here else written)
        if re.fullmatch(r"\d{5}", digits) and digits != "00000":
            return digits
        if re.fullmatch(r"\d{4}", digits) and digits != "0000":
            raise self._mistake("four_digits", postcode=f"0{digits}", written=digits)
        if not folded:
            return ""
        raise self._mistake("digits")

    def _mistake(self, code: str, **told: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=told)


def _plain_digit(letter: str) -> str:
    """Write a digit of any script as a plain one."""
    return str(unicodedata.decimal(letter, letter))
