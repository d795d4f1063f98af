"""A committee, and who sits in it from when to when."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.committees import seats
from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import NameField, TextField
from kurzweg.core.opened import EditForm
from kurzweg.networks import mandates
from kurzweg.networks.errors import HasTaskAlready
from kurzweg.networks.forms.lines import DayField, LastDayField, filled_in, refuse_turned_round
from kurzweg.networks.models import Committee, CommitteeKind, Mandate
from kurzweg.people.models import Person


class CommitteeForm(EditForm, forms.ModelForm):
    """What a committee is called, what it is for, and who may know of it."""

    since = DayField(required=False, label=_("From"))
    until = LastDayField(required=False, label=_("Last day"), help_text=_("Empty: open."))

    class Meta:
        model = Committee
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "purpose",
            "quorum",
            "since",
            "until",
            "is_public",
        )
        labels: ClassVar = {
            "name": _("Name of the committee"),
            "purpose": _("What it is for"),
            "quorum": _("How many must be there to decide"),
            "is_public": _("Everybody may read its name, its purpose and who sits there"),
        }
        help_texts: ClassVar = {
            "quorum": _("Of those who vote, guests left out; the minutes say whether it was so."),
            "is_public": _(
                "Minutes, tasks and files are read by those who sit there and the office only."
            ),
        }
        field_classes: ClassVar = {"name": NameField, "purpose": TextField}
        widgets: ClassVar = {"name": filled_in("off"), "purpose": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quorum"].required = False  # whoever says nothing has none

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_turned_round(self)
        others = Committee.objects.in_network(self.instance.network_id).filter(until=None)
        others = others.exclude(pk=self.instance.pk)
        if cleaned.get("until") is None and any(
            each.name.casefold() == cleaned.get("name", "").casefold() for each in others
        ):
            self.add_error("name", _("There is one of this name already."))
        kind = cleaned.get("kind", self.instance.kind)
        is_board = kind == CommitteeKind.BOARD and cleaned.get("until") is None
        if is_board and others.filter(kind=CommitteeKind.BOARD).exists():
            self.add_error(None, _("The network has a board already."))
        return cleaned


class NewCommitteeForm(CommitteeForm):
    """A new committee; of which kind it is stays as it is."""

    class Meta(CommitteeForm.Meta):
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "kind",
            "purpose",
            "quorum",
            "since",
            "until",
            "is_public",
        )
        labels: ClassVar = CommitteeForm.Meta.labels | {"kind": _("Kind")}
        help_texts: ClassVar = CommitteeForm.Meta.help_texts | {
            "kind": _("It stays as it is: who sits on the board has the board's rights."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("please choose")), *CommitteeKind.choices]


class SeatForm(EditForm, forms.ModelForm):
    """As what somebody sits in a committee, and from when to when."""

    since = DayField(label=_("From"))
    until = LastDayField(required=False, label=_("Last day"), help_text=_("Empty: open."))

    class Meta:
        model = Mandate
        fields = ("seat", "title", "since", "until")
        labels: ClassVar = {"seat": _("As what"), "title": _("More exactly")}
        help_texts: ClassVar = {"title": _("As it is called with you: treasurer, speaker …")}
        field_classes: ClassVar = {"title": NameField}
        widgets: ClassVar = {"title": filled_in("off")}

    def __init__(self, *args: Any, committee: Committee, **options: Any) -> None:
        super().__init__(*args, **options)
        self.committee = committee
        seat: Any = self.fields["seat"]
        seat.required, seat.choices = True, seat.choices[1:]  # nobody sits there as nothing
        self.instance.committee = committee

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_turned_round(self)
        if "seat" in cleaned:
            self.instance.kind = seats.kind_of(self.committee, cleaned["seat"])
        if self.instance.pk and not self.errors and self._sits_already(self.instance.person):
            self.add_error(None, HasTaskAlready.sentence)
        return cleaned

    def _sits_already(self, person: Person) -> bool:
        return mandates.holds_already(
            person,
            network=self.committee.network,
            kind=self.instance.kind,
            term=(self.cleaned_data["since"], self.cleaned_data["until"]),
            committee=self.committee,
            but=self.instance if self.instance.pk else None,
        )


class NewSeatForm(SeatForm):
    """A seat for somebody: new to the network, or known to it already."""

    given_name = NameField(
        max_length=80,
        required=False,
        widget=filled_in("section-seat given-name"),
        label=_("First name"),
    )
    family_name = NameField(
        max_length=80, widget=filled_in("section-seat family-name"), label=_("Family name")
    )
    email = AddressFormField(
        required=False,
        widget=AddressInput(attrs={"autocomplete": "section-seat email"}),
        label=_("Mail address"),
        help_text=_("Minutes and tasks come to this address."),
    )
    is_told = forms.BooleanField(
        required=False, initial=True, label=_("Tell this person by mail, with the way to sign in")
    )

    def __init__(
        self, *args: Any, committee: Committee, person: Person | None = None, **options: Any
    ) -> None:
        initial = {"since": committee.network.today(), "seat": "member"}
        super().__init__(*args, committee=committee, initial=initial, **options)
        if person is not None:
            del self.fields["given_name"], self.fields["family_name"]
            if not mandates.takes_address(person, network=committee.network):
                del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        return {"given_name": "", "family_name": "", "email": "", **super().clean()}

    def _post_clean(self) -> None:
        """Leave the row to whoever gives the seat: here nobody has it yet."""

    def is_right_for(self, person: Person | None) -> bool:
        """Say whether somebody (None: somebody new) can have this seat, and why not."""
        if person is not None and self._sits_already(person):
            self.add_error(None, HasTaskAlready.sentence)
        return not self.errors
