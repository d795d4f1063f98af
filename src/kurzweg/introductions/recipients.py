"""Whom to ask at a firm today, and whose address the other side gets after a yes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kurzweg.core.languages import isolated
from kurzweg.core.viewer import Role
from kurzweg.introductions.models import InitiatedAs, Introduction, Suppression, hash_of
from kurzweg.market.models import Need
from kurzweg.networks.models import Network
from kurzweg.networks.roles import standing_of
from kurzweg.people.models import Organisation, Person, Position


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a letter: a person of the firm, or the firm's own address."""

    organisation: Organisation
    person: Person | None
    address: str

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.organisation.name

    @property
    def language(self) -> str:
        return self.person.language if self.person else self.organisation.language

    @property
    def has_account(self) -> bool:
        return self.person is not None and self.person.account_id is not None


@dataclass(frozen=True, slots=True)
class Contact:
    """What the other side gets after a yes: name, firm, phone, mail."""

    name: str
    organisation: str
    phone: str
    email: str

    def only(self, lines: Collection[str]) -> Contact:
        """Leave out what was not agreed upon."""
        return replace(self, **{line: "" for line in LINES if line not in lines})


LINES = ("phone", "email")
Contacts = tuple[Contact, Contact]


def recipient_at(
    organisation: Organisation, *, network: Network, on: date, first: Person | None = None
) -> Recipient | None:
    """Say who is asked: whoever answers requests, else who keeps the entry, else the firm itself.

    `first` goes before all of them, while she acts there. Addresses whose holders objected are
    left out; None when nobody is left to ask.
    """
    answers = Q(answers_requests=True) | Q(is_admin=True) | Q(person=first)
    positions = (
        Position.objects.acting_in(network)
        .as_of(on)
        .filter(answers, organisation=organisation)
        .select_related("person__account")
        .order_by("-answers_requests", "-is_admin", "pk")
    )
    choices = [
        Recipient(organisation, position.person, address_of(position.person))
        for position in positions
    ]
    choices.sort(key=lambda choice: choice.person != first)
    choices.append(Recipient(organisation, None, organisation.email))
    refused = _refused([choice.address for choice in choices], network=network)
    return next(
        (choice for choice in choices if choice.address and hash_of(choice.address) not in refused),
        None,
    )


def recipient_of(introduction: Introduction) -> Recipient | None:
    """Say who is asked today: of an offer, first whoever said what is looked for."""
    contact = introduction.need.contact if introduction.is_offer else None
    network, on = introduction.network, introduction.today()
    return recipient_at(introduction.asked, network=network, on=on, first=contact)


def with_recipient(introductions: Collection[Introduction], *, on: date) -> frozenset[int]:
    """Name those whose firm has somebody to ask: `recipient_of` for many, in two queries."""
    if not introductions:
        return frozenset()
    network = next(iter(introductions)).network
    contacts = {each.pk: each.need.contact_id for each in introductions if each.is_offer}
    answers = Q(answers_requests=True) | Q(is_admin=True)
    answers |= Q(person__in=[contact for contact in contacts.values() if contact])
    positions = (
        Position.objects.acting_in(network)
        .as_of(on)
        .filter(answers, organisation__in=[each.asked_id for each in introductions])
    )
    found: dict[int, set[str]] = {each.pk: {each.asked.email} for each in introductions}
    for position in positions.select_related("person__account"):
        is_answering = position.answers_requests or position.is_admin
        for each in introductions:
            is_contact = contacts.get(each.pk) == position.person_id
            if each.asked_id == position.organisation_id and (is_answering or is_contact):
                found[each.pk].add(address_of(position.person))
    refused = _refused([each for some in found.values() for each in some], network=network)
    return frozenset(
        pk
        for pk, addresses in found.items()
        if any(address and hash_of(address) not in refused for address in addresses)
    )


def address_of(person: Person) -> str:
    """Say where a person reads mail."""
    return person.email or (person.account.email if person.account else "")


def acts_for(person: Person, organisation: Organisation, *, network: Network, on: date) -> bool:
    """Whether a person acts for an organisation on a day, as far as a network knows."""
    there = Position.objects.acting_in(network).as_of(on)
    return there.filter(person=person, organisation=organisation).exists()


def seeker_of(need: Need, *, network: Network, on: date) -> Recipient:
    """Say who hears for the firm that is looking: the need's contact, else who answers there."""
    contact = need.contact
    is_there = contact is not None and acts_for(contact, need.owner, network=network, on=on)
    if contact is not None and is_there and address_of(contact):
        return Recipient(need.owner, contact, address_of(contact))
    # Objections are about questions; the answer to an own question always arrives.
    found = recipient_at(need.owner, network=network, on=on)
    return found or Recipient(need.owner, None, need.owner.email)


def asker_of(introduction: Introduction) -> Recipient:
    """Say who hears today for the side that asked: of an offer, whoever made it."""
    network, on = introduction.network, introduction.today()
    if not introduction.is_offer:
        return seeker_of(introduction.need, network=network, on=on)
    firm, person = introduction.asking, introduction.initiated_by
    if person and address_of(person) and acts_for(person, firm, network=network, on=on):
        return Recipient(firm, person, address_of(person))
    return recipient_at(firm, network=network, on=on) or Recipient(firm, None, firm.email)


def answerer_of(introduction: Introduction) -> Recipient:
    """Say who answered, or would: a colleague under another name reads the same mails."""
    person = introduction.answered_by or introduction.asked_person
    address = address_of(person) if person else introduction.asked.email
    named = None if introduction.answered_by_name else person
    return Recipient(introduction.asked, named, address)


def has_left(introduction: Introduction) -> bool:
    """Whether the person who was asked no longer acts for the firm."""
    person, firm = introduction.asked_person, introduction.asked
    network, on = introduction.network, introduction.today()
    return person is not None and not acts_for(person, firm, network=network, on=on)


def starter_speaks_for(introduction: Introduction) -> bool:
    """Whether who started it still speaks for the office, or for the firm that asked."""
    person, network, on = introduction.initiated_by, introduction.network, introduction.today()
    if person is None:
        return False
    if introduction.initiated_as != InitiatedAs.OFFICE:
        return acts_for(person, introduction.asking, network=network, on=on)
    held = standing_of(person, network=network, on=on)
    return any(reason.role == Role.OFFICE for reason in held.reasons)


def reachable(introduction: Introduction) -> Recipient | None:
    """Say where the asked one reads mail, unless she left or objected since."""
    to = answerer_of(introduction)
    is_refused = Suppression.covers(to.address, network=introduction.network)
    return None if has_left(introduction) or is_refused or not to.address else to


def contact_of(recipient: Recipient, *, other_name: str = "") -> Contact:
    """Write down what the other side gets; a colleague who answered gives the firm's own lines."""
    organisation, person = recipient.organisation, recipient.person
    if other_name or person is None:
        return Contact(
            name=other_name,
            organisation=organisation.name,
            phone=organisation.phone,
            email=organisation.email or recipient.address,
        )
    return Contact(
        name=person.name,
        organisation=organisation.name,
        phone=person.phone or organisation.phone,
        email=recipient.address,
    )


def contacts_of(introduction: Introduction, *, asked: Recipient, asking: Recipient) -> Contacts:
    """Give what who asked gets of the other side, and the other way: what was agreed upon."""
    both = contact_of(asked, other_name=introduction.answered_by_name), contact_of(asking)
    agreed = introduction.agreed_lines
    lines = in_common(both) if agreed is None else agreed
    return both[0].only(lines), both[1].only(lines)


def in_common(contacts: Collection[Contact]) -> list[str]:
    """Name the lines that all of these contacts hold."""
    return [line for line in LINES if all(getattr(contact, line) for contact in contacts)]


def to_agree_upon(introduction: Introduction) -> list[str]:
    """Name the lines that a yes is about today: nothing that one of both sides has not got."""
    asked, asking = answerer_of(introduction), asker_of(introduction)
    return in_common(contacts_of(introduction, asked=asked, asking=asking))


def promised(introduction: Introduction) -> str:
    """Say what both sides get of each other after a yes."""
    agreed = introduction.agreed_lines
    return named(to_agree_upon(introduction) if agreed is None else agreed)


def named(lines: Collection[str]) -> str:
    """Name a contact with these lines, as the object of "get each other's …"."""
    if "phone" in lines and "email" in lines:
        return _("name, phone number and mail address")
    if "phone" in lines:
        return _("name and phone number")
    # With its context: Django has a word "name" of its own.
    return _("name and mail address") if "email" in lines else pgettext("passed on", "name")


def who_passes_on(introduction: Introduction) -> str:
    """Say that whoever asked hears of a yes through the office, where they get no mail."""
    return "" if asker_of(introduction).address else told_by_office(introduction)


def told_by_office(introduction: Introduction) -> str:
    """Say how far the office is with telling whoever asked."""
    words = (
        _("The office has passed your contact on to %(firm)s.")
        if introduction.taken_up_at
        else _("We have no mail address of %(firm)s: the office passes your contact on to them.")
    )
    return words % {"firm": introduction.asking.name}


def out_of_reach(asking: Recipient) -> str:
    """Warn the office of a side that asks and gets no mail, and so cannot be told of a yes."""
    if asking.address:
        return ""
    words = (
        _("We have no mail address of %(firm)s: after a yes it is up to you to tell them.")
        if contact_of(asking).phone
        else _(
            "We have no mail address and no phone number of %(firm)s: find out first how they "
            "can be reached. After a yes it is up to you to tell them."
        )
    )
    return words % {"firm": isolated(asking.organisation.name)}


def whose_details(asking: Recipient, *, firm: Organisation) -> str:
    """Name, before a letter goes out, the person whose details the other side gets after a yes."""
    names = {
        "firm": isolated(firm.name),
        "seeker": isolated(asking.organisation.name),
        "name": isolated(asking.name),
    }
    if asking.person is None:
        return _("After a yes, %(firm)s gets the contact details of %(seeker)s.") % names
    return _("After a yes, %(firm)s gets the contact details of %(name)s (%(seeker)s).") % names


def phone_of(introduction: Introduction) -> str:
    """Say at which number the firm is called: its person's own, unless somebody else answered."""
    person = introduction.answered_by or introduction.asked_person
    own = person.phone if person and not introduction.answered_by_name else ""
    return own or introduction.asked.phone


def _refused(addresses: list[str], *, network: Network) -> set[str]:
    hashes = [hash_of(address) for address in addresses if address]
    return set(
        Suppression.objects.in_network(network)
        .filter(address_hash__in=hashes)
        .values_list("address_hash", flat=True)
    )
