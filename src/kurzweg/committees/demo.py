"""What of the region committees do: minutes of each board, a working group with open tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows

POINTS = (
    (
        "Mitglieder",
        "Drei Firmen haben sich vorgestellt, eine hat gekündigt.",
        "Die drei Firmen werden aufgenommen.",
        (7, 0, 0),
    ),
    (
        "Ausbildungsmesse im Herbst",
        "Das Rathaus stellt die Halle; offen ist die Technik.",
        "Das Netzwerk richtet die Messe aus und gibt bis zu 4.000 € dafür.",
        (5, 1, 1),
    ),
    ("Verschiedenes", "Der nächste Termin wird mit der Einladung verschickt.", "", None),
)
TASKS = (
    ("Schulen der Region anschreiben", -4),
    ("Angebot für die Technik der Messe einholen", 12),
    ("Liste freier Ausbildungsplätze zusammenstellen", 26),
)
TEXT = (
    "Was im Arbeitskreis über einzelne Firmen gesagt wird, bleibt dort. Ich gebe es nicht weiter"
    " und nutze es nicht im Wettbewerb."
)


def _plant(world: World, rows: Rows) -> Iterator[str]:
    """Write the minutes of each board, and one working group in each network that has one."""
    from kurzweg.networks.models import Committee, CommitteeKind, Quorum

    boards = Committee.objects.across_networks("the demo plants all of them")
    planted = 0
    for board in boards.filter(kind=CommitteeKind.BOARD).select_related("network").order_by("pk"):
        board.quorum = Quorum.HALF
        board.save(update_fields=["quorum"])
        _minutes(world, board, days_ago=38)
        _working_group(world, board.network)
        planted += 2
    yield f"{planted} committees"


def _minutes(world: World, committee: Any, *, days_ago: int) -> Any:
    from kurzweg.committees import quorum, seats
    from kurzweg.committees.models import AgendaPoint, Attendance, MeetingRecord

    met_on = world.today - timedelta(days=days_ago)
    sitting = seats.who_sits(committee, on=met_on) or seats.who_sits(committee, on=world.today)
    writes = sitting[0].person if sitting else None
    record = MeetingRecord.objects.create(
        network=committee.network,
        committee=committee,
        met_on=met_on,
        begins_at=time(17),
        ends_at=time(18, 45),
        place="Rathaus, kleiner Saal",
        agenda_checked_by=writes.name if writes else "Büro",
        agenda_checked_on=met_on - timedelta(days=3),
        written_by=writes,
        released_at=_at_noon(met_on + timedelta(days=2), committee.network.time_zone),
        released_by=writes,
    )
    Attendance.objects.bulk_create(
        Attendance(record=record, person=seat.person, name=seat.person.name, state=state)
        for seat, state in zip(sitting, ["present"] * 7 + ["excused"] * 40, strict=False)
    )
    if reached := quorum.counted(record):
        record.quorum_present, record.quorum_seats = reached.present, reached.seats
        record.quorum_needed = reached.needed
        record.save(update_fields=["quorum_present", "quorum_seats", "quorum_needed"])
    for place, (title, text, decision, votes) in enumerate(POINTS, start=1):
        point = AgendaPoint(record=record, place=place, title=title, text=text, decision=decision)
        if votes is not None:
            point.votes_for, point.votes_against, point.votes_abstained = votes
            point.is_unanimous = not (votes[1] or votes[2])
        point.save()
    if writes is not None:
        record.remarks.create(kind="left", name=sitting[-1].person.name, at=time(18, 10))
    return record


def _working_group(world: World, network: Any) -> None:
    from kurzweg.committees.models import Declaration, Signature, Task
    from kurzweg.networks.models import Committee, CommitteeKind, Mandate, MandateKind, Seat

    circle = Committee.objects.create(
        network=network,
        name="Arbeitskreis Fachkräfte",
        kind=CommitteeKind.WORKING_GROUP,
        purpose="Wie Firmen der Region gemeinsam Auszubildende und Fachkräfte gewinnen.",
        since=world.today - timedelta(days=700),
    )
    persons = _persons(world, network)
    since = world.today - timedelta(days=400)
    for person, seat in zip(persons, [Seat.CHAIR, Seat.MINUTES, *[Seat.MEMBER] * 3], strict=False):
        Mandate.objects.create(
            network=network,
            person=person,
            committee=circle,
            seat=seat,
            kind=MandateKind.COMMITTEE,
            since=since,
        )
    record = _minutes(world, circle, days_ago=24)
    for person, (text, days) in zip(persons, TASKS, strict=False):
        Task.objects.create(
            network=network,
            committee=circle,
            record=record,
            text=text,
            owner=person,
            due_on=world.today + timedelta(days=days),
        )
    declaration = Declaration.objects.create(
        network=network, committee=circle, version=1, text=TEXT, since=since
    )
    for held in circle.seats.order_by("pk")[:3]:
        Signature.objects.create(
            network=network, declaration=declaration, seat=held, person=held.person, signed_on=since
        )


def _persons(world: World, network: Any) -> list[Any]:
    """Draw five who act for members of a network."""
    from kurzweg.networks.models import Membership
    from kurzweg.people.models import Person, Position

    firms = Membership.objects.in_network(network).active(world.today).values("organisation")
    acting = Position.objects.acting_in(network).as_of(world.today).filter(organisation__in=firms)
    ids = sorted(set(acting.values_list("person", flat=True)))
    drawn = world.chance("committees", network.slug).sample(ids, k=min(5, len(ids)))
    return list(Person.objects.filter(pk__in=drawn).order_by("pk"))


def _at_noon(day: Any, zone: str) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.combine(day, time(12), ZoneInfo(zone))


register(Part("committees", _plant, needs=("networks",)))
