"""The list of committees, to be taken along, with who sits there on its day."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.networks.models import Committee, Mandate


def _committees(asked: Asked) -> QuerySet[Committee]:
    """As on their page: the committees of the day that the viewer may know of."""
    sitting = Mandate.objects.in_network(asked.network).as_of(asked.day).select_related("person")
    sitting = sitting.order_by("person__family_name", "person__given_name", "pk")
    rows: QuerySet[Committee] = Committee.objects.visible_to(asked.viewer).as_of(asked.day)
    rows = rows.prefetch_related(Prefetch("seats", sitting, to_attr="sitting"))
    return rows.order_by("name", "pk")


register(
    Listing(
        name="committees",
        label=_("Committees"),
        columns=(
            Column("name", _("Committee"), lambda row: row.name),
            Column("kind", _("Kind"), lambda row: str(row.get_kind_display())),
            Column("purpose", _("What it is for"), lambda row: row.purpose),
            Column("number", _("How many sit there"), lambda row: len(row.sitting)),
            Column(
                "persons",
                _("Who sits there"),
                lambda row: ", ".join(each.person.name for each in row.sitting),
            ),
            Column("since", _("From"), lambda row: row.since),
            Column("until", _("Last day"), lambda row: row.last_day),
        ),
        rows=_committees,
    )
)
