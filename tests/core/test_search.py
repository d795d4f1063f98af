"""The index of a node: what changes counts at once, and the night puts right what was forgotten."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kurzweg.core import ledger, search
from kurzweg.core.models import Change
from kurzweg.engine.index.generation import current_id
from tests.conftest import member_firm

pytestmark = pytest.mark.django_db

ORGANISATIONS = frozenset({"organisation"})


def names(viewer, text: str) -> list[str]:
    return [shown.row.name for shown in search.find(viewer, text, kinds=ORGANISATIONS)]


def test_before_the_first_build_everything_is_a_change(bakery, sawmill, viewer_of):
    ledger.changed(bakery, sawmill)

    assert names(viewer_of(), "Bäckerei") == ["Bäckerei Korn"]


def test_a_change_counts_at_the_next_query_and_a_merge_changes_no_answer(bakery, viewer_of):
    search.rebuild()
    bakery.name = "Konditorei Korn"
    bakery.save()
    ledger.changed(bakery)
    before = names(viewer_of(), "Konditorei")

    search.rebuild()

    assert before == names(viewer_of(), "Konditorei") == ["Konditorei Korn"]


def test_a_generation_of_another_release_is_not_read(bakery, settings, viewer_of):
    folder = settings.INDEX_ROOT / search.rebuild().id
    for part in folder.iterdir():
        part.unlink()
    search.forget()
    ledger.changed(bakery)

    assert search.is_built() is False
    assert names(viewer_of(), "Korn") == ["Bäckerei Korn"]


def test_only_many_changes_are_merged(bakery, settings):
    search.rebuild()
    first = current_id(settings.INDEX_ROOT)
    ledger.changed(bakery)
    assert search.merge() is False

    ledger.changed(*[bakery] * search.MERGE_ABOVE)

    assert search.merge() is True
    assert current_id(settings.INDEX_ROOT) != first


def test_a_change_that_was_rolled_back_leaves_no_trace(bakery, sawmill, viewer_of):
    """SQLite gives the number of a change that was rolled back to the next one."""
    search.rebuild()
    with transaction.atomic():
        bakery.name = "Konditorei Korn"
        bakery.save()
        ledger.changed(bakery)
        assert names(viewer_of(), "Konditorei") == ["Konditorei Korn"]
        transaction.set_rollback(True)

    sawmill.name = "Parkett Tann"
    sawmill.save()
    ledger.changed(sawmill)

    assert names(viewer_of(), "Parkett") == ["Parkett Tann"]


def test_changes_that_everybody_can_see_are_not_read_again(bakery):
    ledger.changed(bakery)

    assert search.rebuild().base == Change.objects.latest("seq").seq


def test_a_row_that_forgot_to_say_it_changed_is_found_after_the_night(network, viewer_of):
    search.rebuild()
    member_firm(network, "Schmiede Amboss")
    assert names(viewer_of(), "Amboss") == []

    assert search.reconcile() == 1

    assert names(viewer_of(), "Amboss") == ["Schmiede Amboss"]
    assert search.reconcile() == 0


def test_a_row_that_changed_unsaid_is_drift_until_the_night(bakery, viewer_of):
    search.rebuild()
    assert search.drift() == set()

    bakery.name = "Konditorei Korn"
    bakery.save()

    assert search.drift() == {f"organisation:{bakery.pk}"}
    assert search.reconcile() == 1
    assert names(viewer_of(), "Konditorei") == ["Konditorei Korn"]
    assert search.drift() == set()


def test_old_changes_are_forgotten_and_young_ones_kept(bakery):
    ledger.changed(bakery, bakery)
    old, young = Change.objects.order_by("pk")
    Change.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))

    search.reconcile()

    assert list(Change.objects.all()) == [young]


def test_the_newest_change_is_kept_so_that_the_next_gets_a_higher_place(bakery):
    ledger.changed(bakery)
    Change.objects.update(at=timezone.now() - timedelta(days=31))
    search.reconcile()
    base = search.rebuild().base

    ledger.changed(bakery)

    assert ledger.number() > base > 0


def test_a_hit_that_may_no_longer_be_seen_is_dropped(bakery, network, viewer_of):
    search.rebuild()

    network.memberships.update(until=network.today() - timedelta(days=1))

    assert names(viewer_of(), "Korn") == []


def test_what_fits_faintly_is_left_out(network, viewer_of):
    member_firm(network, "Eloxalwerk Sommer Eloxieren")
    member_firm(network, "Elektro Winter")
    search.rebuild()

    assert names(viewer_of(), "Eloxieren") == ["Eloxalwerk Sommer Eloxieren"]


@pytest.mark.django_db(transaction=True)
def test_many_threads_share_one_matcher(bakery):
    search.rebuild()
    found = []

    def look() -> None:
        found.append(search.matcher())
        connections.close_all()

    threads = [threading.Thread(target=look) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({id(matcher) for matcher in found}) == 1


def test_who_forgets_starts_afresh(bakery):
    search.rebuild()
    first = search.matcher()

    search.forget()

    assert search.matcher() is not first
