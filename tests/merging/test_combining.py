"""What both entries hold once becomes one thing, and who said what stays true."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from kurzweg.merging import actions, moving
from kurzweg.merging.snapshots import ABOUT, references
from kurzweg.networks.models import (
    ClassTerm,
    Invitation,
    Membership,
    MembershipClass,
    SaidLine,
    SelfDeclaration,
    ShownLine,
)
from kurzweg.people.models import Organisation
from tests.merging.conftest import JANUARY
from tests.merging.rows import everything

JUNE = date(2024, 6, 1)


def test_of_two_yearly_questions_the_answered_one_counts(bakery, twin, merged, network, office):
    today = network.today()
    asked = {"network": network, "year": today.year, "asked_on": today, "ends_on": today}
    SelfDeclaration.objects.create(organisation=bakery, **asked)
    answered = {"answered_at": timezone.now(), "was_right": True}
    SelfDeclaration.objects.create(organisation=twin, **asked, **answered)
    before = everything()

    done = merged()

    left = SelfDeclaration.objects.in_network(network).get()
    assert (left.organisation, left.was_right) == (bakery, True)
    actions.unmerge(done, by=office)
    assert everything() == before


@pytest.mark.parametrize(("mine", "theirs"), [("office", "firm"), ("firm", "list")])
def test_what_the_firm_said_of_itself_stays_its_word(bakery, twin, merged, mine, theirs):
    for firm, said_by in ((bakery, mine), (twin, theirs)):
        SaidLine.objects.create(organisation=firm, line="phone", said_by=said_by)

    merged()

    assert [row.said_by for row in SaidLine.objects.all()] == ["firm"]


def test_who_was_invited_to_both_is_invited_once(bakery, twin, merged, network, office, owner):
    today = network.today()
    for firm in (bakery, twin):
        Invitation.objects.create(
            network=network, organisation=firm, family_name="Mehl", email="mehl@korn.example",
            language="de", invited_by=owner, invited_on=today, ends_on=today,
        )  # fmt: skip
    before = everything()

    done = merged()

    rows = Invitation.objects.in_network(network).filter(organisation=bakery).order_by("pk")
    assert [row.withdrawn_on for row in rows] == [None, today]
    actions.unmerge(done, by=office)
    assert everything() == before


@pytest.mark.parametrize("keeps_the_older", [True, False])
def test_the_class_of_one_follows_the_class_of_the_other(
    bakery, twin, network, office, keeps_the_older
):
    """What was owed and counted by class in the years before stays true."""
    older, newer = (
        Membership.objects.in_network(network).get(organisation=firm) for firm in (bakery, twin)
    )
    classes = []
    for membership, name, since in ((older, "Fördernd", JANUARY), (newer, "Ordentlich", JUNE)):
        classes.append(MembershipClass.objects.create(network=network, name=name))
        ClassTerm.objects.create(
            network=network, membership=membership, membership_class=classes[-1], since=since
        )
    before = everything()
    kept, other = (bakery, twin) if keeps_the_older else (twin, bakery)

    done = actions.merge(kept, other, values={}, network=network, by=office)

    terms = ClassTerm.objects.in_network(network).order_by("since")
    assert [(each.membership_class, each.since, each.until) for each in terms] == [
        (classes[0], JANUARY, JUNE), (classes[1], JUNE, None),
    ]  # fmt: skip
    actions.unmerge(done, by=office)
    assert everything() == before


NOT_SAID = None


@pytest.mark.parametrize(
    ("mine", "theirs", "taken", "readers"),
    [
        (NOT_SAID, 6, False, NOT_SAID),  # the phone that stays was usually for the office
        (NOT_SAID, 6, True, NOT_SAID),
        (6, 0, True, 0),  # the phone that comes was for the office only
        (6, 0, False, 6),
        (6, NOT_SAID, True, 0),
        (4, 6, True, 4),
        (1, 4, True, 0),  # one for supporting bodies, one for members: for neither of both
    ],
)
def test_nobody_reads_a_phone_who_could_not_before(
    bakery, twin, merged, network, office, mine, theirs, taken, readers
):
    for firm, said in ((bakery, mine), (twin, theirs)):
        if said is not NOT_SAID:
            ShownLine.objects.create(network=network, organisation=firm, line="phone", readers=said)
    before = everything()

    done = merged(**({"phone": twin.phone} if taken else {}))

    rows = ShownLine.objects.in_network(network).filter(organisation=bakery)
    assert next((row.readers for row in rows), NOT_SAID) == readers
    actions.unmerge(done, by=office)
    assert everything() == before


def test_what_both_fill_is_read_by_whom_both_let_read(bakery, twin, merged, network):
    for firm, said in ((bakery, 6), (twin, 4)):
        ShownLine.objects.create(network=network, organisation=firm, line="persons", readers=said)

    merged()

    assert [each.readers for each in ShownLine.objects.in_network(network)] == [4]


def test_whatever_a_firm_may_hold_once_is_combined_or_refused_on_purpose():
    """The kind of it: a constraint that somebody adds tomorrow is met here, not by an office."""
    once = {
        model._meta.label
        for model, name in references(Organisation)
        if model._meta.get_field(name).unique
        or any(name in getattr(each, "fields", ()) for each in model._meta.constraints)
    }

    combined = {model._meta.label for model in (*moving._COMBINED, *ABOUT)}
    assert once - combined <= {"introductions.Introduction"}
