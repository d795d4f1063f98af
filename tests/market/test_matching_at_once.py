"""What fits is found without a lock, and kept only if what it rests on still holds."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_q.models import OrmQ

from kurzweg.core import jobs, ledger, search
from kurzweg.core.at_hand import AtHand
from kurzweg.market import actions, finding, matching
from kurzweg.market.models import Match, Need
from tests.factories import set_rule
from tests.market.conftest import CALL, able_firm

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(network, baking):
    able_firm(network, "Erste", iso_until=date(2100, 1, 1))
    able_firm(network, "Zweite", iso_until=date(2100, 1, 1))
    search.rebuild()
    return network


@pytest.fixture
def draft_said(market, owner, baking):
    """A sentence that was taken down, and at which nobody has looked yet."""
    return actions.say(CALL, network=market, owner=baking, by=owner)


@pytest.fixture
def meanwhile(monkeypatch):
    """Let something happen after what fits was found and before it is kept, so many times."""

    def happens(action, *, times=1):
        find, done = finding.find, []

        def find_and_be_late(need, **how):
            found = find(need, **how)
            if len(done) < times:
                done.append(None)  # before it: what happens may find something itself
                done[-1] = action()
            return found

        monkeypatch.setattr(finding, "find", find_and_be_late)
        return done

    return happens


def stored(need) -> list[str]:
    matches = Match.objects.in_network(need.network_id).filter(need=need).order_by("rank")
    return [match.offer.organisation.name for match in matches]


def again(need) -> Need:
    return Need.objects.in_network(need.network_id).get(pk=need.pk)


def offer_of(network, name):
    return network.offers.get(organisation__name=name)


def comes(network, name) -> None:
    """Let a firm offer what is looked for, and the ledger know it."""
    able_firm(network, name, iso_until=date(2100, 1, 1))
    ledger.changed(offer_of(network, name))


def test_a_sentence_is_taken_down_at_once_and_matched_at_the_first_look(draft_said):
    assert stored(draft_said) == []
    assert again(draft_said).matched_at is None
    assert OrmQ.objects.count() == 1  # whoever never looks: the worker does

    matching.match_at_first_look(draft_said)

    assert sorted(stored(draft_said)) == ["Erste", "Zweite"]
    assert again(draft_said).matched_at is not None


def test_nothing_is_found_while_a_lock_is_held(draft_said, monkeypatch):
    held = []

    def asked(need, *, find=finding.find, **how):
        # The test itself is one transaction; another one inside it would be a savepoint.
        held.append(len(connection.savepoint_ids))
        return find(need, **how)

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(finding, "find", asked)
    matching.match_at_first_look(draft_said)
    matching.match_all(draft_said.pk)

    assert held == [outside, outside]


def test_an_offer_that_is_withdrawn_meanwhile_is_in_no_answer(
    draft_said, market, meanwhile, sawyer
):
    first = offer_of(market, "Erste")
    meanwhile(lambda: actions.withdraw_offer(first, by=sawyer))

    matching.match_at_first_look(draft_said)

    assert stored(draft_said) == ["Zweite"]


def test_an_offer_that_comes_meanwhile_is_in_the_answer(draft_said, market, meanwhile):
    meanwhile(lambda: comes(market, "Dritte"))

    matching.match_at_first_look(draft_said)

    assert sorted(stored(draft_said)) == ["Dritte", "Erste", "Zweite"]


def test_without_the_check_it_would_be_missing(draft_said, market, meanwhile, monkeypatch):
    """A negative control: it is the second look at the ledger that brings it in."""
    meanwhile(lambda: comes(market, "Dritte"))
    monkeypatch.setattr(AtHand, "still_holds", lambda self, kind: True)

    matching.match_at_first_look(draft_said)

    assert sorted(stored(draft_said)) == ["Erste", "Zweite"]


def test_what_is_asked_meanwhile_in_other_words_is_answered(draft_said, meanwhile, owner):
    facts = {"title": "Brot", "text": "Wir suchen Brot", "certificates": [], "topics": []}
    meanwhile(lambda: actions.revise(draft_said, by=owner, facts=facts))

    matching.match_all(draft_said.pk)

    assert stored(draft_said) == []
    assert again(draft_said).title == "Brot"


def test_without_looking_again_the_old_words_would_be_answered(
    draft_said, meanwhile, owner, monkeypatch
):
    """A negative control."""
    facts = {"title": "Brot", "text": "Wir suchen Brot", "certificates": [], "topics": []}
    meanwhile(lambda: actions.revise(draft_said, by=owner, facts=facts))
    monkeypatch.setattr(finding, "still_rests_on", lambda found, need: True)

    matching.match_all(draft_said.pk)

    assert sorted(stored(draft_said)) == ["Erste", "Zweite"]


def test_what_is_published_meanwhile_keeps_its_answer(draft_said, meanwhile, owner):
    done = meanwhile(lambda: actions.publish(draft_said, by=owner))

    matching.match_all(draft_said.pk)

    assert len(done) == 1
    assert sorted(stored(draft_said)) == ["Erste", "Zweite"]
    assert not again(draft_said).is_draft


def test_nothing_is_kept_for_a_need_that_is_closed_meanwhile(draft_said, meanwhile, owner):
    actions.publish(draft_said, by=owner)
    meanwhile(lambda: actions.close(draft_said, by=owner, reason="not needed"))

    assert matching.match_all(draft_said.pk) == 0

    assert stored(draft_said) == []


def test_nothing_is_kept_for_a_draft_that_is_thrown_away_meanwhile(draft_said, meanwhile, owner):
    meanwhile(lambda: actions.discard(draft_said, by=owner))

    assert matching.match_all(draft_said.pk) == 0


def test_a_rule_that_changes_meanwhile_is_heeded(draft_said, market, meanwhile, monkeypatch):
    asked = []
    still_rests_on = finding.still_rests_on
    meanwhile(lambda: set_rule(market, small_firms_first=False))
    monkeypatch.setattr(
        finding,
        "still_rests_on",
        lambda found, need: asked.append(still_rests_on(found, need)) or asked[-1],
    )

    matching.match_at_first_look(draft_said)

    assert asked == [False, True]


def test_where_offers_change_all_the_time_the_last_answer_is_kept_and_the_need_asked_again(
    draft_said, market, meanwhile, sawyer
):
    """After the third time nobody waits longer: what is gone is left out, the rest comes later."""
    names = iter(["Dritte", "Vierte", "Fünfte"])
    first = offer_of(market, "Erste")

    def changes():
        name = next(names)
        if name == "Fünfte":
            actions.withdraw_offer(first, by=sawyer)
        comes(market, name)

    done = meanwhile(changes, times=9)
    matching.match_at_first_look(draft_said)

    assert len(done) == matching.TRIES == 3
    assert sorted(stored(draft_said)) == ["Dritte", "Vierte", "Zweite"]
    assert again(draft_said).matched_at is None
    assert jobs.regular()["kurzweg.market.matching.match_stale"] == 10


def test_a_need_that_changes_faster_than_it_is_read_is_left_for_later(draft_said, meanwhile, owner):
    matching.match_at_first_look(draft_said)
    kept = stored(draft_said)
    needs, kilometres = Need.objects.in_network(draft_said.network_id), iter(range(50, 99))
    meanwhile(lambda: needs.update(radius_km=next(kilometres)), times=9)

    assert matching.match_all(draft_said.pk) == 0

    assert stored(draft_said) == kept
    assert again(draft_said).matched_at is None


@pytest.fixture
def read_only():
    """Let the rest of the test only read, as a standby of the database does."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL breaks off the transaction")
def test_where_nothing_can_be_written_a_look_shows_what_is_kept(draft_said, read_only, caplog):
    matching.match_at_first_look(draft_said)

    assert stored(draft_said) == []
    assert "nothing can be written" in caplog.text


def test_any_other_mistake_of_the_database_is_one(draft_said, monkeypatch):
    """A negative control."""

    def locked(*_arguments, **_how):
        raise OperationalError("database is locked")

    monkeypatch.setattr(matching, "_keep", locked)

    with pytest.raises(OperationalError):
        matching.match_at_first_look(draft_said)


@pytest.fixture
def crowd(market):
    """More firms that can do it than a first look keeps."""
    for number in range(finding.FIRST + 2):
        able_firm(market, f"Firma {number:02}", iso_until=date(2100, 1, 1))
    search.rebuild()
    return finding.FIRST + 4


def test_a_first_look_that_was_overtaken_keeps_what_the_worker_found(crowd, draft_said, meanwhile):
    meanwhile(lambda: matching.match_all(draft_said.pk))

    matching.match_at_first_look(draft_said)

    assert len(stored(draft_said)) == crowd


def test_ten_of_a_first_look_do_not_stay_ten(crowd, draft_said, owner, time_machine):
    actions.publish(draft_said, by=owner)
    matching.match_at_first_look(again(draft_said))
    assert len(stored(draft_said)) == finding.FIRST

    time_machine.move_to(timezone.now() + timedelta(days=1))
    matching.match_stale()

    assert len(stored(draft_said)) == crowd
