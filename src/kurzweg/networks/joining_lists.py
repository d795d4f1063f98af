"""The lists of who is on the way in or silent, to be taken along: for the office alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.days import day_of
from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.networks import silence
from kurzweg.networks.models import Application, Approval, Prospect, SelfDeclaration


def _prospects(asked: Asked) -> QuerySet[Prospect]:
    """As on their page: those who are open by their next day, then those that are over."""
    rows = Prospect.objects.visible_to(asked.viewer)
    return rows.order_by("closed_on", "next_on", "pk")


def _applications(asked: Asked) -> QuerySet[Application]:
    """All that were sent; a draft is nobody's but of whoever writes it."""
    rows = Application.objects.visible_to(asked.viewer).filter(sent_on__isnull=False)
    return rows.order_by("-sent_on", "-pk")


def _approvals(asked: Asked) -> QuerySet[Approval]:
    """What the board was asked about all applications, or about one."""
    seen = Application.objects.visible_to(asked.viewer).filter(sent_on__isnull=False)
    if application := asked.query.get("application", ""):
        seen = seen.filter(public_id=application)
    rows = Approval.objects.in_network(asked.network).filter(application__in=seen.values("pk"))
    return rows.select_related("application", "person").order_by("-application__sent_on", "pk")


def _declarations(asked: Asked) -> QuerySet[SelfDeclaration]:
    """As on their page: who was asked this year."""
    rows = SelfDeclaration.objects.visible_to(asked.viewer).filter(year=asked.viewer.today.year)
    return rows.select_related("organisation").order_by("organisation__name_key", "pk")


def _was_right(row: SelfDeclaration) -> str:
    if row.was_right is None:
        return ""
    return str(_("all was right") if row.was_right else _("changed something"))


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
        name="approvals",
        label=_("Votes of the board"),
        columns=(
            Column("application", _("Organisation"), lambda row: row.application.name),
            Column("person", _("Asked"), lambda row: row.person.name),
            Column("asked_on", _("Asked on"), lambda row: day_of(row.asked_at)),
            Column("answered_on", _("Answered on"), lambda row: _day(row.answered_at)),
            Column("is_yes", _("Agrees"), lambda row: _yes_or_no(row.is_yes)),
            Column("comment", _("Comment"), lambda row: row.comment),
        ),
        rows=_approvals,
        audience=OFFICE,
        is_of_today=True,
    ),
    Listing(
        name="declarations",
        label=_("Is your entry still right?"),
        columns=(
            Column("name", _("Organisation"), lambda row: row.organisation.name),
            Column("asked_on", _("Asked on"), lambda row: row.asked_on),
            Column("reminded_on", _("Reminded on"), lambda row: row.reminded_on),
            Column("ends_on", _("To be answered by"), lambda row: row.ends_on),
            Column("answered_on", _("Answered on"), lambda row: _day(row.answered_at)),
            Column("said", _("What it said"), _was_right),
        ),
        rows=_declarations,
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


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def _yes_or_no(is_so: bool | None) -> str:
    return "" if is_so is None else str(_("yes") if is_so else _("no"))
