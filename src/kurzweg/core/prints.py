"""The values of a form as they can be compared: cleaned, and as short prints."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import plain_day


def drawn_of(form: forms.BaseForm) -> dict[str, str]:
    """What a browser sends when nobody touches the form, from what is stored."""
    stored, data = getattr(form, "stored", form.initial), {}
    for name, field in form.fields.items():
        value = stored.get(name, field.initial)
        widget = field.widget
        if isinstance(widget, forms.FileInput):
            continue
        if isinstance(widget, forms.CheckboxInput):
            if widget.check_test(value):
                data[form.add_prefix(name)] = "on"
            continue
        shown = widget.format_value(field.prepare_value(value))
        shown = next(iter(shown), "") if isinstance(shown, list) else shown
        data[form.add_prefix(name)] = "" if shown is None else str(shown)
    return data


def values_of(
    form: forms.BaseForm, data: Mapping[str, Any], files: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Clean each field of a form as if it held these data; what cannot be cleaned stays as sent."""
    twin: Any = copy.copy(form)  # its private parts: a form is made to be cleaned once only
    twin.is_bound, twin.data, twin.files = True, data, files or {}
    twin._bound_fields_cache, twin._errors, twin.cleaned_data = {}, ErrorDict(), {}
    twin.__dict__.pop("changed_data", None)
    as_written: frozenset[str] = getattr(form, "as_written", frozenset())
    twin.fields = {name: each for name, each in form.fields.items() if name not in as_written}
    # The fields only: what a form makes of them together is not what stands in one of them.
    twin._clean_fields()
    sent = {
        name: field.widget.value_from_datadict(data, twin.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    return {**sent, **twin.cleaned_data}


def print_of(value: Any) -> str:
    """Shorten a value to something that is equal when the value is."""
    if value is None or value is False or value in ("", []):
        return "-"
    if isinstance(value, UploadedFile):
        value = [value.name, value.size]
    written = json.dumps(value, default=_plain, sort_keys=True)
    return hashlib.blake2b(written.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _plain(value: Any) -> str:
    return str(value.pk) if isinstance(value, models.Model) else str(value)


def words_of(form: forms.BaseForm, name: str, data: Mapping[str, Any]) -> str:
    """Say the value of a field as its page shows it."""
    field, html_name = form.fields[name], form.add_prefix(name)
    if isinstance(field.widget, forms.FileInput):
        sent = field.widget.value_from_datadict(data, form.files, html_name)
        return str(sent.name) if sent and html_name in {*data, *form.files} else _("another file")
    if isinstance(field, forms.BooleanField):
        return _("yes") if html_name in data else _("no")
    written = str(data.get(html_name, ""))
    if isinstance(field, forms.ChoiceField):
        return next((str(said) for key, said in _choices(field) if str(key) == written), written)
    if isinstance(field, forms.DateField):
        with suppress(ValueError):
            return plain_day(date.fromisoformat(written))
    return written


def _choices(field: Any) -> list[tuple[Any, Any]]:
    return list(field.choices)
