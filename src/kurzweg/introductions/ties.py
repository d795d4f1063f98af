"""Which contacts the introductions prove: both sides said yes to each other."""

from __future__ import annotations

from collections.abc import Iterator

from kurzweg.core import ties
from kurzweg.introductions.models import Introduction, State

STRENGTH = 0.5


def of_network(network_id: int) -> Iterator[ties.Tie]:
    """List the accepted introductions between two known persons."""
    accepted = Introduction.objects.in_network(network_id).filter(state=State.ACCEPTED)
    for introduction in accepted.select_related("network").order_by("pk"):
        seeker, firm = introduction.asking_person_id, introduction.answered_by_id
        on = introduction.answered_on
        # A colleague who answered under another name is nobody whom we know.
        if seeker and firm and on:
            yield ties.Tie(seeker, firm, kind="introduction", on=on, strength=STRENGTH)


ties.register(of_network)
