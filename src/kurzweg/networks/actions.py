"""Changes in the register that have consequences."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.forms import BaseInlineFormSet, ModelForm

from kurzweg.core import audit, files, ledger, outbox
from kurzweg.networks import doubles, regions, sites
from kurzweg.networks.doubles import Double
from kurzweg.networks.errors import NotAnApplication
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    MembershipState,
    Network,
    NetworkKind,
)
from kurzweg.people.models import Account, Activity, Kind, Organisation, Person, Position, Site


@transaction.atomic
def admit(membership: Membership, *, by: Person) -> Membership:
    """Make an applicant a member from today; everything it offers can be found from now on."""
    # Two colleagues may press the button at once; the second must hear that it is done.
    membership = Membership.objects.in_network(membership.network_id).locked().get(pk=membership.pk)
    today = membership.network.today()
    if membership.state(today) != MembershipState.APPLIED:
        raise NotAnApplication
    membership.since = today
    membership.save(update_fields=["since"])
    audit.record(membership, "admitted", by=by, fields=["since"])
    ledger.changed(membership)
    return membership


@transaction.atomic
def found(*, name: str, region: str, office: str, slug: str) -> Network:
    """Make an empty network in trial mode, with its office as the first that can sign in."""
    body = Organisation.objects.create(kind=Kind.ASSOCIATION, name=name, email=office)
    network = Network.objects.create(
        slug=slug,
        name=name,
        kind=NetworkKind.ASSOCIATION,
        region_name=region,
        office=body,
        mail_from=office,
        mail_name=name,
    )
    account = Account.objects.filter(email=office).first()
    person = Person.objects.create(
        family_name=name[:80],
        email=office,
        account=account or Account.objects.create_user(office),
        entered_by_network=network,
    )
    Mandate.objects.create(
        network=network, person=person, kind=MandateKind.OFFICE, since=network.today()
    )
    audit.record(network, "founded", by=person)
    ledger.changed(network)
    return network


@transaction.atomic
def describe(form: ModelForm[Network], *, by: Person) -> Network:
    """Keep how a network presents itself; a new logo is drawn anew and stored."""
    network = form.instance
    changed = set(form.changed_data)
    if "logo" in changed:
        stored = files.store_picture(form.cleaned_data["logo"], network_id=network.pk)
        network.logo_digest = stored.digest
        changed = (changed - {"logo"}) | {"logo_digest"}
    # Only what was changed here: a colleague may be ending the trial at this very moment.
    network.save(update_fields=changed)
    audit.record(network, "described", by=by, fields=changed)
    ledger.changed(network)
    return network


def is_on_trial(network_id: int) -> bool:
    """Ask whether mails of a network wait, and keep the answer true until the transaction ends.

    A trial that ended between the question and the commit would leave a mail held for ever.
    """
    # The lock lets rows that refer to the network be written; only its own change waits.
    return Network.objects.select_for_update(no_key=True).get(pk=network_id).is_trial


@transaction.atomic
def release(network: Network, *, by: Person, send_held: bool) -> int:
    """End the trial; the mails held back leave or are thrown away, as the office decides."""
    network = Network.objects.select_for_update().get(pk=network.pk)
    network.is_trial = False
    network.save(update_fields=["is_trial"])
    sent = outbox.release_held(network.pk) if send_held else outbox.drop_held(network.pk)
    audit.record(network, "released", by=by, fields=["is_trial"])
    ledger.changed(network)
    return sent


@transaction.atomic
def enter_member(
    entry: dict[str, Any], *, network: Network, by: Person, seen: Collection[str] = ()
) -> Membership | list[Double]:
    """Enter a member as the office hears it: organisation, seat, activity, who answers.

    Where the network knows a firm that may be the same, nothing is entered and the answer is who
    may be meant, unless the office has `seen` all of them (by public id).
    """
    # Two colleagues may enter the same firm at once: the second is asked as well.
    Network.objects.select_for_update().get(pk=network.pk)
    known = doubles.of_entry(entry, network=network)
    if any(double.organisation.public_id not in seen for double in known):
        return known
    organisation = Organisation.objects.create(
        name=entry["name"],
        kind=entry["kind"],
        staff_band=entry["staff_band"],
        summary=entry["summary"],
        email=entry["email"],
    )
    seat = Site(
        organisation=organisation,
        street=entry["street"],
        postal_code=entry["postal_code"],
        town=entry["town"],
        is_seat=True,
    )
    sites.place(seat, region=regions.of(network))
    seat.save()
    if entry["wz_code"]:
        Activity.objects.create(organisation=organisation, code=entry["wz_code"])
    if entry["family_name"]:
        _enter_person(entry, organisation=organisation, network=network)
    membership = Membership.objects.create(
        network=network, organisation=organisation, since=entry["since"]
    )
    audit.record(membership, "entered", by=by)
    ledger.changed(membership)
    return membership


@transaction.atomic
def let_belong(
    organisation: Organisation, entry: dict[str, Any], *, network: Network, by: Person
) -> Membership:
    """Make a firm that the network knows a member; what its entry says stays as it is."""
    Network.objects.select_for_update().get(pk=network.pk)
    open_ones = Membership.objects.in_network(network).filter(organisation=organisation, until=None)
    membership = open_ones.first() or Membership(network=network, organisation=organisation)
    if membership.since is not None:
        return membership
    membership.since = entry["since"]
    membership.save()
    if entry["family_name"]:
        _enter_person(entry, organisation=organisation, network=network)
    audit.record(membership, "entered", by=by, fields=["since"])
    ledger.changed(membership)
    return membership


def _enter_person(entry: dict[str, Any], *, organisation: Organisation, network: Network) -> None:
    name = {"given_name": entry["given_name"], "family_name": entry["family_name"]}
    # Whom this office entered before gets one more position. Whom others entered stays theirs:
    # only the person who signs in with both rows can say that they are one.
    own = Person.objects.filter(entered_by_network=network, email=entry["email"], **name)
    person = (own.order_by("pk").first() if entry["email"] else None) or Person.objects.create(
        email=entry["email"],
        account=Account.objects.filter(email=entry["email"]).first(),
        entered_by_network=network,
        **name,
    )
    held = {"is_admin": True, "answers_requests": True, "since": entry["since"]}
    held["entered_by_network"] = network
    Position.objects.get_or_create(
        person=person, organisation=organisation, until=None, defaults=held
    )


@transaction.atomic
def mend_entry(
    form: ModelForm[Organisation],
    *parts: BaseInlineFormSet[Any, Any, Any],
    by: Person,
) -> Organisation:
    """Keep a mended entry; everything the organisation offers is read again by the index."""
    organisation = form.instance
    # Only what was changed here: two people may mend different lines of one entry.
    organisation.save(update_fields=form.changed_data)
    # What is to be deleted is named while it still says whose it is.
    ledger.changed(*(gone.instance for part in parts for gone in part.deleted_forms))
    for part in parts:
        part.save()
        ledger.changed(*part.new_objects, *(row for row, _fields in part.changed_objects))
    fields = [*form.changed_data, *(str(part.prefix) for part in parts if part.has_changed())]
    audit.record(organisation, "mended", by=by, fields=fields)
    ledger.changed(organisation)
    return organisation
