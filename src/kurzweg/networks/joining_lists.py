"""The lists of who is on the way in or silent, to be taken along: for the office alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.networks import silence
from kurzweg.networks.models import Application, Prospect


def _prospects(asked: Asked) -> QuerySet[Prospect]:
    """As on their page: those who are open by their next day, then those that are over."""
    rows = Prospect.objects.visible_to(asked.viewer)
    return rows.order_by("closed_on", "next_on", "pk")


def _applications(asked: Asked) -> QuerySet[Application]:
    """All that were sent; a draft is nobody's but of whoever writes it."""
    rows = Application.objects.visible_to(asked.viewer).filter(sent_on__isnull=False)
    return rows.order_by("-sent_on", "-pk")


def _said(line: str, label: Any) -> Column:
    return Column(line, label, lambda row: str(row.said.get(line) or ""))


register(
    Listing(
        name="prospects",
        label=_("Prospects"),
        columns=(
            Column("name", _("Organisation"), lambda row: row.name),
            Column("town", _("Town"), lambda row: row.town),
            Column("contact", _("Contact"), lambda row: row.contact_name),
            Column("email", _("Mail"), lambda row: row.email),
            Column("phone", _("Phone"), lambda row: row.phone),
            Column("source", _("Came to know us by"), lambda row: str(row.get_source_display())),
            Column("source_said", _("More on that"), lambda row: row.source_said),
            Column("noted_on", _("Noted on"), lambda row: row.noted_on),
            Column("invited_on", _("Invited on"), lambda row: row.invited_on),
            Column(
                "next_on", _("Due again on"), lambda row: None if row.closed_on else row.next_on
            ),
            Column("closed_on", _("Closed on"), lambda row: row.closed_on),
            Column("close_reason", _("Why closed"), lambda row: row.close_reason),
        ),
        rows=_prospects,
        audience=OFFICE,
        is_of_today=True,
    ),
    Listing(
        name="applications",
        label=_("Applications"),
        columns=(
            _said("name", _("Organisation")),
            _said("street", _("Street")),
            _said("postal_code", _("Postcode")),
            _said("town", _("Town")),
            _said("given_name", _("Given name")),
            _said("family_name", _("Family name")),
            _said("email", _("Mail")),
            _said("phone", _("Phone")),
            Column("sent_on", _("Sent on"), lambda row: row.sent_on),
            Column("due_on", _("To be answered by"), lambda row: row.answers_due_on),
            Column("decided_on", _("Decided on"), lambda row: row.decided_on),
            Column("accepted", _("Accepted"), lambda row: _yes_or_no(row.is_accepted)),
            Column("withdrawn_on", _("Taken back on"), lambda row: row.withdrawn_on),
        ),
        rows=_applications,
        audience=OFFICE,
        is_of_today=True,
    ),
    Listing(
        name="silent",
        label=_("Not heard of for long"),
        columns=(
            Column("name", _("Organisation"), lambda row: row.organisation.name),
            Column("phone", _("Phone"), lambda row: row.organisation.phone),
            Column("email", _("Mail"), lambda row: row.organisation.email),
            Column("last", _("Last heard of on"), lambda row: row.last),
            Column("kind", _("What it was"), lambda row: row.kind),
        ),
        rows=lambda asked: silence.silent(asked.network, on=asked.viewer.today),
        audience=OFFICE,
        is_of_today=True,
    ),
)


def _yes_or_no(is_so: bool | None) -> str:
    return "" if is_so is None else str(_("yes") if is_so else _("no"))
