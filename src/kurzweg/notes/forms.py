"""A note: about whom, for what, until when, for whom of the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks.forms.lines import DayField
from kurzweg.notes.models import Note
from kurzweg.people.models import Person

READS = "reads_"  # the name of a field is this and whose name it is


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return person.name


class NoteForm(EditForm, forms.ModelForm):
    """What the office writes down; the persons to choose from are those of the firm and its own."""

    text = TextField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 6}))
    person = PersonChoice(
        Person.objects.none(),
        required=False,
        label=_("About whom"),
        empty_label=_("about the organisation itself"),
        help_text=_(
            "A person may ask what is kept of her. She is told the note then, word by word: "
            "write only what you would say to her."
        ),
    )
    until = DayField(label=_("Kept until"))

    class Meta:
        model = Note
        fields = ("text", "purpose", "until", "person", "concerns_others", "is_for_whole_office")
        labels: ClassVar = {
            "purpose": _("Purpose of the note"),
            "concerns_others": _("It tells something about somebody else"),
            "is_for_whole_office": _("The whole office reads it"),
        }
        help_texts: ClassVar = {
            "purpose": _("e.g. to prepare the next visit"),
            "concerns_others": _(
                "Then she is told that there is a note, for what and until when, but not what it "
                "says."
            ),
            "is_for_whole_office": _("Otherwise you and those of the office whom you name below."),
        }
        field_classes: ClassVar = {"purpose": NameField}

    def __init__(
        self, *args: Any, persons: Any, office: Iterable[Person], last: date, **options: Any
    ) -> None:
        """Offer the firm's persons and others of the office; nothing is kept beyond `last`."""
        super().__init__(*args, **options)
        self.last = last
        self.fields["until"].widget.attrs["max"] = last.isoformat()
        person: Any = self.fields["person"]
        person.queryset = persons
        self.office = {f"{READS}{each.public_id}": each for each in office}
        named = set(self.instance.readers.values_list("pk", flat=True)) if self.instance.pk else ()
        for name, each in self.office.items():
            self.fields[name] = forms.BooleanField(required=False, label=each.name)
            self.initial[name] = each.pk in named

    @property
    def lines(self) -> list[forms.BoundField]:
        """The fields that are no names of readers."""
        return [self[name] for name in self.fields if name not in self.office]

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in self.office]

    @property
    def named(self) -> list[Person]:
        """Who of the office is named."""
        return [each for name, each in self.office.items() if self.cleaned_data.get(name)]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until > self.last:
            says = gettext("No note is kept longer than until %(day)s.")
            raise forms.ValidationError(says % {"day": plain_day(self.last)}, code="late")
        if until < self.instance.written_on:
            raise forms.ValidationError(gettext("This day is over."), code="over")
        return until

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_for_whole_office") and any(said.get(name) for name in self.office):
            says = gettext("Either the whole office reads it, or those whom you name.")
            self.add_error("is_for_whole_office", says)
        return said
