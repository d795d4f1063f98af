"""The parts of a network: its area, subregions, sections, who carries it, who funds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.forms import ModelForm

from kurzweg.core import audit, files, ledger
from kurzweg.core.keys import in_order
from kurzweg.networks import doubles
from kurzweg.networks.areas import Area
from kurzweg.networks.doubles import Double
from kurzweg.networks.errors import AlreadyCarries
from kurzweg.networks.models import (
    Membership,
    Network,
    NetworkArea,
    Section,
    SectionMembership,
    Subregion,
    SupportingBody,
)
from kurzweg.people.models import Organisation, Person, Site


def keep(form: ModelForm[Any], *, by: Person) -> Any:
    """Keep a new or a changed part; a picture that came along is drawn anew and stored."""
    row, changed = form.instance, set(form.changed_data)
    is_new = row.pk is None
    if "logo" in changed:
        stored = files.store_picture(form.cleaned_data["logo"], network_id=row.network_id)
        row.logo_digest = stored.digest
        changed = (changed - {"logo"}) | {"logo_digest"}
    return _save(row, None if is_new else changed, "entered" if is_new else "changed", by=by)


@transaction.atomic
def _save(row: Any, changed: Collection[str] | None, action: str, *, by: Person) -> Any:
    row.save(update_fields=changed)
    audit.record(row, action, by=by, fields=changed or ())
    ledger.changed(row)
    return row


# Area and subregions -----------------------------------------------------------------------------


@transaction.atomic
def keep_area(network: Network, wanted: Iterable[Area], *, by: Person) -> None:
    """Let these municipalities be the network's area."""
    names = {area.ags: area.name for area in wanted}
    NetworkArea.objects.in_network(network).exclude(ags__in=names).delete()
    standing = {row.ags: row for row in NetworkArea.objects.in_network(network)}
    for ags, name in names.items():
        row = standing.get(ags) or NetworkArea(network=network, ags=ags)
        if row.pk is None or row.name != name:
            row.name = name
            row.save()
    audit.record(network, "changed", by=by, fields=["areas"])
    ledger.changed(network)


@transaction.atomic
def keep_subregion(row: Subregion, wanted: Iterable[Area], *, by: Person) -> Subregion:
    """Keep a subregion with its municipalities, which are some of the network's."""
    is_new = row.pk is None
    row.save()
    keys = [area.ags for area in wanted]
    row.areas.set(NetworkArea.objects.in_network(row.network_id).filter(ags__in=keys))
    audit.record(row, "entered" if is_new else "changed", by=by, fields=["name", "areas"])
    ledger.changed(row)
    return row


@transaction.atomic
def drop_subregion(row: Subregion, *, by: Person) -> None:
    """Take a subregion away; its municipalities stay the network's."""
    audit.record(row, "removed", by=by)
    ledger.changed(row)
    row.delete()


# Sections ----------------------------------------------------------------------------------------


@transaction.atomic
def take_part(section: Section, organisation: Organisation, *, by: Person) -> SectionMembership:
    """Let a member take part in a section from today; whoever does already goes on."""
    section = Section.objects.in_network(section.network_id).locked().get(pk=section.pk)
    today = section.network.today()
    rows = SectionMembership.objects.in_network(section.network_id).filter(section=section)
    found = rows.filter(organisation=organisation, until=None).first()
    if found is not None:
        return found
    row = SectionMembership(
        network=section.network, section=section, organisation=organisation, since=today
    )
    _save(row, None, "entered", by=by)
    return row


@transaction.atomic
def leave_section(row: SectionMembership, *, by: Person) -> None:
    """End today that a member takes part; what began today leaves nothing behind."""
    _end(row, today=row.network.today(), by=by)


def members_called(network: Network, name: str, *, on: date) -> list[Organisation]:
    """List the members that a written name can mean: those of exactly that name, or like it."""
    members = Membership.objects.in_network(network).active(on).select_related("organisation")
    found = {m.organisation for m in members.named_like(name)}
    exactly = [each for each in found if each.name.casefold() == name.casefold()]
    return exactly or sorted(found, key=lambda each: (each.name, each.pk))


# Who carries the network -------------------------------------------------------------------------


@transaction.atomic
def carry(
    entry: dict[str, Any],
    *,
    organisation: Organisation | None,
    network: Network,
    by: Person,
    seen: Collection[str] = (),
) -> SupportingBody | list[Double]:
    """Let an organisation carry the network; it need not be a member, nor known so far.

    Where the network knows one that may be the same, nothing is entered and the answer is who may
    be meant, unless the office has `seen` all of them (by public id).
    """
    network = Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    if organisation is None:
        known = doubles.of_entry(entry, network=network)
        if any(double.organisation.public_id not in seen for double in known):
            return known
        organisation = Organisation.objects.create(name=entry["name"], kind=entry["kind"])
        Site.objects.create(organisation=organisation, town=entry["town"], is_seat=True)
    if carries_already(organisation, network=network, since=entry["since"], until=None):
        raise AlreadyCarries
    row = SupportingBody(network=network, organisation=organisation, since=entry["since"])
    _save(row, None, "entered", by=by)
    ledger.changed(organisation)
    return row


def carries_already(
    organisation: Organisation,
    *,
    network: Network,
    since: date | None,
    until: date | None,
    but: SupportingBody | None = None,
) -> bool:
    """Say whether an organisation carries the network on any day of a term."""
    rows = SupportingBody.objects.in_network(network).filter(organisation=organisation)
    others = rows.exclude(pk=but.pk) if but else rows
    return others.meeting(since or date.min, until).exists()


def _end(row: Any, *, today: date, by: Person) -> None:
    audit.record(row, "ended", by=by, fields=["until"])
    ledger.changed(row)
    if row.since is not None and row.since >= today:
        row.delete()
        return
    row.until = today
    row.save(update_fields=["until"])


def subregions_left_empty(network: Network, wanted: Iterable[Area]) -> list[str]:
    """Name the subregions that would have no municipality if these were the area."""
    keys = {area.ags for area in wanted}
    rows = (
        Subregion.objects.in_network(network)
        .prefetch_related("areas")
        .order_by(*in_order("name"), "pk")
    )
    return [
        row.name
        for row in rows
        if row.areas.all() and not any(area.ags in keys for area in row.areas.all())
    ]
