"""Whom the office entered itself is told as well (Art. 14 GDPR); whoever told us herself is not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kurzweg.core import ledger, newcomers
from kurzweg.core.agenda import waiting
from kurzweg.core.models import Link, OutboxMail
from kurzweg.imports import informing
from kurzweg.imports.informing import Coming
from kurzweg.imports.models import Arrival, CameBy, Way
from kurzweg.networks import actions, applying, declarations, mandates, prospects
from kurzweg.networks.forms import ProspectForm
from kurzweg.networks.models import Prospect
from kurzweg.people.models import Account, Person
from tests.market.conftest import text_of
from tests.taken_along import lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_hand(network):
    return Coming(network, None, CameBy.HAND)


@pytest.fixture
def browser(office, as_person):
    return as_person(office)


def entry(network, **other):
    said = {
        "name": "Spindler Metallbau GmbH", "kind": "company", "staff_band": None, "summary": "",
        "email": "info@spindler.example", "street": "Amboßweg 3", "postal_code": "01067",
        "town": "Riegelstein", "wz_code": "", "given_name": "Anna", "family_name": "Spindler",
        "since": network.today(),
    }  # fmt: skip
    return said | other


def noted(network, office, row=None, **other):
    said = {
        "name": "Ohm & Söhne KG", "town": "Riegelstein", "contact_name": "Karl Ohm",
        "email": "ohm@ohm.example", "phone": "", "source": "event", "source_said": "", "note": "",
        "next_on": network.today(),
    }  # fmt: skip
    form = ProspectForm(said | other, instance=row or Prospect(network=network))
    assert form.is_valid(), form.errors
    return prospects.keep(form, by=office)


def open_ones(coming):
    return sorted(row.whom.name for row in coming.uninformed.select_related("person", "prospect"))


def due(viewer):
    items = waiting.for_viewer(viewer)
    return [(each.who, each.due_on) for each in items if each.kind == "arrivals"]


def age(days):
    rows = Arrival.objects.across_networks("days pass in a test")
    rows.update(arrived_at=timezone.now() - timedelta(days=days))
    ledger.changed(*rows.order_by("pk"))


# Who counts -----------------------------------------------------------------------------------


def test_a_contact_a_task_and_a_prospect_entered_by_the_office_are_to_be_told(
    by_hand, network, office
):
    actions.enter_member(entry(network), network=network, by=office)
    task = {"given_name": "Ute", "family_name": "Funk", "email": "", "kind": "ambassador"}
    term = {"title": "", "section": None, "since": network.today(), "until": None}
    mandates.give(task | term | {"is_told": False}, person=None, network=network, by=office)
    noted(network, office)
    noted(network, office, name="Ohne Namen GmbH", contact_name="")

    assert open_ones(by_hand) == ["Anna Spindler", "Karl Ohm", "Ute Funk"]


def test_with_nobody_to_hear_of_it_nobody_is_due(by_hand, network, office, monkeypatch):
    monkeypatch.setattr(newcomers, "_hearers", [])

    actions.enter_member(entry(network), network=network, by=office)

    assert open_ones(by_hand) == []


def test_whoever_applied_herself_is_not(by_hand, network, office):
    actions.enter_member(entry(network), network=network, by=office, is_her_own=True)
    prospect = noted(network, office)
    applying.begin(network, {"name": "Ohm & Söhne KG"}, prospect=prospect)
    before = open_ones(by_hand)

    applying.send(prospect.applications.get(), {"name": "Ohm & Söhne KG"})

    assert (before, open_ones(by_hand)) == (["Karl Ohm"], [])


def test_whoever_signs_in_has_told_us_herself_unless_several_share_the_address(
    by_hand, network, office
):
    account = Account.objects.create_user("anna@spindler.example")
    mail = {"email": account.email}
    actions.enter_member(entry(network, **mail), network=network, by=office)
    assert open_ones(by_hand) == ["Anna Spindler"]
    other = Person.objects.create(family_name="Ohm", account=account, email=account.email)

    Client().force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    shared = open_ones(by_hand)
    other.delete()
    Client().force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    assert (shared, open_ones(by_hand)) == (["Anna Spindler"], [])
    assert Arrival.objects.in_network(network).get().informed_by == Way.HERSELF


def test_whoever_answers_the_yearly_question_has_told_us_herself(by_hand, network, office):
    mail = {"email": "anna@spindler.example"}
    member = actions.enter_member(entry(network, **mail), network=network, by=office)
    declarations.ask(member.organisation, network=network, by=office)
    link = Link.objects.get(purpose=declarations.PURPOSE)
    asked = declarations.SelfDeclaration.objects.in_network(network).get()

    declarations.answer(asked, None, link=link)

    assert open_ones(by_hand) == []


# When, and once -------------------------------------------------------------------------------


def test_three_weeks_after_she_was_entered_the_office_has_to_tell_her(
    by_hand, network, office, owner, viewer_of
):
    actions.enter_member(entry(network), network=network, by=office)
    fresh = due(viewer_of(office))

    age(days=20)

    expected = [("vom Büro eingetragen", network.today() + timedelta(days=1))]
    assert (fresh, due(viewer_of(office)), due(viewer_of(owner))) == ([], expected, [])


def test_told_once_she_is_never_due_again(by_hand, network, office, viewer_of):
    actions.enter_member(entry(network), network=network, by=office)
    age(days=20)
    anna = Person.objects.get(family_name="Spindler")

    informing.told(by_hand, [anna.public_id], Way.LETTER, by=office)
    newcomers.entered(anna, network_id=network.pk)
    age(days=40)

    assert (open_ones(by_hand), due(viewer_of(office))) == ([], [])


def test_another_contact_is_told_anew_and_a_corrected_name_is_not(by_hand, network, office):
    prospect = noted(network, office, contact_name="K. Ohm")
    informing.told(by_hand, [prospect.public_id], Way.OTHERWISE, by=office)

    noted(network, office, prospect, contact_name="Karl Ohm")
    same = open_ones(by_hand)
    noted(network, office, prospect, contact_name="Rita Kern")

    assert (same, open_ones(by_hand)) == ([], ["Rita Kern"])


def test_a_contact_that_is_no_longer_known_by_name_is_not_due(by_hand, network, office):
    prospect = noted(network, office)
    assert open_ones(by_hand) == ["Karl Ohm"]

    noted(network, office, prospect, contact_name="")

    assert open_ones(by_hand) == []


# What she reads -------------------------------------------------------------------------------


def test_the_contact_of_a_prospect_reads_from_where_and_what_for(by_hand, network, office):
    noted(network, office)

    sent = informing.send(by_hand, by=office)

    mail = OutboxMail.objects.get(row_id=Arrival.objects.in_network(network).get().pk)
    said = (
        "Guten Tag Karl Ohm,",
        "Unser Büro hat sie an diesem Tag eingetragen",
        "dass Sie für Ohm & Söhne KG tätig sind",
        "Wir möchten Ohm & Söhne KG als Mitglied gewinnen",
        "12\u202fMonate danach",
        "Sie haben das Recht zu widersprechen",
    )
    assert (sent.written, [each for each in said if each not in mail.text]) == (1, [])
    assert "Mitgliederliste" not in mail.text


def test_the_page_shows_both_and_notes_who_knows_it(by_hand, network, office, browser):
    actions.enter_member(entry(network, email=""), network=network, by=office)
    prospect = noted(network, office)
    page = f"/n/{network.slug}/informing/by-hand/"

    shown = text_of(browser.get(page))
    after = text_of(browser.post(page, {"knows": prospect.public_id}, follow=True))

    assert "Informieren, wen das Büro eingetragen hat" in shown
    assert ("Per Mail: eine Person" in shown, "Per Brief: eine Person" in shown) == (True, True)
    assert "weiß es schon, vermerkt am" in after
    assert "Eine Person, die das Büro eingetragen hat" in text_of(
        browser.get(f"/n/{network.slug}/lists/")
    )


def test_a_table_holds_the_letters_that_the_page_prints(by_hand, network, office, browser):
    actions.enter_member(entry(network, email=""), network=network, by=office)
    noted(network, office)  # with an address: no letter
    page = browser.get(f"/n/{network.slug}/informing/by-hand/letters/")
    [post] = page.context["posts"]

    answer = browser.get(f"/n/{network.slug}/take-along/informing/?of=by-hand&as=csv")
    nothing = browser.get(f"/n/{network.slug}/take-along/informing/?of=earlier&as=csv")

    [line] = lines_of(answer)
    names = ("Organisation", "Nachname", "Straße", "Postleitzahl", "Ort")
    assert [line[name] for name in names] == [
        "Spindler Metallbau GmbH", "Spindler", "Amboßweg 3", "01067", "Riegelstein",
    ]  # fmt: skip
    assert line["Text des Briefs"].split() == post.letter.text.split()
    assert lines_of(nothing) == []
    assert "?of=by-hand&amp;as=xlsx" in page.content.decode()
