"""A list is undone as a whole; what somebody changed or built on since stays, and is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kurzweg.core import audit, ledger
from kurzweg.core.models import Link, OutboxMail
from kurzweg.imports import relied_on, writing
from kurzweg.imports.errors import CannotBeUndone
from kurzweg.imports.known import parts
from kurzweg.imports.models import MemberList, State, Written
from kurzweg.imports.relied_on import Altered, Made, model_of
from kurzweg.imports.rows import AT_A_TIME, plain
from kurzweg.market.models import Offer
from kurzweg.networks.models import Membership, SaidLine
from kurzweg.people.actions import follow_addresses
from kurzweg.people.models import Organisation, Person, Site

Kept = dict[str, Any]
Rows = dict[type[Model], dict[int, int]]


def undo(member_list: MemberList, *, by: Person | None) -> MemberList:
    """Take back what a list wrote, and name what stays because somebody changed it since."""
    network = member_list.network
    written = list(member_list.written.order_by("row", "pk"))
    made = _made(written)
    # SQLite lets one write at a time: what is compared before keeps nobody waiting, and what
    # others write until it is their turn to wait stands in the ledger behind this place.
    place = relied_on.newest_change() if relied_on.IS_ALONE else None
    altered = relied_on.altered(made) if place is not None else {}
    with transaction.atomic():
        locked = MemberList.objects.in_network(network).locked().get(pk=member_list.pk)
        is_running = locked.state == State.UNDOING
        if not (is_running or locked.can_be_undone(network.today())):
            raise CannotBeUndone
        relied_on.hold(made)
        if place is None:
            altered = relied_on.altered(made)
        else:
            relied_on.look_again(altered, made, since=place)
        kept, going = _kept(written, altered)
        _tell(going, network_id=network.pk, by=by)
        _forget_letters(going.get(Person, {}))
        relied_on.delete({model: list(pks) for model, pks in going.items()})
        kept += _put_back(written, network_id=network.pk, by=by)
        locked.written.all()._raw_delete(using=locked.written.all().db)
        locked.state, locked.undone_at, locked.kept = State.UNDONE, timezone.now(), kept
        locked.save(update_fields=["state", "undone_at", "kept"])
        audit.record(locked, "undone", by=by)
        ledger.changed(locked)
    return locked


def foretell(member_list: MemberList) -> tuple[int, list[str]]:
    """Say how many firms an undo would take out now, and name those that would stay."""
    written = list(member_list.written.order_by("row", "pk"))
    kept, going = _kept(written, relied_on.altered(_made(written)))
    return len(going.get(Organisation, {})), [each["name"] for each in kept]


def _made(written: Iterable[Written]) -> Made:
    found: Rows = defaultdict(dict)
    for each in written:
        for label, rows in each.made.items():
            found[model_of(label)].update(rows)
    return found


def _kept(written: list[Written], altered: Altered) -> tuple[list[Kept], Rows]:
    """Decide firm by firm: where anything of it is more than the list by now, all of it stays."""
    kept: list[Kept] = []
    staying: Rows = defaultdict(dict)
    going: Rows = defaultdict(dict)
    for each in written:
        whys = [
            why
            for label, rows in each.made.items()
            for pk, _print in rows
            if (why := altered.get(model_of(label), {}).get(pk))
        ]
        for label, rows in each.made.items():
            (staying if whys else going)[model_of(label)].update(rows)
        if whys and each.row:
            kept.append(_said(each, whys))
    _keep_whom_others_name(staying, going)
    return kept, going


def _said(each: Written, whys: Iterable[str]) -> Kept:
    return {"name": each.name, "id": each.organisation_id, "why": sorted(set(whys))}


def _keep_whom_others_name(staying: Rows, going: Rows) -> None:
    """Somebody at two firms stays with the one that stays; so does a section."""
    for model in staying:
        for column in model._meta.concrete_fields:
            target = column.related_model
            if not column.is_relation or not isinstance(target, type) or target not in going:
                continue
            for pks in parts(staying[model], AT_A_TIME):
                rows = model._base_manager.filter(pk__in=pks).order_by()
                for named in rows.values_list(column.attname, flat=True):
                    going[target].pop(named, None)


def _forget_letters(persons: Iterable[int]) -> None:
    # These name persons by number only, and a letter must not reach whoever is no longer here.
    for some in parts(persons, AT_A_TIME):
        Link.objects.filter(person_id__in=some).delete()
        OutboxMail.objects.unfinished().filter(person_id__in=some).delete()


def _tell(going: Rows, *, network_id: int, by: Person | None) -> None:
    audited = (Organisation, Membership, Person)
    done: dict[type[Model], dict[int, list[str]]] = {
        model: {pk: [] for pk in pks} for model, pks in going.items() if model in audited
    }
    writing.record(done, "import undone", by=by, network_id=network_id)
    # What is to be deleted is named while it still says whose it is.
    told = (Organisation, Site, Membership, Offer)
    # Nobody else names them, so no other network knows them either.
    writing.note_own(network_id, {model: sorted(going.get(model, {})) for model in told})


# Values ---------------------------------------------------------------------------------------


def _put_back(written: list[Written], *, network_id: int, by: Person | None) -> list[Kept]:
    """Let fields of firms that were known say again what they said, unless changed since."""
    asked: dict[tuple[type[Model], str], dict[int, tuple[Written, Any, Any]]] = defaultdict(dict)
    for each in written:
        for label, pk, name, before, after in each.changed:
            asked[model_of(label), name][pk] = (each, before, after)
    whys: dict[int, tuple[Written, set[str]]] = {}
    updates: list[writing.Update] = []
    for (model, name), rows in asked.items():
        for pk, (each, before, after), now in _now(model, name, rows):
            if str(plain(now)) == str(after):
                column: Any = model._meta.get_field(name)
                updates.append((model, pk, name, column.to_python(before)))
            elif model is not SaidLine:
                whys.setdefault(each.pk, (each, set()))[1].add(name)
    writing.update(updates)
    follow_addresses(pk for model, pk, name, _v in updates if (model, name) == (Person, "email"))
    _tell_put_back(updates, network_id=network_id, by=by)
    return [_said(each, names) for each, names in whys.values()]


def _now(model: type[Model], name: str, rows: dict[int, Any]) -> Iterator[tuple[int, Any, Any]]:
    for pks in parts(rows, AT_A_TIME):
        # Held until the end: what somebody saves meanwhile would be written over unseen.
        stored = model._base_manager.filter(pk__in=pks).order_by("pk").select_for_update()
        for pk, now in stored.values_list("pk", name):
            yield pk, rows[pk], now


def _tell_put_back(
    updates: Iterable[writing.Update], *, network_id: int, by: Person | None
) -> None:
    done: dict[type[Model], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for model, pk, name, _value in updates:
        if model is not SaidLine:
            done[model][pk].add(name)
    writing.record(done, "import undone", by=by, network_id=network_id)
    for model, rows in done.items():
        if ledger.is_told_of(model):
            writing.note(model, sorted(rows))
