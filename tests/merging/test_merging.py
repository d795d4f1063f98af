"""Two entries become one and are two again: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

from datetime import date

import pytest

from kurzweg.core import audit, indicators
from kurzweg.core.models import Change
from kurzweg.insight import comparing, issuing
from kurzweg.merging import actions
from kurzweg.merging.errors import (
    AlreadyApart,
    AlreadyMerged,
    BothHold,
    ChangedSince,
    KnownElsewhere,
)
from kurzweg.merging.models import Distinct
from kurzweg.merging.snapshots import rows_of
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import (
    ClassTerm,
    Membership,
    MembershipClass,
    Section,
    SectionMembership,
)
from kurzweg.people import erasing
from kurzweg.people.models import Activity, Certificate, Organisation, Person, Position, Site
from tests.conftest import acting_for, member_firm
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    NetworkFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    SiteFactory,
)
from tests.market.factories import NeedFactory, OfferFactory
from tests.merging.rows import everything
from tests.own_database import at_once

JANUARY, JUNE = date(2020, 1, 15), date(2021, 6, 1)


def members(network) -> int:
    return Membership.objects.in_network(network).counted(network.today()).count()


def test_all_that_a_firm_holds_moves_to_the_one_that_stays(bakery, twin, merged, network):
    offer = OfferFactory(network=network, organisation=twin)
    need = NeedFactory(network=network, owner=twin)
    clerk = acting_for(twin, "Mehl")
    Certificate.objects.create(organisation=twin, scheme="ISO 9001")

    merged(phone=twin.phone, website=twin.website)

    bakery.refresh_from_db()
    assert (bakery.name, bakery.phone) == ("Bäckerei Korn", "0201 5")
    assert not Organisation.objects.filter(pk=twin.pk).exists()
    assert {type(row).__name__ for row, _name in rows_of(bakery)} >= {
        "Offer", "Need", "Position", "Certificate", "Site", "Membership",
    }  # fmt: skip
    offer.refresh_from_db()
    need.refresh_from_db()
    assert {offer.organisation_id, need.owner_id} == {bakery.pk}
    assert clerk.positions.get().organisation == bakery


def test_two_memberships_become_one_from_the_earlier_day_on(bakery, merged, network):
    Membership.objects.in_network(network).filter(organisation=bakery).update(since=JUNE)
    before = members(network)

    merged()

    membership = Membership.objects.in_network(network).get(organisation=bakery)
    assert (membership.since, membership.until, membership.number) == (JANUARY, None, "17")
    assert (before, members(network)) == (2, 1)


def test_an_application_beside_a_membership_does_not_end_it(bakery, twin, merged, network):
    mine = Membership.objects.in_network(network).filter(organisation=bakery)
    mine.update(since=None, applied_on=JUNE)

    merged()

    assert mine.get().since == JANUARY


def test_there_is_one_seat_and_one_of_each_kind(bakery, twin, merged):
    for firm, day in ((bakery, JANUARY), (twin, JUNE)):
        Activity.objects.create(organisation=firm, code="10.71", is_core=firm == twin)
        Certificate.objects.create(organisation=firm, scheme="ISO 9001", valid_until=day)

    merged()

    assert bakery.activities.get().is_core
    assert bakery.certificates.get().valid_until == JUNE
    assert sorted(bakery.sites.values_list("street", "is_seat")) == [("", True), ("Ring 4", False)]


def test_one_address_is_one_site(bakery, twin, merged):
    twin.sites.update(street="")

    merged()

    assert bakery.sites.get().is_seat


def test_one_person_at_both_holds_one_position_with_the_wider_rights(bakery, twin, merged):
    person = PersonFactory()
    PositionFactory(person=person, organisation=bakery, title="Inhaberin")
    PositionFactory(person=person, organisation=twin, is_admin=True, since=JUNE)

    merged()

    position = person.positions.get()
    assert (position.organisation, position.title, position.is_admin) == (bakery, "Inhaberin", True)


def test_persons_of_one_name_and_address_stay_two(bakery, twin, merged, network):
    same = {"family_name": "Korn", "email": "korn@firm.example", "entered_by_network": network}
    for firm in (bakery, twin):
        person = PersonFactory(account=None, **same)
        PositionFactory(person=person, organisation=firm, entered_by_network=network)

    merged()

    assert Person.objects.filter(family_name="Korn").count() == 2
    assert bakery.positions.count() == 2


def test_the_class_of_the_membership_that_stays_stands(bakery, twin, merged, network):
    for firm, name in ((bakery, "Ordentlich"), (twin, "Fördernd")):
        kind = MembershipClass.objects.create(network=network, name=name)
        membership = Membership.objects.in_network(network).get(organisation=firm)
        ClassTerm.objects.create(network=network, membership=membership, membership_class=kind)

    merged()

    (term,) = ClassTerm.objects.in_network(network)
    assert term.membership_class.name == "Ordentlich"


def test_sections_of_both_are_kept_once(bakery, twin, merged, network):
    sections = [Section.objects.create(network=network, name=name) for name in ("Backen", "Optik")]
    bakery.section_memberships.create(network=network, section=sections[0])
    for section in sections:
        twin.section_memberships.create(network=network, section=section, since=JUNE)

    merged()

    held = SectionMembership.objects.in_network(network).order_by("section__name")
    assert [(each.section.name, each.since) for each in held] == [("Backen", None), ("Optik", JUNE)]


def test_what_nobody_can_combine_keeps_both_as_they_were(bakery, twin, merged, network):
    from tests.introductions.factories import IntroductionFactory

    need = NeedFactory(network=network, title="Drehteile aus Messing")
    for firm in (bakery, twin):
        IntroductionFactory(network=network, need=need, organisation=firm)
    before = everything()

    with pytest.raises(BothHold, match="Drehteile aus Messing"):
        merged()

    assert everything() == before


# Rights -----------------------------------------------------------------------------------------


def test_what_another_network_knows_is_not_merged_by_one_office(
    twin, merged, other_network, bakery
):
    MembershipFactory(network=other_network, organisation=twin)
    before = everything()

    with pytest.raises(KnownElsewhere):
        merged()

    assert everything() == before


def test_who_runs_the_office_of_both_networks_may(bakery, twin, merged, other_network, office):
    MembershipFactory(network=other_network, organisation=twin)
    MandateFactory(network=other_network, person=office, kind="office")

    merged()

    assert Membership.objects.in_network(other_network).get().organisation == bakery


# Merged twice, at once --------------------------------------------------------------------------


def test_what_is_merged_cannot_be_merged(merged):
    merged()

    with pytest.raises(AlreadyMerged):
        merged()


def test_two_who_merge_at_once_merge_once(own_database):
    network, person = NetworkFactory(), PersonFactory()
    MandateFactory(network=network, person=person)
    one, other = (member_firm(network, name) for name in ("Korn", "Korn GmbH"))

    def merge(kept, gone):
        return lambda: actions.merge(kept, gone, values={}, network=network, by=person)

    heard = at_once(merge(one, other), merge(other, one))

    assert sorted(type(each).__name__ for each in heard) == ["AlreadyMerged", "Merge"]
    assert (members(network), Organisation.objects.filter(name__startswith="Korn").count()) == (
        1,
        1,
    )


# And back ---------------------------------------------------------------------------------------


def test_taken_apart_again_everything_stands_as_it_was(bakery, twin, merged, network, office):
    person = PersonFactory()
    for firm in (bakery, twin):
        PositionFactory(person=person, organisation=firm)
        Activity.objects.create(organisation=firm, code="10.71")
        section = Section.objects.create(network=network, name=firm.name)
        firm.section_memberships.create(network=network, section=section)
    OfferFactory(network=network, organisation=twin)
    before, counted = everything(), members(network)

    done = merged(phone=twin.phone)
    assert everything() != before
    actions.unmerge(done, by=office)

    assert (everything(), members(network)) == (before, counted)
    done.refresh_from_db()
    assert (done.facts, done.can_be_undone) == ({}, False)
    with pytest.raises(AlreadyApart):
        actions.unmerge(done, by=office)


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (
            lambda firm: Organisation.objects.filter(pk=firm.pk).update(name="Anders"),
            "die Angaben zum Eintrag selbst",
        ),
        (lambda firm: firm.sites.update(street="Anderswo 1"), "ein Standort"),
        (lambda firm: SiteFactory(organisation=firm, is_seat=False), "ein Standort"),
        (lambda firm: firm.sites.filter(is_seat=False).delete(), "ein Standort"),
        (
            lambda firm: Membership.objects.across_networks("a test").update(number="18"),
            "die Mitgliedschaft",
        ),
    ],
    ids=["name", "site", "new site", "site gone", "membership"],
)
def test_after_an_edit_they_stay_one(bakery, merged, office, edit, what):
    done = merged()
    edit(bakery)
    before = everything()

    with pytest.raises(ChangedSince, match=f"geändert: {what}\\.$"):
        actions.unmerge(done, by=office)

    assert everything() == before


def test_a_merge_into_a_third_keeps_the_first_from_being_taken_apart(
    bakery, merged, sawmill, network, office
):
    first = merged()
    second = actions.merge(sawmill, bakery, values={}, network=network, by=office)

    first.refresh_from_db()
    assert first.kept == sawmill
    with pytest.raises(ChangedSince):
        actions.unmerge(first, by=office)

    actions.unmerge(second, by=office)
    first.refresh_from_db()
    actions.unmerge(first, by=office)
    assert members(network) == 3


def test_it_is_audited_and_the_ledger_is_told(bakery, twin, merged, network, office):
    offer = OfferFactory(network=network, organisation=twin)
    membership = Membership.objects.in_network(network).get(organisation=twin)
    Change.objects.all().delete()

    done = merged(phone=twin.phone)

    (entry,) = audit.history(done)
    assert (entry.action, entry.actor_id, entry.fields) == ("merged", office.pk, ["phone"])
    assert entry.network_id == network.pk
    assert audit.history(membership)[0].action == "merged"
    told = set(Change.objects.values_list("kind", "row_id"))
    assert told >= {
        ("people.organisation", bakery.pk),
        ("people.organisation", twin.pk),
        ("market.offer", offer.pk),
        ("networks.membership", membership.pk),
    }


def test_what_an_erased_person_was_never_comes_back(bakery, twin, merged, office):
    person = acting_for(twin, "Mehl")
    done = merged()
    assert done.facts

    erasing.erase([person], by=office)

    done.refresh_from_db()
    assert done.facts == {}


def test_whoever_was_an_entry_by_her_name_leaves_no_name_in_a_merge(
    bakery, twin, merged, network, office
):
    Organisation.objects.filter(pk=twin.pk).update(kind="person", name="Dr. Ada Winter")
    twin.refresh_from_db()
    done = merged()
    ada = PersonFactory(given_name="Ada", family_name="Winter", entered_by_network=network)

    erasing.erase([ada], by=office)

    done.refresh_from_db()
    assert done.merged_name == ""


# Story 5: two prove to be duplicates in January -------------------------------------------------


def test_the_issued_figure_stays_and_today_knows_one_less(
    bakery, twin, merged, network, office, time_machine
):
    time_machine.move_to("2027-01-04 09:10 +0100", tick=False)
    for number in range(98):
        MembershipFactory(network=network, organisation=OrganisationFactory(name=f"Werk {number}"))
    day = date(2026, 12, 31)
    issued = issuing.issue(indicators.declared("members"), network=network, day=day, by=office)
    viewer = viewer_for(office.account, person=office, network=network)

    time_machine.move_to("2027-01-15 10:00 +0100", tick=False)
    done = merged()

    issued.refresh_from_db()
    known = comparing.compare(issued, viewer=viewer)
    assert (issued.number, known.number) == (100, 99)
    (gone,) = known.gone
    assert (gone.name, gone.entry.action, gone.who) == ("Korn Bäckerei GmbH", "merged", office.name)

    actions.unmerge(done, by=office)
    assert comparing.compare(issued, viewer=viewer).number == 100


def test_pairs_that_were_told_apart_are_remembered_once(bakery, twin, network, office):
    for one, other in ((bakery, twin), (twin, bakery)):
        actions.tell_apart(one, other, network=network, by=office)

    assert Distinct.objects.in_network(network).count() == 1


def test_position_rows_know_both_constraints(bakery, twin, merged, network):
    person = PersonFactory(entered_by_network=network)
    for firm in (bakery, twin):
        PositionFactory(person=person, organisation=firm, entered_by_network=network)

    merged()

    assert Position.objects.get(person=person).organisation == bakery
    assert Site.objects.filter(organisation=bakery).count() == 2
