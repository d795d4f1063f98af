"""Open tasks go with the seat; those of a board stay with whoever was elected, as her promise."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext

from kurzweg.committees.models import Task
from kurzweg.core.succession import LookedAfter, register
from kurzweg.networks.models import Mandate, MandateKind


def _tasks(network_id: int, person_id: int, *, of_board: bool) -> QuerySet[Any]:
    on_board = Mandate.objects.in_network(network_id).filter(
        committee=OuterRef("committee"), person=person_id, kind=MandateKind.BOARD
    )
    hers = Task.objects.in_network(network_id).open().filter(owner=person_id)
    return hers.filter(Exists(on_board) if of_board else ~Exists(on_board)).order_by("pk")


def _with_seats(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    return _tasks(network_id, person_id, of_board=False)


def _of_board(network_id: int, person_id: int, on: date) -> QuerySet[Any]:
    return _tasks(network_id, person_id, of_board=True)


register(
    LookedAfter(
        name="tasks of committees",
        rows=_with_seats,
        says=lambda count: (
            ngettext(
                "%(number)s open task in these committees, within a quarter of an hour of the day",
                "%(number)s open tasks in these committees, within a quarter of an hour of the day",
                count,
            )
            % {"number": count}
        ),
    ),
    LookedAfter(
        name="tasks of the board",
        rows=_of_board,
        goes=False,
        says=lambda count: (
            ngettext(
                "%(number)s open task of the board", "%(number)s open tasks of the board", count
            )
            % {"number": count}
        ),
    ),
)
