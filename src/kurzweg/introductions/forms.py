"""Input: a letter before it leaves, and the answer from the page that a mail opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField, TextField
from kurzweg.introductions.actions import Reply
from kurzweg.introductions.errors import AlreadyPutOff, NoTimeForLater
from kurzweg.introductions.letters import Letter
from kurzweg.introductions.models import Answer, Introduction
from kurzweg.people.models import Organisation


class LetterForm(forms.Form):
    """The prepared letter; every word may be changed."""

    subject = NameField(
        label=_("Subject"), max_length=160, widget=forms.Textarea(attrs={"rows": 1})
    )
    text = TextField(label=_("Letter"), max_length=6000, widget=forms.Textarea(attrs={"rows": 14}))

    @classmethod
    def showing(cls, letter: Letter) -> LetterForm:
        form = cls(initial={"subject": letter.subject, "text": letter.text})
        for field in form.fields.values():
            field.widget.attrs["lang"] = letter.language
        return form

    @property
    def letter(self) -> Letter:
        return Letter(self.cleaned_data["subject"], self.cleaned_data["text"])


class OfferForm(forms.Form):
    """What a firm says of itself to whoever is looking; whoever acts for several names one."""

    firm = forms.ModelChoiceField(
        label=_("For which firm?"), queryset=Organisation.objects.none(), to_field_name="public_id"
    )
    sentence = TextField(
        label=_("In a sentence: what you can do, if you like"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, firms: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(firms) == 1:
            del self.fields["firm"]
        else:
            self.fields["firm"].queryset = firms  # type: ignore[attr-defined]  # a choice of rows


class AnswerForm(forms.Form):
    """Yes, no or later; a colleague says a name, and who wants to adds a sentence."""

    answer = forms.ChoiceField(
        choices=Answer.choices,
        error_messages={"required": _("Please choose one of the answers.")},
    )
    name = NameField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    comment = TextField(
        label=_("A sentence with your answer, if you like"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, introduction: Introduction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introduction = introduction

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        if answer == Answer.LATER and self.introduction.again_on_if_put_off() is None:
            reason = AlreadyPutOff if self.introduction.has_been_put_off else NoTimeForLater
            raise forms.ValidationError(str(reason.sentence), code="put-off")
        return answer

    @property
    def reply(self) -> Reply:
        return Reply(
            Answer(self.cleaned_data["answer"]),
            name=" ".join(self.cleaned_data["name"].split()),
            comment=self.cleaned_data["comment"].strip(),
        )
