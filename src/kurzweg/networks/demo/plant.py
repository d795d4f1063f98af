"""Write the networks: region, parts, who carries them, who belongs, who has a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kurzweg.core.demo import World
from kurzweg.core.demo.rows import Rows
from kurzweg.networks import models
from kurzweg.networks.demo import draw, joining, legal, own
from kurzweg.networks.demo.records import Network
from kurzweg.people.models import Organisation, Person


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Write all networks; a parent comes before its children."""
    networks = world.once(draw.networks)
    towns = {town.key: town.name for town in world.towns}
    for network in networks:
        rows.write(models.Network, [_network(network, rows)], keys=[network.key])
        row = models.Network.objects.get(pk=rows.pk(models.Network, network.key))
        for name, value in network.rules.items():
            row.decided_rules.create(name=name, value=value)
        _area(network, row, towns)
        sections = _sections(network, row)
        _belonging(network, row, rows, sections=sections)
        _mandates(network, row, rows, sections=sections)
        legal.notice(row).save()
        if network.key == joining.HOME:
            joining.plant(row)
            own.plant(row)
    _entered(world, rows)
    yield f"{len(networks)} networks"


def _network(network: Network, rows: Rows) -> models.Network:
    return models.Network(
        slug=network.key,
        name=network.name,
        kind=network.kind,
        claim=network.claim,
        description=network.about,
        region_name=network.region_name,
        parent_id=rows.pk(models.Network, network.parent) if network.parent else None,
        office_id=rows.pk(Organisation, network.office),
        founded_on=network.founded_on,
        accent=network.colour,
        accent_dark=network.colour_dark,
        mail_from=network.mail,
        mail_name=network.mail_name,
        is_trial=False,
    )


def _entered(world: World, rows: Rows) -> None:
    """Let each person be entered by the network in which she acts; who acts in several, by none."""
    belonging: dict[str, set[str]] = {}
    acting: dict[str, set[str]] = {}
    for network in world.once(draw.networks):
        firms = [member.organisation for member in network.memberships]
        for firm in (*firms, *(body.organisation for body in network.bodies)):
            belonging.setdefault(firm, set()).add(network.key)
        for mandate in network.mandates:
            acting.setdefault(mandate.person, set()).add(network.key)
    entered: dict[str, list[int]] = {}
    for person in (person for firm in world.firms for person in firm.persons):
        acts_for = (belonging.get(each.organisation, set()) for each in person.positions)
        where = acting.get(person.key, set()).union(*acts_for)
        if len(where) == 1:
            entered.setdefault(where.pop(), []).append(rows.pk(Person, person.key))
    for key, ids in entered.items():
        for first in range(0, len(ids), 500):
            some = Person.objects.filter(pk__in=ids[first : first + 500])
            some.update(entered_by_network=rows.pk(models.Network, key))


def _area(network: Network, row: models.Network, towns: Mapping[str, str]) -> None:
    areas = models.NetworkArea.objects.bulk_create(
        models.NetworkArea(network=row, ags=key, name=towns[key]) for key in network.towns
    )
    by_key = {area.ags: area for area in areas}
    for subregion in network.subregions:
        part = models.Subregion.objects.create(network=row, name=subregion.name)
        part.areas.set(by_key[key] for key in subregion.towns)


def _sections(network: Network, row: models.Network) -> dict[str, models.Section]:
    return {
        section.key: models.Section.objects.create(
            network=row, name=section.name, since=network.founded_on
        )
        for section in network.sections
    }


def _belonging(
    network: Network,
    row: models.Network,
    rows: Rows,
    *,
    sections: Mapping[str, models.Section],
) -> None:
    models.FunderStrip.objects.bulk_create(
        models.FunderStrip(network=row, text=strip.text, since=strip.since, until=strip.until)
        for strip in network.funders
    )
    models.SupportingBody.objects.bulk_create(
        models.SupportingBody(
            network=row,
            organisation_id=rows.pk(Organisation, body.organisation),
            since=body.since,
            until=body.until,
        )
        for body in network.bodies
    )
    models.Membership.objects.bulk_create(
        (
            models.Membership(
                network=row,
                organisation_id=rows.pk(Organisation, member.organisation),
                number=str(member.number or ""),
                applied_on=member.applied_on,
                since=member.since,
                notice_on=member.notice_on,
                until=member.until,
                end_reason=member.end_reason,
            )
            for member in network.memberships
        ),
        batch_size=2000,
    )
    models.SectionMembership.objects.bulk_create(
        models.SectionMembership(
            network=row,
            section=sections[section],
            organisation_id=rows.pk(Organisation, member.organisation),
            since=member.since,
            until=member.until,
        )
        for member in network.memberships
        for section in member.sections
        if member.since
    )


def _mandates(
    network: Network,
    row: models.Network,
    rows: Rows,
    *,
    sections: Mapping[str, models.Section],
) -> None:
    board = _board(row) if any(each.role == "board" for each in network.mandates) else None
    models.Mandate.objects.bulk_create(
        models.Mandate(
            network=row,
            person_id=rows.pk(Person, mandate.person),
            kind=mandate.role,
            title=mandate.title,
            section=sections.get(mandate.section),
            committee=board if mandate.role == "board" else None,
            seat=models.Seat.MEMBER if mandate.role == "board" else "",
            since=mandate.since,
            until=mandate.until,
        )
        for mandate in network.mandates
    )


def _board(row: models.Network) -> models.Committee:
    """The committee in which whoever has the task of the board sits."""
    return models.Committee.objects.create(
        network=row, name="Vorstand", kind=models.CommitteeKind.BOARD, is_public=True
    )
