"""Organisations can be found where they are members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kurzweg.core import findable
from kurzweg.core.days import today
from kurzweg.core.findable import Column
from kurzweg.core.viewer import Viewer, audience
from kurzweg.engine.documents import Certificate, Document, Place
from kurzweg.networks import visible_fields
from kurzweg.networks.models import (
    Line,
    Membership,
    NetworkRule,
    Readers,
    SectionMembership,
    ShownLine,
    SupportingBody,
)
from kurzweg.networks.visible_fields import Decisions
from kurzweg.people import models as people
from kurzweg.people.models import Organisation, Site

AT_A_TIME = 2000
NAME_ONLY = ":name"  # follows the number in the key of a document without a firm's own text


def documents(pks: Iterable[int] | None) -> Iterator[Document]:
    """Read members as the engine sees them, in each network to which they belong.

    Where somebody does not read what a firm says about itself, there are two documents: one with
    the text for its readers, and one without it for all. Who stands in both finds the firm once.
    """
    belonging = networks_of_members(pks)
    decisions = visible_fields.decided(belonging, on=today())
    organisations = Organisation.objects.filter(pk__in=belonging).order_by("pk")
    for organisation in organisations.prefetch_related(
        "sites", "activities", "certificates"
    ).iterator(chunk_size=AT_A_TIME):
        public, others = _audiences(organisation, belonging[organisation.pk], decisions)
        yield _document(organisation, organisation.summary, "", public)
        if others:
            yield _document(organisation, "", NAME_ONLY, others)


def _document(
    organisation: Organisation, text: str, variant: str, audiences: frozenset[str]
) -> Document:
    return Document(
        key=f"organisation:{organisation.pk}{variant}",
        kind="organisation",
        title=organisation.name,
        text=text,
        owner=owner_key(organisation.pk),
        audiences=audiences,
        topics=_place_names(organisation.seat_on(today())),
        place=place_of(organisation.seat_on(today())),
        codes=codes_of(organisation),
    )


def _audiences(
    organisation: Organisation, networks: Iterable[int], decisions: Decisions
) -> tuple[frozenset[str], frozenset[str]]:
    """Say who finds a firm by its text, and who, where these are not all, by its name alone."""
    readers = {
        network_id: decisions.readers(network_id, organisation, Line.SUMMARY)
        for network_id in networks
    }
    hiding = [network_id for network_id, each in readers.items() if each != Readers.EVERYBODY]
    told = {
        audience(network_id, level)
        for network_id, each in readers.items()
        for level in _levels(organisation.pk, network_id, each)
    }
    return frozenset(told), frozenset(audience(each, "public") for each in hiding)


def _levels(organisation_id: int, network_id: int, readers: Readers) -> Iterator[str]:
    """Name the audiences that are readers of a line (`visible_fields.admits`)."""
    if readers == Readers.EVERYBODY:
        yield "public"
        return
    yield "office"
    if readers & Readers.PARTNERS:
        yield "partners"
    if readers & ~Readers.PARTNERS == Readers.MEMBERS:
        yield "members"
    elif readers & ~Readers.PARTNERS == Readers.SECTION:
        rows = SectionMembership.objects.in_network(network_id).as_of(today())
        rows = rows.filter(organisation=organisation_id).order_by("pk")
        yield from (f"section{each}" for each in rows.values_list("section", flat=True))


def _place_names(seat: Site | None) -> tuple[str, ...]:
    """By which words for its place an organisation is found."""
    return tuple(filter(None, (seat.town, seat.postal_code))) if seat else ()


def networks_of_members(pks: Iterable[int] | None) -> dict[int, list[int]]:
    """Say for each organisation in which networks it is a member today."""
    members = Membership.objects.across_networks("each network's list of members is public")
    members = members.active(today()).order_by("organisation", "network")
    if pks is not None:
        members = members.filter(organisation__in=pks)
    found: dict[int, list[int]] = {}
    for organisation_id, network_id in members.values_list("organisation", "network"):
        found.setdefault(organisation_id, []).append(network_id)
    return found


def owner_key(organisation_id: int) -> str:
    """Name an organisation as the owner of what can be found."""
    return f"organisation:{organisation_id}"


def codes_of(organisation: Organisation) -> tuple[str, ...]:
    """List the WZ codes of an organisation as the engine compares them, the core first."""
    return tuple(
        f"wz{activity.edition}:{activity.code}" for activity in organisation.activities.all()
    )


def certificates_of(organisation: Organisation) -> tuple[Certificate, ...]:
    """Give the certificates of an organisation as the engine compares them."""
    return tuple(
        Certificate(certificate.scheme, certificate.valid_until)
        for certificate in organisation.certificates.all()
    )


def place_of(site: Site | None) -> Place | None:
    """Give a site's point on earth, when it is known."""
    if site is None or site.latitude is None or site.longitude is None:
        return None
    return Place(site.latitude, site.longitude, site.town)


def turned(after: date, until: date) -> set[int]:
    """Name the organisations of which something began or ended by itself in these days."""
    turns = Q(since__gt=after, since__lte=until) | Q(until__gt=after, until__lte=until)
    why = "the index holds all networks"
    members = Membership.objects.across_networks(why)
    bodies = SupportingBody.objects.across_networks(why)
    sections = SectionMembership.objects.across_networks(why)
    found = {
        organisation_id
        for facts in (Site.objects.all(), members, bodies, sections)
        for organisation_id in facts.filter(turns).values_list("organisation", flat=True)
    }
    ruled = NetworkRule.objects.across_networks(why).filter(since__gt=after, since__lte=until)
    return found | set(under_rules(ruled.values_list("pk", flat=True)))


def under_rules(rule_ids: Iterable[int]) -> Iterable[int]:
    """Name the members of networks that decided who reads the lines of an entry."""
    why = "a rule holds for all members of its network"
    ruled = NetworkRule.objects.across_networks(why).filter(pk__in=list(rule_ids))
    networks = ruled.filter(name__startswith=visible_fields.RULE).values("network")
    members = Membership.objects.across_networks(why).filter(network__in=networks)
    return members.order_by().values_list("organisation", flat=True).distinct()


def firms_of(model: type[Model]) -> findable.Owners:
    """Say of which organisations rows tell that name one."""

    def named(ids: Collection[int]) -> Iterable[int]:
        rows: QuerySet[Any] = QuerySet(model)
        return rows.filter(pk__in=ids).values_list("organisation", flat=True).distinct()

    return named


def rows(viewer: Viewer, pks: Iterable[int]) -> dict[int, Organisation]:
    """Fetch members again, with what this viewer may read of them in this network."""
    members = _members(viewer).filter(organisation__in=list(pks))
    organisations = {member.organisation_id: member.organisation for member in members}
    visible_fields.hide(organisations.values(), viewer)
    return organisations


def _members(viewer: Viewer) -> QuerySet[Membership]:
    return Membership.objects.visible_to(viewer).active(viewer.today).with_organisation()


def _seat(organisation: Organisation) -> Site:
    return organisation.seat_on(today()) or Site()


def _certificates(organisation: Organisation) -> str:
    return ", ".join(str(certificate) for certificate in organisation.certificates.all())


COLUMNS = (
    Column("name", _("Name"), lambda firm: firm.name),
    Column("kind", _("Kind"), lambda firm: str(firm.get_kind_display())),
    Column("summary", _("What the organisation does"), lambda firm: firm.summary),
    Column("street", _("Street and number"), lambda firm: _seat(firm).street),
    Column("postal_code", _("Postcode"), lambda firm: _seat(firm).postal_code),
    Column("town", _("Town"), lambda firm: _seat(firm).town),
    Column("staff", _("Employees"), lambda firm: str(firm.get_staff_band_display() or "")),
    Column("wz", _("Activity (WZ 2008)"), lambda firm: ", ".join(map(str, firm.activities.all()))),
    Column("founded", _("Founded"), lambda firm: firm.founded_year),
    Column("certificates", _("Certificates"), _certificates),
    Column("website", _("Website"), lambda firm: firm.website),
    # Usually for the office alone; `rows` has emptied what is not for whoever reads.
    Column("phone", _("Phone"), lambda firm: firm.phone),
    Column("email", _("Mail"), lambda firm: firm.email),
)

findable.register(
    findable.Source(
        kind="organisation",
        model=Organisation,
        documents=documents,
        rows=rows,
        ids_of_owners=lambda organisation_ids: organisation_ids,
        turned=turned,
        template="networks/organisation_found.html",
        label=_("organisations"),
        columns=COLUMNS,
        variants=("", NAME_ONLY),
    )
)
findable.tells_of_owners(NetworkRule, under_rules)
findable.tells_of_owners(Organisation, lambda organisation_ids: organisation_ids)
for model in (
    people.Activity,
    people.Certificate,
    Membership,
    SectionMembership,
    ShownLine,
    Site,
    SupportingBody,
):
    findable.tells_of_owners(model, firms_of(model))
