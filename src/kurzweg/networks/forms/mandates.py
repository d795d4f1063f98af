"""A task in the network: who has it, which one, for which term."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.addresses import AddressFormField, AddressInput
from kurzweg.core.fields import NameField
from kurzweg.core.keys import in_order
from kurzweg.core.opened import EditForm
from kurzweg.networks import mandates
from kurzweg.networks.errors import HasTaskAlready, OfficeWouldStandEmpty
from kurzweg.networks.forms.lines import DayField, LastDayField, filled_in, refuse_turned_round
from kurzweg.networks.models import (
    RUNS_THE_OFFICE,
    SEATED,
    Mandate,
    MandateKind,
    Network,
    Section,
)
from kurzweg.people.models import Person

SEATED_ELSEWHERE = frozenset(SEATED) - {MandateKind.BOARD}
NO_ADDRESS = _(
    "Whoever runs the office signs in with a mail address. Please enter the address of this person."
)


class TaskForm(forms.ModelForm):
    """Which task it is, and from which to which day."""

    since = DayField(label=_("From"))
    until = LastDayField(required=False, label=_("Last day"), help_text=_("Empty: open."))

    class Meta:
        model = Mandate
        fields = ("kind", "title", "section", "since", "until")
        labels: ClassVar = {"kind": _("Task"), "title": _("More exactly"), "section": _("Section")}
        help_texts: ClassVar = {
            "kind": _(
                "Office and coordinator may do everything in the network; all others see what the "
                "network sees."
            ),
            "title": _("As it is called with you: chair, management, congress committee …"),
        }
        field_classes: ClassVar = {"title": NameField}

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        kind: Any = self.fields["kind"]
        # A seat is given on the page of its committee; only the board is known by its kind alone.
        kind.choices = [each for each in MandateKind.choices if each[0] not in SEATED_ELSEWHERE]
        sections = Section.objects.in_network(network).order_by(*in_order("name"), "pk")
        if sections:
            section: Any = self.fields["section"]
            section.queryset, section.empty_label = sections, _("the whole network")
        else:
            del self.fields["section"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_turned_round(self)
        if not self.instance.committee_id:
            cleaned.setdefault("section", None)
        return cleaned

    @property
    def term(self) -> mandates.Term:
        return self.cleaned_data["since"], self.cleaned_data["until"]


class NewTaskForm(TaskForm):
    """A task for somebody: new to the network, or known to it already."""

    given_name = NameField(
        max_length=80,
        required=False,
        widget=filled_in("section-task given-name"),
        label=_("First name"),
    )
    family_name = NameField(
        max_length=80, widget=filled_in("section-task family-name"), label=_("Family name")
    )
    email = AddressFormField(
        required=False,
        widget=AddressInput(attrs={"autocomplete": "section-task email"}),
        label=_("Mail address"),
        help_text=_("Signing in works with this address."),
    )
    is_told = forms.BooleanField(
        required=False, initial=True, label=_("Tell this person by mail, with the way to sign in")
    )

    field_order = ("given_name", "family_name", "email", "kind", "title", "section", "since",
                   "until", "is_told")  # fmt: skip

    def __init__(
        self, *args: Any, network: Network, person: Person | None = None, **options: Any
    ) -> None:
        initial = {"since": network.today(), "kind": MandateKind.OFFICE}
        super().__init__(*args, network=network, initial=initial, **options)
        if person is None:
            return
        del self.fields["given_name"], self.fields["family_name"]
        if not mandates.takes_address(person, network=network):
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        return {"given_name": "", "family_name": "", "email": "", **super().clean()}

    def _post_clean(self) -> None:
        """Leave the row to whoever gives the task: here nobody has it yet."""

    def is_right_for(self, person: Person | None) -> bool:
        """Say whether somebody (None: somebody new) can have this task, and why not."""
        sent = self.cleaned_data
        address = person.email if person else ""
        if sent["kind"] in RUNS_THE_OFFICE and not (address or sent["email"]):
            self.add_error("email" if "email" in self.fields else None, NO_ADDRESS)
        elif person and mandates.holds_already(
            person, network=self.network, kind=sent["kind"], term=self.term
        ):
            self.add_error(None, HasTaskAlready.sentence)
        return not self.errors


class EditTaskForm(EditForm, TaskForm):
    """A task that somebody has: corrected, or given another end; a seat stays what it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.committee is not None:
            kind: Any = self.fields["kind"]
            kind.choices = [(self.instance.kind, self.instance.get_kind_display())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        mandate, kind = self.instance, cleaned.get("kind", self.instance.kind)
        if mandates.holds_already(
            mandate.person,
            network=self.network,
            kind=kind,
            term=self.term,
            committee=mandate.committee,
            but=mandate,
        ):
            self.add_error(None, HasTaskAlready.sentence)
        instead = self.term if kind in RUNS_THE_OFFICE else None
        gap = mandates.gap_left_by(mandate, network=self.network, instead=instead)
        if gap is not None:
            said = OfficeWouldStandEmpty.from_day(gap, today=self.network.today())
            self.add_error(None, said.sentence)
        return cleaned


class HandOverForm(forms.Form):
    """Who takes an office over, and from when."""

    given_name = NameField(
        max_length=80,
        required=False,
        widget=filled_in("section-task given-name"),
        label=_("First name"),
    )
    family_name = NameField(
        max_length=80, widget=filled_in("section-task family-name"), label=_("Family name")
    )
    email = AddressFormField(
        widget=AddressInput(attrs={"autocomplete": "section-task email"}),
        label=_("Mail address"),
        help_text=_("Signing in works with this address."),
    )
    since = DayField(label=_("From"), help_text=_("From this day on, the one before is the last."))

    def __init__(self, sent: Any, *, network: Network) -> None:
        super().__init__(sent, initial={"since": network.today()})
        self.network = network

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        if since < self.network.today():
            raise forms.ValidationError(_("Please choose today or a later day."))
        return since

    def is_right_for(self, person: Person | None) -> bool:
        """Say whether somebody the network knows can sign in, and why not."""
        if person is not None and not (
            person.email or mandates.takes_address(person, network=self.network)
        ):
            self.add_error(None, NO_ADDRESS)
        return not self.errors
