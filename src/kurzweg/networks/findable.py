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
from kurzweg.core.policy import OFFICE
from kurzweg.core.viewer import Viewer, audience
from kurzweg.engine.documents import Certificate, Document, Place
from kurzweg.networks.models import Membership, SupportingBody
from kurzweg.people import models as people
from kurzweg.people.models import Organisation, Site

AT_A_TIME = 2000


def documents(pks: Iterable[int] | None) -> Iterator[Document]:
    """Read members as the engine sees them: public in each network to which they belong."""
    audiences = audiences_of_members(pks)
    organisations = Organisation.objects.filter(pk__in=audiences).order_by("pk")
    for organisation in organisations.prefetch_related(
        "sites", "activities", "certificates"
    ).iterator(chunk_size=AT_A_TIME):
        yield Document(
            key=f"organisation:{organisation.pk}",
            kind="organisation",
            title=organisation.name,
            text=organisation.summary,
            owner=owner_key(organisation.pk),
            audiences=audiences[organisation.pk],
            staff=organisation.staff_band,
            topics=_place_names(organisation.seat_on(today())),
            place=place_of(organisation.seat_on(today())),
            codes=codes_of(organisation),
            certificates=certificates_of(organisation),
        )


def _place_names(seat: Site | None) -> tuple[str, ...]:
    """By which words for its place an organisation is found."""
    return tuple(filter(None, (seat.town, seat.postal_code))) if seat else ()


def audiences_of_members(pks: Iterable[int] | None) -> dict[int, frozenset[str]]:
    """Say for each organisation in which networks the public may find it today."""
    members = Membership.objects.across_networks("each network's list of members is public")
    members = members.active(today()).order_by("organisation", "network")
    if pks is not None:
        members = members.filter(organisation__in=pks)
    found: dict[int, set[str]] = {}
    for organisation_id, network_id in members.values_list("organisation", "network"):
        found.setdefault(organisation_id, set()).add(audience(network_id, "public"))
    return {organisation_id: frozenset(each) for organisation_id, each in found.items()}


def owner_key(organisation_id: int) -> str:
    """Name an organisation as the owner of what can be found."""
    return f"organisation:{organisation_id}"


def codes_of(organisation: Organisation) -> tuple[str, ...]:
    """List the WZ codes of an organisation as the engine compares them, the core first."""
    return tuple(
        f"wz{activity.edition}:{activity.code}" for activity in organisation.activities.all()
    )


def certificates_of(organisation: Organisation) -> tuple[Certificate, ...]:
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
    return {
        organisation_id
        for facts in (Site.objects.all(), members, bodies)
        for organisation_id in facts.filter(turns).values_list("organisation", flat=True)
    }


def firms_of(model: type[Model]) -> findable.Owners:
    """Say of which organisations rows tell that name one."""

    def named(ids: Collection[int]) -> Iterable[int]:
        rows: QuerySet[Any] = QuerySet(model)
        return rows.filter(pk__in=ids).values_list("organisation", flat=True).distinct()

    return named


def rows(viewer: Viewer, pks: Iterable[int]) -> dict[int, Organisation]:
    """Fetch members again, as this viewer may see them in this network."""
    members = _members(viewer).filter(organisation__in=list(pks))
    return {member.organisation_id: member.organisation for member in members}


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
    # As on its page: whoever wants to reach it is introduced.
    Column("phone", _("Phone"), lambda firm: firm.phone, audience=OFFICE),
    Column("email", _("Mail"), lambda firm: firm.email, audience=OFFICE),
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
    )
)
findable.tells_of_owners(Organisation, lambda organisation_ids: organisation_ids)
for model in (people.Activity, people.Certificate, Membership, Site, SupportingBody):
    findable.tells_of_owners(model, firms_of(model))
