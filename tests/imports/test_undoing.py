"""A list is undone as a whole; what somebody changed or built on since stays, and is named."""

from datetime import timedelta

import pytest

from kurzweg.core.models import AuditEntry, Change
from kurzweg.imports import applying, relied_on, undoing
from kurzweg.imports.errors import CannotBeUndone
from kurzweg.imports.models import State, Written
from kurzweg.market.models import Offer
from kurzweg.merging import actions as merging
from kurzweg.networks.models import Membership, Section
from kurzweg.people.models import Organisation, Person, Position, Site
from tests.conftest import member_firm
from tests.factories import set_rule
from tests.imports.conftest import HEAD, OHM, SPINDLER
from tests.market.factories import MatchFactory, NeedFactory

pytestmark = pytest.mark.django_db
EVERYTHING = (Organisation, Site, Person, Position, Membership, Section, Offer)
FULL = (*HEAD, "Leistungen", "Sektion")


def rows():
    return {
        model._meta.label: sorted(model._base_manager.values_list("pk", flat=True))
        for model in EVERYTHING
    }


def firm(name):
    return Organisation.objects.get(name=name)


def test_undone_nothing_of_it_is_left(taken_over, office):
    before = rows()
    list_ = taken_over((*SPINDLER, "Drehen", "Metall"), (*OHM, "Stanzen", "Metall"), head=FULL)

    undone = undoing.undo(list_, by=office)

    assert (rows(), undone.kept, undone.state) == (before, [], State.UNDONE)
    assert not Written.objects.exists()


def test_it_is_noted_what_went(taken_over, office, network):
    list_ = taken_over(SPINDLER)
    pk = firm("Spindler Metallbau GmbH").pk
    membership = Membership.objects.in_network(network).get(organisation=pk).pk
    before = Change.objects.count()

    undoing.undo(list_, by=office)

    noted = Change.objects.order_by("pk").values_list("kind", "row_id")[before:]
    assert {("people.organisation", pk), ("networks.membership", membership)} <= set(noted)
    entries = AuditEntry.objects.filter(action="import undone", kind="organisation")
    assert [(entry.row_id, entry.actor_id) for entry in entries] == [(pk, office.pk)]


def changed(firm, network):
    firm.phone = "0351 99"
    firm.save()


def met(firm, network):
    NeedFactory(network=network, owner=firm)


def signed_in(firm, network):
    person = firm.positions.get().person
    person.language = "en"
    person.save()


@pytest.mark.parametrize(
    ("since", "why"), [(changed, "changed"), (met, "market.need"), (signed_in, "changed")]
)
def test_a_firm_of_which_something_changed_since_stays_whole_and_is_named(
    taken_over, office, network, since, why
):
    list_ = taken_over(SPINDLER, OHM)
    ohm = firm("Ohm & Söhne KG")
    since(ohm, network)

    undone = undoing.undo(list_, by=office)

    assert undone.kept == [{"name": "Ohm & Söhne KG", "id": ohm.pk, "why": [why]}]
    assert (ohm.sites.count(), ohm.positions.count()) == (1, 1)
    assert not Organisation.objects.filter(name="Spindler Metallbau GmbH").exists()


def test_control_where_nobody_compares_an_edit_is_lost(taken_over, office, network, monkeypatch):
    list_ = taken_over(OHM)
    changed(firm("Ohm & Söhne KG"), network)
    monkeypatch.setattr(relied_on, "print_of", lambda values: None)
    monkeypatch.setattr(undoing.relied_on, "altered", lambda made: {})

    undoing.undo(list_, by=office)

    assert not Organisation.objects.filter(name="Ohm & Söhne KG").exists()


def test_matches_of_an_offer_go_with_it(taken_over, office, network):
    list_ = taken_over((*SPINDLER, "Drehen", ""), head=FULL)
    offer = Offer.objects.in_network(network).get()
    match = MatchFactory(need=NeedFactory(network=network), offer=offer)

    undoing.undo(list_, by=office)

    assert not type(match)._base_manager.filter(pk=match.pk).exists()
    assert not Organisation.objects.filter(name="Spindler Metallbau GmbH").exists()


def test_values_say_again_what_they_said_unless_somebody_changed_them(network, office, looked_at):
    known = member_firm(network, "Ohm & Söhne KG")
    list_ = applying.apply(looked_at(OHM), by=office)
    known.refresh_from_db()
    known.email = "neu@ohm.example"
    known.save()

    undone = undoing.undo(list_, by=office)

    known.refresh_from_db()
    assert (known.phone, known.email) == ("", "neu@ohm.example")
    assert (known.sites.get().street, known.sites.get().postal_code) == ("", "00101")
    assert undone.kept == [{"name": "Ohm & Söhne KG", "id": known.pk, "why": ["email"]}]


def merging_into(network, kept, other, office):
    return merging.merge(kept, other, values={}, network=network, by=office)


def test_a_known_firm_that_was_merged_away_since_is_named_with_where_it_stands(
    network, office, looked_at
):
    known, stays = member_firm(network, "Ohm & Söhne KG"), member_firm(network, "Ohm Holding")
    list_ = applying.apply(looked_at(OHM), by=office)
    merging_into(network, stays, known, office)
    told = {"name": "Ohm & Söhne KG", "id": known.pk, "why": ["merging.merge"]}

    foretold, undone = undoing.foretell(list_), undoing.undo(list_, by=office)

    assert foretold.kept == undone.kept == [told | {"into": "Ohm Holding"}]
    assert (foretold.going, foretold.put_back) == (0, [])


def test_what_was_made_for_a_firm_that_was_merged_away_stays_with_the_other(
    network, office, taken_over
):
    list_, stays = taken_over(OHM), member_firm(network, "Ohm Holding")
    merging_into(network, stays, firm("Ohm & Söhne KG"), office)

    undone = undoing.undo(list_, by=office)

    assert [each["into"] for each in undone.kept] == ["Ohm Holding"]
    assert stays.positions.count() == 1


def test_what_becomes_as_it_was_is_named_before(network, office, looked_at):
    member_firm(network, "Ohm & Söhne KG")
    list_ = applying.apply(looked_at(OHM), by=office)

    foretold = undoing.foretell(list_)

    assert (foretold.going, foretold.put_back, foretold.kept) == (0, ["Ohm & Söhne KG"], [])


def test_after_its_last_day_nothing_is_undone(taken_over, office, network, time_machine):
    set_rule(network, import_undo_days=3)
    list_ = taken_over(SPINDLER)

    time_machine.move_to(list_.applied_at + timedelta(days=3), tick=False)
    assert list_.can_be_undone(network.today())
    time_machine.move_to(list_.applied_at + timedelta(days=4), tick=False)

    with pytest.raises(CannotBeUndone):
        undoing.undo(list_, by=office)


def test_undone_twice_it_is_undone_once(taken_over, office):
    list_ = taken_over(SPINDLER)
    undoing.undo(list_, by=office)

    with pytest.raises(CannotBeUndone):
        undoing.undo(list_, by=office)
