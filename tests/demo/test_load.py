"""The region in the database: all rows, at once, once."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.utils import timezone

from kurzweg.committees import quorum, seats
from kurzweg.committees.models import MeetingRecord
from kurzweg.core import findable, first_steps, indicators, search
from kurzweg.core.days import today
from kurzweg.core.models import AgendaDay, OutboxMail
from kurzweg.core.viewer import Role, Viewer
from kurzweg.demo import cast
from kurzweg.demo.story import PLANS
from kurzweg.dues import owing
from kurzweg.engine.words import name_key
from kurzweg.imports import undoing
from kurzweg.imports.informing import Coming
from kurzweg.imports.models import CameBy, MemberList
from kurzweg.insight import comparing
from kurzweg.insight.models import Snapshot
from kurzweg.introductions.models import Introduction
from kurzweg.market.demo import story
from kurzweg.market.models import Match, Need, Offer
from kurzweg.merging import likely
from kurzweg.networks.demo import joining
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Mandate, Membership, Network, Seat
from kurzweg.people.models import Account, Organisation, Person
from tests.demo.drawn import draw
from tests.networks.test_navigation import frame, ways

ALL = "the test counts all networks"


def demo(**options):
    out = StringIO()
    call_command("demo", stdout=out, **{"size": "small", **options})
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the small region once; every test of this file begins from it and leaves it alone."""
    with (
        django_db_blocker.unblock(),
        override_settings(INDEX_ROOT=tmp_path_factory.mktemp("demo") / "index"),
    ):
        with transaction.atomic():
            said = demo()
            index = search.drift()
            yield said, index
            transaction.set_rollback(True)
        search.forget()


@pytest.fixture
def riegelstein(loaded, db) -> Network:
    return Network.objects.get(slug="riegelstein")


def test_everything_that_was_generated_is_in_the_database(riegelstein):
    generated = draw("small", seed=7, today=today())

    assert Organisation.objects.count() == 200 + 1  # which is there twice
    assert Person.objects.count() == len(generated.persons)
    assert Account.objects.count() == len({person.mail for person in generated.persons})
    assert Offer.objects.across_networks(ALL).count() == len(generated.offers)
    assert Need.objects.across_networks(ALL).count() == len(generated.needs)
    assert Introduction.objects.across_networks(ALL).count() == len(generated.introductions)


def test_riegelstein_has_94_members_and_six_are_missing(riegelstein):
    on = riegelstein.today()

    assert Membership.objects.in_network(riegelstein).active(on).count() == 94
    assert indicators.value("members", riegelstein.pk, on).number == 94


def test_the_list_that_was_read_was_read_at_work(riegelstein):
    read = MemberList.objects.in_network(riegelstein).get()

    hours = [timezone.localtime(at) for at in (read.uploaded_at, read.applied_at)]
    assert all(at.weekday() < 5 and 8 <= at.hour < 17 for at in hours)
    assert read.can_be_undone(on=riegelstein.today())


def test_every_member_is_of_a_class_and_the_dues_name_an_amount_for_each(riegelstein):
    today = riegelstein.today()

    rows = owing.dues(riegelstein, today).rows

    keys = [name_key(row.name) for row in rows]
    bases = {row.class_name: set() for row in rows}
    for row in rows:
        bases[row.class_name].add(row.base)
    assert [row.name for row in rows if row.amount is None] == []
    assert keys == sorted(keys)
    assert set(bases) == {joining.ORDINARY, joining.PUBLIC, joining.SUPPORTING}
    assert len(bases.pop(joining.ORDINARY)) > 2  # by staff
    assert [len(base) for base in bases.values()] == [1, 1]


def test_one_firm_stands_there_twice_and_the_office_is_asked(riegelstein):
    (pair,) = likely.in_network(riegelstein)

    today = riegelstein.today()
    states = {
        Membership.objects.in_network(riegelstein).get(organisation=each).state(today)
        for each in (pair.one, pair.other)
    }
    assert (pair.is_sure, states) == (False, {"active", "left"})
    assert pair.reasons[0] == "derselbe Name"
    assert pair.against


def test_nobody_built_on_the_list_that_was_read(riegelstein):
    [member_list] = MemberList.objects.in_network(riegelstein)

    foretold = undoing.foretell(member_list)

    assert (foretold.going, len(foretold.put_back), foretold.kept) == (0, 4, [])


def test_contacts_of_prospects_are_still_to_be_told_what_is_kept(riegelstein):
    waiting = Coming(riegelstein, None, CameBy.HAND).uninformed.order_by("pk")

    assert [row.whom.name for row in waiting] == ["Ute Haselbach", "Jan Oehm"]


def test_issued_figures_show_a_body_that_left_and_a_day_that_was_mended(riegelstein):
    office = Mandate.objects.in_network(riegelstein).filter(kind="coordinator").get().person
    viewer = viewer_for(office.account, person=office, network=riegelstein)
    issued = list(Snapshot.objects.in_network(riegelstein).order_by("counted_on"))

    before, after, *_rest = issued
    assert [before.number, after.number] == [3, 2]
    assert (before.counted_on.month, after.counted_on.month) == (5, 6)
    found = [comparing.compare(each, viewer=viewer) for each in issued]
    gone = [each for one in found for each in one.gone]
    assert [each for one in found for each in one.new] == []
    assert {(each.entry.action, each.who) for each in gone} <= {("mended", office.name)}


def test_minutes_have_as_many_votes_as_people_who_were_there_on_a_working_day(riegelstein):
    records = MeetingRecord.objects.across_networks(ALL).select_related("committee")

    assert {record.committee.kind for record in records} == {"board", "working group"}
    for record in records:
        there = record.attendances.filter(state="present").count()
        votes = {point.votes for point in record.points.all() if point.has_votes}
        assert (votes, record.met_on.weekday() < 5) == ({there}, True)
        assert quorum.of(record).is_enough


def test_minutes_are_kept_by_who_sits_there_for_it_and_only_boards_admit(riegelstein):
    records = MeetingRecord.objects.across_networks(ALL).select_related("committee", "written_by")

    for record in records:
        (keeper,) = seats.seats_of(record.committee, on=record.met_on).filter(seat=Seat.MINUTES)
        admits = record.points.filter(decision__contains="aufgenommen").exists()
        assert record.written_by == keeper.person
        assert record.agenda_checked_by != keeper.person.name
        assert record.committee.kind == "board" or not admits


def test_a_second_call_changes_nothing_and_says_so(riegelstein):
    said = demo()

    assert "nothing was changed" in said
    assert Organisation.objects.count() == 200 + 1  # which is there twice


def test_no_first_step_is_left_in_any_network_that_has_a_market(riegelstein):
    left = {network.slug: first_steps.left(network.pk) for network in Network.objects.all()}

    assert {slug: [step.name for step in steps] for slug, steps in left.items() if steps} == {
        "landesnetz": ["offer", "need"]  # its clusters have what it only joins
    }
    assert Network.objects.get(slug="landesnetz").rule("first_steps_shown") is False
    assert AgendaDay.objects.count() == len(left)  # without which nothing is asked


def test_index_and_database_agree(loaded, db):
    _said, drift = loaded

    assert drift == set()


def test_the_needs_of_the_network_are_matched_at_once(riegelstein):
    is_open = Need.objects.in_network(riegelstein).open(riegelstein.today())
    matched = Match.objects.in_network(riegelstein).filter(need__in=is_open)

    assert is_open.count() >= 15
    assert matched.values("need").distinct().count() >= 0.8 * is_open.count()


@pytest.mark.parametrize(
    ("who", "kind"), [("office", "association"), ("owner", "company"), ("adviser", "chamber")]
)
def test_the_people_of_the_demo_bar_exist(riegelstein, who, kind):
    person = cast.find(who)

    assert person is not None
    assert person.positions.get().organisation.kind == kind


def test_the_owner_of_the_demo_bar_is_the_one_who_can_say_yes(riegelstein):
    owner = cast.find("owner")

    asked = Introduction.objects.in_network(riegelstein).filter(state="asked", asked_person=owner)

    assert owner.name == "Karin Brandhoff"
    assert [introduction.need.owner.name for introduction in asked] == [
        "Nettelbeck Schiffsbeschläge GmbH"
    ]


def test_no_letter_holds_a_mail_address_or_is_empty(riegelstein):
    texts = Introduction.objects.across_networks(ALL).values_list("letter", flat=True)

    assert all(len(text) > 100 and "@" not in text for text in texts)


def test_letters_wait_only_for_firms_reached_through_the_office(riegelstein):
    waiting = Introduction.objects.across_networks(ALL).filter(state="waiting")

    assert waiting
    assert all(row.organisation.is_only_through_office for row in waiting)
    assert {row.initiated_as for row in waiting} == {"seeker"}


def test_every_firm_that_was_asked_can_be_seen_on_its_phone(riegelstein, settings):
    settings.DEMO = True
    asked = Introduction.objects.across_networks(ALL).filter(asked_at__isnull=False)
    phones = [f"/demo/phone/{row.public_id}/" for row in asked.order_by("pk")]

    pages = [Client().get(phone, follow=True) for phone in phones]

    assert len(pages) > 10
    assert {page.status_code for page in pages} == {200}
    assert [page for page in pages if not page.request["PATH_INFO"].startswith("/l/")] == []


def test_no_mail_of_the_demo_waits_to_be_sent(riegelstein):
    assert OutboxMail.objects.filter(sent_at=None).count() == 0
    assert OutboxMail.objects.exclude(sent_at=None).count() > 10


def test_the_readme_counts_the_networks(riegelstein):
    words = {5: "five", 6: "six", 7: "seven"}
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

    assert f"in {words[Network.objects.count()]} networks" in readme


@pytest.mark.slow
@pytest.mark.plain
@pytest.mark.parametrize("who", ["office", "owner", "adviser", None])
def test_whoever_looks_at_any_network_finds_every_way_open(riegelstein, who):
    client = Client()
    if who:
        client.force_login(cast.find(who).account)

    shut = []
    for network in Network.objects.order_by("pk"):
        home = client.get(f"/n/{network.slug}/")
        opened = [home, *(client.get(way, follow=True) for way in sorted(ways(frame(home))))]
        shut += [each.request["PATH_INFO"] for each in opened if each.status_code != 200]

    assert shut == []


def test_the_pages_of_every_network_open(riegelstein):
    for network in Network.objects.all():
        assert Client().get(f"/n/{network.slug}/").status_code == 200


def test_the_story_of_the_first_sixty_seconds_has_its_firms(riegelstein):
    names = [plan.name for plan in PLANS if plan.key in story.FITTING]

    found = Organisation.objects.filter(name__regex="^(" + "|".join(names) + ")")

    assert found.count() == len(names) == 4


def test_every_column_can_be_read_of_every_row_of_the_region(loaded, db):
    read = {}
    for network in Network.objects.all():
        office = Viewer(
            today=today(), network_id=network.pk, roles=frozenset({Role.PUBLIC, Role.OFFICE})
        )
        for kind, source in findable.sources().items():
            ids = QuerySet(source.model).values_list("pk", flat=True)
            table = findable.table(office, kind=kind, pks=list(ids))
            for line in table.lines:
                filled = {c.name for c, cell in zip(table.columns, line, strict=True) if cell}
                read[kind] = read.get(kind, set()) | filled

    empty = {
        f"{kind}.{column.name}"
        for kind, source in findable.sources().items()
        for column in source.columns
        if column.name not in read[kind]
    }
    # In the region people have a telephone, and needs say the rest in their text.
    assert empty <= {"organisation.phone", "need.topics", "need.measures", "need.norms"}
