"""Applying for membership without an account: the form, its draft, its link, what is refused."""

from __future__ import annotations

import re
import time

import pytest
from django.core import signing
from django.utils import timezone

from kurzweg.core.models import Link, OutboxMail
from kurzweg.networks import application_mails, applying, origins, prospects
from kurzweg.networks.forms.joining import SALT
from kurzweg.networks.models import Application, JoiningSource, Membership, Prospect
from kurzweg.people.models import Organisation
from tests.forms import forms_of

pytestmark = pytest.mark.django_db

JOIN = "/n/riegelstein/join/"
WANTED = {
    "name": "Gießerei Funk GmbH",
    "kind": "company",
    "town": "Riegelstein",
    "family_name": "Funk",
    "given_name": "Ute",
    "email": "ute@funk.example",
    "is_authorised": "on",
}


def begun(seconds: int = 60) -> str:
    return signing.dumps(int(time.time()) - seconds, salt=SALT)


def sent(**other: str) -> dict[str, str]:
    return WANTED | {"begun": begun(), "send": "yes"} | other


@pytest.fixture
def released(network):
    network.is_trial = False
    network.save()


def applications(network) -> list[Application]:
    return [*Application.objects.in_network(network).order_by("pk")]


def mails(kind: str) -> list[OutboxMail]:
    return [*OutboxMail.objects.filter(kind=kind).order_by("pk")]


def test_anybody_applies_and_the_register_learns_of_nobody(client, network):
    answer = client.post(JOIN, sent(vat_id="de 136 695 976", summary="Wir gießen Grauguss."))

    (application,) = applications(network)
    assert (application.sent_on, application.name) == (network.today(), "Gießerei Funk GmbH")
    assert application.said["vat_id"] == "DE136695976"
    assert not Organisation.objects.filter(name="Gießerei Funk GmbH").exists()
    assert "Danke, Ihr Antrag ist angekommen" in client.get(answer.url).content.decode()


def test_the_mail_that_confirms_holds_no_word_of_a_stranger(client, network, released):
    client.post(JOIN, sent(name="Klick auf böse.example", given_name="Gratis", summary="Kauf!"))

    (mail,) = mails(application_mails.RECEIVED)
    assert mail.recipient == "ute@funk.example"
    assert [word for word in ("böse", "Gratis", "Kauf") if word in mail.subject + mail.text] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"vat_id": "DE136695977"}, "vat_id"),
        ({"register_number": "HRB 12"}, "register_court"),
        ({"name": "!!!"}, "name"),
        ({"email": "ute@"}, "email"),
        ({"is_authorised": ""}, "is_authorised"),
        ({"postal_code": "12"}, "postal_code"),
        ({"leave_empty": "http://spam.example"}, "leave_empty"),
    ],
)
def test_bad_input_comes_back_with_all_that_was_typed(client, network, wrong, field):
    answer = client.post(JOIN, sent(**wrong))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    typed = next(f for f in forms_of(answer.content.decode()) if f.named("family_name")).values
    kept = {name: typed.get(name) for name in wrong if name != "is_authorised"}
    assert kept == {name: text for name, text in wrong.items() if name != "is_authorised"}
    assert typed["family_name"] == "Funk"
    assert applications(network) == []


@pytest.mark.parametrize("stamp", [begun(-3600), "", "made-up"], ids=["later", "none", "made up"])
def test_what_is_sent_faster_than_anybody_types_comes_back_once(client, network, stamp):
    answer = client.post(JOIN, sent(begun=stamp))

    assert (answer.status_code, applications(network)) == (422, [])


def test_a_draft_is_kept_right_or_wrong_and_gone_on_with_by_its_link(client, network, released):
    answer = client.post(
        JOIN, {"name": "Funk", "vat_id": "DE1", "email": "ute@funk.example"} | {"save": "yes"}
    )
    page = answer.url

    opened = client.get(page)
    typed = next(f for f in forms_of(opened.content.decode()) if f.named("vat_id")).values
    assert (typed["name"], typed["vat_id"]) == ("Funk", "DE1")
    (mail,) = mails(application_mails.DRAFT)
    assert page in mail.text

    client.post(page, sent(name="Funk"))

    (application,) = applications(network)
    assert (application.sent_on, application.said["name"]) == (network.today(), "Funk")


def test_a_draft_link_used_after_sending_changes_nothing_and_says_so(client, network):
    page = client.post(JOIN, WANTED | {"save": "yes"}).url
    client.post(page, sent())

    again = client.post(page, sent(name="Anders"), follow=True)

    assert "schon abgeschickt" in again.content.decode()
    assert [each.name for each in applications(network)] == ["Gießerei Funk GmbH"]
    assert "ute@funk.example" not in client.get(page).content.decode()


def test_looking_at_a_link_acts_on_nothing(client, network):
    page = client.post(JOIN, sent()).url

    client.get(page)

    assert applications(network)[0].withdrawn_on is None


def test_whoever_applied_takes_it_back_by_the_link(client, network):
    page = client.post(JOIN, sent()).url

    answer = client.post(page, {"withdraw": "yes"}, follow=True)

    assert applications(network)[0].withdrawn_on == network.today()
    assert "zurückgenommen" in answer.content.decode()


def test_a_draft_that_is_over_says_so(client, network):
    page = client.post(JOIN, WANTED | {"save": "yes"}).url
    Link.objects.update(expires_at=timezone.now())

    assert "abgelaufen" in client.get(page).content.decode()


def test_the_link_of_a_sent_application_ends_with_whom_to_ask(client, network):
    page = client.post(JOIN, sent()).url
    assert 'name="withdraw"' in client.get(page).content.decode()
    Link.objects.update(expires_at=timezone.now())

    shown = client.get(page).content.decode()
    client.post(page, {"withdraw": "yes"})

    assert "Dieser Link ist abgelaufen" in shown
    assert f"/n/{network.slug}/contact/" in shown
    assert [each.withdrawn_on for each in applications(network)] == [None]


def test_the_page_tells_strangers_nothing_about_who_is_known(client, network, bakery):
    pages = []
    for name in (bakery.name, "Nie Gehört GmbH"):
        page = client.get(client.post(JOIN, sent(name=name)).url)
        text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", page.content.decode())
        pages.append(text)

    assert pages[0] == pages[1]


def test_whoever_acts_for_a_member_reads_that_it_is_one(client, network, owner, as_person):
    assert "ist schon Mitglied" not in client.get(JOIN).content.decode()

    assert "ist schon Mitglied" in as_person(owner).get(JOIN).content.decode()


def test_one_place_applies_seldom(client, network, monkeypatch):
    monkeypatch.setattr(applying, "FROM_THERE", applying.Limit(2, applying.DRAFT_OPEN))

    answers = [client.post(JOIN, sent(name=f"Werk {each}")).status_code for each in range(3)]

    assert (answers, len(applications(network))) == ([302, 302, 422], 2)


def test_one_address_is_mailed_seldom_whoever_types_it(client, network, released, monkeypatch):
    monkeypatch.setattr(applying, "MAILS", (applying.Limit(2, applying.DRAFT_OPEN),))

    for each in range(3):
        client.post(JOIN, sent(name=f"Werk {each}"))

    assert (len(applications(network)), len(mails(application_mails.RECEIVED))) == (3, 2)


def test_a_network_that_takes_none_says_who_does(client, network, office):
    network.decided_rules.create(name="takes_applications", value=0)

    page = client.get(JOIN)
    client.post(JOIN, sent())

    assert "über sein Büro" in page.content.decode()
    assert applications(network) == []


def test_an_invitation_leads_to_what_is_known_already(client, network, office, released):
    today = network.today()
    prospect = Prospect.objects.create(
        network=network,
        name="Gießerei Funk GmbH",
        town="Riegelstein",
        contact_name="Ute Funk",
        email="ute@funk.example",
        source=JoiningSource.RECOMMENDATION,
        source_said="Bäckerei Korn",
        noted_on=today,
        next_on=today,
    )

    address = prospects.invite(prospect, by=office, text="Hallo", is_mailed=True)

    (mail,) = mails(application_mails.INVITATION)
    assert address in mail.text
    page = address[address.index("/l/") :]
    form = next(f for f in forms_of(client.get(page).content.decode()) if f.named("vat_id"))
    assert (form.values["family_name"], form.values["source_said"]) == ("Funk", "Bäckerei Korn")
    client.post(page, sent())
    assert [*Prospect.objects.in_network(network).open()] == []
    assert [each.prospect for each in applications(network)] == [prospect]


def wanted(network, name: str, email: str = "") -> Prospect:
    day = network.today()
    return Prospect.objects.create(
        network=network, name=name, email=email, contact_name="Ute Funk", noted_on=day, next_on=day,
        source=JoiningSource.RECOMMENDATION, source_said="Ziegler",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "email"), [("Giesserei Funk", ""), ("Funk (Gießerei)", "ute@funk.example")]
)
def test_whom_the_office_wanted_to_win_is_known_when_she_applies_by_herself(
    client, network, office, as_person, name, email
):
    prospect = wanted(network, name, email)

    client.post(JOIN, sent(source="search"))

    [application] = applications(network)
    page = f"/n/riegelstein/applications/{application.public_id}/"
    assert application.prospect == prospect
    assert [*Prospect.objects.in_network(network).open()] == []
    assert "Ziegler" in as_person(office).get(page).content.decode()
    counted = {
        (each.prospects, each.applications) for each in origins.of(network, until=network.today())
    }
    assert counted == {(1, 1)}, "counted once, by the way that was noted first"


def test_of_two_who_may_be_meant_nobody_is_said_to_have_applied(client, network):
    both = {wanted(network, "Gießerei Funk GmbH"), wanted(network, "Giesserei Funk")}

    client.post(JOIN, sent())

    assert applications(network)[0].prospect is None
    assert {*Prospect.objects.in_network(network).open()} == both


def test_nobody_is_mailed_an_invitation_who_did_not_ask_for_it(as_person, office, network):
    today = network.today()
    prospect = Prospect.objects.create(
        network=network, name="Funk", email="u@funk.example", source="search", noted_on=today,
        next_on=today,
    )  # fmt: skip
    page = f"/n/riegelstein/prospects/{prospect.public_id}/invite/"
    desk = as_person(office)

    refused = desk.post(page, {"text": "Hallo", "mail": "yes"})
    shown = desk.post(page, {"text": "Hallo", "by-hand": "yes"})

    assert (refused.status_code, mails(application_mails.INVITATION)) == (422, [])
    assert "/l/" in shown.content.decode()


def test_a_prospect_is_noted_closed_and_opened_again_with_a_trace(as_person, office, network):
    desk = as_person(office)
    new = {"name": "Funk", "source": "event", "source_said": "Frühstück", "next_on": "2030-01-02"}
    desk.post("/n/riegelstein/prospects/new/", new)
    prospect = Prospect.objects.in_network(network).get()
    page = f"/n/riegelstein/prospects/{prospect.public_id}/"

    desk.post(f"{page}close/", {"reason": "Kein Interesse"})
    closed = Prospect.objects.in_network(network).get()
    desk.post(f"{page}reopen/", {})

    assert (closed.closed_on, closed.close_reason) == (network.today(), "Kein Interesse")
    assert Prospect.objects.in_network(network).open().get().next_on == network.today()
    shown = desk.get(page).content.decode()
    traces = re.findall(r": (eingetragen|geschlossen|zurückgenommen: wartet wieder) \(", shown)
    assert traces == ["eingetragen", "geschlossen", "zurückgenommen: wartet wieder"]


def test_no_stranger_and_no_member_reads_who_applies(as_person, owner, client, network):
    client.post(JOIN, sent())
    (application,) = applications(network)
    pages = ["/n/riegelstein/joining/", f"/n/riegelstein/applications/{application.public_id}/"]

    client.logout()
    assert [client.get(page).status_code for page in pages] == [302, 302]
    assert [as_person(owner).get(page).status_code for page in pages] == [404, 404]
    assert Membership.objects.in_network(network).applied(network.today()).count() == 0
