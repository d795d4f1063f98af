"""The office enters and mends; a firm mends its own entry; nobody else does."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image

from kurzweg.core import outbox, search
from kurzweg.core.models import AuditEntry, OutboxMail, StoredFile
from kurzweg.core.outbox import Mail
from kurzweg.networks import actions
from kurzweg.networks.forms import CertificateFormSet, NetworkForm, OrganisationForm
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Organisation, Person
from tests.factories import MembershipFactory, OrganisationFactory, SiteFactory
from tests.forms import send

pytestmark = pytest.mark.django_db

LIST = "/n/riegelstein/organisations/"
NEW = "/n/riegelstein/organisations/new/"
SETTINGS = "/n/riegelstein/settings/"
PRESENTATION = f"{SETTINGS}presentation/"
ENTRY = {"name": "Gießerei Hammer", "kind": "company", "town": "Riegelstein", "since": "2026-01-01"}
CERTIFICATE = {
    "certificates-TOTAL_FORMS": "1",
    "certificates-INITIAL_FORMS": "0",
    "certificates-0-scheme": "ISO 9001",
    "certificates-0-valid_until": "2027-06-30",
}


def names(client, **query: str) -> list[str]:
    return [row.organisation.name for row in client.get(LIST, query).context["page"]]


def test_a_name_typed_as_one_word_is_found(client, network):
    for name in ("Müller-Guß e.K.", "Müller Bau"):
        MembershipFactory(network=network, organisation=OrganisationFactory(name=name))

    found = [names(client, q=typed) for typed in ("muellerguss", "Müllerguß", "lerbau", "rbau")]

    assert found == [["Müller-Guß e.K."], ["Müller-Guß e.K."], ["Müller Bau"], []]


def test_the_office_enters_a_member_and_it_is_found_at_once(office, as_person, network):
    client = as_person(office)

    response = client.post(
        NEW,
        {**ENTRY, "family_name": "Hammer", "email": "hammer@firm.example", "wz_code": "24.51.0"},
    )

    membership = Membership.objects.in_network(network).get()
    assert response.headers["Location"].endswith(
        f"/{membership.organisation.public_id}/#first-step"
    )
    position = Person.objects.get(family_name="Hammer").positions.get()
    assert position.answers_requests
    # Since when she is there nobody said, only since when the firm belongs.
    assert position.since == network.today() > membership.since
    found = client.get("/n/riegelstein/search/", {"q": "Hammer"}).context["hits"]
    assert [shown.row for shown in found] == [membership.organisation]


def test_what_is_missing_is_named(office, as_person):
    page = as_person(office).post(NEW, {**ENTRY, "since": ""}).content.decode()

    assert "Mitglied seit: Bitte ausfüllen." in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"town": " "}, "town"),
        ({"since": "31.02.2026"}, "since"),
        ({"wz_code": "99.99.9"}, "wz_code"),
        ({"email": "a@b.example"}, "family_name"),
    ],
)
def test_a_wrong_entry_names_its_field_and_nothing_is_kept(wrong, field, office, as_person):
    before = Organisation.objects.count()

    response = as_person(office).post(NEW, {**ENTRY, **wrong})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Organisation.objects.count() == before


def test_a_double_click_enters_one_member(office, as_person, network):
    client = as_person(office)

    answers = [client.post(NEW, {**ENTRY, "once": "abc"}).headers["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert Membership.objects.in_network(network).count() == 1


def test_members_may_not_enter_members(owner, as_person):
    assert as_person(owner).get(NEW).status_code == 404


def test_a_firm_mends_its_own_entry_and_no_other(owner, bakery, sawmill, as_person):
    client = as_person(owner)
    entry = {"name": "Bäckerei Korn", "summary": "Sauerteig seit 1921.", **CERTIFICATE}

    mended = send(client, f"{LIST}{bakery.public_id}/edit/", entry)

    assert mended.status_code == 302
    assert bakery.certificates.get().valid_until == date(2027, 6, 30)
    assert client.get(f"{LIST}{sawmill.public_id}/edit/").status_code == 404


def test_an_apprentice_does_not_mend_the_entry(apprentice, bakery, as_person):
    assert as_person(apprentice).get(f"{LIST}{bakery.public_id}/edit/").status_code == 404


def test_the_list_shows_who_belonged_on_a_past_day(client, network, bakery):
    gone = MembershipFactory(network=network, organisation=OrganisationFactory(name="Alte Mühle"))
    gone.since, gone.until = date(2020, 1, 1), date(2024, 1, 1)
    gone.save()

    assert names(client) == ["Bäckerei Korn"]
    assert names(client, on="2023-12-31") == ["Alte Mühle", "Bäckerei Korn"]
    assert names(client, on="2024-01-01") == ["Bäckerei Korn"]
    assert names(client, on="morgen") == ["Bäckerei Korn"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("STÜWE", "Konstruktionsbüro Stüwe"),
        ("Stuewe", "Konstruktionsbüro Stüwe"),
        ("Stuwe", "Konstruktionsbüro Stüwe"),
        ("Stu\u0308we", "Konstruktionsbüro Stüwe"),
        ("stüwe konstruktionsbuero", "Konstruktionsbüro Stüwe"),
        ("HÄRTEREI", "Härterei Groß  & Söhne"),
        ("Härterei Groß & Söhne", "Härterei Groß  & Söhne"),
        ("gross und soehne", "Härterei Groß  & Söhne"),
        ("Härterei\u202fGroß", "Härterei Groß  & Söhne"),
        ("Celik", "Gebr. Çelik GmbH & Co.KG"),
        ("gebrüder çelik", "Gebr. Çelik GmbH & Co.KG"),
        ("GmbH & Co. KG", "Gebr. Çelik GmbH & Co.KG"),
        ("D`Angelo", "D’Angelo Licht"),
        ("Stüwe,", "Konstruktionsbüro Stüwe"),
        ("„Konstruktionsbüro Stüwe“", "Konstruktionsbüro Stüwe"),
        ("V+K", "V+K Werkzeugbau"),
        ("v & k", "V+K Werkzeugbau"),
        ("V", "V+K Werkzeugbau"),
    ],
)
def test_the_list_finds_a_name_however_it_is_typed(client, network, bakery, typed, name):
    for other in (
        "Konstruktionsbüro Stüwe", "Härterei Groß  & Söhne", "Gebr. Çelik GmbH & Co.KG",
        "D’Angelo Licht", "V+K Werkzeugbau", "Knoll und Havemann",
    ):  # fmt: skip
        MembershipFactory(network=network, organisation=OrganisationFactory(name=other))

    assert names(client, q=typed) == [name]
    assert client.get(LIST, {"q": typed}).context["form"]["q"].value() == typed


def test_the_list_does_not_find_what_only_looks_alike(client, network):
    for name in ("Bauer Metall", "Baur Metall", "Miller Metall"):
        MembershipFactory(network=network, organisation=OrganisationFactory(name=name))

    assert names(client, q="Bauer") == ["Bauer Metall"]
    assert names(client, q="Baur") == ["Baur Metall"]
    assert names(client, q="Müller") == []


def test_an_applicant_s_page_opens_for_the_office_only(client, network, office, as_person):
    applicant = MembershipFactory(network=network, since=None, applied_on=date(2026, 1, 1))
    page = f"{LIST}{applicant.organisation.public_id}/"

    assert client.get(page).status_code == 404
    assert as_person(office).get(page).status_code == 200


def test_only_the_office_sees_who_will_have_left(client, network, bakery, office, as_person):
    tomorrow = network.today() + timedelta(days=1)
    MembershipFactory(
        network=network, organisation=OrganisationFactory(name="Alte Mühle"), until=tomorrow
    )
    MembershipFactory(
        network=network, organisation=OrganisationFactory(name="Neue Mühle"), since=tomorrow
    )
    today_s = ["Alte Mühle", "Bäckerei Korn"]

    assert names(client) == names(client, on=tomorrow.isoformat()) == today_s
    assert names(as_person(office), on=tomorrow.isoformat()) == ["Bäckerei Korn", "Neue Mühle"]


def test_the_office_no_longer_mends_the_entry_of_a_firm_that_left(
    network, office, bakery, as_person
):
    client, page = as_person(office), f"{LIST}{bakery.public_id}/"
    assert "edit/" in client.get(page).content.decode()
    assert client.get(f"{page}edit/").status_code == 200

    network.memberships.update(until=network.today())

    assert "edit/" not in client.get(page).content.decode()
    assert client.get(f"{page}edit/").status_code == 404


def picture(kind: str) -> io.BytesIO:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), "teal").save(drawn, kind)
    drawn.name = f"logo.{kind.lower()}"
    drawn.seek(0)
    return drawn


def settings_of(network, **changed) -> dict:
    kept = "name claim description region_name accent mail_name mail_from kind language time_zone"
    return {**{name: getattr(network, name) for name in kept.split()}, **changed}


def test_a_logo_is_drawn_anew_and_shown(office, as_person, network, client):
    sent = settings_of(network, logo=picture("JPEG"))

    assert send(as_person(office), PRESENTATION, sent).status_code == 302

    network.refresh_from_db()
    shown = client.get(network.logo_url)
    with Image.open(io.BytesIO(shown.content)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (480, 160))
    assert shown.headers["Content-Type"] == "image/png"


def test_a_person_whom_the_office_entered_gets_one_more_position(office, as_person, owner, network):
    Person.objects.filter(pk=owner.pk).update(entered_by_network=network)
    known = {"family_name": "Korn", "email": owner.email}

    as_person(office).post(NEW, {**ENTRY, **known})

    assert sorted(p.organisation.name for p in owner.positions.all()) == [
        "Bäckerei Korn",
        "Gießerei Hammer",
    ]


def test_settings_do_not_undo_what_a_colleague_did_meanwhile(office, network):
    network.is_trial = True
    network.save()
    form = NetworkForm(settings_of(network, name="Neuer Name"), instance=network)
    assert form.is_valid()
    Network.objects.update(is_trial=False)

    actions.describe(form, by=office)

    network.refresh_from_db()
    assert (network.name, network.is_trial) == ("Neuer Name", False)
    assert AuditEntry.objects.get(action="described").network_id == network.pk


def test_two_people_mend_different_lines_of_one_entry(owner, bakery):
    stale = Organisation.objects.get(pk=bakery.pk)
    Organisation.objects.update(phone="0201 1")
    form = OrganisationForm(
        {"name": bakery.name, "kind": "company", "summary": "Sauerteig.", "phone": ""},
        instance=stale,
    )
    certificates = CertificateFormSet(
        {"certificates-TOTAL_FORMS": "0", "certificates-INITIAL_FORMS": "0"}, instance=stale
    )
    assert form.is_valid()
    assert certificates.is_valid()

    actions.mend_entry(form, certificates, by=owner)

    bakery.refresh_from_db()
    assert (bakery.summary, bakery.phone) == ("Sauerteig.", "0201 1")


def test_what_is_no_picture_is_refused_in_a_sentence(office, as_person, network):
    svg = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    svg.name = "logo.png"

    response = send(as_person(office), PRESENTATION, settings_of(network, logo=svg), follow=True)

    assert "nicht lesen" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_picture_of_another_network_is_not_shown(client, network, other_network):
    StoredFile.objects.create(
        digest="a" * 64, network_id=other_network.pk, media_type="image/png", size=1
    )

    assert client.get(f"/n/riegelstein/files/{'a' * 64}/").status_code == 404


@pytest.mark.parametrize(("button", "left"), [("send", 1), ("drop", 0)])
def test_the_office_ends_the_trial_and_decides_about_the_held_mails(
    button, left, office, as_person, network
):
    network.is_trial = True
    network.save()
    outbox.add(Mail("letter", "A", "a@b.example", "Hallo", "…", network_id=network.pk))

    as_person(office).post(f"{SETTINGS}release/", {button: ""})

    network.refresh_from_db()
    assert network.is_trial is False
    assert OutboxMail.objects.filter(is_held=False).count() == left
    assert OutboxMail.objects.count() == left


def on_trial_with_a_mail(network) -> str:
    network.is_trial = True
    network.save()
    outbox.add(
        Mail(
            "letter",
            "Ada",
            "ada@b.example",
            "Hallo",
            "Ein Link zum Antworten",
            network_id=network.pk,
        )
    )
    return f"{SETTINGS}release/"


def test_before_the_release_the_office_reads_what_would_leave_and_to_whom(
    office, as_person, network, other_network
):
    page = on_trial_with_a_mail(network)
    Network.objects.filter(pk=other_network.pk).update(is_trial=True)
    outbox.add(Mail("letter", "X", "x@y.example", "Fremd", "…", network_id=other_network.pk))

    shown = as_person(office).get(page).content.decode()

    assert all(each in shown for each in ("Ada", "ada@b.example", "Hallo"))
    assert "Fremd" not in shown
    assert "Ein Link zum Antworten" in shown


def test_mails_are_thrown_away_only_by_whoever_says_so(office, as_person, network):
    page = on_trial_with_a_mail(network)

    as_person(office).post(page, {})

    assert OutboxMail.objects.filter(is_held=True).count() == 1
    assert Network.objects.get(pk=network.pk).is_trial is True


@pytest.mark.parametrize(("backend", "says"), [("console", True), ("locmem", False)])
def test_without_a_mail_server_the_office_reads_that_nothing_would_leave(
    office, as_person, network, settings, backend, says
):
    page = on_trial_with_a_mail(network)
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    desk = as_person(office)

    before = "KURZWEG_MAIL_URL" in desk.get(page).content.decode()
    after = "KURZWEG_MAIL_URL" in desk.post(page, {"send": ""}, follow=True).content.decode()

    assert (before, after) == (says, says)


def test_the_office_reads_how_many_mails_wait_for_a_place_in_their_readers_week(
    office, as_person, network, other_network
):
    page = as_person(office).get(SETTINGS).content.decode()
    assert "warten" not in page

    for number, pk in enumerate((network.pk, network.pk, other_network.pk)):
        OutboxMail.objects.create(message_id=f"<{number}@x>", kind="k", network_id=pk, turn="waits")

    page = as_person(office).get(SETTINGS).content.decode()
    assert "2 Mails warten" in page


def test_all_firms_of_a_place_are_found_by_it_and_none_elsewhere(network, client):
    for name, postal_code, town in (
        ("Guss Eins", "59494", "Soest"),
        ("Guss Zwei", "59494", "Soest"),
        ("Fräser Drei", "59494", "Soest"),
        ("Guss Vier", "01067", "Dresden"),
    ):
        firm = OrganisationFactory(name=name, summary="Wir fertigen.")
        SiteFactory(organisation=firm, postal_code=postal_code, town=town)
        MembershipFactory(network=network, organisation=firm)
    search.rebuild()

    def found(text):
        page = client.get("/n/riegelstein/search/", {"kind": "organisation", "q": text})
        return sorted(re.findall(r"(?:Guss|Fräser) \w+", page.content.decode()))

    assert found("Soest") == ["Fräser Drei", "Guss Eins", "Guss Zwei"]
    assert found("01067") == found("Dresden") == ["Guss Vier"]
