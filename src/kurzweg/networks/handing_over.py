"""An office changes hands in one step: on a day one ends and the next begins, seats included."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from kurzweg.core import audit, ledger, succession
from kurzweg.networks import mandates
from kurzweg.networks.errors import CannotBeGivenBack, HasTaskAlready, NothingToHandOver
from kurzweg.networks.models import RUNS_THE_OFFICE, Mandate, MandateKind, Network
from kurzweg.people.models import Person


def goes_over(mandate: Mandate, *, network: Network) -> list[Mandate]:
    """List the tasks that go with an office: itself, and her seats; a board is elected anew."""
    today = network.today()
    rows = Mandate.objects.in_network(network).filter(person=mandate.person_id)
    rows = rows.filter(Q(until=None) | Q(until__gt=today))
    with_it = Q(pk=mandate.pk) | Q(committee__isnull=False) & ~Q(kind=MandateKind.BOARD)
    found = rows.filter(with_it).select_related("committee", "section", "person", "network")
    return sorted(found.order_by("pk"), key=lambda row: row.pk != mandate.pk)


def hand_over(
    mandate: Mandate,
    entry: dict[str, Any],
    *,
    person: Person | None,
    by: Person,
    seen: Collection[str] = (),
) -> list[Mandate] | list[Person]:
    """Let somebody take an office over from a day on, with the seats that go with it.

    As `mandates.give` does, it answers who may be meant where nobody said that none of them is.
    The office never stands empty for it: `OfficeWouldStandEmpty`.
    """
    network = mandate.network
    with mandates.never_empty(network):
        old = goes_over(mandate, network=network)
        if not old or old[0].pk != mandate.pk or old[0].kind not in RUNS_THE_OFFICE:
            raise NothingToHandOver
        on = max(entry["since"], network.today())
        first = _begin(old[0], entry, person=person, on=on, by=by, seen=seen)
        if isinstance(first, list):
            return first
        heir = first.person
        others = [_take(each, heir, on=on, by=by) for each in old[1:]]
        if on <= network.today():
            _carry(first, by=by)
        return [first, *(each for each in others if each is not None)]


def _begin(
    old: Mandate,
    entry: dict[str, Any],
    *,
    person: Person | None,
    on: Any,
    by: Person,
    seen: Collection[str],
) -> Mandate | list[Person]:
    """Give the office to whoever follows; one mail tells her of it and how to sign in."""
    if person is not None and person.pk == old.person_id:
        raise HasTaskAlready
    if old.until is not None and old.until <= on:
        raise NothingToHandOver
    told = {**entry, **_same(old), "since": on, "is_told": True}
    given = mandates.give(told, person=person, network=old.network, by=by, seen=seen)
    if isinstance(given, Mandate):
        _follow(given, old, on=on, by=by)
    return given


def _take(old: Mandate, heir: Person, *, on: Any, by: Person) -> Mandate | None:
    """Let a seat go along; whoever sits there already keeps her own."""
    if old.until is not None and old.until <= on:
        return None
    told = {**_same(old), "since": on, "is_told": False, "email": ""}
    try:
        given = mandates.give(told, person=heir, network=old.network, by=by)
    except HasTaskAlready:
        _end(old, on=on, by=by)
        return None
    if isinstance(given, list):  # never: a person that is named is asked about nobody
        raise TypeError
    _follow(given, old, on=on, by=by)
    return given


def _same(old: Mandate) -> dict[str, Any]:
    names = ("kind", "title", "section", "committee", "seat", "until")
    return {name: getattr(old, name) for name in names}


def _follow(new: Mandate, old: Mandate, *, on: Any, by: Person) -> None:
    # One that was taken back does not follow any more.
    Mandate.objects.in_network(old.network_id).filter(follows=old).update(follows=None)
    new.follows = old
    new.save(update_fields=["follows"])
    _end(old, on=on, by=by)


def _end(old: Mandate, *, on: Any, by: Person) -> None:
    # One that was to begin later never does.
    old.until = max(on, old.since) if old.since else on
    old.save(update_fields=["until"])
    audit.record(old, "handed over", by=by, fields=["until"])
    ledger.changed(old, old.person)


def carry_on() -> int:
    """Let what somebody looked after go to whoever follows her, once the day is there.

    It asks the facts of the day: until then it is hers, and nobody has to remember it.
    """
    count = 0
    for network in Network.objects.order_by("pk"):
        begun = Mandate.objects.in_network(network).as_of(network.today())
        waiting = begun.filter(
            kind__in=RUNS_THE_OFFICE, follows__isnull=False, went_along__isnull=True
        )
        for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
            with transaction.atomic():
                rows = waiting.locked().filter(pk=pk)
                for new in rows.select_related("follows"):
                    count += _carry(new, by=None)
    return count


def _carry(new: Mandate, *, by: Person | None) -> int:
    """Put the successor where the other one stood, and keep which rows that were."""
    old = new.follows
    if old is None:
        return 0
    went: list[tuple[str, int, str]] = []
    for kind in succession.moving():
        for row in kind.rows(new.network_id, old.person_id, new.network.today()):
            _name(row, kind.column, new.person_id, by=by)
            went.append((row._meta.label_lower, row.pk, kind.column))
    new.went_along = went
    new.save(update_fields=["went_along"])
    return len(went)


def _come_back(new: Mandate, *, to: Person, by: Person) -> None:
    """Let what went along name the one before again, unless somebody else has it by now."""
    for label, pk, column in new.went_along or ():
        rows = apps.get_model(label)._base_manager.select_for_update()
        for row in rows.filter(pk=pk, **{column: new.person_id}).order_by("pk"):
            _name(row, column, to.pk, by=by)


def _name(row: Any, column: str, person_id: int, *, by: Person | None) -> None:
    setattr(row, f"{column}_id", person_id)
    row.save(update_fields=[column])
    audit.record(row, "handed over", by=by, fields=[column])
    ledger.changed(row)


def handed_over_with(mandate: Mandate) -> list[Mandate]:
    """List what was handed over together with a task."""
    if mandate.follows is None:
        return []
    rows = Mandate.objects.in_network(mandate.network_id).filter(
        person=mandate.person_id, since=mandate.since, follows__person=mandate.follows.person_id
    )
    return list(rows.select_related("follows", "follows__person", "person").order_by("pk"))


@transaction.atomic
def take_back(mandate: Mandate, *, by: Person) -> None:
    """Let an office be what it was before it was handed over, with all that went along."""
    network = mandate.network
    with mandates.never_empty(network):
        together = handed_over_with(mandate)
        if not any(each.pk == mandate.pk for each in together):
            raise CannotBeGivenBack
        _refuse_changed(together)
        for new in together:
            old = new.follows
            if old is None:  # never: they were asked for by it
                raise CannotBeGivenBack
            _come_back(new, to=old.person, by=by)
            old.until = new.until
            old.save(update_fields=["until"])
            # It stays, without a day or until today: what it was is not forgotten.
            new.until = max(network.today(), new.since) if new.since else network.today()
            new.save(update_fields=["until"])
            for row, said in ((old, "taken back"), (new, "given back")):
                audit.record(row, said, by=by, fields=["until"])
                ledger.changed(row, row.person)


def _refuse_changed(together: Iterable[Mandate]) -> None:
    for new in together:
        is_over = new.until is not None and new.since is not None and new.until <= new.since
        if is_over or new.follows is None or new.follows.until != new.since:
            raise CannotBeGivenBack
