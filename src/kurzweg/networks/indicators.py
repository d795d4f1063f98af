"""What the register counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from kurzweg.core import indicators
from kurzweg.core.indicators import Fact
from kurzweg.networks.models import ClassTerm, Membership, SectionMembership, SupportingBody
from kurzweg.people.models import Kind, Organisation

AT_ONCE = 5_000  # ids in one statement; SQLite takes 32,766 at most


def members(network_id: int, day: date) -> Iterable[int]:
    rows = Membership.objects.in_network(network_id).counted(day)
    return rows.order_by("pk").values_list("pk", flat=True)


def members_at_end(network_id: int, day: date) -> Iterable[int]:
    rows = Membership.objects.in_network(network_id).counted_at_end(day)
    return rows.order_by("pk").values_list("pk", flat=True)


def supporting_bodies(network_id: int, day: date) -> Iterable[int]:
    rows = SupportingBody.objects.in_network(network_id).as_of(day)
    return rows.order_by("pk").values_list("pk", flat=True)


def facts_of(
    model: type[Membership] | type[SupportingBody],
) -> Callable[[int, Collection[int]], list[Fact]]:
    """Tell rows of somebody who belongs, by the organisation's name."""

    def told(network_id: int, ids: Collection[int]) -> list[Fact]:
        found: list[Membership | SupportingBody] = []
        for some in _parts(sorted(ids)):
            rows = model.objects.in_network(network_id).filter(pk__in=some)
            found += rows.select_related("organisation").order_by("pk")
        found.sort(key=lambda row: (row.organisation.name_key, row.pk))
        return [
            Fact(
                row.pk,
                row.organisation_id,
                row.organisation.name,
                getattr(row, "number", ""),
                row.since,
                row.until,
            )
            for row in found
        ]

    return told


def by_section(network_id: int, day: date, facts: Collection[Fact]) -> Counter[str]:
    """Count the sections in which they took part on the day; a member may be in several."""
    firms = {fact.organisation_id for fact in facts}
    rows = SectionMembership.objects.in_network(network_id).as_of(day)
    pairs = set(rows.values_list("section__name", "organisation"))
    return Counter(name for name, organisation in pairs if organisation in firms)


def by_class(network_id: int, day: date, facts: Collection[Fact]) -> Counter[str]:
    """Count the classes of their memberships on the day; some have none."""
    counted = {fact.row_id for fact in facts}
    terms = ClassTerm.objects.in_network(network_id).as_of(day)
    pairs = set(terms.values_list("membership_class__name", "membership"))
    return Counter(name for name, membership in pairs if membership in counted)


def by_kind(network_id: int, day: date, facts: Collection[Fact]) -> Counter[str]:
    """Count what kind of organisation they are, as it stands there today."""
    labels = dict(Kind.choices)
    kinds: dict[int, str] = {}
    for some in _parts(sorted(fact.organisation_id or 0 for fact in facts)):
        kinds.update(Organisation.objects.filter(pk__in=some).values_list("pk", "kind"))
    return Counter(str(labels[kinds[fact.organisation_id or 0]]) for fact in facts)


def _parts(ids: list[int]) -> Iterator[list[int]]:
    return (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))


indicators.register(
    indicators.Indicator(
        name="members",
        label=_("Members"),
        unit=_("organisations"),
        definition=_(
            "Organisations whose membership has begun and is still running; those under notice "
            "count until their last day."
        ),
        source=_("own register"),
        rows=members,
        is_public=True,
        is_made_once=True,
        facts=facts_of(Membership),
        model=Membership,
        at_end=members_at_end,
        groups={_("By class"): by_class, _("By section"): by_section, _("By kind"): by_kind},
    )
)
indicators.register(
    indicators.Indicator(
        name="supporting bodies",
        label=_("Supporting bodies"),
        unit=_("organisations"),
        definition=_("Organisations that fund and run the network on this day."),
        source=_("own register"),
        rows=supporting_bodies,
        is_public=True,
        is_made_once=True,
        facts=facts_of(SupportingBody),
        model=SupportingBody,
        groups={_("By kind"): by_kind},
    )
)
