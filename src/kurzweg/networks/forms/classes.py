"""Classes of members, and the one in which a member is from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kurzweg.core.fields import NameField
from kurzweg.networks.forms.lines import DayField, LastDayField, filled_in
from kurzweg.networks.forms.parts import TermForm, named_once
from kurzweg.networks.models import Membership, MembershipClass


class ClassForm(TermForm):
    """A class of members: what it is called, for whom it is, where it stands in lists."""

    since = DayField(required=False, label=_("Takes members in from"))
    until = LastDayField(
        required=False, label=_("Last day"), help_text=_("Empty: open. Who is in it stays in it.")
    )

    class Meta:
        model = MembershipClass
        fields = ("name", "for_whom", "is_supporting", "order", "since", "until")
        labels: ClassVar = {
            "name": _("Name of the class"),
            "for_whom": _("For whom it is"),
            "is_supporting": _("Supporting members: they support the network"),
            "order": _("Place in the list"),
        }
        help_texts: ClassVar = {
            "for_whom": _("Whoever applies reads this, e.g. firms with up to 9 employees."),
            "order": _("1 stands first."),
        }
        field_classes: ClassVar = {"name": NameField, "for_whom": NameField}
        widgets: ClassVar = {"name": filled_in("off"), "for_whom": filled_in("off")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is None:
            del self.fields["order"]  # a new one stands last

    def clean_name(self) -> str:
        return named_once(self, MembershipClass, self.cleaned_data["name"])


class ClassTermForm(forms.Form):
    """In which class a member is, and from which day on."""

    membership_class: Any = forms.ModelChoiceField(
        queryset=None, required=False, empty_label=_("none"), label=_("Class")
    )
    class_since = DayField(
        required=False,
        label=_("From"),
        help_text=_("Empty: from the beginning of the membership."),
    )

    def __init__(self, *args: Any, membership: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.membership = membership
        field: Any = self.fields["membership_class"]
        field.queryset = MembershipClass.objects.in_network(membership.network_id)

    def clean_class_since(self) -> date | None:
        day: date | None = self.cleaned_data["class_since"]
        first, end = self.membership.since, self.membership.until
        if day and ((first and day < first) or (end and day >= end)):
            raise forms.ValidationError(_("On this day the membership does not hold."))
        # From its first day on is from its beginning on, also when that day is mended.
        return None if day == first else day
