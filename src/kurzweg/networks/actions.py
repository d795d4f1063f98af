"""Changes in the register that have consequences."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.forms import BaseInlineFormSet, ModelForm

from kurzweg.core import audit, files, ledger, newcomers
from kurzweg.core.opened import EditForm
from kurzweg.networks import doubles, regions, said, sites
from kurzweg.networks.doubles import Double
from kurzweg.networks.errors import NotAnApplication
from kurzweg.networks.models import (
    Mandate,
    MandateKind,
    Membership,
    MembershipState,
    Network,
    NetworkKind,
    SaidBy,
)
from kurzweg.people.models import (
    Account,
    Activity,
    Kind,
    LocatedBy,
    Organisation,
    Person,
    Position,
    Site,
)
from kurzweg.places.forms import Point
from kurzweg.places.locating import Candidate, How, Located


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


@transaction.atomic
def enter_member(
    entry: dict[str, Any],
    *,
    network: Network,
    by: Person,
    seen: Collection[str] = (),
    is_her_own: bool = False,
) -> Membership | list[Double]:
    """Enter a member as the office hears it: organisation, seat, activity, who answers.

    Where the network knows a firm that may be the same, nothing is entered and the answer is who
    may be meant, unless the office has `seen` all of them (by public id). What `is_her_own` the
    person named wrote herself.
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
    by_whom = SaidBy.FIRM if is_her_own else SaidBy.OFFICE
    said.note(organisation, _lines_of(entry), by=by_whom)
    if entry["family_name"]:
        is_new, person = _enter_person(entry, organisation=organisation, network=network)
        if is_new and not is_her_own:
            newcomers.entered(person, network_id=network.pk)
    membership = Membership.objects.create(
        network=network, organisation=organisation, since=entry["since"]
    )
    audit.record(membership, "entered", by=by)
    ledger.changed(membership)
    return membership


def _lines_of(entry: dict[str, Any]) -> list[str]:
    """Name the lines of a new entry about which something was said."""
    lines = ["name", "kind", "sites", *(["activities"] if entry["wz_code"] else [])]
    return lines + [name for name in ("staff_band", "summary", "email") if entry[name]]


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
        is_new, person = _enter_person(entry, organisation=organisation, network=network)
        if is_new:
            newcomers.entered(person, network_id=network.pk)
    audit.record(membership, "entered", by=by, fields=["since"])
    ledger.changed(membership)
    return membership


def _enter_person(
    entry: dict[str, Any], *, organisation: Organisation, network: Network
) -> tuple[bool, Person]:
    """Let somebody act for a firm, and say whether the network did not know her before."""
    name = {"given_name": entry["given_name"], "family_name": entry["family_name"]}
    # Whom this office entered before gets one more position. Whom others entered stays theirs:
    # only the person who signs in with both rows can say that they are one.
    own = Person.objects.filter(entered_by_network=network, email=entry["email"], **name)
    known = own.order_by("pk").first() if entry["email"] else None
    person = known or Person.objects.create(
        email=entry["email"],
        account=Account.objects.filter(email=entry["email"]).first(),
        entered_by_network=network,
        **name,
    )
    # Since when she is there nobody said: that the firm belongs since long ago does not tell.
    since = max(entry["since"], network.today())
    held = {"is_admin": True, "answers_requests": True, "since": since}
    held["entered_by_network"] = network
    Position.objects.get_or_create(
        person=person, organisation=organisation, until=None, defaults=held
    )
    return known is None, person


@transaction.atomic
def enter_site(
    site: Site,
    *,
    network: Network,
    by: Person,
    meant: Candidate | None = None,
    said_by: SaidBy = SaidBy.OFFICE,
) -> Located:
    """Enter where an organisation works; the answer says how sure its place is."""
    # Two who enter at once: only one of the sites is the seat, the first one in any case.
    organisation = Organisation.objects.select_for_update().get(pk=site.organisation_id)
    site.is_seat = site.is_seat or not organisation.sites.exists()
    located = _placed(site, network=network, meant=meant)
    _give_up_seat(site)
    site.save()
    said.note(organisation, ["sites"], by=said_by)
    audit.record(site, "entered", by=by)
    ledger.changed(site, site.organisation)
    return located


@transaction.atomic
def mend_site(
    form: EditForm,
    *,
    network: Network,
    by: Person,
    meant: Candidate | None = None,
    said_by: SaidBy = SaidBy.OFFICE,
) -> Located:
    """Keep a mended site; with another address, where it lies is worked out anew."""
    site: Site = form.instance  # type: ignore[attr-defined]  # of a form of a model
    fields = set(form.changes)
    located = Located(How.BOTH)
    if fields & {"postal_code", "town", "country"}:
        site.located_by, site.ags = "", ""
        located = _placed(site, network=network, meant=meant)
        fields |= {*sites.POINT}
    if {"is_seat", "until"} & fields:
        _give_up_seat(site)
    site.save(update_fields=fields)
    said.note(site.organisation, ["sites"] if fields else [], by=said_by)
    audit.record(site, "mended", by=by, fields=fields)
    ledger.changed(site, site.organisation)
    return located


@transaction.atomic
def point_out(site: Site, point: Point | None, *, network: Network, by: Person) -> None:
    """Say by hand where a site lies; without a point, its address says so again."""
    if point is None:
        site.located_by = ""
        sites.place(site, region=regions.of(network))
    else:
        (site.latitude, site.longitude), site.located_by = point, LocatedBy.HAND
    site.save(update_fields=sites.POINT)
    audit.record(site, "pointed out", by=by, fields=sites.POINT)
    ledger.changed(site)


@transaction.atomic
def take_out_site(site: Site, *, by: Person) -> None:
    """Take out a site that was entered by mistake; one that ended has a last day instead."""
    audit.record(site, "taken out", by=by)
    ledger.changed(site, site.organisation)
    site.delete()


def _placed(site: Site, *, network: Network, meant: Candidate | None) -> Located:
    located = sites.place(site, region=regions.of(network))
    if meant is None:
        return located
    # Somebody chose among several: what is worked out later does not ask again.
    site.latitude, site.longitude = meant.point.latitude, meant.point.longitude
    site.located_by, site.ags = LocatedBy.HAND, meant.ags if len(meant.ags) == 8 else ""
    return Located(How.BOTH, meant.point)


def _give_up_seat(site: Site) -> None:
    """Let the seat that an organisation has be a site as any other, once there is another one."""
    if not site.is_seat or site.until is not None:
        return
    others = Site.objects.filter(organisation=site.organisation_id, is_seat=True, until=None)
    before = list(others.exclude(pk=site.pk))
    for other in before:
        other.is_seat = False
        other.save(update_fields=["is_seat"])
    ledger.changed(*before)


@transaction.atomic
def mend_entry(
    form: ModelForm[Organisation],
    *parts: BaseInlineFormSet[Any, Any, Any],
    by: Person,
    said_by: SaidBy = SaidBy.OFFICE,
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
    said.note(organisation, fields, by=said_by)
    audit.record(organisation, "mended", by=by, fields=fields)
    ledger.changed(organisation)
    return organisation
