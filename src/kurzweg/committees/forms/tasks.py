"""What somebody says about a task, and to whom it goes next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.committees.actions.tasks import Reply, Word
from kurzweg.committees.forms.records import who_may_own
from kurzweg.committees.models import Task
from kurzweg.core.fields import NameField
from kurzweg.networks.forms.lines import DayField, filled_in
from kurzweg.people.models import Person


class ReplyForm(forms.Form):
    """Done, later or not possible; later needs a day, not possible a reason."""

    word = forms.ChoiceField(choices=[(word.value, word.value) for word in Word])
    day = DayField(required=False, label=_("If later: until"))
    reason = NameField(
        max_length=500,
        required=False,
        widget=filled_in("off"),
        label=_("Why"),
        help_text=_("Needed if it is not possible."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        word, day = cleaned.get("word"), cleaned.get("day")
        if word == Word.LATER and "day" not in self.errors and (day is None or day <= self.today):
            self.add_error("day", _("Until which day? It lies ahead."))
        if word == Word.CANNOT and not cleaned.get("reason"):
            self.add_error("reason", _("Why is it not possible? One sentence helps the others."))
        return cleaned

    @property
    def reply(self) -> Reply:
        said = self.cleaned_data
        day = said["day"] if said["word"] == Word.LATER else None
        return Reply(Word(said["word"]), day=day, reason=said["reason"])


class HandOverForm(forms.Form):
    """Who in the committee has the task from now on."""

    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(), empty_label=_("please choose"), label=_("Who")
    )

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = who_may_own(task.record).exclude(pk=task.owner_id or 0)
