"""Minutes while they are written: who was there, points with decisions, remarks, tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kurzweg.committees.models import (
    AgendaPoint,
    Attendance,
    MeetingRecord,
    Remark,
    RemarkKind,
    Task,
)
from kurzweg.core.fields import NameField, TextField
from kurzweg.core.keys import in_order
from kurzweg.core.opened import EditForm
from kurzweg.networks.forms.lines import DayField, filled_in
from kurzweg.networks.models import Mandate
from kurzweg.people.models import Person

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class NewRecordForm(forms.ModelForm):
    """The day of a meeting, from which its minutes begin."""

    met_on = DayField(label=_("Day of the meeting"))

    class Meta:
        model = MeetingRecord
        fields: ClassVar[tuple[str, ...]] = ("met_on", "place")
        labels: ClassVar = {"place": _("Place, or online")}
        field_classes: ClassVar[dict[str, Any]] = {"place": NameField}
        widgets: ClassVar[dict[str, Any]] = {"place": filled_in("off")}


class RecordForm(EditForm, NewRecordForm):
    """What stands above the points of the agenda."""

    agenda_checked_on = DayField(required=False, label=_("Checked on"))

    class Meta(NewRecordForm.Meta):
        fields: ClassVar[tuple[str, ...]] = (
            "met_on",
            "begins_at",
            "ends_at",
            "place",
            "agenda_checked_by",
            "agenda_checked_on",
            "note",
        )
        labels: ClassVar = NewRecordForm.Meta.labels | {
            "begins_at": _("Begins"),
            "ends_at": _("Ends"),
            "agenda_checked_by": _("Agenda checked before the meeting by"),
            "note": _("What else belongs here"),
        }
        help_texts: ClassVar = {
            "agenda_checked_by": _(
                "Competition law: nothing on it that competitors must not talk about."
            ),
        }
        field_classes: ClassVar[dict[str, Any]] = NewRecordForm.Meta.field_classes | {
            "agenda_checked_by": NameField,
            "note": TextField,
        }
        widgets: ClassVar[dict[str, Any]] = NewRecordForm.Meta.widgets | {
            "begins_at": CLOCK,
            "ends_at": CLOCK,
            "agenda_checked_by": filled_in("off"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins and ends and ends < begins:
            self.add_error("ends_at", _("It ends before it begins."))
        if cleaned.get("agenda_checked_on") and not cleaned.get("agenda_checked_by"):
            self.add_error("agenda_checked_by", _("Who checked it?"))
        return cleaned


class PointForm(forms.ModelForm):
    """A point of the agenda, with the decision on it and its votes."""

    class Meta:
        model = AgendaPoint
        fields = (
            "place",
            "title",
            "text",
            "decision",
            "votes_for",
            "votes_against",
            "votes_abstained",
            "is_unanimous",
        )
        labels: ClassVar = {
            "place": _("No."),
            "title": _("Point of the agenda"),
            "text": _("What was said"),
            "decision": _("Decision, word for word"),
            "votes_for": _("Votes for"),
            "votes_against": _("Votes against"),
            "votes_abstained": _("Abstentions"),
            "is_unanimous": _("Unanimous"),
        }
        field_classes: ClassVar = {"title": NameField, "text": TextField, "decision": TextField}
        widgets: ClassVar = {
            "title": filled_in("off"),
            "text": forms.Textarea(attrs={"rows": 2}),
            "decision": forms.Textarea(attrs={"rows": 2}),
        }

    def has_changed(self) -> bool:
        # Of a line that is still free its number alone says nothing.
        return super().has_changed() and (
            bool(self.instance.pk) or set(self.changed_data) != {"place"}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        votes = [cleaned.get(f"votes_{each}") for each in ("for", "against", "abstained")]
        has_votes = any(each is not None for each in votes) or cleaned.get("is_unanimous")
        if has_votes and not cleaned.get("decision"):
            self.add_error("decision", _("On what was there a vote?"))
        if cleaned.get("is_unanimous") and votes[1]:
            self.add_error("is_unanimous", _("With votes against it was not unanimous."))
        return cleaned


class RemarkForm(forms.ModelForm):
    """Who came, left or objected, and when."""

    class Meta:
        model = Remark
        fields = ("kind", "name", "at", "text")
        labels: ClassVar = {
            "kind": _("What"),
            "name": _("Name"),
            "at": _("At"),
            "text": _("On what"),
        }
        field_classes: ClassVar = {"name": NameField, "text": NameField}
        widgets: ClassVar = {"name": filled_in("off"), "at": CLOCK, "text": filled_in("off")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("please choose")), *RemarkKind.choices]


class TaskForm(forms.ModelForm):
    """What somebody in the committee takes on, until which day."""

    due_on = DayField(label=_("Until"))

    class Meta:
        model = Task
        fields = ("text", "owner", "due_on")
        labels: ClassVar = {"text": _("Task"), "owner": _("Who")}
        field_classes: ClassVar = {"text": NameField}
        widgets: ClassVar = {"text": filled_in("off")}

    def __init__(self, *args: Any, record: MeetingRecord | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.required, owner.empty_label = True, _("please choose")
        if record is None:  # a stored row is drawn to be compared: its own record says who
            record = self.instance.record if self.instance.record_id else None
        if record is None:
            owner.queryset = Person.objects.none()
            return
        self.instance.network_id, self.instance.committee_id = (
            record.network_id,
            record.committee_id,
        )
        owner.queryset = who_may_own(record)


class BaseTaskFormSet(BaseInlineFormSet):
    """The tasks of a meeting; each knows whose minutes it stands in."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"record": self.instance}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Look a task up among those of the network: Django would ask all networks."""
        super().add_fields(form, index)
        form.fields[Task._meta.pk.name].queryset = self.get_queryset()


def who_may_own(record: MeetingRecord) -> QuerySet[Person]:
    """Open the persons who sit in the committee today: nobody else can be asked."""
    seats = Mandate.objects.in_network(record.network_id).filter(committee=record.committee_id)
    today = seats.as_of(record.network.today()).values("person")
    return Person.objects.filter(pk__in=today).order_by(
        *in_order("family_name", "given_name"), "pk"
    )


AttendanceFormSet = inlineformset_factory(
    MeetingRecord,
    Attendance,
    fields=("name", "state"),
    field_classes={"name": NameField},
    widgets={"name": filled_in("off")},
    labels={"name": _("Name"), "state": _("Was there?")},  # type: ignore[dict-item]  # lazy
    extra=1,
    can_delete=True,
)
PointFormSet = inlineformset_factory(
    MeetingRecord, AgendaPoint, form=PointForm, extra=2, can_delete=True
)
RemarkFormSet = inlineformset_factory(
    MeetingRecord, Remark, form=RemarkForm, extra=1, can_delete=True
)
TaskFormSet = inlineformset_factory(
    MeetingRecord, Task, form=TaskForm, formset=BaseTaskFormSet, extra=2, can_delete=True
)


def parts_of(record: MeetingRecord, sent: Any = None) -> dict[str, Any]:
    """Give the lines of minutes, in the order in which they are written."""
    points = record.points.count()
    free = [{"place": points + number} for number in (1, 2)]
    return {
        "attendances": AttendanceFormSet(sent, instance=record),
        "points": PointFormSet(sent, instance=record, initial=free),
        "remarks": RemarkFormSet(sent, instance=record),
        "tasks": TaskFormSet(sent, instance=record, queryset=_tasks_of(record)),
    }


def _tasks_of(record: MeetingRecord) -> Any:
    return Task.objects.in_network(record.network_id).order_by("due_on", "pk")


class AddendumForm(forms.Form):
    """A correction of minutes that stay as they are."""

    text = TextField(
        max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}), label=_("What is added")
    )
