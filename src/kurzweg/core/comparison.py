"""What was opened, what was sent and what stands there now, compared field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.forms import BaseModelFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from kurzweg.core.languages import reading_language
from kurzweg.core.models import AuditEntry
from kurzweg.core.prints import drawn_of, print_of, values_of, words_of

CHOICE = "keep-"
THEIRS = "theirs"
REMOVED = "DELETE"  # what Django calls the box that removes a row
GONE = "gone"
MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Contest:
    """Something that two people changed at the same time: both versions of it."""

    key: str
    label: str
    anchor: str
    now: str
    sent: str
    seen: str  # the print of what stands there now: whoever chooses says what she has seen
    change: AuditEntry | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What came along: the language in which the form was drawn, and a print of each value."""

    language: str
    prints: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, written: str) -> Opened:
        language, *prints = written.split(" ")
        if language not in dict(settings.LANGUAGES):
            return cls(
                reading_language()
            )  # a page from before forms carried this: nothing is known
        return cls(language, dict(each.split(":", 1) for each in prints if ":" in each))

    def __str__(self) -> str:
        return " ".join([self.language, *(f"{key}:{each}" for key, each in self.prints.items())])


class Comparison:
    """What was opened, what was sent and what stands there now, field by field."""

    def __init__(
        self, opened: Opened, choices: Mapping[str, Any], history: models.QuerySet[AuditEntry]
    ) -> None:
        self.opened, self.choices, self.history = opened, choices, history
        self.contested: list[Contest] = []
        self.sent: dict[str, str] = {}
        self.reopened: dict[str, str] = {}

    def merged(
        self,
        form: forms.BaseForm,
        data: QueryDict,
        keys: dict[str, str],
        *,
        kept_as: str = "",
        about: str = "",
    ) -> QueryDict:
        """What a form is to hold: what was sent, and where nobody touched it what stands there."""
        drawn, merged = drawn_of(form), data.copy()
        for name, key in keys.items():
            if self._is_left_out(form, name, key, data):
                put(merged, form.add_prefix(name), drawn)
        now, sent = values_of(form, drawn), values_of(form, merged, form.files)
        for name, key in keys.items():
            standing, mine = print_of(now[name]), print_of(sent[name])
            was, choice = self.opened.prints.get(key), self.choice(key)
            self.sent[key], self.reopened[key] = mine, standing
            if choice == THEIRS or mine in (standing, was):
                put(merged, form.add_prefix(name), drawn)
                form.files = MultiValueDict(
                    {k: v for k, v in form.files.lists() if k != form.add_prefix(name)}
                )
            elif standing not in (was, choice):
                self.reopened[key] = was or ""
                self.contest(
                    key=key,
                    label=f"{about}: {form[name].label}" if about else str(form[name].label),
                    anchor=form[name].auto_id,
                    now=words_of(form, name, drawn),
                    sent=words_of(form, name, merged),
                    seen=standing,
                    kept_as=kept_as or getattr(form, "kept_as", {}).get(name, name),
                )
        return merged

    def merged_rows(self, formset: BaseModelFormSet, data: QueryDict) -> QueryDict:
        """What the rows beside a form are to hold; a row is the same row at any place."""
        rows = Rows(formset, data)
        for pk, row in rows.standing.items():
            self._merge_row(rows, row, rows.sent.get(pk))
        for pk, sent in rows.sent.items():
            if pk not in rows.standing:
                self._keep_removed(rows, pk, sent)
        for sent in rows.added:
            if not self._stands_already(rows, sent):
                rows.put("", sent)
        return rows.merged(data)

    def _merge_row(self, rows: Rows, row: models.Model, sent: dict[str, str] | None) -> None:
        form, keys = rows.form(row), rows.keys_of(row.pk)
        if sent is None or REMOVED not in sent:
            data = rows.data_of(drawn_of(form) if sent is None else sent)
            merged = self.merged(form, data, keys, kept_as=rows.prefix, about=str(row))
            rows.put(row.pk, rows.fields_of(merged))
            return
        now = {keys[name]: print_of(value) for name, value in rows.values(form).items()}
        seen, key = print_of(sorted(now.items())), rows.key_of(row.pk, REMOVED)
        self.reopened |= now
        is_kept = self.choice(key) == THEIRS
        if not is_kept and self.choice(key) != seen and not self._was_opened(now):
            versions = {"now": rows.words(form), "sent": _("removed"), "seen": seen}
            self._contest_row(rows, key, keys, about=str(row), **versions)
        rows.put(row.pk, rows.fields_of(drawn_of(form)) | ({} if is_kept else {REMOVED: "on"}))

    def _keep_removed(self, rows: Rows, pk: str, sent: dict[str, str]) -> None:
        """Somebody removed a row meanwhile: whoever changed it is asked, everybody else agrees."""
        form, keys, key = rows.form(), rows.keys_of(pk), rows.key_of(pk, "")
        mine = {keys[n]: print_of(v) for n, v in rows.values(form, rows.data_of(sent)).items()}
        if REMOVED in sent or self.choice(key) == THEIRS or self._was_opened(mine):
            return
        if self.choice(key) != GONE:
            words = rows.words(form, rows.data_of(sent))
            self._contest_row(rows, key, keys, about=words, now=_("removed"), sent=words, seen=GONE)
        rows.put(pk if self.choice(key) != GONE else "", sent)

    def _stands_already(self, rows: Rows, sent: dict[str, str]) -> bool:
        """Whether a row that is new here was added meanwhile just so, as by a second press."""
        mine = rows.values(rows.form(), rows.data_of(sent))
        return any(
            rows.values(rows.form(row)) == mine and not self._is_known(rows.keys_of(pk))
            for pk, row in rows.standing.items()
        )

    def _is_known(self, keys: dict[str, str]) -> bool:
        return any(key in self.opened.prints for key in keys.values())

    def _was_opened(self, prints: dict[str, str]) -> bool:
        return all(self.opened.prints.get(key) == each for key, each in prints.items())

    def _contest_row(
        self, rows: Rows, key: str, keys: dict[str, str], *, about: str, **versions: str
    ) -> None:
        was = self.opened.prints
        self.reopened |= {each: was[each] for each in keys.values() if each in was}
        anchor = f"id_{rows.prefix}-{len(rows.lines)}-{next(iter(keys))}"
        self.contest(key=key, label=about, anchor=anchor, kept_as=rows.prefix, **versions)

    def choice(self, key: str) -> str:
        return str(self.choices.get(CHOICE + key, ""))

    def contest(self, *, kept_as: str, **versions: Any) -> None:
        change = next(
            (each for each in self.history[:MOST_CHANGES] if kept_as in each.fields), None
        )
        self.contested.append(Contest(**versions, change=change))

    def _is_left_out(self, form: forms.BaseForm, name: str, key: str, data: QueryDict) -> bool:
        """Whether a field was not on the page that sent this: what is not sent is not changed."""
        widget, html_name = form.fields[name].widget, form.add_prefix(name)
        if isinstance(widget, forms.CheckboxInput):
            # A box without its tick is not sent either; only what was opened tells the two apart.
            return html_name not in data and key not in (self.opened.prints or {key})
        return widget.value_omitted_from_data(data, form.files, html_name)


def put(data: QueryDict, name: str, drawn: Mapping[str, str]) -> None:
    """Let a field hold what an untouched page would send."""
    if name in drawn:
        data[name] = drawn[name]
    else:
        data.pop(name, None)


class Rows:
    """The rows of a formset: those that stand there now, those that were sent, what is to be."""

    def __init__(self, formset: BaseModelFormSet, data: QueryDict) -> None:
        self.formset: Any = formset  # its stubs know neither forms by class nor keys by name
        self.prefix = str(formset.prefix)
        self.names = list(formset.form.base_fields)
        self.standing = {str(row.pk): row for row in formset.get_queryset()}
        self.lines: list[tuple[str, dict[str, str]]] = []
        sent = [self._sent(number, data) for number in range(self._count())]
        self.sent = {pk: fields for pk, fields in sent if pk}
        self.added = [fields for pk, fields in sent if not pk]

    def _count(self) -> int:
        management = self.formset.management_form
        if not management.is_valid():
            return 0
        return min(management.cleaned_data["TOTAL_FORMS"], self.formset.absolute_max)

    def _sent(self, number: int, data: QueryDict) -> tuple[str, dict[str, str]]:
        keys = {name: f"{self.prefix}-{number}-{name}" for name in [*self.names, REMOVED]}
        pk = data.get(f"{self.prefix}-{number}-{self._pk_name}", "")
        return pk, {name: str(data[key]) for name, key in keys.items() if key in data}

    @property
    def _pk_name(self) -> str:
        return self.formset.model._meta.pk.name

    @property
    def _next(self) -> str:
        return f"{self.prefix}-{len(self.lines)}"

    def form(self, row: models.Model | None = None) -> forms.ModelForm:
        """The form of a row at the place it will have in the list."""
        return self.formset.form(instance=row, prefix=self._next)

    def values(
        self, form: forms.ModelForm, data: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        return values_of(form, drawn_of(form) if data is None else data)

    def words(self, form: forms.ModelForm, data: Mapping[str, str] | None = None) -> str:
        shown = drawn_of(form) if data is None else data
        return ", ".join(filter(None, (words_of(form, name, shown) for name in self.names)))

    def key_of(self, pk: Any, name: str) -> str:
        return key_of(self.formset, pk, name)

    def keys_of(self, pk: Any) -> dict[str, str]:
        return {name: self.key_of(pk, name) for name in self.names}

    def data_of(self, fields: Mapping[str, str]) -> QueryDict:
        """What a row's form would be sent at the place it will have."""
        data = QueryDict("", mutable=True)
        for name, value in fields.items():
            data[name if name.startswith(self._next) else f"{self._next}-{name}"] = value
        return data

    def fields_of(self, data: Mapping[str, str]) -> dict[str, str]:
        return {name.removeprefix(f"{self._next}-"): value for name, value in data.items()}

    def put(self, pk: Any, fields: dict[str, str]) -> None:
        self.lines.append((str(pk), fields))

    def merged(self, data: QueryDict) -> QueryDict:
        merged = data.copy()
        for key in [key for key in merged if key.startswith(f"{self.prefix}-")]:
            del merged[key]
        merged[f"{self.prefix}-TOTAL_FORMS"] = str(len(self.lines))
        merged[f"{self.prefix}-INITIAL_FORMS"] = str(len(self.standing))
        for number, (pk, fields) in enumerate(self.lines):
            merged[f"{self.prefix}-{number}-{self._pk_name}"] = pk
            for name, value in fields.items():
                merged[f"{self.prefix}-{number}-{name}"] = value
        return merged


def key_of(formset: BaseModelFormSet, pk: Any, name: str) -> str:
    """Name a field of a row by the row: its place in the list changes when others add rows."""
    return f"{formset.prefix}-{pk}-{name}"
