"""Open tasks go along when a seat is handed over, and come back when that is taken back."""

from __future__ import annotations

from collections.abc import Iterator

from kurzweg.committees.actions.tasks import hand_over
from kurzweg.committees.errors import AlreadyAnswered
from kurzweg.committees.models import Task
from kurzweg.networks.models import Mandate, Network
from kurzweg.people.models import Person


def hand_on() -> int:
    """Give the tasks of those whose seats were handed over to those who follow, and say how many.

    It asks the facts of the day: a seat that is handed over from a later day on keeps its tasks
    until then, and nobody has to remember it.
    """
    count = 0
    for network in Network.objects.order_by("pk"):
        for task, person in list(_left(network)):
            try:
                hand_over(task, person, by=None)
            except AlreadyAnswered:  # meanwhile
                continue
            count += 1
    return count


def _left(network: Network) -> Iterator[tuple[Task, Person]]:
    today = network.today()
    tasks = Task.objects.in_network(network).open().whose_owner_left(today)
    sits = {
        (seat.committee_id, seat.pk): seat
        for seat in Mandate.objects.in_network(network)
        .as_of(today)
        .filter(committee__isnull=False)
        .select_related("person")
    }
    heirs: dict[tuple[int | None, int], Person] = {}
    rows = Mandate.objects.in_network(network).filter(committee__isnull=False)
    for seat in rows.filter(follows__isnull=False).select_related("follows").order_by("pk"):
        if seat.follows is None:
            continue
        if heir := sits.get((seat.committee_id, seat.pk)):
            heirs[seat.committee_id, seat.follows.person_id] = heir.person
        if before := sits.get((seat.committee_id, seat.follows.pk)):
            heirs[seat.committee_id, seat.person_id] = before.person
    for task in tasks.select_related("owner").order_by("pk"):
        person = heirs.get((task.committee_id, task.owner_id or 0))
        if person is not None:
            yield task, person
