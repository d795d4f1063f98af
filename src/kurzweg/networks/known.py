"""What a network knows of a firm: each fact with who reads it, who said it, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurzweg.core import audit
from kurzweg.core.days import day_of
from kurzweg.core.keys import in_order
from kurzweg.core.templatetags.display import plain_day
from kurzweg.core.viewer import Viewer
from kurzweg.networks import sources, visible_fields
from kurzweg.networks.forms import OrganisationForm
from kurzweg.networks.models import (
    Line,
    Membership,
    Network,
    Readers,
    SaidBy,
    SaidLine,
    SectionMembership,
    SupportingBody,
)
from kurzweg.people.models import Organisation, Position

EVERYBODY = Readers.EVERYBODY.label
MOST_CORRECTIONS = 50
# What everybody reads, because without it there is no entry.
ALWAYS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Name of the organisation"),
    "kind": gettext_lazy("Kind"),
    "legal_form": gettext_lazy("Legal form"),
    "activities": gettext_lazy("Activities"),
}
# Under which name it is kept who said a line, where that is not the line's own.
SAID_AS = {Line.STREET: "sites", Line.REGISTER: "register_number"}
ACTIONS: Mapping[str, str | Promise] = {
    "mended": gettext_lazy("changed something"),
    "confirmed": gettext_lazy("confirmed, or changed"),
    "shown": gettext_lazy("chose who reads it"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: what, who reads it, from whom it is and since when."""

    label: str
    value: str
    readers: str
    said_by: str = ""
    since: date | None = None
    language: str = ""  # of a free text


@dataclass(frozen=True, slots=True)
class Correction:
    """That somebody changed something, when, and which lines."""

    on: date
    what: str
    lines: str
    by: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that a network knows of a firm, as its own people read it."""

    entry: tuple[Fact, ...]
    belonging: tuple[Fact, ...]
    persons: tuple[Fact, ...]
    corrections: tuple[Correction, ...]

    def written(self) -> dict[str, Any]:
        """Give it for other programs."""
        return {
            name: [_plain(each) for each in getattr(self, name)]
            for name in ("entry", "belonging", "persons", "corrections")
        }


def _plain(row: Fact | Correction) -> dict[str, str]:
    said = ((name, value) for name, value in asdict(row).items() if value)
    return {n: v.isoformat() if isinstance(v, date) else str(v) for n, v in said}


def known_of(organisation: Organisation, viewer: Viewer) -> Known:
    """Collect what a network knows of a firm; the notes of its office are not the firm's."""
    return Known(
        entry=tuple(_entry(organisation, viewer)),
        belonging=tuple(_belonging(organisation, viewer)),
        persons=tuple(_persons(organisation, viewer)),
        corrections=tuple(_corrections(organisation, viewer)),
    )


def _entry(organisation: Organisation, viewer: Viewer) -> Iterator[Fact]:
    network_id = viewer.network_id or 0
    decisions = visible_fields.decided([organisation.pk], on=viewer.today, network_id=network_id)
    said = {row.line: row for row in SaidLine.objects.filter(organisation=organisation)}
    network = Network.objects.get(pk=network_id)

    def fact(label: str, value: str, readers: str, line: str) -> Fact:
        by, since = _said(said.get(line), sources.of(organisation, network_id, line), network)
        language = organisation.language if line == Line.SUMMARY else ""
        return Fact(label, value, readers, str(by), since, language)

    for name, label in ALWAYS.items():
        yield fact(str(label), _value(organisation, name, viewer), str(EVERYBODY), name)
    for line in Line:
        if line in (Line.PERSONS, Line.PERSON_CONTACTS):
            continue
        readers = decisions.readers(network_id, organisation, line).label
        name = SAID_AS.get(line, str(line))
        yield fact(str(line.label), _value(organisation, str(line), viewer), str(readers), name)


def _said(
    row: SaidLine | None, source: sources.Source | None, network: Network
) -> tuple[str, date | None]:
    """Say from whom a line is and since when: the newest word, a list by its name."""
    # That a list said it is known of the line as well; the source knows which list.
    if row is not None and (
        source is None or (row.said_by != SaidBy.LIST and source.at < row.said_at)
    ):
        return str(SaidBy(row.said_by).label), day_of(row.said_at, network.time_zone)
    if source is None:
        return _("the office, or a list that was read"), None
    return source.label, day_of(source.at, network.time_zone)


def _value(organisation: Organisation, name: str, viewer: Viewer) -> str:
    """Write a line of an entry as people read it."""
    if name in ("kind", "staff_band"):
        return str(getattr(organisation, f"get_{name}_display")() or "")
    if name == "activities":
        return "; ".join(each.label for each in organisation.activities.all())
    if name == "certificates":
        return "; ".join(
            f"{each.scheme} ({plain_day(each.valid_until)})" if each.valid_until else each.scheme
            for each in organisation.certificates.all()
        )
    if name == Line.STREET:
        there = [site for site in organisation.sites.all() if site.holds_on(viewer.today)]
        return "; ".join(", ".join(filter(None, (site.street, str(site)))) for site in there)
    if name == Line.REGISTER:
        return organisation.register_entry
    return str(getattr(organisation, name) or "")


def _belonging(organisation: Organisation, viewer: Viewer) -> Iterator[Fact]:
    inside, office = str(Readers.NETWORK.label), str(Readers.OFFICE.label)
    # Why it ended the office wrote down for itself, and nobody else reads it.
    for member in Membership.objects.in_network(viewer).filter(organisation=organisation):
        state = str(member.state(viewer.today).label)
        yield Fact(_("Membership"), state, str(EVERYBODY), since=member.since)
        for label, value in (
            (_("Number of the member"), member.number),
            (_("Applied on"), plain_day(member.applied_on) if member.applied_on else ""),
            (_("Notice given on"), plain_day(member.notice_on) if member.notice_on else ""),
            (_("Where the entry came from"), member.source),
        ):
            yield Fact(label, value, office)
    for body in SupportingBody.objects.in_network(viewer).filter(organisation=organisation):
        yield Fact(_("Carries the network"), "", str(EVERYBODY), since=body.since)
    rows = SectionMembership.objects.in_network(viewer).filter(organisation=organisation)
    for row in rows.select_related("section").order_by(*in_order("section__name"), "pk"):
        yield Fact(_("Section"), row.section.name, inside, since=row.since)


def _persons(organisation: Organisation, viewer: Viewer) -> Iterator[Fact]:
    network_id = viewer.network_id or 0
    decisions = visible_fields.decided([organisation.pk], on=viewer.today, network_id=network_id)
    readers = str(decisions.readers(network_id, organisation, Line.PERSONS).label)
    here = Position.objects.acting_in(viewer.network_id).filter(organisation=organisation)
    newest = F("since").desc(nulls_last=True)
    rows = here.select_related("person").order_by(*in_order("person__family_name"), newest, "pk")
    for position in rows:
        office = str(Readers.OFFICE.label)
        seen = readers if position.answers_requests else office
        yield Fact(position.person.name, position.title, seen, since=position.since)


def _corrections(organisation: Organisation, viewer: Viewer) -> Iterator[Correction]:
    for entry in audit.history(organisation).filter(action__in=ACTIONS)[:MOST_CORRECTIONS]:
        yield Correction(
            on=entry.at.date(),
            what=str(ACTIONS[entry.action]),
            lines=", ".join(_named(name) for name in entry.fields),
            by=audit.name_of(entry, viewer=viewer),
        )


def _named(field: str) -> str:
    """Name a field of an entry as its form does."""
    name = field.removeprefix(visible_fields.RULE)
    if name in Line.values:
        return str(Line(name).label)
    if name in ALWAYS:
        return str(ALWAYS[name])
    if name == "sites":
        return _("Sites")
    labels: dict[str, Any] = OrganisationForm.Meta.labels
    return str(labels.get(name, name))
