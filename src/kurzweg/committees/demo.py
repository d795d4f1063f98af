"""What of the region committees do: minutes of each board, a working group with open tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kurzweg.core.demo import Part, World, register

if TYPE_CHECKING:
    from kurzweg.core.demo.rows import Rows

Point = tuple[str, str, str, tuple[int, int] | None]

# They meet on Tuesdays, on which no movable holiday falls.
TUESDAY = 1
HOLIDAYS = {(1, 1), (5, 1), (10, 3), (10, 31), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
MOST_PRESENT = 7
# A title, what was said, what was decided, and how many were against it and abstained.
FAIR = (
    "Ausbildungsmesse",
    "Das Rathaus stellt die Halle; offen ist die Technik.",
    "Das Netzwerk richtet die Messe aus und gibt bis zu 4.000 € dafür.",
    (1, 1),
)
OF_THE_GROUP = (
    (
        "Ausbildungsmesse",
        "Der Vorstand hat bis zu 4.000 € bewilligt; offen ist die Technik.",
        "Der Arbeitskreis holt drei Angebote für die Technik ein.",
        (0, 0),
    ),
    (
        "Besuche in Schulen",
        "Vier Firmen gehen schon in Schulen, jede für sich.",
        "Firmen und Auszubildende gehen künftig gemeinsam in die Schulen der Region.",
        (0, 1),
    ),
)
MISCELLANEOUS = ("Verschiedenes", "Der nächste Termin wird mit der Einladung verschickt.", "", None)
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
        if _seated(board, on=world.today):
            met_on = _tuesday(world.today - timedelta(days=38))
            _minutes(board, _of_the_board(board, met_on, world.today), met_on=met_on)
        _working_group(world, board.network)
        planted += 2
    yield f"{planted} committees"


def _tuesday(day: date) -> date:
    """Give the last Tuesday until a day on which people work."""
    while day.weekday() != TUESDAY or (day.month, day.day) in HOLIDAYS:
        day -= timedelta(days=1)
    return day


def _seated(board: Any, *, on: date) -> bool:
    """Let a board have who chairs it and who takes its minutes; False: one alone is in it."""
    from kurzweg.committees import seats
    from kurzweg.networks.models import Seat

    sitting = seats.who_sits(board, on=on)
    if len(sitting) == 1:
        return False
    sitting.sort(key=lambda held: held.title != "Vorsitz")
    for held, seat in zip(sitting, (Seat.CHAIR, Seat.MINUTES), strict=False):
        held.seat = seat
        held.save(update_fields=["seat"])
    return True


def _of_the_board(board: Any, met_on: date, today: date) -> list[Point]:
    """Admit the firms that belong since soon after, as a board does; then the fair."""
    from kurzweg.networks.models import Membership

    rows = Membership.objects.in_network(board.network).filter(
        since__gt=met_on, since__lte=today, applied_on__lte=met_on
    )
    ids = rows.order_by("since", "pk").values_list("organisation__name", flat=True)
    admitted = [
        (f"Antrag von {name}", "Die Firma hat sich vorgestellt.", "Sie wird aufgenommen.", (0, 0))
        for name in ids[:3]
    ]
    return [*admitted, FAIR, MISCELLANEOUS]


def _minutes(committee: Any, points: Iterable[Point], *, met_on: date) -> Any:
    from kurzweg.committees import quorum, seats
    from kurzweg.committees.models import Attendance, MeetingRecord
    from kurzweg.networks.models import Seat

    sitting = seats.who_sits(committee, on=met_on)
    writes = next((held.person for held in sitting if held.seat == Seat.MINUTES), None)
    record = MeetingRecord.objects.create(
        network=committee.network,
        committee=committee,
        met_on=met_on,
        begins_at=time(17),
        ends_at=time(18, 45),
        place="Rathaus, kleiner Saal",
        agenda_checked_by=sitting[0].person.name if sitting else "Büro",
        agenda_checked_on=met_on - timedelta(days=6),
        written_by=writes,
        released_at=_at_noon(met_on + timedelta(days=2), committee.network.time_zone),
        released_by=writes,
    )
    present = sitting[:MOST_PRESENT]
    Attendance.objects.bulk_create(
        Attendance(
            record=record,
            person=held.person,
            name=held.person.name,
            state="present" if held in present else "excused",
        )
        for held in sitting
    )
    if reached := quorum.counted(record):
        record.quorum_present, record.quorum_seats = reached.present, reached.seats
        record.quorum_needed = reached.needed
        record.save(update_fields=["quorum_present", "quorum_seats", "quorum_needed"])
    _decided(record, points, voting=len(present))
    if len(present) > 1:
        # After all votes, which are as many as are there.
        record.remarks.create(kind="left", name=present[-1].person.name, at=time(18, 40))
    return record


def _decided(record: Any, points: Iterable[Point], *, voting: int) -> None:
    """Write down the points; in a handful of people nobody is of another mind."""
    from kurzweg.committees.models import AgendaPoint

    for place, (title, text, decision, dissent) in enumerate(points, start=1):
        point = AgendaPoint(record=record, place=place, title=title, text=text, decision=decision)
        if dissent is not None:
            against, abstained = dissent if voting > sum(dissent) * 2 else (0, 0)
            point.votes_for = voting - against - abstained
            point.votes_against, point.votes_abstained = against, abstained
            point.is_unanimous = not (against or abstained)
        point.save()


def _working_group(world: World, network: Any) -> None:
    from kurzweg.committees.models import Declaration, Signature, Task
    from kurzweg.networks.models import (
        Committee,
        CommitteeKind,
        Mandate,
        MandateKind,
        Quorum,
        Seat,
    )

    circle = Committee.objects.create(
        network=network,
        name="Arbeitskreis Fachkräfte",
        kind=CommitteeKind.WORKING_GROUP,
        purpose="Wie Firmen der Region gemeinsam Auszubildende und Fachkräfte gewinnen.",
        since=world.today - timedelta(days=700),
        quorum=Quorum.HALF,
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
    met_on = _tuesday(world.today - timedelta(days=24))
    record = _minutes(circle, [*OF_THE_GROUP, MISCELLANEOUS], met_on=met_on)
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
