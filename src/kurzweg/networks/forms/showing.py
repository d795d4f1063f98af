"""Who reads which line of an entry, as its owner chooses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kurzweg.core.opened import EditForm
from kurzweg.networks.models import Line, Readers
from kurzweg.networks.visible_fields import RULE, Decisions
from kurzweg.people.models import Organisation

HINTS = {
    Line.CERTIFICATES: lambda: _("What not all of the network read is not used to find who fits."),
    Line.STAFF: lambda: _("What not all of the network read is not used to find who fits."),
    Line.PERSON_CONTACTS: lambda: _("Please ask these persons before."),
}


class ShownForm(EditForm, forms.Form):
    """For each line of an entry its readers; empty: as is usual in the network."""

    def __init__(
        self,
        *args: Any,
        decisions: Decisions,
        network_id: int,
        organisation: Organisation,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for line in Line:
            usual = decisions.by_rule(network_id, organisation, line)
            as_usual = _("as usual: %(readers)s") % {"readers": usual.label}
            self.fields[f"{RULE}{line}"] = forms.TypedChoiceField(
                choices=[("", as_usual), *Readers.choices],
                coerce=lambda value: Readers(int(value)),
                empty_value=None,
                required=False,
                label=line.label,
                help_text=HINTS[line]() if line in HINTS else "",
            )
            own = decisions.own.get((network_id, organisation.pk, line))
            self.initial[f"{RULE}{line}"] = "" if own is None else own

    @property
    def decided(self) -> dict[Line, Readers | None]:
        """The lines for which something else was chosen."""
        return {Line(name.removeprefix(RULE)): each for name, each in self.changes.items()}
