"""The lines of a form that several forms of the register have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.people import activities
from kurzweg.people.models import StaffBand

STAFF_BANDS = [("", _("not stated")), *StaffBand.choices]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


A_DAY = timedelta(days=1)


def filled_in(token: str) -> forms.TextInput:
    """A line that a browser may fill in with what it knows of whoever types."""
    return forms.TextInput(attrs={"autocomplete": token})


class ActivityField(NameField):
    """An activity by its code or by words; what several activities say is asked back."""

    default_error_messages: ClassVar = {
        "unknown": _("WZ %(edition)s has no code %(code)s."),
        "no_such": _("WZ %(edition)s names nothing so. Try a more general word."),
        "several": _("Several activities are named so: %(found)s. Which one is it?"),
    }

    def __init__(self, *, edition: str = "2008", **options: Any) -> None:
        self.edition = edition
        options.setdefault("widget", suggested_activity())
        super().__init__(max_length=200, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a code with what it means."""
        is_code = isinstance(value, str) and activities.exists(value, edition=self.edition)
        return self._said(value) if is_code else value

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        code = activities.read_code(written)
        if code:
            if not activities.exists(code, edition=self.edition):
                raise self._mistake("unknown", code=code)
            return code
        found = activities.search(written, edition=self.edition)
        exact = [each for each in found if self._name(each).casefold() == written.casefold()]
        match exact or found:
            case []:
                raise self._mistake("no_such")
            case [only]:
                return only
            case [*several]:
                raise self._mistake("several", found="; ".join(map(self._said, several[:5])))

    def _name(self, code: str) -> str:
        return activities.label(code, edition=self.edition)

    def _said(self, code: str) -> str:
        return f"{code} {self._name(code)}"

    def _mistake(self, reason: str, **told: str) -> forms.ValidationError:
        told |= {"edition": self.edition}
        return forms.ValidationError(self.error_messages[reason], code=reason, params=told)


def suggested_activity() -> forms.TextInput:
    """A line that names activities while somebody types."""
    return forms.TextInput(
        attrs={
            "list": "activity-names",
            "autocomplete": "off",
            "hx-get": reverse_lazy("networks:activity-names"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#activity-names",
            "hx-swap": "innerHTML",
        }
    )


class DayField(forms.DateField):
    """A day of our times: what lies far off is a slip of the finger."""

    within = (date(1500, 1, 1), date(2200, 1, 1))

    default_error_messages: ClassVar = {"far": _("Please check the year of this day.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": DAY, **options})

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not self.within[0] <= day < self.within[1]:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class LastDayField(DayField):
    """Asks for the last day on which something holds, and keeps the first on which it does not."""

    def prepare_value(self, value: Any) -> Any:
        return value - A_DAY if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        return day + A_DAY if day else None


def refuse_turned_round(form: forms.BaseForm) -> None:
    """Say at the last day of a term when it lies before the first one."""
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    if since and until and until <= since:
        form.add_error("until", _("The last day lies before the first one."))
