"""The list of dues, to be taken along: for the treasurer, with a line of the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kurzweg.core.findable import Column
from kurzweg.core.lists import Asked, Listing, register
from kurzweg.core.policy import OFFICE
from kurzweg.dues import owing
from kurzweg.dues.owing import Owed

# Of rows as they are reckoned, and of those that were issued: they say the same.
COLUMNS = (
    Column("number", _("Membership number"), lambda row: row.number),
    Column("name", _("Member"), lambda row: row.name),
    Column("class", _("Membership class"), lambda row: row.class_name),
    Column("base", _("Reckoned by"), lambda row: row.base),
    Column("said_on", _("Stated on"), lambda row: row.said_on),
    Column("joined", _("Member since"), lambda row: row.joined_on),
    Column("owed", _("Part of the year"), lambda row: row.owed),
    Column("fee", _("Of that for joining, in euro"), lambda row: row.fee or None),
    Column("amount", _("Dues in euro"), lambda row: row.amount),
    Column("doubt", _("To be settled"), lambda row: row.doubt),
)


def with_total(rows: Iterable[Any], *, total: Decimal, doubtful: int) -> Iterator[Any]:
    """Close a list with what it adds up to, and how many are not in that."""
    yield from rows
    missing = ngettext(
        "%(number)s member is not in the total", "%(number)s members are not in the total", doubtful
    ) % {"number": doubtful}
    yield Owed(
        membership_id=0, organisation_id=0, public_id="", number="", name=gettext("Total"),
        class_name="", base="", said_on=None, joined_on=None, owed="", fee=Decimal(0), amount=total,
        doubt=missing if doubtful else "",
    )  # fmt: skip


def _rows(asked: Asked) -> Iterator[Any]:
    told = owing.dues(asked.network, asked.day)
    return with_total(told.rows, total=told.total, doubtful=told.doubtful)


register(Listing(name="dues", label=_("Dues"), columns=COLUMNS, rows=_rows, audience=OFFICE))
