"""What a form showed when it was opened, so that nobody overwrites what somebody else changed.

A form that edits a stored row derives from `EditForm`, and its template says `{% opened form %}`:
a print of each value goes along. When the form comes back, `settled` compares what was sent, what
was opened and what stands there now: a field that nobody touched here keeps what stands there, one
that was touched here only is saved, one that both touched is contested and comes back with 409 and
both versions. What was not sent is not changed.

The view is an `@editing` one and reads the row through `for_editing`: between the comparison and
the change nobody else gets in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models, transaction
from django.forms import BaseModelFormSet
from django.utils import translation

from kurzweg.core import audit
from kurzweg.core.comparison import Comparison, Contest, Opened, key_of
from kurzweg.core.languages import reading_language
from kurzweg.core.pages import PageRequest
from kurzweg.core.prints import drawn_of, print_of, values_of

FIELD = "opened"
Rows = TypeVar("Rows", bound=models.QuerySet)
Answer = TypeVar("Answer")


class EditForm(forms.BaseForm):
    """A form that edits a stored row: it knows what is stored, and what came of a comparison."""

    # Under which name the audit notes a field, where it is not the form's own.
    kept_as: ClassVar[dict[str, str]] = {}
    # Fields that are looked up: what they find may differ for two people, what is written does not.
    as_written: ClassVar[frozenset[str]] = frozenset()
    contested: tuple[Contest, ...] = ()
    # The fields whose value is another than the stored one, once the form is settled.
    touched: frozenset[str] = frozenset()
    # What goes along when a form that was sent is drawn once more.
    reopened: Opened | None = None
    cleaned_data: dict[str, Any]

    @property
    def changes(self) -> dict[str, Any]:
        """What is to be saved: the cleaned values that differ from the stored ones."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.touched}

    @property
    def stored(self) -> Mapping[str, Any]:
        """The values of the row, whatever else the form may propose."""
        return self.initial


def editing(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let whoever saves hold what she saves, from reading it to writing it."""

    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> Answer:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return update_wrapper(guarded, view)


def for_editing(rows: Rows, request: PageRequest) -> Rows:
    """Lock what is about to be changed (SQLite locks the whole file instead)."""
    if request.method != "POST":
        return rows
    # Whoever only refers to such a row need not wait for it, nor be waited for.
    return rows.select_for_update(of=("self",), no_key=True)


def status_of(form: EditForm, *formsets: BaseModelFormSet) -> int:
    """With which status a form is shown: 409 with two versions, 422 with mistakes."""
    if form.contested:
        return 409
    return 422 if form.errors or any(any(rows.errors) for rows in formsets) else 200


def opened_by(form: EditForm, *formsets: BaseModelFormSet) -> Opened:
    """What a form shows, as it is sent along with it."""
    if form.reopened is not None:
        return form.reopened
    values = values_of(form, drawn_of(form))
    prints = {form.add_prefix(name): print_of(value) for name, value in values.items()}
    for formset in formsets:
        for row in formset.get_queryset():
            shown = formset.form(instance=row)
            values = values_of(shown, drawn_of(shown))
            prints |= {key_of(formset, row.pk, n): print_of(v) for n, v in values.items()}
    return Opened(reading_language(), prints)


def settled(form: EditForm, *formsets: BaseModelFormSet, row: models.Model) -> bool:
    """Merge what was sent into what stands there now; True: the form holds what is to be saved."""
    data: Any = form.data
    opened = Opened.read(data.get(FIELD, ""))
    # A number means what it meant on the page on which it was written.
    with translation.override(opened.language):
        comparison = Comparison(opened, data, audit.history(row))
        keys = {name: form.add_prefix(name) for name in form.fields}
        now = values_of(form, drawn_of(form))
        form.data = comparison.merged(form, data, keys)
        for formset in formsets:
            _hold(formset, comparison.merged_rows(formset, data))
        form.contested = tuple(comparison.contested)
        is_valid = form.is_valid() and all(each.is_valid() for each in formsets)
        form.touched = frozenset(
            name
            for name, value in form.cleaned_data.items()
            if print_of(value) != print_of(now.get(name))
        )
    may_be_saved = is_valid and not form.contested
    # Of a page that stays open, what was sent is what it shows.
    prints = comparison.sent if may_be_saved else comparison.reopened
    form.reopened = Opened(opened.language, prints)
    return may_be_saved


def asked_back(form: EditForm) -> None:
    """Let a settled form that is not saved yet be drawn with what was opened, so that sending it
    once more means the same."""
    form.reopened = Opened.read(form.data.get(FIELD, ""))


def _hold(formset: Any, data: Mapping[str, Any]) -> None:
    """Let a formset forget what it was sent, and hold other data."""
    formset.data, formset._errors, formset._non_form_errors = data, None, None
    for kept in ("forms", "management_form"):
        formset.__dict__.pop(kept, None)
