"""What an office brings, and what it says of columns and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.opened import EditForm
from kurzweg.engine.members import Field
from kurzweg.imports import letter
from kurzweg.imports.models import ArrivalLetter, Choice, Line, MemberList
from kurzweg.imports.planning import SAME
from kurzweg.imports.saying import COLUMNS
from kurzweg.networks.forms.legal import ParagraphsField
from kurzweg.networks.models import LegalNotice

ACCEPTED = ".csv,.txt,.xlsx,.xls,.ods,.vcf"


class UploadForm(forms.Form):
    """A list as a file."""

    file = forms.FileField(
        label=_("Your list of members"),
        help_text=_("CSV, Excel, LibreOffice or vCard, as you have it, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
    )


class ColumnsForm(forms.Form):
    """What each column of a list holds."""

    def __init__(self, member_list: MemberList, sent: Mapping[str, Any] | None = None) -> None:
        super().__init__(sent)
        self.columns = member_list.columns
        for column in self.columns:
            self.fields[f"column-{column['index']}"] = forms.ChoiceField(
                choices=[(str(field), name) for field, name in COLUMNS.items()],
                initial=column["field"],
                label=column["name"] or column["letter"],
                help_text=" · ".join(column["examples"]),
            )

    def drawn(self, *, is_sure: bool) -> list[forms.BoundField]:
        names = [f"column-{each['index']}" for each in self.columns if each["is_sure"] == is_sure]
        return [self[name] for name in names]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The columns of which nobody can be sure."""
        return self.drawn(is_sure=False)

    @property
    def sure(self) -> list[forms.BoundField]:
        return self.drawn(is_sure=True)

    @property
    def meaning(self) -> list[Field]:
        """What the columns hold, in their order."""
        return [Field(self.cleaned_data[f"column-{each['index']}"]) for each in self.columns]


class LineForm(forms.Form):
    """What the office says of one row: which firm it is, and what is overwritten after all."""

    which = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Please choose one of the firms.")}
    )
    ticked = forms.MultipleChoiceField(required=False)

    def __init__(self, line: Line, sent: Mapping[str, Any]) -> None:
        super().__init__(sent, prefix=f"row-{line.row}")
        places = [(str(place), "") for place in range(len(line.changes))]
        said = [(each, each) for each in choices_of(line)]
        self.fields["which"].choices = said  # type: ignore[attr-defined]  # of this field only
        self.fields["ticked"].choices = places  # type: ignore[attr-defined]  # of this field only
        self.line = line

    @property
    def ticks(self) -> list[int]:
        return [int(place) for place in self.cleaned_data["ticked"]]


def choices_of(line: Line) -> Iterator[str]:
    """List what can be said of a doubtful row."""
    yield from (f"{SAME}{place}" for place in range(len(line.candidates)))
    yield from Choice.values


class ArrivalLetterForm(EditForm, forms.ModelForm):
    """The letter to those who came by a list; what is suggested goes on following the notice."""

    class Meta:
        model = ArrivalLetter
        fields = ("text_de", "text_en")
        labels: ClassVar = {"text_de": _("In German"), "text_en": _("In English")}
        field_classes: ClassVar = dict.fromkeys(("text_de", "text_en"), ParagraphsField)

    def __init__(self, *args: Any, notice: LegalNotice, **options: Any) -> None:
        super().__init__(*args, **options)
        self.suggested = {
            f"text_{language}": letter.suggested(notice, language=language)
            for language in letter.LANGUAGES
        }
        for language in letter.LANGUAGES:
            name = f"text_{language}"
            self.fields[name].widget.attrs |= {"lang": language, "rows": 18}
            self.initial[name] = self.initial.get(name) or self.suggested[name]

    @property
    def texts(self) -> dict[str, str]:
        """What is to be kept: nothing where it is what is suggested anyway."""
        sent = {name: self.cleaned_data[name] for name in self.suggested}
        return {name: "" if sent[name] == self.suggested[name] else sent[name] for name in sent}

    def _post_clean(self) -> None:
        """Leave the row to whoever keeps the texts: what follows from the notice is not stored."""
