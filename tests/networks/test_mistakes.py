"""An organisation entered by mistake is shown with all that hangs on it, and taken out for good."""

from datetime import timedelta

import pytest
from django.db import transaction

from kurzweg.core import ledger, taking_out
from kurzweg.core.models import AuditEntry, Change, Link, OutboxMail
from kurzweg.introductions.models import InitiatedAs, Introduction, State
from kurzweg.market.models import Need, Offer
from kurzweg.networks import mistakes
from kurzweg.networks.errors import StaysEntered
from kurzweg.networks.models import Application, Approval, Membership
from kurzweg.people.models import Organisation, Person
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    NetworkFactory,
    PersonFactory,
    PositionFactory,
    SupportingBodyFactory,
)
from tests.forms import forms_of
from tests.market.factories import NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(bakery):
    return f"/n/riegelstein/organisations/{bakery.public_id}/take-out/"


@pytest.fixture
def full(network, bakery, sawmill):
    """The bakery with an offer, a need, and three persons, of whom one works elsewhere as well."""
    OfferFactory(network=network, organisation=bakery, title="Brot")
    NeedFactory(network=network, owner=bakery, title="Mehl")
    persons = [PersonFactory(family_name=name, entered_by_network=network) for name in "ABC"]
    for person in persons:
        PositionFactory(person=person, organisation=bakery)
    PositionFactory(person=persons[1], organisation=sawmill)
    return bakery


def sent_by(client, page):
    html = client.get(page).content.decode()
    return next(form.values for form in forms_of(html) if "seen" in form.values)


def introduction(network, *, owner, organisation, **more):
    need = NeedFactory(network=network, owner=owner)
    return Introduction.objects.create(
        network=network,
        need=need,
        organisation=organisation,
        subject="Mehl",
        letter="Guten Tag",
        state=State.WAITING,
        expires_on=network.today() + timedelta(days=10),
        **{"initiated_as": InitiatedAs.OFFICE} | more,
    )


def test_the_page_says_what_goes_and_the_button_takes_it_out(
    office, network, sawmill, full, page, as_person
):
    client = as_person(office)

    parts = {part.count: part.names for part in client.get(page).context["going"].parts}
    assert parts["2 Personen"] == ("A", "C")
    assert parts["3 Funktionen"] == ("A", "B", "C")
    assert {"1 Mitgliedschaft", "1 Standort"} < set(parts)
    assert parts["1 Eintrag unter „Das können wir“"] == ("Brot",)
    assert parts["1 Anfrage"] == ("Mehl",)

    answer = client.post(page, sent_by(client, page))

    assert answer.headers["Location"] == "/n/riegelstein/organisations/"
    assert not Organisation.objects.filter(pk=full.pk).exists()
    assert list(Person.objects.filter(family_name__in="ABC").values_list("family_name")) == [("B",)]
    for model in (Offer, Need):
        assert not model.objects.in_network(network).exists()
    assert [each.organisation for each in Membership.objects.in_network(network)] == [sawmill]


def test_nobody_finds_it_any_more_and_who_did_it_is_noted(office, network, full, as_person):
    search, client = "/n/riegelstein/search/?q=Korn", as_person(office)
    with transaction.atomic():
        ledger.changed(full)
    assert [hit.row for hit in client.get(search).context["hits"]] == [full]
    membership = Membership.objects.in_network(network).get(organisation=full)

    going = mistakes.going_with(full, network=network)
    mistakes.take_out(full, network=network, seen=going.print, by=office)

    assert client.get(search).context["hits"] == []
    entries = AuditEntry.objects.filter(action="taken out").order_by("pk")
    noted = {(entry.kind, entry.network_id, entry.actor_id) for entry in entries}
    assert ("membership", network.pk, office.pk) in noted
    assert ("organisation", None, office.pk) in noted
    told = Change.objects.filter(network_id=network.pk).values_list("kind", "row_id")
    assert ("networks.membership", membership.pk) in told


def test_what_was_added_meanwhile_is_shown_first(office, network, full, page, as_person):
    client = as_person(office)
    sent = sent_by(client, page)
    OfferFactory(network=network, organisation=full, title="Kuchen")

    answer = client.post(page, sent)

    assert (answer.status_code, answer.context["is_other"]) == (409, True)
    assert Organisation.objects.filter(pk=full.pk).exists()
    assert client.post(page, sent_by(client, page)).status_code == 302


def test_a_double_click_hears_one_answer_and_a_second_page_that_it_is_gone(
    office, full, page, as_person
):
    client = as_person(office)
    first, second = sent_by(client, page), sent_by(client, page)

    answers = [client.post(page, first) for _press in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == [
        "/n/riegelstein/organisations/"
    ] * 2
    assert client.post(page, second).status_code == 404


def hung_elsewhere(network, bakery, sawmill):
    MembershipFactory(network=NetworkFactory(), organisation=bakery, until="2021-01-01")


def carried_elsewhere(network, bakery, sawmill):
    SupportingBodyFactory(network=NetworkFactory(), organisation=bakery)


def running(network, bakery, sawmill):
    network.office = bakery
    network.save()


def asked(network, bakery, sawmill):
    introduction(network, owner=sawmill, organisation=bakery)


def letter_sent(network, bakery, sawmill):
    introduction(network, owner=bakery, organisation=sawmill, asked_at="2026-01-02T10:00Z")


def offered(network, bakery, sawmill):
    introduction(network, owner=bakery, organisation=sawmill, initiated_as=InitiatedAs.OFFERER)


@pytest.mark.parametrize(
    "reason", [hung_elsewhere, carried_elsewhere, running, asked, letter_sent, offered]
)
def test_what_others_rely_on_stays_and_the_page_says_what_to_do(
    reason, office, network, bakery, sawmill, page, as_person
):
    reason(network, bakery, sawmill)
    membership = Membership.objects.in_network(network).get(organisation=bakery)
    client = as_person(office)

    shown = client.get(page)

    assert len(shown.context["hindrances"]) == 1
    html = shown.content.decode()
    assert f"/memberships/{membership.public_id}/" in html
    assert 'name="seen"' not in html
    with pytest.raises(StaysEntered):
        mistakes.take_out(bakery, network=network, seen="", by=office)
    client.post(page, {"seen": ""})
    assert Organisation.objects.filter(pk=bakery.pk).exists()


@pytest.mark.plain
def test_without_the_hindrances_it_would_go(office, network, bakery, sawmill, monkeypatch):
    """Negative control: nothing else keeps what others rely on."""
    asked(network, bakery, sawmill)
    monkeypatch.setattr(taking_out, "_hindrances", {})
    going = mistakes.going_with(bakery, network=network)

    assert mistakes.take_out(bakery, network=network, seen=going.print, by=office) is None


@pytest.mark.parametrize("is_offer", [False, True])
def test_its_own_contact_that_was_never_sent_goes_along(is_offer, office, network, bakery, sawmill):
    if is_offer:
        as_offerer = {"initiated_as": InitiatedAs.OFFERER}
        introduction(network, owner=sawmill, organisation=bakery, **as_offerer)
    else:
        introduction(network, owner=bakery, organisation=sawmill)
    going = mistakes.going_with(bakery, network=network)

    assert mistakes.take_out(bakery, network=network, seen=going.print, by=office) is None

    assert not Introduction.objects.in_network(network).exists()
    assert Organisation.objects.filter(pk=sawmill.pk).exists()


def test_whoever_is_more_than_this_entry_stays(office, network, other_network, bakery):
    own, elsewhere, tasked, voter = (PersonFactory() for _each in range(4))
    Person.objects.filter(pk=elsewhere.pk).update(entered_by_network=other_network)
    Person.objects.filter(pk__in=[tasked.pk, voter.pk]).update(entered_by_network=network)
    MandateFactory(network=network, person=tasked, kind="board")
    application = Application.objects.create(network=network, sent_on=network.today())
    Approval.objects.create(network=network, application=application, person=voter)
    for person in (own, elsewhere, tasked, voter):
        PositionFactory(person=person, organisation=bakery)

    going = mistakes.going_with(bakery, network=network)
    mistakes.take_out(bakery, network=network, seen=going.print, by=office)

    kept = Person.objects.filter(pk__in=[own.pk, elsewhere.pk, tasked.pk, voter.pk])
    assert kept.count() == 4
    assert application.approvals.count() == 1


def test_no_letter_reaches_whoever_went(office, network, full):
    gone = Person.objects.get(family_name="A")
    kept = Person.objects.get(family_name="B")
    for person in (gone, kept):
        OutboxMail.objects.create(
            message_id=f"{person.pk}@netz.example",
            person_id=person.pk,
            kind="letter",
            sender="a@b.example",
            recipient="c@d.example",
            subject="s",
            text="t",
        )
        Link.objects.create(
            purpose="p",
            row_id=1,
            person_id=person.pk,
            token_hash=str(person.pk),
            expires_at="2030-01-01T00:00Z",
        )

    going = mistakes.going_with(full, network=network)
    mistakes.take_out(full, network=network, seen=going.print, by=office)

    for model in (OutboxMail, Link):
        assert [row.person_id for row in model.objects.all()] == [kept.pk]


def test_nobody_else_sees_or_takes_it_out(
    owner, adviser, neighbour, office, other_network, bakery, page, as_person
):
    theirs = MandateFactory(network=other_network).person
    for person in (owner, adviser, neighbour, theirs):
        client = as_person(person)
        assert [client.get(page).status_code, client.post(page).status_code] == [404, 404]
    there = page.replace("riegelstein", "dreistrom")
    assert as_person(theirs).get(there).status_code == 404
    assert as_person(office).get(page).status_code == 200


def test_every_table_that_hangs_on_an_organisation_is_told_or_a_part_of_one():
    """A new table has to say whether people would miss its rows."""
    parts = {
        "people.Activity",
        "networks.SectionMembership",
        "networks.ClassTerm",
        "networks.Welcome",
        "networks.SaidLine",
        "networks.SelfDeclaration",
        "networks.ShownLine",
        "networks.Invitation",
        "notes.NoteReader",
        "market.Match",
        "merging.Distinct",
        "imports.Arrival",
    }
    # Whoever has one of these is more than the entry and stays, and so do these.
    staying = {"networks.Mandate", "networks.Approval", "committees.Signature"}

    hanging, waiting = set(), [Organisation, Person]
    while waiting:
        for field in waiting.pop()._meta.get_fields(include_hidden=True):
            if field.one_to_many and field.on_delete.__name__ == "CASCADE":
                if field.related_model not in hanging:
                    waiting.append(field.related_model)
                hanging.add(field.related_model)

    told = {kind.model._meta.label for kind in taking_out.kinds()}
    assert {model._meta.label for model in hanging} - told - staying == parts
