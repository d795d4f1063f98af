"""What both entries hold once becomes one thing, and who said what stays true."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kurzweg.merging import actions, moving
from kurzweg.merging.snapshots import ABOUT, references
from kurzweg.networks.models import (
    Invitation,
    SaidLine,
    SelfDeclaration,
)
from kurzweg.people.models import Organisation
from tests.merging.rows import everything


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
