"""What changes in the market, and what follows from it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from django_q.models import OrmQ

from kurzweg.core import audit
from kurzweg.core.models import Change
from kurzweg.market import actions
from kurzweg.market.errors import (
    AlreadyClosed,
    AlreadyPublished,
    AlreadyWithdrawn,
    NothingToExtend,
    NotPublished,
)
from kurzweg.market.models import ClosingReason, Need, Offer
from tests.conftest import acting_for
from tests.factories import set_rule
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
FACTS = {"title": "Brot", "text": "Wir backen Brot."}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel("2026-05-04 09:10+02:00", tick=False):
        yield


@pytest.fixture
def draft(network, baking, owner):
    return NeedFactory(network=network, owner=baking, created_by=owner, contact=owner, draft=True)


@pytest.fixture
def need(network, baking, owner):
    return NeedFactory(network=network, owner=baking, contact=owner)


@pytest.fixture
def offer(network, baking):
    return OfferFactory(network=network, organisation=baking)


def noted(row):
    """The audit of a row, oldest first: what was done by whom, and to which fields."""
    return [(entry.action, entry.actor_id, entry.fields) for entry in audit.history(row)][::-1]


def changes():
    """Which rows are said to have changed; matching says so once more where now a firm fits."""
    noted = (f"{change.kind}:{change.row_id}" for change in Change.objects.order_by("pk"))
    return list(dict.fromkeys(noted))


def test_a_sentence_becomes_a_draft_with_the_facts_it_names(network, baking, owner):
    need = actions.say(
        "Wir brauchen 500 Drehteile aus Messing bis zum 30. Juni, ISO 9001, höchstens 30 km",
        network=network,
        owner=baking,
        by=owner,
    )

    facts = ("quantity", "unit", "deadline_on", "certificates", "radius_km", "language")
    assert [getattr(need, name) for name in facts] == [
        500,
        "piece",
        date(2026, 6, 30),
        ["ISO 9001"],
        30,
        "de",
    ]
    assert need.title == "500 Drehteile aus Messing"
    assert need.is_draft
    assert (need.visibility, need.hidden_from_same_activity) == ("network", True)
    assert (need.contact, need.created_by) == (owner, owner)
    assert noted(need) == [("said", owner.pk, [])]
    assert changes() == [f"market.need:{need.pk}"]  # it waits for somebody


def test_without_a_place_in_the_sentence_the_owners_seat_is_meant(network, baking, owner):
    need = actions.say("Wir suchen Mehl", network=network, owner=baking, by=owner)

    assert (need.place, need.postal_code) == ("Riegelstein", "00101")
    assert (need.latitude, need.longitude) == (50.0, 9.0)


def test_a_place_in_the_sentence_comes_from_the_sites_of_the_house(network, baking, sawmill, owner):
    sawmill.sites.update(town="Tannroda", postal_code="00107", latitude=50.5, longitude=9.5)

    need = actions.say("Wir suchen Mehl in Tannroda", network=network, owner=baking, by=owner)

    assert (need.place, need.latitude, need.longitude) == ("Tannroda", 50.5, 9.5)


def test_an_owner_without_a_known_place_leaves_the_place_open(network, sawmill, sawyer):
    need = actions.say("Wir suchen Mehl", network=network, owner=sawmill, by=sawyer)

    assert (need.place, need.postal_code, need.latitude) == ("", "", None)


def test_on_the_phone_the_contact_is_who_answers_for_the_firm(
    network, baking, owner, apprentice, office
):
    need = actions.say("Wir suchen Mehl", network=network, owner=baking, by=office)

    assert (need.contact, need.created_by) == (owner, office)
    assert audit.history(need).get().on_behalf_of_id == baking.pk


def test_a_firm_without_anybody_who_answers_has_no_contact(network, sawmill, office):
    need = actions.say("Wir suchen Mehl", network=network, owner=sawmill, by=office)

    assert need.contact is None


def test_revising_notes_the_fields_and_keeps_the_rest(draft, owner):
    need = actions.revise(draft, by=owner, facts={"title": "Roggen", "text": draft.text})

    assert need.title == "Roggen"
    assert noted(need) == [("revised", owner.pk, ["title"])]
    assert changes() == [f"market.need:{need.pk}"]


def test_revising_a_published_need_reaches_the_index(need, owner):
    actions.revise(need, by=owner, facts={"title": "Roggen"})

    assert changes() == [f"market.need:{need.pk}"]


def test_revising_nothing_leaves_no_trace(need, owner):
    actions.revise(need, by=owner, facts={"title": need.title})

    assert (noted(need), changes(), OrmQ.objects.count()) == ([], [], 0)


def test_a_need_given_to_another_firm_gets_that_firms_contact(draft, sawmill, sawyer, office):
    need = actions.revise(draft, by=office, facts={"owner": sawmill})

    assert (need.owner, need.contact) == (sawmill, sawyer)


def test_a_closed_need_is_not_revised(need, owner):
    actions.close(need, by=owner, reason=ClosingReason.NOT_NEEDED)

    with pytest.raises(AlreadyClosed):
        actions.revise(need, by=owner, facts={"title": "Roggen"})


@pytest.mark.parametrize(
    ("deadline_on", "expires_on"),
    [
        (None, DAY + timedelta(days=90)),
        (DAY + timedelta(days=10), DAY + timedelta(days=10)),
        (DAY, DAY),
        (DAY + timedelta(days=200), DAY + timedelta(days=90)),
        (DAY - timedelta(days=1), DAY + timedelta(days=90)),
    ],
)
def test_a_published_need_is_open_until_its_deadline_or_a_full_term(
    deadline_on, expires_on, draft, owner
):
    Need.objects.in_network(draft.network).update(deadline_on=deadline_on)

    need = actions.publish(draft, by=owner)

    assert need.expires_on == expires_on
    assert need.is_open_on(expires_on)
    assert not need.is_open_on(expires_on + timedelta(days=1))


def test_the_term_is_the_networks_own_rule(draft, owner, network):
    set_rule(network, need_open_days=14)

    assert actions.publish(draft, by=owner).expires_on == DAY + timedelta(days=14)


def test_publishing_can_be_found_and_is_noted_once(draft, owner):
    actions.publish(draft, by=owner)

    with pytest.raises(AlreadyPublished):
        actions.publish(draft, by=owner)
    assert noted(draft) == [("published", owner.pk, ["published_at"])]
    assert changes() == [f"market.need:{draft.pk}"]


def test_extending_gives_a_full_term_from_today(need, owner):
    Need.objects.in_network(need.network).update(expires_on=DAY - timedelta(days=30))

    assert actions.extend(need, by=owner).expires_on == DAY + timedelta(days=90)
    assert changes() == [f"market.need:{need.pk}"]


@pytest.mark.parametrize(
    ("ends", "needed", "extended"),
    [(5, 10, 10), (5, 200, 90), (-3, -3, 90), (10, 10, None), (90, None, None), (30, 10, None)],
)
def test_a_need_is_extended_until_its_deadline_and_never_backwards(
    need, owner, as_person, ends, needed, extended
):
    need.expires_on = DAY + timedelta(days=ends)
    need.deadline_on = None if needed is None else DAY + timedelta(days=needed)
    need.save()
    page = f"/n/riegelstein/needs/{need.public_id}/"
    offered = f"{page}extend/" in as_person(owner).get(page).content.decode()

    assert offered == (extended is not None)
    if extended is None:
        with pytest.raises(NothingToExtend):
            actions.extend(need, by=owner)
    else:
        assert actions.extend(need, by=owner).expires_on == DAY + timedelta(days=extended)


def test_closing_keeps_what_became_of_it_and_happens_once(need, owner):
    closed = actions.close(need, by=owner, reason=ClosingReason.FILLED_HERE)

    assert (closed.is_closed, closed.closing_reason) == (True, "filled here")
    for act in (
        lambda: actions.close(need, by=owner, reason=ClosingReason.NOT_NEEDED),
        lambda: actions.extend(need, by=owner),
    ):
        with pytest.raises(AlreadyClosed):
            act()
    assert noted(need) == [("closed", owner.pk, ["closed_at"])]


def test_a_draft_is_neither_closed_nor_extended(draft, owner):
    for act in (
        lambda: actions.close(draft, by=owner, reason=ClosingReason.NOT_NEEDED),
        lambda: actions.extend(draft, by=owner),
    ):
        with pytest.raises(NotPublished):
            act()


def test_a_draft_can_be_thrown_away_but_not_what_was_published(draft, need, owner):
    number = draft.pk
    actions.discard(draft, by=owner)

    assert [row.pk for row in Need.objects.in_network(need.network)] == [need.pk]
    assert audit.AuditEntry.objects.filter(action="discarded", row_id=number).count() == 1
    with pytest.raises(AlreadyPublished):
        actions.discard(need, by=owner)


def test_an_offer_is_found_from_the_moment_it_is_added(network, bakery, owner):
    offer = actions.add_offer(network=network, organisation=bakery, by=owner, facts=FACTS)

    assert offer.is_offered
    assert changes() == [f"market.offer:{offer.pk}"]
    assert noted(offer) == [("added", owner.pk, [])]


def test_a_revised_offer_says_which_fields_changed(offer, owner):
    actions.revise_offer(offer, by=owner, facts={"title": "Torten", "text": offer.text})
    actions.revise_offer(offer, by=owner, facts={"title": "Torten"})

    assert noted(offer) == [("revised", owner.pk, ["title"])]
    assert changes() == [f"market.offer:{offer.pk}"]


def test_an_offer_is_withdrawn_once(offer, owner):
    actions.withdraw_offer(offer, by=owner)

    with pytest.raises(AlreadyWithdrawn):
        actions.withdraw_offer(offer, by=owner)
    with pytest.raises(AlreadyWithdrawn):
        actions.revise_offer(offer, by=owner, facts=FACTS)
    assert not Offer.objects.in_network(offer.network).current(DAY).exists()
    assert changes() == [f"market.offer:{offer.pk}"]


def test_a_change_that_fails_leaves_no_audit(need, owner, monkeypatch):
    """The entry is written in the transaction of the change."""

    def broken(*rows):
        raise RuntimeError

    monkeypatch.setattr(actions.ledger, "changed", broken)
    with pytest.raises(RuntimeError):
        actions.close(need, by=owner, reason=ClosingReason.NOT_NEEDED)

    need.refresh_from_db()
    assert (need.is_closed, noted(need)) == (False, [])


def test_whoever_acts_for_two_firms_is_the_contact_of_each(network, baking, sawmill):
    both = acting_for(baking, "Doppel")
    both.positions.create(organisation=sawmill, since=date(2020, 1, 1))

    for firm in (baking, sawmill):
        assert actions.say("Wir suchen Mehl", network=network, owner=firm, by=both).contact == both


def test_a_clock_that_is_behind_closes_what_another_published(need, owner):
    """Two servers: one publishes, the other, some seconds behind, closes."""
    published_at = timezone.now() + timedelta(seconds=5)
    Need.objects.in_network(need.network).update(published_at=published_at)

    closed = actions.close(need, by=owner, reason=ClosingReason.NOT_NEEDED)

    assert closed.closed_at == published_at
