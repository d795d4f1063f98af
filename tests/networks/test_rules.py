"""What a network decides about its rules, and from which day it holds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kurzweg.core import audit, rules
from kurzweg.core.ledger import Change
from kurzweg.networks import deciding, ending
from kurzweg.networks.errors import AlreadyHolds
from kurzweg.networks.models import Network, NetworkRule
from tests import agenda
from tests.factories import MembershipFactory, set_rule
from tests.market.factories import NeedFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to("2026-03-04 09:00 +0100")


def decided(network) -> list[tuple[str, int, date | None]]:
    return [(each.name, each.value, each.since) for each in network.decided_rules.all()]


# What holds --------------------------------------------------------------------------------------


def test_where_nothing_was_decided_the_default_holds(network):
    assert network.rule("ask_open_days") == rules.declared("ask_open_days").default


def test_a_name_that_no_app_declared_is_an_error(network):
    with pytest.raises(KeyError, match="tea_days"):
        network.rule("tea_days")


def test_each_value_holds_from_its_day_until_the_next(network):
    set_rule(network, ask_open_days=7)
    set_rule(network, since=DAY, ask_open_days=14)
    set_rule(network, since=DAY + timedelta(days=10), ask_open_days=21)

    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=9), DAY + timedelta(days=10)]

    assert [network.rule("ask_open_days", on=day) for day in days] == [7, 14, 14, 21]
    assert network.rule("ask_open_days") == 14


def test_another_network_decides_for_itself(network, other_network):
    set_rule(other_network, ask_open_days=30)

    assert (network.rule("ask_open_days"), other_network.rule("ask_open_days")) == (10, 30)


def test_the_rules_of_a_network_are_read_once(network, django_assert_num_queries):
    set_rule(network, ask_open_days=7)
    here = Network.objects.get(pk=network.pk)

    with django_assert_num_queries(1):
        assert [here.rule(name) for name in ("ask_open_days", "ask_later_days")] == [7, 28]


@pytest.mark.parametrize("since", [None, DAY])
def test_one_rule_has_one_value_from_one_day(network, since):
    set_rule(network, since=since, ask_open_days=7)

    with pytest.raises(IntegrityError), transaction.atomic():
        network.decided_rules.create(name="ask_open_days", value=8, since=since)


# Deciding ----------------------------------------------------------------------------------------


def test_deciding_is_noted_with_the_names_of_the_rules(network, office):
    deciding.decide(network, {"ask_open_days": 7, "need_open_days": 60}, since=DAY, by=office)

    assert decided(network) == [("ask_open_days", 7, DAY), ("need_open_days", 60, DAY)]
    entry = audit.history(network).first()
    assert (entry.action, entry.actor_id) == ("decided", office.pk)
    assert entry.fields == ["ask_open_days", "need_open_days"]


def test_the_ledger_tells_what_was_decided_and_what_was_withdrawn(network, office):
    deciding.decide(network, {"ask_open_days": 7}, since=DAY + timedelta(days=1), by=office)
    row = NetworkRule.objects.in_network(network).get()
    deciding.withdraw(row, by=office)

    told = Change.objects.filter(kind="networks.networkrule")

    assert list(told.values_list("network_id", "row_id")) == [(network.pk, row.pk)] * 2


def test_a_slip_is_mended_on_the_same_day(network, office):
    deciding.decide(network, {"ask_open_days": 70}, since=DAY, by=office)
    deciding.decide(network, {"ask_open_days": 7}, since=DAY, by=office)

    assert decided(network) == [("ask_open_days", 7, DAY)]


def test_what_is_planned_can_be_withdrawn(network, office):
    deciding.decide(network, {"ask_open_days": 7}, since=DAY + timedelta(days=1), by=office)

    deciding.withdraw(NetworkRule.objects.in_network(network).get(), by=office)

    assert decided(network) == []
    assert audit.history(network).first().fields == ["ask_open_days"]


def test_what_holds_already_is_not_withdrawn(network, office, time_machine):
    deciding.decide(network, {"ask_open_days": 7}, since=DAY + timedelta(days=1), by=office)
    planned = NetworkRule.objects.in_network(network).get()
    time_machine.shift(timedelta(days=1))

    with pytest.raises(AlreadyHolds):
        deciding.withdraw(planned, by=office)

    assert decided(network) == [("ask_open_days", 7, DAY + timedelta(days=1))]


@pytest.mark.parametrize(("days", "is_matched_anew"), [(0, True), (1, False)])
def test_what_hangs_on_a_rule_is_done_anew_on_its_day(
    network, bakery, office, days, is_matched_anew
):
    need = NeedFactory(network=network, owner=bakery)
    network.needs.update(matched_at=need.published_at)

    since = DAY + timedelta(days=days)
    deciding.decide(network, {"small_firms_first": False}, since=since, by=office)

    need.refresh_from_db()
    assert (need.matched_at is None) is is_matched_anew


# What was told -----------------------------------------------------------------------------------


def test_an_application_is_answered_by_the_rule_of_its_day(network, office, viewer_of):
    def due():
        items = agenda.for_viewer(viewer_of(office))
        return [item.due_on for item in items if item.kind == "application"]

    MembershipFactory(network=network, since=None, applied_on=DAY - timedelta(days=1))
    told = due()

    deciding.decide(network, {"membership_answer_days": 2}, since=DAY, by=office)
    MembershipFactory(network=network, since=None, applied_on=DAY)

    assert told == [DAY + timedelta(days=13)]
    assert sorted(due()) == [DAY + timedelta(days=2), *told]


def test_nobody_is_asked_for_a_reason_that_is_entered(network, office, viewer_of):
    leaving = {"network": network, "notice_on": DAY, "until": DAY + timedelta(days=90)}
    asked = MembershipFactory(**leaving)
    MembershipFactory(**leaving, end_reason="Umzug")

    items = agenda.for_viewer(viewer_of(office))

    who = [item.who for item in items if item.kind == "notice"]
    assert who == [asked.organisation.name]


def test_a_notice_is_answered_by_the_rule_of_its_day(network, office, viewer_of):
    MembershipFactory(
        network=network, notice_on=DAY - timedelta(days=1), until=DAY + timedelta(days=90)
    )
    set_rule(network, since=DAY, membership_answer_days=2)

    items = agenda.for_viewer(viewer_of(office))
    [due_on] = [item.due_on for item in items if item.kind == "notice"]

    assert due_on == DAY + timedelta(days=13)


def test_nobody_is_asked_why_once_the_reason_is_entered(network, office, viewer_of):
    leaving = {"network": network, "notice_on": DAY, "until": DAY + timedelta(days=90)}
    told, untold = MembershipFactory(network=network), MembershipFactory(**leaving)
    ending.end(told, until=leaving["until"], notice_on=DAY, end_reason="Umzug", by=office)

    items = [item for item in agenda.for_viewer(viewer_of(office)) if item.kind == "notice"]

    assert [item.who for item in items] == [untold.organisation.name]
