"""Tasks in a network: giving, changing and ending them; its office never stands empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.forms import ModelForm
from django.utils import translation
from django.utils.translation import gettext

from kurzweg.core import audit, ledger, newcomers, outbox
from kurzweg.core.keys import in_order
from kurzweg.networks import mails
from kurzweg.networks.errors import HasTaskAlready, OfficeWouldStandEmpty
from kurzweg.networks.models import (
    RUNS_THE_OFFICE,
    Committee,
    CommitteeKind,
    Mandate,
    MandateKind,
    Membership,
    Network,
    Seat,
    SupportingBody,
)
from kurzweg.people.models import Account, Person, Position

Term = tuple[date | None, date | None]


def known_in(network: Network, *, on: date) -> QuerySet[Person]:
    """Open the persons whom a network knows: entered here, with a task, or acting for a member.

    Whom another network entered is none of them, whatever the address.
    """
    tasks = Mandate.objects.in_network(network).values("person")
    members = Membership.objects.in_network(network).active(on).values("organisation")
    bodies = SupportingBody.objects.in_network(network).as_of(on).values("organisation")
    belongs = Q(organisation__in=members) | Q(organisation__in=bodies)
    acting = Position.objects.acting_in(network).as_of(on).filter(belongs).values("person")
    own = Q(entered_by_network=None)
    return Person.objects.filter(
        Q(entered_by_network=network) | (own & (Q(pk__in=tasks) | Q(pk__in=acting)))
    )


def who_may_be(entry: dict[str, Any], *, network: Network) -> list[Person]:
    """List whom the network knows already and who may be meant: of that name, or that address."""
    written = Person(given_name=entry["given_name"], family_name=entry["family_name"])
    known = known_in(network, on=network.today())
    at_address = Q(email=entry["email"]) if entry["email"] else Q(pk__in=())
    here = Position.objects.acting_in(network).as_of(network.today())
    found = known.filter(Q(family_name__iexact=written.family_name) | at_address).prefetch_related(
        Prefetch("positions", here.select_related("organisation"), to_attr="positions_today")
    )
    return [
        person
        for person in found.order_by(*in_order("family_name", "given_name"), "pk")
        if person.may_be(written) or person.email == entry["email"] != ""
    ]


def unseen(entry: dict[str, Any], *, network: Network, seen: Collection[str]) -> list[Person]:
    """List who may be meant, unless the office has seen (by public id) that none of them is."""
    known = who_may_be(entry, network=network)
    return known if any(person.public_id not in seen for person in known) else []


def holds_already(
    person: Person,
    *,
    network: Network,
    kind: str,
    term: Term,
    committee: Committee | None = None,
    but: Mandate | None = None,
) -> bool:
    """Say whether somebody has a task of that kind, or a seat there, on any day of a term."""
    since, until = term
    tasks = Mandate.objects.in_network(network).filter(person=person)
    tasks = tasks.filter(committee=committee) if committee else tasks.filter(kind=kind)
    others = tasks.exclude(pk=but.pk) if but else tasks
    return others.meeting(since or date.min, until).exists()


def first_day_without_office(terms: Iterable[Term], *, today: date) -> date:
    """Say from which day on nobody would run the office; `date.max`: always somebody would."""
    reached = today
    for since, until in sorted((since or date.min, until or date.max) for since, until in terms):
        if since > reached:
            break
        reached = max(reached, until)
    return reached


def gap_left_by(mandate: Mandate, *, network: Network, instead: Term | None) -> date | None:
    """Say from which day on the office would stand empty if a task had another term, or none.

    None: no sooner than it would anyway.
    """
    terms = {
        row.pk: (row.since, row.until) for row in Mandate.objects.in_network(network).of_office()
    }
    if mandate.pk not in terms:
        return None
    today = network.today()
    before = first_day_without_office(terms.values(), today=today)
    others = [term for pk, term in terms.items() if pk != mandate.pk]
    after = first_day_without_office([*others, *([instead] if instead else [])], today=today)
    return after if after < before else None


@contextmanager
def never_empty(
    network: Network, *, otherwise: type[OfficeWouldStandEmpty] = OfficeWouldStandEmpty
) -> Iterator[None]:
    """Undo and refuse what would let the office stand empty sooner than it would anyway."""
    with transaction.atomic():
        # Two of an office may do it to each other at once: behind the lock the second is the last.
        network = locked(network)
        before = _first_day_without_office(network)
        yield
        after = _first_day_without_office(network)
        if after < before:
            raise otherwise.from_day(after, today=network.today())


def _first_day_without_office(network: Network) -> date:
    running = Mandate.objects.in_network(network).of_office().values_list("since", "until")
    return first_day_without_office(running, today=network.today())


@transaction.atomic
def give(
    entry: dict[str, Any],
    *,
    person: Person | None,
    network: Network,
    by: Person,
    seen: Collection[str] = (),
) -> Mandate | list[Person]:
    """Give somebody a task, entering the person if the network does not know her yet.

    Where it knows somebody who may be meant, nothing is entered and the answer is who, unless the
    office has `seen` all of them (by public id).
    """
    # Two colleagues may enter the same person at once: the second is asked as well.
    network = locked(network)
    if person is None:
        known = unseen(entry, network=network, seen=seen)
        if known:
            return known
        person = _enter(entry, network=network)
    if takes_address(person, network=network) and entry["email"]:
        _note_address(person, entry["email"], by=by)
    term = (entry["since"], entry["until"])
    committee, seat = _seat(entry, network=network)
    if holds_already(person, network=network, kind=entry["kind"], term=term, committee=committee):
        raise HasTaskAlready
    mandate = Mandate.objects.create(
        network=network,
        person=person,
        kind=entry["kind"],
        title=entry["title"],
        section=entry["section"],
        committee=committee,
        seat=seat,
        since=entry["since"],
        until=entry["until"],
    )
    audit.record(mandate, "given", by=by)
    ledger.changed(mandate, person)
    if entry["is_told"] and person.email and not _is_over(mandate):
        outbox.add(mails.task_given(mandate))
    return mandate


@transaction.atomic
def change(form: ModelForm[Mandate], *, by: Person) -> Mandate:
    """Keep a changed task; the office must not stand empty sooner for it."""
    mandate = form.instance
    network = locked(mandate.network)
    term = (mandate.since, mandate.until)
    fields = list(form.changed_data)
    if mandate.kind == MandateKind.BOARD and mandate.committee is None:
        mandate.committee, mandate.seat = board_of(network), Seat.MEMBER
        fields += ["committee", "seat"]
    elif "seat" in fields:
        fields.append("kind")  # a guest has no right from it, and may become a member
    if holds_already(
        mandate.person,
        network=network,
        kind=mandate.kind,
        term=term,
        committee=mandate.committee,
        but=mandate,
    ):
        raise HasTaskAlready
    still_runs = mandate.kind in RUNS_THE_OFFICE
    _refuse_gap(mandate, network=network, instead=term if still_runs else None)
    mandate.save(update_fields=fields)
    audit.record(mandate, "changed", by=by, fields=fields)
    ledger.changed(mandate, mandate.person)
    return mandate


@transaction.atomic
def end(mandate: Mandate, *, by: Person) -> None:
    """End a task today: whoever had it has no right from it any more, from this moment on."""
    network = locked(mandate.network)
    # A colleague may have ended it since the page was read.
    mandate = Mandate.objects.in_network(network).select_related("person").get(pk=mandate.pk)
    today = network.today()
    if mandate.until is not None and mandate.until <= today:
        return
    _refuse_gap(mandate, network=network, instead=(mandate.since, today))
    audit.record(mandate, "ended", by=by, fields=["until"])
    ledger.changed(mandate, mandate.person)
    if mandate.since is not None and mandate.since > today:
        mandate.delete()  # what never began leaves nothing behind
        return
    mandate.until = today
    mandate.save(update_fields=["until"])


def takes_address(person: Person, *, network: Network) -> bool:
    """Say whether an office may enter the address of somebody: hers is missing, and the row here.

    A row that several networks share is the person's own.
    """
    return not person.email and person.entered_by_network_id == network.pk


def are_several_at(address: str, *, network: Network) -> bool:
    """Ask whether the network knows several persons behind an address: they say who they are."""
    known = known_in(network, on=network.today())
    return bool(address) and known.filter(email=address).count() > 1


def _seat(entry: dict[str, Any], *, network: Network) -> tuple[Committee | None, str]:
    """Say where somebody will sit: whoever is on the board sits in the committee that is it."""
    committee = entry.get("committee")
    if committee is None and entry["kind"] == MandateKind.BOARD:
        committee = board_of(network)
    return committee, entry.get("seat", Seat.MEMBER) if committee else ""


def board_of(network: Network) -> Committee:
    """Give the committee that is the board of a network; it begins with its first member."""
    boards = Committee.objects.in_network(network).filter(kind=CommitteeKind.BOARD, until=None)
    with translation.override(network.language):
        board, is_new = boards.get_or_create(
            network=network,
            kind=CommitteeKind.BOARD,
            until=None,
            defaults={"name": gettext("Board")},
        )
    if is_new:
        ledger.changed(board)
    return board


def _refuse_gap(mandate: Mandate, *, network: Network, instead: Term | None) -> None:
    # Two of an office may end each other at once: behind the lock the second is the last.
    gap = gap_left_by(mandate, network=network, instead=instead)
    if gap is not None:
        raise OfficeWouldStandEmpty.from_day(gap, today=network.today())


def _enter(entry: dict[str, Any], *, network: Network) -> Person:
    # An address that somebody of another network has, too, gets a row of its own: only the
    # person who signs in with both can say that they are one.
    person = Person.objects.create(
        given_name=entry["given_name"],
        family_name=entry["family_name"],
        email=entry["email"],
        account=Account.objects.filter(email=entry["email"]).first() if entry["email"] else None,
        entered_by_network=network,
    )
    newcomers.entered(person, network_id=network.pk)
    return person


def _note_address(person: Person, address: str, *, by: Person) -> None:
    person.email = address
    person.account = person.account or Account.objects.filter(email=address).first()
    person.save(update_fields=["email", "account"])
    audit.record(person, "given an address", by=by, fields=["email"])


def _is_over(mandate: Mandate) -> bool:
    return mandate.until is not None and mandate.until <= mandate.network.today()


def locked(network: Network) -> Network:
    """Lock a network before its persons: whoever only refers to it need not wait."""
    return Network.objects.select_for_update(of=("self",), no_key=True).get(pk=network.pk)
