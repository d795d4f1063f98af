"""What takes longer than a page may: comparing a list, taking it over, undoing it."""

from __future__ import annotations

from kurzweg.core import jobs
from kurzweg.core.errors import DomainError
from kurzweg.imports import applying, informing, planning, undoing
from kurzweg.imports.errors import ListIsStale
from kurzweg.imports.models import MemberList, State
from kurzweg.networks.models import Network
from kurzweg.people.models import Person

WHY = "a job is told the number of a list, and nothing else"


def compare(list_id: int) -> None:
    """Compare a list; one that was compared meanwhile is left as it is."""
    member_list = _list(list_id, State.COMPARING)
    if member_list is not None:
        planning.compare(member_list)


def apply(list_id: int, person_id: int) -> None:
    """Take a list over; where others were faster it is compared again, to be looked at."""
    member_list = _list(list_id, State.APPLYING)
    if member_list is None:
        return
    try:
        applying.apply(member_list, by=Person.objects.filter(pk=person_id).first())
    except ListIsStale as stale:
        again(member_list)
        _say(member_list, stale)


def undo(list_id: int, person_id: int) -> None:
    """Undo a list."""
    member_list = _list(list_id, State.UNDOING)
    if member_list is not None:
        undoing.undo(member_list, by=Person.objects.filter(pk=person_id).first())


def inform(network_id: int, list_id: int | None, person_id: int) -> None:
    """Write to all who came by a list and have an address, a hundred at a time."""
    network = Network.objects.filter(pk=network_id).first()
    member_list = _any_list(list_id) if list_id else None
    if network is None or (list_id and member_list is None):
        return
    coming = informing.Coming(network, member_list)
    by = Person.objects.filter(pk=person_id).first()
    while informing.send(coming, by=by).written:
        pass


def again(member_list: MemberList) -> MemberList:
    """Compare a list once more with what the network knows now."""
    member_list.state = State.COMPARING
    member_list.save(update_fields=["state"])
    return planning.compare(member_list)


def _say(member_list: MemberList, error: DomainError) -> None:
    member_list.problem = str(error.sentence)[:300]
    member_list.save(update_fields=["problem"])


def _list(list_id: int, state: State) -> MemberList | None:
    lists = MemberList.objects.across_networks(WHY)
    return lists.filter(pk=list_id, state=state).select_related("network").first()


def _any_list(list_id: int) -> MemberList | None:
    return MemberList.objects.across_networks(WHY).filter(pk=list_id).first()


jobs.every(15, "kurzweg.imports.informing.settle")
