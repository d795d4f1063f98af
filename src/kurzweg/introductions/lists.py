"""The list of introductions, to be taken along: for the office, which stands between both sides."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.introductions.models import Introduction
from kurzweg.introductions.standing import standing_for


def _introductions(asked: Asked) -> QuerySet[Introduction]:
    """As on their page: all of the network, or those about one need."""
    rows: QuerySet[Introduction] = Introduction.objects.visible_to(asked.viewer).with_both()
    if need := asked.query.get("need", ""):
        rows = rows.filter(need__public_id=need)
    return rows.order_by("-created_at", "-pk")


def _standing(asked: Asked, rows: list[Any]) -> None:
    for row in rows:
        row.standing = standing_for(asked.viewer, row)


register(
    Listing(
        name="introductions",
        label=_("Introductions"),
        columns=(
            Column("began", _("Began on"), lambda row: row.created_on),
            Column("need", _("Need"), lambda row: row.need.title),
            Column("seeks", _("Is looking for it"), lambda row: row.need.owner.name),
            Column("offers", _("Can do it"), lambda row: row.organisation.name),
            Column("began_by", _("Began by"), lambda row: str(row.get_initiated_as_display())),
            Column("asked_on", _("Asked on"), lambda row: row.asked_on),
            Column("until", _("Last day"), lambda row: row.last_day),
            Column("answered_on", _("Answered on"), lambda row: row.answered_on),
            Column("state", _("Where it stands"), lambda row: str(row.standing.label)),
        ),
        rows=_introductions,
        audience=OFFICE,
        prepare=_standing,
        is_of_today=True,
    )
)
