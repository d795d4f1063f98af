"""Drafts: from when they are, in their own fold, and discarded on the day that was told."""

from datetime import date, timedelta

import pytest
import time_machine

from kurzweg.core.models import AuditEntry, Change
from kurzweg.market import actions
from kurzweg.market.models import Need
from kurzweg.market.models.needs import NeedQuerySet
from tests import agenda
from tests.factories import set_rule
from tests.market.conftest import NEEDS, only_need, text_of
from tests.market.factories import MatchFactory, NeedFactory

pytestmark = pytest.mark.django_db
SAID = "Wir suchen Mehl"
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-05-04 14:20+02:00", tick=False) as travelling:
        yield travelling


def after(clock, **span):
    clock.shift(timedelta(**span))
    return actions.discard_old()


def test_a_draft_says_from_when_it_is_and_when_it_goes(say, bakery, owner, clock, as_person):
    say(SAID, by=owner, owner=bakery)
    clock.shift(timedelta(days=1))
    page = as_person(owner).get(NEEDS)

    shown = text_of(page)

    assert "Ein Entwurf" in shown
    assert "Entwurf von gestern, 14.20 Uhr" in shown
    assert "wird am Mi., 3. Juni verworfen" in shown


def test_a_draft_is_discarded_on_the_day_that_was_told(
    network, say, bakery, owner, office, clock, viewer_of
):
    draft = say(SAID, by=owner, owner=bakery)
    MatchFactory(need=draft)
    set_rule(network, need_draft_kept_days=7)  # told another day, it stays until that one
    (told,) = [item.detail for item in agenda.for_viewer(viewer_of(owner)) if item.kind == "draft"]

    gone = [after(clock, days=29), after(clock, days=1), after(clock, days=1)]

    assert told == "Sonst wird er am Mi., 3. Juni verworfen."
    assert gone == [0, 1, 0]
    assert not Need.objects.in_network(network).exists()
    entry = AuditEntry.objects.get(action="discarded")
    assert (entry.row_id, entry.actor_kind) == (draft.pk, "system")
    assert Change.objects.filter(kind="market.need", row_id=draft.pk).exists()


def test_who_changes_a_draft_keeps_it_for_another_term(say, bakery, owner, clock):
    draft = say(SAID, by=owner, owner=bakery)
    clock.shift(timedelta(days=20))
    actions.revise(draft, by=owner, facts={"title": "Roggen"})

    gone = [after(clock, days=29), after(clock, days=1)]

    assert gone == [0, 1]


def test_what_was_published_is_never_discarded(network, say, bakery, owner, clock):
    actions.publish(say(SAID, by=owner, owner=bakery), by=owner)

    gone = after(clock, days=400)

    assert (gone, only_need().discard_on) == (0, None)


def test_nobody_loses_a_draft_before_being_told_to_look_at_it(network, say, bakery, owner):
    set_rule(network, need_draft_days=60, need_draft_kept_days=7)

    draft = say(SAID, by=owner, owner=bakery)

    assert draft.discard_on == draft.look_again_on == DAY + timedelta(days=60)


def test_a_draft_that_was_published_meanwhile_stays(network, bakery, owner, monkeypatch):
    """Between reading the list and the lock somebody pressed "publish"."""
    need = NeedFactory(network=network, owner=bakery, draft=True, discard_on=DAY)
    locked = NeedQuerySet.locked

    def after_somebody_else(rows):
        Need.objects.in_network(network).filter(pk=need.pk).update(
            published_at=need.created_at, expires_on=DAY, discard_on=None
        )
        return locked(rows)

    monkeypatch.setattr(NeedQuerySet, "locked", after_somebody_else)

    assert (actions.discard_old(), only_need().pk) == (0, need.pk)


def test_without_the_day_a_draft_would_go_at_once(say, bakery, owner, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(NeedQuerySet, "to_discard", lambda rows, on: rows.draft())
    say(SAID, by=owner, owner=bakery)

    assert actions.discard_old() == 1
