"""A list is undone as a whole; what somebody changed or built on since stays, and is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
from kurzweg.merging.models import Merge
from kurzweg.networks.models import Membership, Network, SaidLine
from kurzweg.people.actions import follow_addresses
from kurzweg.people.models import Organisation, Person, Site

Kept = dict[str, Any]
Rows = dict[type[Model], dict[int, int]]
MERGED = "merging.merge"


@dataclass(frozen=True, slots=True)
class Foretold:
    """What an undo would do now: firms that go, known ones that say again what they said before,
    and those that stay as they are, each with why."""

    going: int
    put_back: list[str]
    kept: list[Kept]


@dataclass(frozen=True, slots=True)
class Value:
    """What the list wrote over something else, and what stands there now."""

    written: Written
    model: type[Model]
    pk: int
    name: str
    before: Any
    after: Any
    now: Any

    @property
    def is_untouched(self) -> bool:
        return str(plain(self.now)) == str(self.after)


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
        merged = _merged_into(written, network)
        kept, going = _kept(written, altered, merged)
        _tell(going, network_id=network.pk, by=by)
        _forget_letters(going.get(Person, {}))
        relied_on.delete({model: list(pks) for model, pks in going.items()})
        values = list(_values(written, merged, held=True))
        _put_back(values, network_id=network.pk, by=by)
        kept += _overtaken(values, written, merged)
        locked.written.all()._raw_delete(using=locked.written.all().db)
        locked.state, locked.undone_at, locked.kept = State.UNDONE, timezone.now(), kept
        locked.save(update_fields=["state", "undone_at", "kept"])
        audit.record(locked, "undone", by=by)
        ledger.changed(locked)
    return locked


def foretell(member_list: MemberList) -> Foretold:
    """Say what an undo would do now."""
    written = list(member_list.written.order_by("row", "pk"))
    merged = _merged_into(written, member_list.network)
    kept, going = _kept(written, relied_on.altered(_made(written)), merged)
    values = list(_values(written, merged, held=False))
    put_back = {each.written.pk: each.written.name for each in values if each.is_untouched}
    return Foretold(
        len(going.get(Organisation, {})),
        list(put_back.values()),
        kept + _overtaken(values, written, merged),
    )


def _merged_into(written: Iterable[Written], network: Network) -> dict[int, str]:
    """Name the entry in which a firm of the list stands by now, by the firm's own number."""
    found: dict[int, str] = {}
    for pks in parts({each.organisation_id for each in written}, AT_A_TIME):
        rows = Merge.objects.in_network(network).standing().filter(merged_id__in=pks)
        found |= dict(rows.order_by("pk").values_list("merged_id", "kept__name"))
    return found


def _made(written: Iterable[Written]) -> Made:
    found: Rows = defaultdict(dict)
    for each in written:
        for label, rows in each.made.items():
            found[model_of(label)].update(rows)
    return found


def _kept(
    written: list[Written], altered: Altered, merged: Mapping[int, str]
) -> tuple[list[Kept], Rows]:
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
        if each.made and each.organisation_id in merged:
            whys = [MERGED]  # what was made for it is part of another entry
        for label, rows in each.made.items():
            (staying if whys else going)[model_of(label)].update(rows)
        if whys and each.row:
            kept.append(_said(each, whys, merged))
    _keep_whom_others_name(staying, going)
    return kept, going


def _said(each: Written, whys: Iterable[str], merged: Mapping[int, str]) -> Kept:
    said = {"name": each.name, "id": each.organisation_id, "why": sorted(set(whys))}
    into = merged.get(each.organisation_id)
    return said if into is None else said | {"into": into}


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


def _values(
    written: Iterable[Written], merged: Mapping[int, str], *, held: bool
) -> Iterator[Value]:
    """Read what stands now where the list wrote over something; what is gone is left out."""
    asked: dict[tuple[type[Model], str], dict[int, tuple[Written, Any, Any]]] = defaultdict(dict)
    for each in written:
        if each.organisation_id not in merged:
            for label, pk, name, before, after in each.changed:
                asked[model_of(label), name][pk] = (each, before, after)
    for (model, name), rows in asked.items():
        for pks in parts(rows, AT_A_TIME):
            stored = model._base_manager.filter(pk__in=pks).order_by("pk")
            # Held until the end: what somebody saves meanwhile would be written over unseen.
            stored = stored.select_for_update() if held else stored
            for pk, now in stored.values_list("pk", name):
                each, before, after = rows[pk]
                yield Value(each, model, pk, name, before, after, now)


def _put_back(values: Iterable[Value], *, network_id: int, by: Person | None) -> None:
    """Let fields of firms that were known say again what they said, unless changed since."""
    updates: list[writing.Update] = []
    for each in values:
        if each.is_untouched:
            column: Any = each.model._meta.get_field(each.name)
            updates.append((each.model, each.pk, each.name, column.to_python(each.before)))
    writing.update(updates)
    follow_addresses(pk for model, pk, name, _v in updates if (model, name) == (Person, "email"))
    _tell_put_back(updates, network_id=network_id, by=by)


def _overtaken(
    values: Iterable[Value], written: Iterable[Written], merged: Mapping[int, str]
) -> list[Kept]:
    """Name the known firms of which something stays: a value was changed since, or the whole
    entry stands in another one, with what the list wrote."""
    whys: dict[int, set[str]] = defaultdict(set)
    for value in values:
        if not value.is_untouched and value.model is not SaidLine:
            whys[value.written.pk].add(value.name)
    for each in written:
        if each.changed and not each.made and each.organisation_id in merged:
            whys[each.pk].add(MERGED)
    return [_said(each, whys[each.pk], merged) for each in written if each.pk in whys]


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
