"""Committees of a network: its board, congress committee, circles and working groups."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kurzweg.core.dated import Dated, holds
from kurzweg.core.ids import new_public_id
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models.network import DatedNetworkQuerySet, Network


class CommitteeKind(models.TextChoices):
    BOARD = "board", _("board")
    CONGRESS = "congress", _("congress committee")
    CIRCLE = "circle", _("round table's circle")
    WORKING_GROUP = "working group", _("working group")


class Seat(models.TextChoices):
    """As what somebody sits in a committee, in the order in which they are named."""

    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    MINUTES = "minutes", _("takes the minutes")
    MEMBER = "member", _("member")
    GUEST = "guest", _("guest")


class Quorum(models.IntegerChoices):
    """How many of those who vote must be there, in per cent as it is said; 51 is more than half."""

    NONE = 0, _("however many are there")
    THIRD = 33, _("at least a third")
    HALF = 50, _("at least half")
    MAJORITY = 51, _("more than half")
    TWO_THIRDS = 67, _("at least two thirds")

    def of(self, seats: int) -> int:
        """Say how many of some seats it takes."""
        if self == Quorum.MAJORITY:
            return seats // 2 + 1
        part = {Quorum.NONE: (0, 1), Quorum.THIRD: (1, 3), Quorum.HALF: (1, 2)}.get(self, (2, 3))
        return -(-seats * part[0] // part[1])


# Who writes the minutes of a committee, beside the office.
WRITES_MINUTES = (Seat.CHAIR, Seat.DEPUTY, Seat.MINUTES)


class CommitteeQuerySet(DatedNetworkQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The only door to committees: who sits there today, the office; others what is shown.

        A guest has no right from her seat: she knows of it what everybody does.
        """
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        seats = Q(pk__in=_seats(viewer).values("committee"))
        return mine.filter(seats | Q(is_public=True))

    def attended_by(self, viewer: Viewer) -> Self:
        """Keep those whose papers somebody reads: who sits there today, and the office."""
        mine = self.in_network(viewer)
        return mine if viewer.is_office else mine.filter(pk__in=_seats(viewer).values("committee"))

    def written_by(self, viewer: Viewer) -> Self:
        """Keep those whose minutes somebody writes: chair, deputy, who takes them, the office."""
        mine = self.in_network(viewer)
        if viewer.is_office:
            return mine
        writing = _seats(viewer).filter(seat__in=WRITES_MINUTES)
        return mine.filter(pk__in=writing.values("committee"))


def _seats(viewer: Viewer) -> models.QuerySet:
    from kurzweg.networks.models.belonging import Mandate  # it names committees itself

    seats = Mandate.objects.in_network(viewer).filter(holds(viewer.today))
    seats = seats.filter(person=viewer.person_id or 0, committee__isnull=False)
    return seats.exclude(seat=Seat.GUEST)  # what she is to read comes to her by link


class Committee(Dated):
    """A circle of persons who meet for the network; who sits in it are tasks (`Mandate`)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="committees")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=CommitteeKind.choices)
    purpose = models.TextField(max_length=2000, blank=True)
    # Name, purpose and who sits there are shown to everybody; papers never are.
    is_public = models.BooleanField(default=False)
    quorum = models.PositiveSmallIntegerField(choices=Quorum.choices, default=Quorum.NONE)

    objects = CommitteeQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ("name", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="committee_kind_is_known", condition=Q(kind__in=CommitteeKind.values)
            ),
            models.CheckConstraint(
                name="committee_quorum_is_known", condition=Q(quorum__in=Quorum.values)
            ),
            models.UniqueConstraint(
                fields=["network", "name"], name="committee_is_named_once", condition=Q(until=None)
            ),
            models.UniqueConstraint(
                fields=["network"],
                name="network_has_one_board",
                condition=Q(kind="board", until=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name
