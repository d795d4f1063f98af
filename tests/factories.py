"""Rows for tests, as small as they can be."""

from datetime import date

import factory

from kurzweg.networks.models import Mandate, Membership, Network, SupportingBody
from kurzweg.people.models import Account, Organisation, Person, Position, Site

LONG_AGO = date(2020, 1, 1)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Werk {n}")


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    organisation = factory.SubFactory(OrganisationFactory)
    town = "Riegelstein"
    postal_code = "00101"
    is_seat = True


class AccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"account{n}@firm.example")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    family_name = factory.Sequence(lambda n: f"Berger{n}")
    email = factory.LazyAttribute(lambda person: person.account.email)
    account = factory.SubFactory(AccountFactory)


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    since = LONG_AGO


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    slug = factory.Sequence(lambda n: f"netz{n}")
    name = factory.Sequence(lambda n: f"Netz {n}")
    kind = "association"
    region_name = "Region"
    office = factory.SubFactory(OrganisationFactory)
    mail_from = "buero@netz.example"
    mail_name = "Büro"
    is_trial = False


def set_rule(network: Network, since: date | None = None, **values: int) -> None:
    """Let a network's rules be these, from the beginning unless a day is named."""
    for name, value in values.items():
        network.decided_rules.update_or_create(name=name, since=since, defaults={"value": value})
    network.refresh_from_db()


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    network = factory.SubFactory(NetworkFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    since = LONG_AGO


class SupportingBodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportingBody

    network = factory.SubFactory(NetworkFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    since = LONG_AGO


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    network = factory.SubFactory(NetworkFactory)
    person = factory.SubFactory(PersonFactory)
    kind = "office"
    since = LONG_AGO
