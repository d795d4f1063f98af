"""What is due, to be taken along: what waits for whoever asks, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kurzweg.core.agenda import Item
from kurzweg.core.agenda.waiting import for_viewer
from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register


def _due(asked: Asked) -> Iterable[Item]:
    """As on its page, with all that comes after the first rows."""
    return for_viewer(asked.viewer)


register(
    Listing(
        name="due",
        label=_("What is due"),
        columns=(
            Column("due_on", _("Due on"), lambda item: item.due_on),
            Column("title", _("What is due"), lambda item: str(item.title)),
            Column("who", _("Whom it is about"), lambda item: str(item.who)),
            Column("detail", _("More on that"), lambda item: str(item.detail)),
        ),
        rows=_due,
        is_of_today=True,
    )
)
