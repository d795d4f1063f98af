"""How long an organisation belongs, and why it left."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.core.languages import isolated
from kurzweg.core.opened import EditForm
from kurzweg.core.templatetags.display import plain_day
from kurzweg.networks import notice
from kurzweg.networks.forms.lines import A_DAY, DayField, LastDayField
from kurzweg.networks.models import Membership

REASON = _("Why")
ONLY_OFFICE = _("Only the office reads this.")


class EndForm(forms.Form):
    """When a membership ends, whether notice was given, and why."""

    notice_on = DayField(
        required=False,
        label=_("The notice arrived on"),
        help_text=_("Leave this empty if it ends without a notice."),
    )
    until = LastDayField(
        required=False,
        label=_("Last day of the membership"),
        help_text=_("Leave this empty after a notice: the rule says the day."),
    )
    end_reason = NameField(required=False, max_length=300, label=REASON, help_text=ONLY_OFFICE)
    is_confirmed = forms.BooleanField(
        required=False, initial=True, label=_("Confirm the notice by mail")
    )

    def __init__(
        self, *args: Any, membership: Membership, reader: str = "", **options: Any
    ) -> None:
        """Ask whether a notice is confirmed to a reader, where there is one."""
        super().__init__(*args, **options)
        self.membership = membership
        if reader and membership.since is not None:
            says = _("Goes to %(reader)s: when it arrived and until when the membership holds.")
            self.fields["is_confirmed"].help_text = says % {"reader": isolated(reader)}
        else:
            del self.fields["is_confirmed"]
        if membership.since is None:
            del self.fields["notice_on"]  # who only applied has nothing to give notice of
            self.fields["until"].help_text = ""

    def clean_notice_on(self) -> date | None:
        arrived_on: date | None = self.cleaned_data["notice_on"]
        if arrived_on and arrived_on > self.membership.network.today():
            # § 130 BGB: what is on its way can still be taken back.
            raise forms.ValidationError(_("A notice counts from the day on which it arrives."))
        return arrived_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        arrived_on = said.get("notice_on")
        if arrived_on and not said.get("until") and not self.errors:
            term = notice.term_of(self.membership.network, on=arrived_on)
            said["until"] = term.until(arrived_on)
        elif not said.get("until") and not self.errors:
            self.add_error("until", _("Please fill this in."))
        elif arrived_on and said.get("until"):
            _check_longest(self, arrived_on=arrived_on, until=said["until"])
        _check_days(self, since=self.membership.since, said=said)
        return said


class MembershipForm(EditForm, forms.ModelForm):
    """The days of a membership, as they should have been entered."""

    until = LastDayField(required=False, label=_("Last day of the membership"))

    class Meta:
        model = Membership
        fields = ("applied_on", "since", "notice_on", "until", "end_reason", "number")
        labels: ClassVar = {
            "applied_on": _("Applied on"),
            "since": _("Member since"),
            "notice_on": _("The notice arrived on"),
            "end_reason": REASON,
            "number": _("Membership number"),
        }
        help_texts: ClassVar = {"end_reason": ONLY_OFFICE}
        field_classes: ClassVar = {
            **dict.fromkeys(("applied_on", "since", "notice_on"), DayField),
            **dict.fromkeys(("end_reason", "number"), NameField),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if not since and not said.get("applied_on"):
            self.add_error("since", _("Please enter since when, or when it applied."))
        _check_days(self, since=since, said=said)
        if since and self._others_meet(since, until):
            self.add_error("since", _("At this time another membership of it holds."))
        return said

    def _others_meet(self, since: date, until: date | None) -> bool:
        others = Membership.objects.in_network(self.instance.network_id).filter(
            Q(until=None) | Q(until__gt=since),
            organisation=self.instance.organisation_id,
        )
        if until is not None:
            others = others.filter(Q(since=None) | Q(since__lt=until))
        return others.exclude(pk=self.instance.pk).exists()


def _check_longest(form: forms.BaseForm, *, arrived_on: date, until: date) -> None:
    latest = notice.longest(arrived_on)
    if until > latest:
        says = _("After a notice nobody is held for more than two years (§ 39 BGB): %(day)s.")
        form.add_error("until", says % {"day": plain_day(latest - A_DAY)})


def _check_days(form: forms.BaseForm, *, since: date | None, said: dict[str, Any]) -> None:
    until, notice_on = said.get("until"), said.get("notice_on")
    if since and until and until <= since:
        form.add_error("until", _("The last day lies before the first one."))
    if until and notice_on and notice_on > until:
        form.add_error("notice_on", _("The notice arrived after the end."))
