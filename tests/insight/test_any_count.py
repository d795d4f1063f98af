"""In whatever order firms join, leave and are mended: the count is that of the plain facts.

The facts are kept beside the rows, as somebody would note them on paper: for each membership its
firm, its first day and the first on which it is over. What each step means for them is said by the
step itself; a step that the house refuses means nothing. Another way of joining or ending (a
merge, an import) is one more function below `@step`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurzweg.core import indicators
from kurzweg.core.errors import DomainError
from kurzweg.engine.members import Field
from kurzweg.imports import actions as imports
from kurzweg.imports import applying, undoing
from kurzweg.imports.models import MemberList
from kurzweg.insight import comparing, issuing
from kurzweg.insight.models import Snapshot
from kurzweg.merging import actions as merging
from kurzweg.merging.models import Merge
from kurzweg.networks import actions, as_of, ending, mistakes
from kurzweg.networks.forms import MembershipForm
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Membership, Network
from kurzweg.networks.models.belonging import MembershipQuerySet
from kurzweg.people.models import Organisation, Person
from tests.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

BASE = date(2026, 3, 1)
A_DAY = timedelta(days=1)
FIRMS, LAST = 4, 40  # few firms and days: what happens meets what happened before
NO_PERSON = {"family_name": ""}
# As unlike each other as names can be: nobody asks whether two are the same.
NAMES = ("Ahorn Metall", "Birkenfeld Optik", "Zedernholz Druck", "Quittenhof Textil")


Noted = dict[int, tuple[int, date | None, date | None]]


@dataclass
class World:
    """The network as it is, and beside it what was noted on paper."""

    network: Network
    office: Person
    firms: list[Organisation]
    clock: object
    today: int = 20
    # Of each membership: its firm, its first day, the first day on which it is over.
    noted: Noted = field(default_factory=dict)
    # Of each merge: what was noted of both before, and of the one after it.
    merges: list[tuple[Merge, Noted, Noted]] = field(default_factory=list)
    issued: list[tuple[Snapshot, set[int]]] = field(default_factory=list)
    # Of each list that was taken over: its membership, and what was noted of it then.
    lists: list[tuple[MemberList, int, tuple[int, date | None, date | None]]] = field(
        default_factory=list
    )

    def latest(self, firm: Organisation) -> Membership:
        rows = Membership.objects.in_network(self.network).filter(organisation=firm)
        found = rows.select_related("network").order_by("pk").last()
        if found is None:
            raise DomainError("there is none")
        return found

    def note(self, row: Membership) -> None:
        self.noted[row.pk] = (row.organisation_id, row.since, row.until)

    def count(self, day: date) -> set[int]:
        """Recount from the paper who belonged on a day."""
        return {
            firm
            for firm, since, until in self.noted.values()
            if since is not None and since <= day and (until is None or day < until)
        }


Step = Callable[[World, Organisation, date], None]
STEPS: dict[str, Step] = {}


def step(act: Step) -> Step:
    STEPS[act.__name__.replace("_", " ")] = act
    return act


@step
def joins(world: World, firm: Organisation, day: date) -> None:
    entry = {**NO_PERSON, "since": day}
    before = {pk for pk, (_firm, since, _until) in world.noted.items() if since is not None}
    row = actions.let_belong(firm, entry, network=world.network, by=world.office)
    if row.pk not in before:
        world.noted[row.pk] = (firm.pk, day, None)


@step
def applies(world: World, firm: Organisation, day: date) -> None:
    open_ones = Membership.objects.in_network(world.network).filter(organisation=firm, until=None)
    if not open_ones.exists():
        row = MembershipFactory(
            network=world.network, organisation=firm, since=None, applied_on=day
        )
        world.noted[row.pk] = (firm.pk, None, None)


@step
def is_admitted(world: World, firm: Organisation, day: date) -> None:
    row = actions.admit(world.latest(firm), by=world.office)
    world.noted[row.pk] = (firm.pk, world.network.today(), None)


@step
def leaves(world: World, firm: Organisation, day: date) -> None:
    row = world.latest(firm)
    if row.since is not None and row.since <= day:
        ending.end(row, until=day + A_DAY, end_reason="", by=world.office)
        world.noted[row.pk] = (firm.pk, row.since, day + A_DAY)


@step
def gives_notice(world: World, firm: Organisation, day: date) -> None:
    row, today = world.latest(firm), world.network.today()
    last = max(day, today)
    if row.since is not None and row.since <= today:
        ending.end(row, until=last + A_DAY, notice_on=today, end_reason="", by=world.office)
        world.noted[row.pk] = (firm.pk, row.since, last + A_DAY)


@step
def takes_the_notice_back(world: World, firm: Organisation, day: date) -> None:
    row = ending.take_back(world.latest(firm), by=world.office)
    world.noted[row.pk] = (firm.pk, row.since, None)


@step
def first_day_is_mended(world: World, firm: Organisation, day: date) -> None:
    mend(world, world.latest(firm), since=day)


@step
def last_day_is_mended(world: World, firm: Organisation, day: date) -> None:
    mend(world, world.latest(firm), until=day)


def mend(world: World, row: Membership, **days: date) -> None:
    """Overwrite a day, as the form does; what the form refuses stays as it is."""
    form = MembershipForm(instance=row)
    sent = {name: form[name].value() or "" for name in form.fields}
    form = MembershipForm({**sent, **days}, instance=row)
    if not form.is_valid():
        return
    form.touched = frozenset(form.changed_data)
    ending.mend(form, by=world.office)
    _firm, since, until = world.noted[row.pk]
    last = days.get("until")
    world.noted[row.pk] = (
        row.organisation_id,
        days.get("since", since),
        last + A_DAY if last else until,
    )


@step
def is_taken_out(world: World, firm: Organisation, day: date) -> None:
    seen = mistakes.going_with(firm, network=world.network).print
    mistakes.take_out(firm, network=world.network, seen=seen, by=world.office)
    world.noted = {pk: noted for pk, noted in world.noted.items() if noted[0] != firm.pk}
    world.firms[world.firms.index(firm)] = OrganisationFactory()


@step
def comes_with_a_list(world: World, firm: Organisation, day: date) -> None:
    if len(world.lists) == len(NAMES):
        raise DomainError("no names are left")
    name = NAMES[len(world.lists)]
    content = f"Firma;Ort;Eintritt\n{name};Riegelstein;{day:%d.%m.%Y}\n".encode()
    read = imports.upload(content, name="Liste.csv", network=world.network, by=world.office)
    fields = [Field(column["field"]) for column in read.columns]
    applied = applying.apply(imports.understand(read, fields), by=world.office)
    entered = Organisation.objects.get(name=name)
    world.firms[world.firms.index(firm)] = entered
    row = world.latest(entered)
    world.noted[row.pk] = (entered.pk, day, None)
    world.lists.append((applied, row.pk, world.noted[row.pk]))


@step
def its_list_is_undone(world: World, firm: Organisation, day: date) -> None:
    if not world.lists:
        raise DomainError("there is none")
    applied, pk, as_it_came = world.lists[-1]
    undoing.undo(applied, by=world.office)
    of_firm = [key for key, noted in world.noted.items() if noted[0] == as_it_came[0]]
    # What somebody changed or built on since stays.
    if of_firm == [pk] and world.noted[pk] == as_it_came:
        del world.noted[pk]
        world.firms = [
            OrganisationFactory() if each.pk == as_it_came[0] else each for each in world.firms
        ]


@step
def is_merged_with_the_next(world: World, firm: Organisation, day: date) -> None:
    other = world.firms[world.firms.index(firm) - 1]
    done = merging.merge(firm, other, values={}, network=world.network, by=world.office)
    both = {pk: each for pk, each in world.noted.items() if each[0] in (firm.pk, other.pk)}
    one = {pk: (firm.pk, since, until) for pk, (_firm, since, until) in both.items()}
    # Of two open memberships one is left, from the earlier day on.
    left = set(Membership.objects.in_network(world.network).values_list("pk", flat=True))
    for gone in one.keys() - left:
        begun, until = one.pop(gone)[1:]
        (twin,) = (pk for pk, each in one.items() if each[2] is until is None)
        days = [each for each in (begun, one[twin][1]) if each]
        one[twin] = (firm.pk, min(days, default=None), None)
    world.noted = {pk: each for pk, each in world.noted.items() if pk not in both} | one
    world.firms[world.firms.index(other)] = OrganisationFactory()
    world.merges.append((done, both, one))


@step
def are_two_again(world: World, firm: Organisation, day: date) -> None:
    if not world.merges:
        raise DomainError("there is none")
    done, both, one = world.merges[-1]
    merging.unmerge(done, by=world.office)
    world.noted = {pk: each for pk, each in world.noted.items() if pk not in one} | both


@step
def time_passes(world: World, firm: Organisation, day: date) -> None:
    world.today = min(world.today + 7, LAST)
    move(world)


@step
def is_issued(world: World, firm: Organisation, day: date) -> None:
    members = indicators.declared("members")
    issued = issuing.issue(members, network=world.network, day=day, by=world.office)
    world.issued.append((issued, world.count(day) & world.count(day + A_DAY)))


def move(world: World) -> None:
    world.clock.move_to(f"{BASE + world.today * A_DAY} 10:00 +0200", tick=False)


def run(world: World, steps: list[tuple[str, int, int]]) -> list[str]:
    for name, firm, day in steps:
        try:
            with transaction.atomic():
                STEPS[name](world, world.firms[firm], BASE + day * A_DAY)
        except DomainError:
            continue
    return [*wrong_days(world), *wrong_figures(world)]


def wrong_days(world: World):
    members = indicators.declared("members")
    known = {d for _firm, *days in world.noted.values() for d in days if d}
    for day in sorted({around + off * A_DAY for around in known for off in (-1, 0)}):
        noted, at_end = world.count(day), world.count(day) & world.count(day + A_DAY)
        counted = indicators.value("members", world.network.pk, day).number
        listed = [row.organisation_id for row in as_of.members(world.network, day)]
        ended = len(indicators.at_end(members, world.network.pk, day))
        if (len(noted), sorted(noted), len(at_end)) != (counted, sorted(listed), ended):
            yield f"{day}: noted {noted}, {at_end} at its end; {counted}, {listed}, {ended}"


def wrong_figures(world: World):
    viewer = viewer_for(world.office.account, person=world.office, network=world.network)
    for issued, then in world.issued:
        kept = Snapshot.objects.in_network(world.network).get(pk=issued.pk)
        firms = {row.organisation_id for row in kept.rows.all()}
        if (kept.number, firms) != (len(then), then):
            yield f"issued {then}, kept {kept.number}: {firms}"
        now = world.count(kept.counted_on) & world.count(kept.counted_on + A_DAY)
        found = comparing.compare(kept, viewer=viewer)
        if found is None or found.number != len(now):
            yield f"{kept.counted_on}: known today {now}, shown {found}"
        elif kept.number - len(found.gone) + len(found.new) != found.number:
            yield f"{kept.counted_on}: what differs does not add up: {found}"


@pytest.fixture
def begin(network, office, time_machine):
    def begun() -> World:
        world = World(network, office, [OrganisationFactory() for _ in range(FIRMS)], time_machine)
        move(world)
        return world

    return begun


def courses(most: int):
    one = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, FIRMS - 1), st.integers(0, LAST))
    # Who never joined cannot leave: the first ones join.
    joining = st.tuples(st.just("joins"), st.integers(0, FIRMS - 1), st.integers(0, 20))
    some = st.lists(joining, min_size=1, max_size=3)
    return st.tuples(some, st.lists(one, min_size=1, max_size=most)).map(
        lambda two: two[0] + two[1]
    )


def promise(examples: int):
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def check(begin, steps) -> None:
    with transaction.atomic():
        wrong = run(begin(), steps)
        transaction.set_rollback(True)
    assert wrong == []


@promise(16)
@given(steps=courses(8))
def test_any_order_of_events_gives_the_count_of_the_plain_facts(begin, steps):
    check(begin, steps)


@pytest.mark.slow
@promise(200)
@given(steps=courses(25))
def test_any_long_order_of_events_does(begin, steps):
    check(begin, steps)


LEFT_AND_BACK = [("joins", 0, 1), ("leaves", 0, 10), ("joins", 0, 5), ("is issued", 0, 7)]


def counted_twice(patch):
    patch.setattr(MembershipQuerySet, "counted", MembershipQuerySet.active)


def a_day_too_long(patch):
    def counted(rows, on):
        return rows.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    patch.setattr(MembershipQuerySet, "counted", counted)


def as_if_nobody_left_with_a_day(patch):
    patch.setattr(MembershipQuerySet, "counted_at_end", lambda rows, day: rows.counted(day))


@pytest.mark.parametrize(
    ("guard_off", "steps"),
    [
        (counted_twice, LEFT_AND_BACK),
        (a_day_too_long, LEFT_AND_BACK[:2]),
        (as_if_nobody_left_with_a_day, LEFT_AND_BACK[:2]),
    ],
)
def test_a_count_that_is_wrong_is_found(begin, monkeypatch, guard_off, steps):
    """Negative control."""
    world = begin()
    assert run(world, steps) == []
    guard_off(monkeypatch)

    assert list(wrong_days(world)) != []
