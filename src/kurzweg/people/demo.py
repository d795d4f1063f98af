"""What of the region is people's: organisations, where and what they work, who acts for them."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from kurzweg.core.demo import Part, World, register
from kurzweg.core.demo.rows import Rows
from kurzweg.people import models


def plant(world: World, rows: Rows) -> Iterator[str]:
    """Write all organisations and persons."""
    yield f"{_organisations(world, rows)} organisations"
    yield f"{_persons(world, rows)} persons"


register(Part("people", plant))


def _organisations(world: World, rows: Rows) -> int:
    organisations = [firm.organisation for firm in world.firms]
    count = rows.write(
        models.Organisation,
        (
            models.Organisation(
                kind=each.kind,
                name=each.name,
                legal_form=each.legal_form,
                staff_band=each.staff_band,
                founded_year=each.founded,
                website=each.website,
                email=each.mail,
                summary=each.summary,
                is_only_through_office=each.only_through_office,
            )
            for each in organisations
        ),
        keys=(each.key for each in organisations),
    )
    rows.write(models.Site, _sites(world, rows))
    rows.write(models.Activity, _activities(world, rows))
    rows.write(models.Certificate, _certificates(world, rows))
    return count


def _sites(world: World, rows: Rows) -> Iterator[models.Site]:
    for firm in world.firms:
        for site in firm.organisation.sites:
            yield models.Site(
                organisation_id=rows.pk(models.Organisation, firm.key),
                street=site.street,
                postal_code=site.postal_code,
                town=site.town_name,
                ags=site.town,
                latitude=site.latitude,
                longitude=site.longitude,
                is_seat=site.is_seat,
                since=site.since,
                until=site.until,
            )


def _activities(world: World, rows: Rows) -> Iterator[models.Activity]:
    for firm in world.firms:
        for activity in firm.organisation.activities:
            yield models.Activity(
                organisation_id=rows.pk(models.Organisation, firm.key),
                code=activity.code,
                is_core=activity.is_core,
            )


def _certificates(world: World, rows: Rows) -> Iterator[models.Certificate]:
    for firm in world.firms:
        for certificate in firm.organisation.certificates:
            yield models.Certificate(
                organisation_id=rows.pk(models.Organisation, firm.key),
                scheme=certificate.scheme,
                valid_until=certificate.valid_until,
            )


def _persons(world: World, rows: Rows) -> int:
    """Write accounts, one for each address, the persons behind them and what they do."""
    persons = [person for firm in world.firms for person in firm.persons]
    addresses = list(dict.fromkeys(person.mail for person in persons))
    rows.write(
        models.Account,
        (models.Account(email=each, password=UNUSABLE_PASSWORD_PREFIX) for each in addresses),
        keys=addresses,
    )
    count = rows.write(
        models.Person,
        (
            models.Person(
                account_id=rows.pk(models.Account, person.mail),
                given_name=person.given_name,
                family_name=person.family_name,
                email=person.mail,
            )
            for person in persons
        ),
        keys=(person.key for person in persons),
    )
    rows.write(
        models.Position,
        (
            models.Position(
                person_id=rows.pk(models.Person, person.key),
                organisation_id=rows.pk(models.Organisation, position.organisation),
                title=position.title,
                is_admin=position.is_admin,
                answers_requests=position.may_answer,
                since=position.since,
                until=position.until,
            )
            for person in persons
            for position in person.positions
        ),
    )
    return count
