"""Once a year each firm says by one link whether its entry is still right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kurzweg.core import audit, ledger, links, newcomers, outbox
from kurzweg.core.days import end_of
from kurzweg.core.mails import Mail, sample_token
from kurzweg.core.models import Link
from kurzweg.networks import declaration_mails, regions, said, sites
from kurzweg.networks.forms.declarations import DeclarationForm
from kurzweg.networks.models import Membership, Network, SaidBy, SelfDeclaration
from kurzweg.networks.readers import reader_at
from kurzweg.people.models import Organisation, Person, Position, Site

PURPOSE = declaration_mails.PURPOSE
WHY_ALL = "the worker asks in all networks"
# What a firm says by it, whether it changes something or not.
LINES = ("staff_band", "website", "phone", "email", "certificates", "sites")


def to_ask(network: Network) -> QuerySet[Organisation]:
    """Open the members of today that nobody has asked this year."""
    today = network.today()
    members = Membership.objects.in_network(network).active(today)
    asked = SelfDeclaration.objects.in_network(network).filter(year=today.year)
    firms = Organisation.objects.filter(pk__in=members.values("organisation"))
    return firms.exclude(pk__in=asked.values("organisation")).order_by("name_key", "pk")


def reached(firms: Iterable[Organisation], network: Network) -> frozenset[int]:
    """Say (by number) at which firms a mail reaches somebody: in one question for all."""
    firms = list(firms)
    here = Position.objects.acting_in(network).as_of(network.today())
    may = here.filter(Q(is_admin=True) | Q(answers_requests=True), organisation__in=firms)
    staffed = set(may.exclude(person__email="").values_list("organisation", flat=True))
    return frozenset(firm.pk for firm in firms if firm.email or firm.pk in staffed)


def letter_to(firm: Organisation, *, network: Network) -> Mail:
    """Write the mail to a firm as it would leave today; nothing is kept, its link opens nothing."""
    today = network.today()
    asked = SelfDeclaration(network=network, organisation=firm, year=today.year, asked_on=today)
    asked.ends_on = today + timedelta(days=network.rule("declaration_days"))
    token, person = sample_token(PURPOSE), reader_at(firm, network)
    return declaration_mails.asked(
        asked, person=person, token=token, known=person or _only_one_at(firm, network)
    )


def _only_one_at(firm: Organisation, network: Network) -> Person | None:
    """Say who is greeted where the firm's own address is written to: who alone is known there."""
    there = Position.objects.acting_in(network).as_of(network.today()).filter(organisation=firm)
    found = list(there.select_related("person").order_by("pk")[:2])
    return found[0].person if len(found) == 1 else None


@transaction.atomic
def ask(organisation: Organisation, *, network: Network, by: Person | None) -> bool:
    """Ask a firm, once a year; False: it was asked already, or no mail reaches anybody there."""
    person = reader_at(organisation, network)
    if person is None and not organisation.email:
        return False
    # Two who ask at once: the lock lets the second see that it is done.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today = network.today()
    asked, is_new = SelfDeclaration.objects.in_network(network).get_or_create(
        network=network,
        organisation=organisation,
        year=today.year,
        defaults={
            "asked_on": today,
            "ends_on": today + timedelta(days=network.rule("declaration_days")),
        },
    )
    if is_new:
        _send(asked, person=person, network=network)
        audit.record(asked, "asked", by=by)
        ledger.changed(asked)
    return is_new


def ask_due() -> int:
    """Ask all members in the month that their network chose, and remind once at half time."""
    number = 0
    for network in Network.objects.order_by("pk"):
        today = network.today()
        if network.rule("declaration_month") == today.month:
            number += sum(ask(each, network=network, by=None) for each in to_ask(network))
        for asked in _to_remind(network, today):
            _remind(asked, network=network)
    return number


def _to_remind(network: Network, today: date) -> Iterator[SelfDeclaration]:
    rows = SelfDeclaration.objects.in_network(network).unanswered()
    open_ones = rows.filter(reminded_on=None, ends_on__gte=today).select_related("organisation")
    for asked in open_ones.order_by("pk"):
        if today - asked.asked_on >= (asked.ends_on - asked.asked_on) / 2:
            yield asked


@transaction.atomic
def _remind(asked: SelfDeclaration, *, network: Network) -> None:
    rows = SelfDeclaration.objects.in_network(network).unanswered().filter(reminded_on=None)
    row = rows.locked().filter(pk=asked.pk).first()
    if row is None:  # answered meanwhile
        return
    row.reminded_on = network.today()
    row.save(update_fields=["reminded_on"])
    _send(asked, person=reader_at(asked.organisation, network), network=network, again=True)
    ledger.changed(row)


def _send(
    asked: SelfDeclaration, *, person: Person | None, network: Network, again: bool = False
) -> None:
    expires_at = end_of(asked.ends_on, network.time_zone)
    _link, token = links.issue(
        PURPOSE, asked, person_id=person.pk if person else None, expires_at=expires_at
    )
    known = person or _only_one_at(asked.organisation, network)
    outbox.add(declaration_mails.asked(asked, person=person, token=token, known=known, again=again))


def may_answer(asked: SelfDeclaration, *, link: Link) -> bool:
    """Tell whether the link still speaks for the firm: rights are those of today.

    The firm belongs to the network, and whoever was asked by name has a task there.
    """
    network, firm = asked.network, asked.organisation
    today = network.today()
    if not Membership.objects.in_network(network).active(today).filter(organisation=firm).exists():
        return False
    if link.person_id is None:
        return True
    there = Position.objects.acting_in(network).as_of(today)
    return there.filter(person=link.person_id, organisation=firm).exists()


@transaction.atomic
def answer(asked: SelfDeclaration, form: DeclarationForm | None, *, link: Link) -> SelfDeclaration:
    """Keep what a firm says of its entry by its link; without a form all is right as it stands.

    Raises what `links.use` does: two links of one question are answered once; a link that no
    longer speaks for the firm is over.
    """
    rows = SelfDeclaration.objects.in_network(asked.network_id).select_related("network")
    row = rows.locked().get(pk=asked.pk)
    if row.answered_at is not None:
        raise links.LinkAlreadyUsed
    if not may_answer(row, link=link):
        raise links.LinkExpired
    changed = _keep(form, network=row.network) if form is not None else []
    row.was_right, row.answered_at = not changed, timezone.now()
    row.save(update_fields=["was_right", "answered_at"])
    links.use(link, answer="changed" if changed else "right")
    links.close(PURPOSE, row, answer="right")  # the letter and its reminder are one question
    organisation = row.organisation
    said.note(organisation, LINES, by=SaidBy.FIRM)
    by = Person.objects.filter(pk=link.person_id or 0).first()
    audit.record(organisation, "confirmed", by=by, fields=changed)
    if by is not None:
        newcomers.spoke(by)
    ledger.changed(organisation, row)
    return row


def _keep(form: DeclarationForm, *, network: Network) -> list[str]:
    """Save what was changed, and name the lines."""
    organisation, certificates = form.instance, form.certificates
    seat = {name for name in form.changes if name in form.SEAT}
    fields = [name for name in form.changes if name not in seat]
    if fields:
        organisation.save(update_fields=fields)
    if seat:
        _keep_seat(form, network=network)
    # What is to be deleted is named while it still says whose it is.
    ledger.changed(*(gone.instance for gone in certificates.deleted_forms))
    certificates.save()
    ledger.changed(
        *certificates.new_objects, *(row for row, _fields in certificates.changed_objects)
    )
    parts = ["certificates"] if certificates.has_changed() else []
    return [*fields, *(["sites"] if seat else []), *parts]


def _keep_seat(form: DeclarationForm, *, network: Network) -> None:
    site: Site = form.seat
    for name, field in form.SEAT.items():
        setattr(site, field, form.cleaned_data[name])
    site.located_by, site.ags = "", ""
    sites.place(site, region=regions.of(network))
    site.save()
    ledger.changed(site)
