"""What takes longer than a page may: comparing a list, taking it over, undoing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kurzweg.core import jobs
from kurzweg.imports import actions, applying, informing, planning, undoing
from kurzweg.imports.errors import BrokeOff, ListIsStale
from kurzweg.imports.models import CameBy, MemberList, State
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

WHY = "a job is told the number of a list, and nothing else"


def compare(list_id: int, why: str = "") -> None:
    """Compare a list; one that was compared meanwhile is left as it is."""
    member_list = _list(list_id, State.COMPARING)
    if member_list is not None:
        with _or_back_to(State.COLUMNS, member_list):
            planning.compare(member_list, problem=why)


def apply(list_id: int, person_id: int) -> None:
    """Take a list over; where others were faster it is compared again, to be looked at."""
    member_list = _list(list_id, State.APPLYING)
    if member_list is None:
        return
    try:
        with _or_back_to(State.READY, member_list):
            applying.apply(member_list, by=Person.objects.filter(pk=person_id).first())
    except ListIsStale as stale:
        actions.compare_again(member_list, why=str(stale.sentence))


def undo(list_id: int, person_id: int) -> None:
    """Undo a list."""
    member_list = _list(list_id, State.UNDOING)
    if member_list is not None:
        with _or_back_to(State.APPLIED, member_list):
            undoing.undo(member_list, by=Person.objects.filter(pk=person_id).first())


@contextmanager
def _or_back_to(state: State, member_list: MemberList) -> Iterator[None]:
    """Let a list whose job broke off be what it was before, so that somebody can go on with it.

    A job that was killed needs none of that: its place in the queue is taken up again.
    """
    begun = member_list.state
    try:
        yield
    except Exception:
        broken = MemberList.objects.in_network(member_list.network_id).filter(
            pk=member_list.pk, state=begun
        )
        broken.update(state=state, problem=str(BrokeOff.sentence)[:300])
        raise


def inform(
    network_id: int, list_id: int | None, person_id: int, came_by: str = CameBy.LIST
) -> None:
    """Write to all who came one way and have an address, a hundred at a time."""
    network = Network.objects.filter(pk=network_id).first()
    member_list = _any_list(list_id) if list_id else None
    if network is None or (list_id and member_list is None):
        return
    coming = informing.Coming(network, member_list, CameBy(came_by))
    by = Person.objects.filter(pk=person_id).first()
    while informing.send(coming, by=by).written:
        pass


def _list(list_id: int, state: State) -> MemberList | None:
    lists = MemberList.objects.across_networks(WHY)
    return lists.filter(pk=list_id, state=state).select_related("network").first()


def _any_list(list_id: int) -> MemberList | None:
    return MemberList.objects.across_networks(WHY).filter(pk=list_id).first()


jobs.every(15, "kurzweg.imports.informing.settle")
