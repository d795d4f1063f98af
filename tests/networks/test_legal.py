"""Imprint, privacy, contact: found on every page, written from what a network says of itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kurzweg.core import panels, retention
from kurzweg.core.panels import Panel, Slot
from kurzweg.networks import legal
from kurzweg.networks.models import LegalNotice, LegalText, Mandate
from tests.factories import MandateFactory, NetworkFactory
from tests.forms import pressed

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/"
IMPRINT, PRIVACY, CONTACT = (f"{HERE}{name}/" for name in ("imprint", "privacy", "contact"))
LEGAL = f"{HERE}settings/legal/"
NOTICE = {
    "represented_by": "Ida Zweit",
    "street": "Torweg 1",
    "postal_code": "00101",
    "town": "Riegelstein",
    "phone": "0201 100",
    "vat_id": "de 123 456 789",
    "editor": "Kim Wort",
}


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


def read(path: str, **headers: str) -> str:
    return Client().get(path, headers=headers).content.decode()


def enter(desk, **fields: str):
    return desk.post(LEGAL, pressed(desk.get(LEGAL), **fields))


def write(desk, kind: str, **fields: str):
    page = f"{LEGAL}{kind}/"
    return desk.post(page, pressed(desk.get(page), **fields))


# Where they are found ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [HERE, f"{HERE}organisations/", IMPRINT])
def test_each_page_of_a_network_leads_to_all_three(network, path):
    page = read(path)

    assert all(f'href="{each}"' in page for each in (IMPRINT, PRIVACY, CONTACT))
    assert 'href="/imprint/"' not in page


def test_a_page_of_no_network_leads_to_the_one_there_is(network):
    page = read("/sign-in/")

    assert 'href="/imprint/"' in page
    assert IMPRINT not in page
    assert Client().get("/imprint/")["Location"] == IMPRINT


def test_or_to_each_of_several(network, other_network):
    page = read("/imprint/")

    assert IMPRINT in page
    assert "/n/dreistrom/privacy/" in page


def test_where_there_is_no_network_the_page_says_so(db):
    assert "Noch kein Netzwerk" in read("/imprint/")


# What they say -----------------------------------------------------------------------------------


def test_before_anything_is_entered_they_name_the_body_and_its_address(network):
    for path in (IMPRINT, PRIVACY, CONTACT):
        page = read(path)
        assert network.office.name in page
        assert 'href="mailto:buero@netz.example"' in page
    assert "Vertreten durch" not in read(IMPRINT)


def test_what_the_office_enters_is_read_at_once(desk, network):
    before = read(IMPRINT)

    enter(desk, **NOTICE)

    after = read(IMPRINT)
    for said in ("Ida Zweit", "Torweg 1", "00101 Riegelstein", "DE123456789", "Kim Wort"):
        assert said not in before
        assert said in after


@pytest.mark.parametrize("kind", ["imprint", "privacy", "contact"])
def test_both_languages_name_the_same(network, kind):
    values = {f.name: f"x{f.name}x" for f in LegalNotice._meta.fields if f.name[-2:] != "id"}
    values |= {"network": network, "email": "x@y.example", "vat_id": "DE1"}
    notice = LegalNotice(**values)

    texts = [legal.suggested(kind, notice, language=language) for language in ("de", "en")]

    named = [{name for name, value in values.items() if str(value) in text} for text in texts]
    assert named[0] == named[1]
    assert {"body_name", "street", "phone", "email"} <= named[0]


def test_no_field_of_the_notice_is_in_no_text(network):
    values = {f.name: f"x{f.name}x" for f in LegalNotice._meta.fields if f.name[-2:] != "id"}
    notice = LegalNotice(**(values | {"network": network}))
    texts = "".join(legal.suggested(kind, notice, language="de") for kind in legal.WANTED)

    assert {name for name in values if f"x{name}x" not in texts} == {"network"}


def test_privacy_names_each_rule_by_which_data_are_kept(network):
    page = read(PRIVACY)

    assert [rule.label for rule in retention.rules() if rule.label not in page] == []


def test_another_app_names_its_sources_in_the_imprint(network, monkeypatch):
    panel = Panel(slot=Slot.IMPRINT, template="networks/standing.html", rows=lambda v, n: {})
    before = panels.panels(Slot.IMPRINT)
    monkeypatch.setitem(panels._panels, (Slot.IMPRINT, "x"), panel)

    assert panels.panels(Slot.IMPRINT) != before
    assert "Was ich hier darf und warum" in read(IMPRINT)


# What the office writes itself -------------------------------------------------------------------


def test_an_own_text_stands_with_its_day(desk, network):
    write(desk, "contact", text_de="Kommen Sie vorbei.")

    page = read(CONTACT)
    assert "Kommen Sie vorbei." in page
    assert "Stand: " in page
    assert "Das Büro liest jede Mail" not in page


def test_who_reads_english_gets_german_with_a_note_where_that_is_all(desk, network):
    write(desk, "contact", text_de="Kommen Sie vorbei.", text_en="")
    german = read(f"{CONTACT}?language=en")
    write(desk, "contact", text_en="Drop in.")
    english = read(f"{CONTACT}?language=en")

    assert "Kommen Sie vorbei." in german
    assert "in German only" in german
    assert "Drop in." in english
    assert "in German only" not in english


def test_an_unchanged_text_goes_on_following_the_notice(desk, network):
    write(desk, "imprint")
    enter(desk, **NOTICE)

    assert LegalText.objects.in_network(network).count() == 0
    assert "Torweg 1" in read(IMPRINT)


def test_an_emptied_text_is_the_suggested_one_again(desk, network):
    write(desk, "contact", text_de="Kommen Sie vorbei.")
    write(desk, "contact", text_de="", text_en="")

    assert "Das Büro liest jede Mail" in read(CONTACT)


def test_lines_as_browsers_end_them_change_nothing(desk, network):
    page = f"{LEGAL}imprint/"
    sent = pressed(desk.get(page))
    desk.post(page, {name: value.replace("\n", "\r\n") for name, value in sent.items()})

    assert LegalText.objects.in_network(network).count() == 0


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("Ein <b>Satz</b>.", "&lt;b&gt;"),
        ('<a href="javascript:x">Klick.</a>', "&lt;a href"),
        ('https://netz.example/"onmouseover="x".', "&quot;"),
    ],
)
def test_nothing_that_is_typed_is_read_as_html(desk, network, written, shown):
    write(desk, "contact", text_de=f"Vorweg.\n\n{written}")

    page = read(CONTACT)
    assert shown in page
    assert written not in page


# Whether it was checked --------------------------------------------------------------------------


def test_until_somebody_checked_it_the_office_reads_so_and_nobody_else(desk, network, office):
    before = desk.get(IMPRINT).content.decode()
    desk.post(f"{LEGAL}imprint/check/")
    after = desk.get(IMPRINT).content.decode()

    assert "prüfen lassen" in before
    assert "prüfen lassen" not in after
    assert ("geprüft" in after, office.family_name in after) == (True, True)
    assert "prüf" not in read(IMPRINT)


def test_who_checked_it_stays_named_when_that_task_has_ended(desk, network, office, as_person):
    desk.post(f"{LEGAL}imprint/check/")
    second = MandateFactory(network=network, kind="office").person
    Mandate.objects.in_network(network).filter(person=office).update(
        since=date(2020, 1, 1), until=network.today()
    )

    shown = as_person(second).get(LEGAL).content.decode()

    assert office.name in shown.partition("geprüft")[2]


def test_who_runs_the_server_is_not_missing_where_the_network_does(network):
    missing = legal.missing("privacy", LegalNotice(network=network))

    assert missing == ["Straße", "Postleitzahl und Ort", "Aufsichtsbehörde"]


@pytest.mark.parametrize("change", ["notice", "text"])
def test_what_changed_wants_to_be_checked_again(desk, network, change):
    desk.post(f"{LEGAL}imprint/check/")
    was = LegalText.objects.in_network(network).get().checked_at

    if change == "notice":
        enter(desk, phone="0201 2")
    else:
        write(desk, "imprint", text_de="Ein anderer Text.")

    assert was is not None
    assert LegalText.objects.in_network(network).get().checked_at is None


def test_a_save_without_a_change_leaves_the_check_alone(desk, network):
    enter(desk, **NOTICE)
    desk.post(f"{LEGAL}imprint/check/")

    enter(desk)
    write(desk, "imprint")

    assert LegalText.objects.in_network(network).get().checked_at is not None


# Who may, and what is refused --------------------------------------------------------------------


def test_only_the_office_enters_what_stands_there(client, owner, network):
    client.force_login(owner.account)

    assert client.get(LEGAL).status_code == 404
    assert client.post(LEGAL, NOTICE).status_code == 404
    assert client.post(f"{LEGAL}imprint/check/").status_code == 404
    assert LegalNotice.objects.in_network(network).count() == 0


def test_an_office_changes_its_own_network_only(desk, office, other_network):
    assert desk.post("/n/dreistrom/settings/legal/", NOTICE).status_code == 404
    assert LegalNotice.objects.in_network(other_network).count() == 0


@pytest.mark.parametrize(
    "wrong",
    [{"vat_id": "123"}, {"email": "buero"}, {"postal_code": "12"}, {"phone": "0" * 41}],
)
def test_what_cannot_be_is_refused(desk, network, wrong):
    assert enter(desk, **(NOTICE | wrong)).status_code == 422
    assert LegalNotice.objects.in_network(network).count() == 0


def test_there_is_no_fourth_text(desk, network):
    assert desk.get(f"{LEGAL}terms/").status_code == 404
    assert desk.post(f"{LEGAL}terms/check/").status_code == 404


def test_two_who_enter_different_lines_both_keep_theirs(desk, network):
    first, second, third = (desk.get(LEGAL) for _each in range(3))

    desk.post(LEGAL, pressed(first, street="Torweg 1"))
    desk.post(LEGAL, pressed(second, phone="0201 1"))
    contested = desk.post(LEGAL, pressed(third, street="Am Tor 2"))

    notice = LegalNotice.objects.in_network(network).get()
    assert (notice.street, notice.phone) == ("Torweg 1", "0201 1")
    assert contested.status_code == 409


def test_a_network_of_two_offices_has_one_notice(network, office):
    both = [Client(), Client()]
    for client, person in zip(both, [office, MandateFactory(network=network).person], strict=True):
        client.force_login(person.account)
    opened = [client.get(LEGAL) for client in both]

    for client, page in zip(both, opened, strict=True):
        client.post(LEGAL, pressed(page, street="Torweg 1"))

    assert LegalNotice.objects.in_network(network).count() == 1


def test_the_text_of_one_network_is_not_that_of_another(desk, network):
    enter(desk, **NOTICE)
    NetworkFactory(slug="anderswo")

    assert "Torweg 1" not in read("/n/anderswo/imprint/")
