"""A list is taken over: all of it or nothing, and nobody's own word is overwritten."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from kurzweg.core import audit
from kurzweg.core.models import Change, OutboxMail
from kurzweg.imports import actions, applying, known, planning
from kurzweg.imports.errors import AlreadyApplied, AlreadyUploaded, ListIsStale
from kurzweg.imports.models import Arrival, Line, State, Verdict
from kurzweg.market.models import Offer
from kurzweg.networks import silence
from kurzweg.networks.models import Membership, SectionMembership
from kurzweg.people.models import Organisation, Person
from tests.conftest import acting_for, member_firm
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv

pytestmark = pytest.mark.django_db


def members(network):
    rows = Membership.objects.in_network(network).order_by("organisation__name", "pk")
    return list(rows.values_list("organisation__name", flat=True))


def line(member_list, name):
    return member_list.lines.get(name=name)


def said(line):
    return {change["field"]: (change["old"], change["new"]) for change in line.changes}


def corrected_by(person, organisation, **fields):
    """Let somebody mend an entry, as its page does."""
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=fields)
    audit.record(organisation, "mended", by=person, fields=fields)


def test_each_row_becomes_a_member_with_all_that_it_says(taken_over, network):
    head = (*HEAD, "Leistungen", "Sektion")
    list_ = taken_over((*SPINDLER, "Drehen, Fräsen", "Metall"), head=head)

    firm = Organisation.objects.get(name="Spindler Metallbau GmbH")
    assert list_.counts == {"new": 1, "changed": 0, "same": 0, "doubtful": 0, "rejected": 0}
    assert (firm.phone, firm.email) == ("+49 351 4711", "info@spindler.example")
    assert [(s.street, str(s)) for s in firm.sites.all()] == [("Amboßweg 3", "01067 Riegelstein")]
    membership = Membership.objects.in_network(network).get(organisation=firm)
    assert (membership.number, str(membership.since)) == ("1", "2019-04-01")
    assert [each.person.name for each in firm.positions.all()] == ["Dr. Anna Spindler"]
    offers = Offer.objects.in_network(network).filter(organisation=firm).order_by("title")
    assert [offer.title for offer in offers if offer.is_offered] == ["Drehen", "Fräsen"]
    sections = SectionMembership.objects.in_network(network).filter(organisation=firm)
    assert [each.section.name for each in sections] == ["Metall"]


def test_nothing_is_mailed_and_who_came_by_which_list_is_kept(taken_over, network):
    list_ = taken_over(SPINDLER, OHM)

    assert OutboxMail.objects.count() == 0
    arrivals = Arrival.objects.in_network(network).order_by("person__family_name")
    assert [(a.person.family_name, a.member_list, a.arrived_at) for a in arrivals] == [
        ("Ohm", list_, list_.applied_at),
        ("Spindler", list_, list_.applied_at),
    ]


def test_the_same_list_once_more_changes_nothing(taken_over, looked_at):
    taken_over(SPINDLER, OHM)

    again = looked_at(SPINDLER, OHM)

    assert again.counts == {"new": 0, "changed": 0, "same": 2, "doubtful": 0, "rejected": 0}


def test_what_changed_is_shown_with_both_values_and_an_empty_cell_says_nothing(
    taken_over, looked_at, office
):
    taken_over(SPINDLER)
    moved = ("1", *SPINDLER[1:2], "Werkstraße 1", "01067", "Riegelstein", "", "", "", "")

    again = looked_at(moved)

    assert said(again.lines.get()) == {"street": ("Amboßweg 3", "Werkstraße 1")}
    applying.apply(again, by=office)
    firm = Organisation.objects.get(name="Spindler Metallbau GmbH")
    assert (firm.sites.get().street, firm.phone) == ("Werkstraße 1", "+49 351 4711")


@pytest.fixture
def phone_in_the_list(network, looked_at):
    """A firm that gave its phone itself, or its office did, and a list that says another."""

    def compare(by):
        firm = member_firm(network, "Ohm & Söhne KG")
        corrected_by(by(firm), firm, phone="0351 900", website="https://ohm.example")
        return firm, looked_at(OHM)

    return compare


def owner_of(firm):
    return acting_for(firm, "Ohm", is_admin=True)


def test_what_a_firm_corrected_itself_stays_without_a_tick(phone_in_the_list, office):
    firm, list_ = phone_in_the_list(owner_of)

    applying.apply(list_, by=office)

    firm.refresh_from_db()
    assert (firm.phone, firm.email) == ("0351 900", "ohm@ohm.example")


def test_with_a_tick_it_is_overwritten(phone_in_the_list, office):
    firm, list_ = phone_in_the_list(owner_of)
    row = list_.lines.get()
    places = [at for at, change in enumerate(row.changes) if change["field"] == "phone"]

    actions.tick(row, [*places, 99], member_list=list_)
    applying.apply(list_, by=office)

    firm.refresh_from_db()
    assert firm.phone == "+49 351 815"


def test_what_the_office_corrected_needs_none(phone_in_the_list, office):
    firm, list_ = phone_in_the_list(lambda firm: office)

    applying.apply(list_, by=office)

    firm.refresh_from_db()
    assert firm.phone == "+49 351 815"


def test_control_where_nobody_asks_who_corrected_it_the_firms_word_is_lost(
    phone_in_the_list, office, monkeypatch
):
    monkeypatch.setattr(known, "_corrected", lambda firms, network: set())
    firm, list_ = phone_in_the_list(owner_of)

    applying.apply(list_, by=office)

    firm.refresh_from_db()
    assert firm.phone == "+49 351 815"


def test_two_rows_of_one_firm_are_asked_about_and_become_one_member(taken_over, network):
    twin = ("7", "Ohm und Soehne KG", *OHM[2:5], "", "", "Grete Ohm", "")

    list_ = taken_over(OHM, SPINDLER, twin)

    assert list_.counts["doubtful"] == 1
    assert list_.lines.count() == 0
    assert members(network) == ["Ohm & Söhne KG", "Spindler Metallbau GmbH"]
    firm = Organisation.objects.get(name="Ohm & Söhne KG")
    assert sorted(each.person.name for each in firm.positions.all()) == ["Grete Ohm", "Karl Ohm"]


@pytest.mark.parametrize(("choice", "count"), [("another", 2), ("out", 1)])
def test_the_office_says_what_a_doubtful_row_is(looked_at, network, office, choice, count):
    twin = ("7", "Ohm und Soehne KG", *OHM[2:5], "", "", "Grete Ohm", "")
    list_ = looked_at(OHM, twin)

    actions.choose(list_.lines.get(verdict=Verdict.DOUBTFUL), choice, member_list=list_)
    applying.apply(list_, by=office)

    assert len(members(network)) == count


def test_a_known_number_with_another_name_is_asked_about(taken_over, looked_at):
    taken_over(SPINDLER)

    other = looked_at(("1", "Bäckerei Krume", "Marktplatz 2", *SPINDLER[3:5], "", "", "", ""))

    codes = [reason["code"] for reason in other.lines.get().candidates[0]["reasons"]]
    assert (other.lines.get().verdict, codes) == (Verdict.DOUBTFUL, ["same_number", "other_name"])


def test_of_two_who_press_at_once_one_has_an_effect(looked_at, network, office):
    list_ = looked_at(SPINDLER)
    same = type(list_).objects.in_network(network).get(pk=list_.pk)

    applying.apply(list_, by=office)

    with pytest.raises(AlreadyApplied):
        applying.apply(same, by=office)
    assert members(network) == ["Spindler Metallbau GmbH"]


def test_the_same_file_twice_at_once_is_refused_the_second_time(network, office):
    actions.upload(as_csv(HEAD, SPINDLER), name="a.csv", network=network, by=office)

    with pytest.raises(AlreadyUploaded):
        actions.upload(as_csv(HEAD, SPINDLER), name="b.csv", network=network, by=office)


def test_a_firm_that_somebody_entered_meanwhile_is_not_entered_twice(looked_at, network, office):
    list_ = looked_at(SPINDLER)
    member_firm(network, "Spindler Metallbau GmbH")

    with pytest.raises(ListIsStale):
        applying.apply(list_, by=office)

    assert members(network) == ["Spindler Metallbau GmbH"]


def test_a_value_that_somebody_changed_since_the_preview_is_hers(looked_at, network, office):
    firm = member_firm(network, "Ohm & Söhne KG")
    list_ = looked_at(OHM)
    corrected_by(office, firm, phone="0351 1")

    applying.apply(list_, by=office)

    firm.refresh_from_db()
    assert (firm.phone, firm.email) == ("0351 1", "ohm@ohm.example")


def stopped_halfway(monkeypatch):
    def stop(*arguments, **how):
        raise KeyboardInterrupt

    monkeypatch.setattr(applying, "_tell", stop)


def test_stopped_halfway_nothing_is_there(looked_at, network, office, monkeypatch):
    list_ = looked_at(SPINDLER, OHM)
    stopped_halfway(monkeypatch)

    with pytest.raises(KeyboardInterrupt):
        applying.apply(list_, by=office)

    list_.refresh_from_db()
    assert (members(network), list_.state) == ([], State.READY)
    assert not Person.objects.filter(family_name="Spindler").exists()


def test_control_without_the_transaction_half_of_it_stays(looked_at, network, office, monkeypatch):
    list_ = looked_at(SPINDLER, OHM)
    stopped_halfway(monkeypatch)
    monkeypatch.setattr(applying, "transaction", SimpleNamespace(atomic=nullcontext))

    with pytest.raises(KeyboardInterrupt):
        applying.apply(list_, by=office)

    assert members(network) == ["Ohm & Söhne KG", "Spindler Metallbau GmbH"]


def test_others_hear_of_what_is_new(taken_over, network):
    before = Change.objects.count()

    taken_over(SPINDLER, OHM)

    kinds = Change.objects.order_by("pk").values_list("kind", "network_id", "is_public")[before:]
    assert sorted(kinds) == [
        ("imports.memberlist", network.pk, False),  # whoever came by it is to be told
        *[("networks.membership", network.pk, True)] * 2,
    ]


def test_comparing_again_keeps_what_was_chosen(looked_at):
    twin = ("7", "Ohm und Soehne KG", *OHM[2:5], "", "", "Grete Ohm", "")
    list_ = looked_at(OHM, twin)
    actions.choose(list_.lines.get(verdict=Verdict.DOUBTFUL), "out", member_list=list_)

    list_.state = State.COMPARING
    planning.compare(list_)

    assert list_.lines.get(verdict=Verdict.DOUBTFUL).choice == "out"
    assert Line.objects.filter(member_list=list_).count() == 2


@pytest.mark.parametrize("is_signed", [True, False])
def test_what_a_list_says_that_a_firm_can_do_is_no_word_of_the_firm(
    network, office, looked_at, is_signed
):
    """Of whoever joined years ago nothing was heard since, whatever the office has on a list."""
    list_ = looked_at((*SPINDLER, "Drehen"), head=(*HEAD, "Leistungen"))

    applying.apply(list_, by=office if is_signed else None)

    assert Offer.objects.in_network(network).get().created_by == office
    [silent] = silence.silent(network, on=network.today())
    assert (silent.organisation.name, silent.last.year) == ("Spindler Metallbau GmbH", 2019)


def test_since_when_somebody_is_there_is_not_made_up(network, office, looked_at, as_person):
    applying.apply(looked_at(SPINDLER), by=office)

    firm = Organisation.objects.get(name="Spindler Metallbau GmbH")
    assert firm.positions.get().since is None
    page = as_person(office).get(f"/n/riegelstein/organisations/{firm.public_id}/")
    assert "Anna Spindler" in page.content.decode()
    assert "ist seitdem dort" not in page.content.decode()
