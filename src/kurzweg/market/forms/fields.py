"""Form fields for what people write: sentences, lists, numbers, organisations."""

from __future__ import annotations

import re
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField, TextField, legible
from kurzweg.core.languages import reading_language
from kurzweg.core.templatetags.display import number
from kurzweg.engine.facts import certificates, norms, notation
from kurzweg.engine.words import visible

LONGEST_TEXT = 4000
LONGEST_TITLE = 160
MOST_ITEMS = 12
LONGEST_ITEM = 60
FEWEST_LETTERS = 3


class SentenceField(TextField):
    """A text in people's own words: not empty, not only signs, not a whole book."""

    default_error_messages = {
        "required": _("Please write in a sentence what it is about."),
        "no_words": _("Please use words: symbols alone cannot be searched for."),
        "max_length": _(
            "This text has %(show_value)d characters, at most %(limit_value)d fit. "
            "Please shorten it; nothing of it is lost."
        ),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_TEXT)
        super().__init__(**options)
        # The browser must not cut off what is too long: nothing is lost, we say so.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return visible(super().to_python(value) or "").replace("\r\n", "\n").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if sum(letter.isalpha() for letter in value) < FEWEST_LETTERS:
            raise forms.ValidationError(self.error_messages["no_words"], code="no_words")


class CallerField(NameField):
    """A name as the office hears it: "Frau Berger" is Berger."""

    SALUTATION = re.compile(r"(?:frau|herrn?|mrs?|ms)\b\.?\s*", re.IGNORECASE)

    def to_python(self, value: Any) -> str:
        written = super().to_python(value)
        return (
            self.SALUTATION.sub("", written, count=1) if self.SALUTATION.match(written) else written
        )


class ItemsField(TextField):
    """Several short items, separated by commas."""

    SEPARATOR = re.compile(",")

    default_error_messages = {
        "too_many": _("Please name at most %(most)d, separated by commas."),
        "too_long": _("Please keep them brief and separate them with commas."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list is what we want
        written = self.SEPARATOR.split(super().to_python(value) or "")
        parts = (" ".join(legible(part).split()) for part in written)
        return list(dict.fromkeys(part for part in parts if part))

    def validate(self, value: Any) -> None:
        if len(value) > MOST_ITEMS:
            message = self.error_messages["too_many"] % {"most": MOST_ITEMS}
            raise forms.ValidationError(message, code="too_many")
        if any(len(item) > LONGEST_ITEM for item in value):
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")

    def run_validators(self, value: Any) -> None:
        """Leave out the validators of a single text: this is a list of them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class CertificatesField(ItemsField):
    """Certificates as the engine writes them: "din en iso 9001:2015" is ISO 9001."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # as above
        return list(dict.fromkeys(certificates.normal(name) for name in super().to_python(value)))


class MeasuresField(ItemsField):
    """Sizes, weights and other values with a unit, each with its range: "Ø 20–80 mm, bis 3 t"."""

    SEPARATOR = re.compile(r"[;\n]|(?<!\d),|,(?!\d)")  # "0,5 mm" is one

    default_error_messages = {
        "no_measure": _(
            "Please write “%(item)s” as a number with its unit, such as “%(example)s”."
        ),
    }

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # as above
        return list(dict.fromkeys(_noted(item) for item in super().to_python(value)))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        measures = map(notation.of_note, value)
        return ", ".join(notation.written(each, reading_language()) for each in measures)


class NormsField(ItemsField):
    """Colours and norms as the engine writes them: "ral7016" is RAL 7016."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # as above
        return list(dict.fromkeys(norms.normal(name) for name in super().to_python(value)))


class NumberField(NameField):
    """A number as people here write it: "1.500" or "2,5"."""

    default_error_messages = {
        "invalid": _("Please write a number here."),
        "too_small": _("Please write a number above zero."),
    }

    def __init__(self, *, whole: bool = False, most: float = 1e9, **options: Any) -> None:
        self.whole, self.most = whole, most
        widget = forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"})
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> float | int | None:  # type: ignore[override]  # a number
        written = (super().to_python(value) or "").replace(" ", "")
        if not written:
            return None
        locale = "de" if reading_language() == "de" else "en_GB"
        try:
            parsed = float(parse_decimal(written, locale=locale))
        except NumberFormatError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not abs(parsed) <= self.most or (self.whole and parsed != int(parsed)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(parsed) if self.whole else parsed

    def validate(self, value: Any) -> None:
        if value is not None and value <= 0:
            raise forms.ValidationError(self.error_messages["too_small"], code="too_small")

    def run_validators(self, value: Any) -> None:
        """Leave out the validators of a text: this is a number."""

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, int | float) else value


def _noted(item: str) -> str:
    language = reading_language()
    measure = notation.read_one(item, language)
    if measure is None:
        example = {"de": "Länge bis 2,5 m", "en": "length up to 2.5 m"}[language]
        raise forms.ValidationError(
            MeasuresField.default_error_messages["no_measure"],
            code="no_measure",
            params={"item": item, "example": example},
        )
    return notation.noted(measure)


def one_line(rows: int = 1, **attrs: Any) -> forms.Textarea:
    """A line that looks like print: it wraps on a phone and grows by itself."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def say_language(form: forms.BaseForm, *names: str, language: str) -> None:
    """Say of fields in which language their texts are, to whoever hears them read out."""
    for name in names:
        form.fields[name].widget.attrs["lang"] = language
