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


def legible(text: str) -> str:
    """Leave out what nobody sees: signs of control, of direction and without width."""
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


class PostcodeField(NameField):
    """A postcode as this country writes it; that of another one stands with its sign before it."""

    GERMAN = re.compile(r"(?:DE?[\s\-–—.]*)?(\d{5})")
    FOREIGN = re.compile(r"([A-Z]{1,3})[\s\-–—]+(\d[\dA-Z \-]*)")

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
        written = unicodedata.normalize("NFKC", super().to_python(value)).upper()
        if german := self.GERMAN.fullmatch(written):
            return german[1]
        if foreign := self.FOREIGN.fullmatch(written):
            if foreign[1] not in ("D", "DE"):
                return f"{foreign[1]}-{foreign[2]}"
            written = foreign[2]
        digits = written.replace(" ", "")
        if not digits.isdigit():
            return written  # GB, IE and others have letters first
        if len(digits) == 5:
            return digits
        if len(digits) == 4:
            raise self._mistake("four_digits", postcode=f"0{digits}", written=digits)
        raise self._mistake("digits")

    def _mistake(self, code: str, **told: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=told)
