"""Committees with whoever sits there."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from kurzweg.committees.seats import kind_of
from kurzweg.networks.models import Committee, Mandate
from tests.factories import LONG_AGO, MandateFactory, NetworkFactory


class CommitteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Committee

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda number: f"Arbeitskreis {number}")
    kind = "working group"
    since = LONG_AGO


def seated(person: Any, committee: Committee, seat: str = "member", **term: date | None) -> Mandate:
    """Let somebody sit in a committee."""
    return MandateFactory(
        network=committee.network,
        person=person,
        committee=committee,
        kind=kind_of(committee, seat),
        seat=seat,
        **term,
    )
