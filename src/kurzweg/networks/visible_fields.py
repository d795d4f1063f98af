"""What of an organisation's entry a viewer reads: decided here, and nowhere else.

Pages, hits of a search, exports and feeds read organisations that went through `hide`: what is not
for their viewer is emptied on the row itself, so whatever draws or writes it has nothing to tell.
A list that an export writes (`findable.table`) has gone through it too, because `Source.rows`
does; whoever reads organisations otherwise calls `hide` with the viewer who gets the list. What
can be found by words is told apart in `networks.findable`, by the same decisions.

How somebody is reached after both sides agreed (`introductions`) is no matter of these decisions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from kurzweg.core.keys import in_order
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Line, NetworkRule, Readers, SectionMembership, ShownLine
from kurzweg.people.models import Kind, Organisation, Position

RULE = "shown_"  # a rule's name is this and the line
SECTIONS = {Readers.SECTION, Readers.SECTION_AND_PARTNERS}
# Only what all of these read may decide whether and why a firm fits a need.
ALL_INSIDE = {Readers.NETWORK, Readers.EVERYBODY}
WHY_ALL = "the index holds all networks and filters by audience"
USUAL: Mapping[Line, Readers] = {
    Line.SUMMARY: Readers.EVERYBODY,
    Line.STAFF: Readers.EVERYBODY,
    Line.FOUNDED: Readers.EVERYBODY,
    Line.CERTIFICATES: Readers.EVERYBODY,
    Line.WEBSITE: Readers.EVERYBODY,
    Line.STREET: Readers.EVERYBODY,
    Line.REGISTER: Readers.EVERYBODY,
    Line.VAT: Readers.EVERYBODY,
    # Whoever wants to reach a firm is introduced, unless it wants to be called.
    Line.PHONE: Readers.OFFICE,
    Line.EMAIL: Readers.OFFICE,
    Line.PERSONS: Readers.OFFICE,
    Line.PERSON_CONTACTS: Readers.OFFICE,
}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who reads which line of whom, in one or more networks: what firms said, else the rule."""

    own: Mapping[tuple[int, int, str], int]  # by network, organisation, line
    usual: Mapping[tuple[int, str], int]  # by network, line

    def readers(self, network_id: int, organisation: Organisation, line: Line) -> Readers:
        """Say who reads a line: by the firm's own word, else by the rule, else as everywhere."""
        own = self.own.get((network_id, organisation.pk, line))
        return self.by_rule(network_id, organisation, line) if own is None else Readers(own)

    def by_rule(self, network_id: int, organisation: Organisation, line: Line) -> Readers:
        """Say who reads a line of whom nothing was said.

        Nothing of a natural person is on the internet unless she says so, and where she lives
        is for the office: whoever joins as herself did not open a shop.
        """
        ruled = Readers(self.usual.get((network_id, line), USUAL[line]))
        if organisation.kind != Kind.PERSON:
            return ruled
        if line == Line.STREET:
            return Readers.OFFICE
        return min(ruled, Readers.NETWORK)


def decided(
    organisation_ids: Iterable[int] | None, *, on: date, network_id: int | None = None
) -> Decisions:
    """Read what was decided about organisations (None: all), in one network or in each."""
    here = Q() if network_id is None else Q(network=network_id)
    firms = Q() if organisation_ids is None else Q(organisation__in=list(organisation_ids))
    own = ShownLine.objects.across_networks(WHY_ALL).filter(here, firms).order_by()
    begun = Q(since=None) | Q(since__lte=on)
    ruled = NetworkRule.objects.across_networks(WHY_ALL).filter(here, begun)
    ruled = ruled.filter(name__startswith=RULE).order_by(F("since").asc(nulls_first=True), "pk")
    return Decisions(
        own={
            (network, firm, line): readers
            for network, firm, line, readers in own.values_list(
                "network", "organisation", "line", "readers"
            )
        },
        # What begins later holds instead of what began before.
        usual={
            (network, name.removeprefix(RULE)): value
            for network, name, value in ruled.values_list("network", "name", "value")
        },
    )


def admits(readers: Readers, viewer: Viewer, *, sections: Collection[int] = ()) -> bool:
    """Whether a viewer is one of those readers; `sections` are the ones the firm takes part in."""
    if viewer.is_office or readers == Readers.EVERYBODY:
        return True
    if readers & Readers.PARTNERS and viewer.is_of_partners:
        return True
    reach = readers & ~Readers.PARTNERS
    if reach == Readers.SECTION:
        return not viewer.sections.isdisjoint(sections)
    return reach == Readers.MEMBERS and viewer.is_of_members


def shown(organisations: Collection[Organisation], viewer: Viewer) -> dict[int, frozenset[Line]]:
    """Say which lines of which organisations a viewer reads in the network where she looks."""
    every = frozenset(Line)
    found = {firm.pk: every for firm in organisations}
    network_id = viewer.network_id
    others = {pk for pk in found if pk not in viewer.organisation_ids}
    if viewer.is_office or network_id is None or not others:
        return found
    decisions = decided(others, on=viewer.today, network_id=network_id)
    readers = {
        firm.pk: {line: decisions.readers(network_id, firm, line) for line in Line}
        for firm in organisations
        if firm.pk in others
    }
    sections = _sections(readers, viewer)
    for pk, by_line in readers.items():
        found[pk] = frozenset(
            line
            for line, each in by_line.items()
            if admits(each, viewer, sections=sections.get(pk, ()))
        )
    return found


def hide(organisations: Iterable[Organisation], viewer: Viewer) -> list[Organisation]:
    """Empty on each organisation what this viewer does not read; such rows are never saved."""
    rows = list(organisations)
    by_firm = shown(rows, viewer)
    for firm in rows:
        firm.hidden = frozenset(set(Line) - by_firm[firm.pk])
        for line in firm.hidden:
            _empty(firm, Line(line))
    return rows


def contacts(organisation: Organisation, viewer: Viewer) -> list[Position]:
    """List who answers for an organisation, as far as a viewer reads it.

    How they are reached is emptied on the persons where it is not for her: colleagues of one firm
    need not read each other's numbers before somebody else does.
    """
    lines = shown([organisation], viewer)[organisation.pk]
    if Line.PERSONS not in lines:
        return []
    here = Position.objects.acting_in(viewer.network_id).as_of(viewer.today)
    rows = here.filter(organisation=organisation, answers_requests=True).select_related("person")
    positions = list(rows.order_by(*in_order("person__family_name", "person__given_name"), "pk"))
    if not _reads_numbers(organisation, viewer, lines):
        for position in positions:
            position.person.phone = position.person.email = ""
    return positions


def _reads_numbers(organisation: Organisation, viewer: Viewer, lines: frozenset[Line]) -> bool:
    if viewer.is_office or organisation.pk not in viewer.organisation_ids:
        return Line.PERSON_CONTACTS in lines
    network_id = viewer.network_id or 0
    decisions = decided([organisation.pk], on=viewer.today, network_id=network_id)
    told = decisions.readers(network_id, organisation, Line.PERSON_CONTACTS)
    return told != Readers.OFFICE


def _sections(readers: Mapping[int, Mapping[Line, Readers]], viewer: Viewer) -> dict[int, set[int]]:
    """Read in which sections those take part who show something to their sections only."""
    asked = [pk for pk, by_line in readers.items() if SECTIONS & set(by_line.values())]
    return sections_of(asked, viewer) if asked and viewer.sections else {}


def sections_of(organisation_ids: Iterable[int], viewer: Viewer) -> dict[int, set[int]]:
    """Say in which sections of the viewer's network organisations take part today."""
    rows = SectionMembership.objects.in_network(viewer).as_of(viewer.today)
    rows = rows.filter(organisation__in=list(organisation_ids)).order_by()
    found: dict[int, set[int]] = {}
    for firm, section in rows.values_list("organisation", "section"):
        found.setdefault(firm, set()).add(section)
    return found


# Which fields of the row a line stands for, where it is not the field of its name.
FIELDS: Mapping[Line, tuple[str, ...]] = {
    Line.REGISTER: ("register_court", "register_number"),
    Line.CERTIFICATES: (),
    Line.STREET: (),
    Line.PERSONS: (),
    Line.PERSON_CONTACTS: (),
}


def _empty(firm: Organisation, line: Line) -> None:
    for name in FIELDS.get(line, (str(line),)):
        setattr(firm, name, None if firm._meta.get_field(name).null else "")
    if line == Line.CERTIFICATES:
        # Whoever asks the row for them gets what was fetched before: none.
        cached = firm.__dict__.setdefault("_prefetched_objects_cache", {})
        cached["certificates"] = firm.certificates.none()
    elif line == Line.STREET:
        for site in firm.sites.all():
            site.street = ""
