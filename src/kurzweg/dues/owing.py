"""Who owes what for a year, as of a day: read from memberships, classes and the scale of dues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurzweg.core.templatetags.display import euro, number
from kurzweg.dues import scale
from kurzweg.dues.models import DuesAgreement, DuesRule
from kurzweg.dues.scale import Doubt, Read, Step
from kurzweg.networks.models import Membership, MembershipClass, Network, SaidLine
from kurzweg.people.models import Kind, Organisation, StaffBand

# For whom a line is: a class, or without one natural persons (True) and all others (False).
ForWhom = int | bool
Scale = Mapping[tuple[str, ForWhom], list[DuesRule]]


@dataclass(frozen=True, slots=True)
class Owed:
    """What one member owes, in words and to the cent; without an amount, why it is in doubt."""

    membership_id: int
    organisation_id: int
    public_id: str
    number: str
    name: str
    class_name: str
    base: str
    said_on: date | None
    joined_on: date | None
    owed: str
    fee: Decimal
    amount: Decimal | None
    doubt: str


@dataclass(frozen=True)
class Dues:
    """What all members owe for a year, as of a day; those in doubt come first."""

    begins_on: date
    known_on: date
    parts: int
    rows: list[Owed]

    @cached_property
    def total(self) -> Decimal:
        """Add up to the cent what is certain."""
        return sum((row.amount for row in self.rows if row.amount is not None), Decimal("0.00"))

    @cached_property
    def doubtful(self) -> int:
        return sum(row.amount is None for row in self.rows)


def year_begins(network: Network, day: date) -> date:
    """Give the first day of the year of a network in which a day lies."""
    return scale.year_of(day, first_month=network.rule("year_begins", on=day))


def dues(network: Network, day: date) -> Dues:
    """Say who owes what for the year of a day, as far as members had joined by then.

    Whoever left before the year began is not in it, whoever leaves within it is.
    """
    begins = year_begins(network, day)
    parts = network.rule("dues_parts", on=begins)
    members = _members(network, begins=begins, day=day)
    said_on = _said_on([row.organisation_id for row in members])
    rules, agreed = _scale(network), _agreements(network)
    rows = []
    for row in members:
        first_day = max(begins, row.since or begins)
        rows.append(
            _owed(
                row,
                rules,
                agreed=_holding(agreed.get(row.organisation_id, ()), first_day),
                year=Year(begins, parts),
                fee=_fee(network, row, begins=begins),
                said_on=said_on.get(row.organisation_id),
            )
        )
    rows.sort(key=lambda row: row.amount is not None)  # stable: by the name within each
    return Dues(begins, day, parts, rows)


def _members(network: Network, *, begins: date, day: date) -> list[Membership]:
    """List each organisation once, by the membership with which it was in this year first."""
    held = Membership.objects.in_network(network).filter(since__isnull=False, since__lte=day)
    held = held.exclude(until__lte=begins).select_related("organisation")
    held = held.prefetch_related("class_terms__membership_class")
    first: dict[int, Membership] = {}
    for row in held.order_by("since", "pk"):
        first.setdefault(row.organisation_id, row)
    return sorted(first.values(), key=lambda row: (row.organisation.name_key, row.pk))


def _said_on(organisation_ids: list[int]) -> dict[int, date]:
    lines = SaidLine.objects.filter(line="staff_band", organisation__in=organisation_ids)
    return {
        organisation_id: timezone.localdate(at)
        for organisation_id, at in lines.values_list("organisation", "said_at")
    }


def _scale(network: Network) -> Scale:
    rules = defaultdict(list)
    for rule in DuesRule.objects.in_network(network).order_by("since", "pk"):
        rules[_for_whom(rule.membership_class_id, rule.is_for_persons)].append(rule)
    return rules


def _for_whom(class_id: int | None, is_person: bool) -> tuple[str, ForWhom]:
    return ("no class", is_person) if class_id is None else ("class", class_id)


def _agreements(network: Network) -> Mapping[int, list[DuesAgreement]]:
    """Collect what was agreed with members, what was entered last first."""
    found = defaultdict(list)
    rows = DuesAgreement.objects.in_network(network).order_by("-entered_at", "-pk")
    for row in rows:
        found[row.organisation_id].append(row)
    return found


def _holding(agreed: Iterable[DuesAgreement], day: date) -> DuesAgreement | None:
    """Choose what was agreed last of what holds on a day; None: the scale holds."""
    held = next((each for each in agreed if each.holds_on(day)), None)
    return held if held and held.amount is not None else None


def steps_on(rules: list[DuesRule], day: date) -> list[Step]:
    """Keep of the lines of one class what holds on a day; they come in the order of entry."""
    holding: dict[int, Decimal | None] = {}
    for rule in rules:
        if rule.since <= day:
            holding[rule.staff_from] = rule.amount
    return [Step(staff, amount) for staff, amount in holding.items() if amount is not None]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a network: when it begins, and into how many parts it is divided."""

    begins: date
    parts: int


def _fee(network: Network, row: Membership, *, begins: date) -> Decimal:
    """Say what joining costs whoever joined in the year, by the rule of her day."""
    if row.since is None or row.since < begins:
        return Decimal(0)
    return Decimal(network.rule("admission_fee", on=row.since))


def _owed(
    row: Membership,
    rules: Scale,
    *,
    agreed: DuesAgreement | None,
    year: Year,
    fee: Decimal,
    said_on: date | None,
) -> Owed:
    firm = row.organisation
    is_person = firm.kind == Kind.PERSON
    first_day = max(year.begins, row.since or year.begins)
    held = row.class_on(first_day)
    steps = steps_on(rules.get(_for_whom(held.pk if held else None, is_person), []), first_day)
    if agreed and agreed.amount is not None:
        steps = [Step(0, agreed.amount)]
    found = scale.read(steps, staff=_staff(firm))
    taken = scale.parts_owed(row.since, year_begins=year.begins, parts=year.parts)
    by_staff = len(steps) > 1
    fee = fee if found.step else Decimal(0)
    return Owed(
        membership_id=row.pk,
        organisation_id=firm.pk,
        public_id=firm.public_id,
        number=row.number,
        name=firm.name,
        class_name=held.name if held else "",
        base=_agreed(agreed) if agreed else _base(firm, found, is_by_staff=by_staff),
        said_on=said_on if by_staff and firm.staff_band else None,
        joined_on=row.since,
        owed="" if taken == year.parts else _part(taken, year.parts),
        fee=fee,
        amount=_amount(found, taken=taken, year=year, fee=fee),
        doubt=_doubt(found, firm, held),
    )


def _amount(found: Read, *, taken: int, year: Year, fee: Decimal) -> Decimal | None:
    """Reckon the share of the year and add what joining costs, which is never divided."""
    if found.step is None:
        return None
    return scale.share(found.step.amount, owed=taken, parts=year.parts) + fee


def _agreed(agreed: DuesAgreement) -> str:
    return _("agreed: %(reason)s") % {"reason": agreed.reason}


def _staff(firm: Organisation) -> range | None:
    """Give the band of employees that is known of a firm; the highest one is open."""
    if firm.staff_band is None:
        return None
    above = [band for band in StaffBand.values if band > firm.staff_band]
    return range(firm.staff_band, min(above, default=10**9))


def _base(firm: Organisation, found: Read, *, is_by_staff: bool) -> str:
    if found.step is None:
        return ""
    if is_by_staff:
        return _("%(band)s employees") % {"band": firm.get_staff_band_display()}
    return _("natural person") if firm.kind == Kind.PERSON else _("the same for all")


def _part(taken: int, parts: int) -> str:
    if parts == scale.MONTHS:
        said = ngettext("%(taken)s of %(parts)s month", "%(taken)s of %(parts)s months", parts)
    elif parts == scale.MONTHS // 3:
        said = ngettext("%(taken)s of %(parts)s quarter", "%(taken)s of %(parts)s quarters", parts)
    else:
        said = _("half a year")
    return said % {"taken": number(taken), "parts": number(parts)}


def _doubt(found: Read, firm: Organisation, held: MembershipClass | None) -> str:
    match found.doubt:
        case None:
            return ""
        case Doubt.NO_STEP:
            return _("The scale of dues says nothing about: %(whom)s.") % {
                "whom": whom(held, is_person=firm.kind == Kind.PERSON)
            }
        case Doubt.STAFF_UNKNOWN:
            return _("How many employees it has is not known.")
        case Doubt.BELOW_FIRST:
            return _("%(band)s employees: the scale of dues begins with %(first)s.") % {
                "band": firm.get_staff_band_display(),
                "first": number(found.steps[0].staff_from),
            }
        case Doubt.BETWEEN:
            return _("%(band)s employees can be one or the other: %(steps)s.") % {
                "band": firm.get_staff_band_display(),
                "steps": "; ".join(map(_step, found.steps)),
            }


def _step(step: Step) -> str:
    return _("from %(staff)s on %(amount)s") % {
        "staff": number(step.staff_from),
        "amount": euro(step.amount),
    }


def whom(membership_class: MembershipClass | None, *, is_person: bool) -> str:
    """Say for whom a line of a scale is."""
    if membership_class is not None:
        return membership_class.name
    return _("natural persons without a class") if is_person else _("organisations without a class")
