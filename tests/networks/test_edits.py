"""Two people at one entry or one network's settings: nobody's change is lost to somebody else's."""

import io
from datetime import date

import pytest
from django.test import Client
from PIL import Image

from kurzweg.networks.models import Network
from kurzweg.people.models import Certificate
from tests.forms import edit_form, pressed

pytestmark = pytest.mark.django_db

SETTINGS = "/n/riegelstein/settings/presentation/"


@pytest.fixture
def both(owner, office):
    """The firm and the office, each at their own browser."""
    clients = [Client(), Client()]
    for client, person in zip(clients, [owner, office], strict=True):
        client.force_login(person.account)
    return clients


@pytest.fixture
def edit(bakery):
    for scheme in ("ISO 9001", "ISO 14001"):
        Certificate.objects.create(
            organisation=bakery, scheme=scheme, valid_until=date(2027, 1, 31)
        )
    return f"/n/riegelstein/organisations/{bakery.public_id}/edit/"


def certificates(bakery):
    """The certificates of a firm: the scheme, and the year in which it ends."""
    return {c.scheme: c.valid_until and c.valid_until.year for c in bakery.certificates.all()}


def place_of(page, scheme):
    """The fields of a certificate on a page."""
    values = edit_form(page).values
    return next(name for name, v in values.items() if v == scheme).removesuffix("scheme")


def test_two_who_mend_different_lines_of_one_entry_both_keep_theirs(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]

    firm.post(edit, pressed(pages[0], summary="Sauerteig.", staff_band="10"))
    office.post(edit, pressed(pages[1], phone="0201 1", is_only_through_office="on"))

    bakery.refresh_from_db()
    assert (bakery.summary, bakery.staff_band) == ("Sauerteig.", 10)
    assert (bakery.phone, bakery.is_only_through_office) == ("0201 1", True)


def test_of_two_names_the_second_chooses(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    firm.post(edit, pressed(pages[0], name="Bäckerei Korn & Kind"))

    asked = office.post(edit, pressed(pages[1], name="Backhaus Korn", phone="0201 1"))
    mine = edit_form(asked).named("keep-name")[1].attributes["value"]
    office.post(edit, pressed(asked, **{"keep-name": mine}))

    bakery.refresh_from_db()
    assert asked.status_code == 409
    assert "Bäckerei Korn &amp; Kind" in asked.content.decode()
    assert (bakery.name, bakery.phone) == ("Backhaus Korn", "0201 1")


def test_rows_are_added_changed_and_removed_by_both(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    iso = place_of(pages[0], "ISO 9001")

    firm.post(
        edit,
        pressed(pages[0], **{f"{iso}DELETE": "on", "certificates-2-scheme": "AEO"}),
    )
    umwelt = place_of(pages[1], "ISO 14001")
    office.post(
        edit,
        pressed(
            pages[1],
            **{f"{umwelt}valid_until": "2029-01-31", "certificates-2-scheme": "EMAS"},
        ),
    )

    assert certificates(bakery) == {"ISO 14001": 2029, "AEO": None, "EMAS": None}


def test_name_and_end_of_one_row_are_changed_by_two(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    iso = place_of(pages[0], "ISO 9001")

    firm.post(edit, pressed(pages[0], **{f"{iso}scheme": "ISO 9001:2015"}))
    office.post(edit, pressed(pages[1], **{f"{iso}valid_until": "2029-01-31"}))

    assert certificates(bakery) == {"ISO 14001": 2027, "ISO 9001:2015": 2029}


def test_one_end_changed_by_two_is_chosen(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    iso = place_of(pages[0], "ISO 9001")
    firm.post(edit, pressed(pages[0], **{f"{iso}valid_until": "2028-01-31"}))

    asked = office.post(edit, pressed(pages[1], **{f"{iso}valid_until": "2029-01-31"}))
    [contest] = asked.context["form"].contested
    office.post(edit, pressed(asked, **{f"keep-{contest.key}": contest.seen}))

    assert asked.status_code == 409
    assert "31. Januar 2028" in asked.content.decode()
    assert contest.label == "ISO 9001: Gültig bis"
    assert certificates(bakery) == {"ISO 14001": 2027, "ISO 9001": 2029}


@pytest.mark.parametrize(("keeps", "left"), [("theirs", None), ("mine", 2029)])
def test_a_row_removed_by_one_and_changed_by_the_other_is_chosen(keeps, left, edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    iso = place_of(pages[0], "ISO 9001")
    firm.post(edit, pressed(pages[0], **{f"{iso}DELETE": "on"}))

    asked = office.post(edit, pressed(pages[1], **{f"{iso}valid_until": "2029-01-31"}))
    [contest] = asked.context["form"].contested
    choice = "theirs" if keeps == "theirs" else contest.seen
    done = office.post(edit, pressed(asked, **{f"keep-{contest.key}": choice}))

    assert (asked.status_code, done.status_code) == (409, 302)
    assert (contest.now, contest.sent) == ("entfernt", "ISO 9001, 31. Januar 2029")
    assert certificates(bakery).get("ISO 9001") == left


@pytest.mark.parametrize(("keeps", "left"), [("theirs", 2029), ("mine", None)])
def test_a_row_changed_by_one_and_removed_by_the_other_is_chosen(keeps, left, edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    iso = place_of(pages[0], "ISO 9001")
    firm.post(edit, pressed(pages[0], **{f"{iso}valid_until": "2029-01-31"}))

    asked = office.post(edit, pressed(pages[1], **{f"{iso}DELETE": "on"}))
    [contest] = asked.context["form"].contested
    choice = "theirs" if keeps == "theirs" else contest.seen
    done = office.post(edit, pressed(asked, **{f"keep-{contest.key}": choice}))

    assert (asked.status_code, done.status_code) == (409, 302)
    assert certificates(bakery).get("ISO 9001") == left


def test_the_same_row_added_twice_stands_once(edit, bakery, both):
    pages = [client.get(edit) for client in both]

    answers = [
        client.post(edit, pressed(page, **{"certificates-2-scheme": "AEO"})).status_code
        for client, page in zip(both, pages, strict=True)
    ]

    assert answers == [302, 302]
    assert certificates(bakery) == {"ISO 9001": 2027, "ISO 14001": 2027, "AEO": None}


def test_one_certificate_with_two_ends_is_said_and_nothing_is_lost(edit, bakery, both):
    firm, office = both
    pages = [client.get(edit) for client in both]
    new = {"certificates-2-scheme": "AEO", "certificates-2-valid_until": "2028-01-31"}
    firm.post(edit, pressed(pages[0], **new))

    answer = office.post(
        edit,
        pressed(pages[1], phone="0201 1", **new | {"certificates-2-valid_until": "2029-01-31"}),
    )

    assert answer.status_code == 422
    values = edit_form(answer).values.values()
    assert {"2028-01-31", "2029-01-31", "0201 1"} <= set(values)


def test_a_removed_row_stays_removed_after_a_mistake(edit, bakery, both):
    office = both[1]
    page = office.get(edit)
    iso = place_of(page, "ISO 9001")

    again = office.post(edit, pressed(page, **{f"{iso}DELETE": "on", "founded_year": "bald"}))
    done = office.post(edit, pressed(again, founded_year="1921"))

    assert (again.status_code, done.status_code) == (422, 302)
    assert certificates(bakery) == {"ISO 14001": 2027}


def test_rows_that_were_not_sent_stay(edit, bakery, both):
    both[0].post(edit, {"opened": edit_form(both[0].get(edit)).values["opened"], "name": "Anders"})

    bakery.refresh_from_db()
    assert bakery.name == "Anders"
    assert certificates(bakery) == {"ISO 9001": 2027, "ISO 14001": 2027}


def test_the_name_of_a_stranger_is_not_said(edit, bakery, both, neighbour):
    office = both[1]
    page = office.get(edit)
    outside = Client()
    there = neighbour.positions.create(organisation=bakery, since=date(2020, 1, 1), is_admin=True)
    outside.force_login(neighbour.account)
    outside.post(edit, pressed(outside.get(edit), name="Backhaus"))
    there.delete()

    asked = office.post(edit, pressed(page, name="Backstube")).content.decode()

    assert "Backhaus" in asked
    assert neighbour.family_name not in asked


# Settings ----------------------------------------------------------------------------------------


def picture(colour):
    drawn = io.BytesIO()
    Image.new("RGB", (90, 30), colour).save(drawn, "PNG")
    drawn.name = f"{colour}.png"
    drawn.seek(0)
    return drawn


@pytest.fixture
def two_at_the_office(office):
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(office.account)
    return clients


def test_name_and_logo_are_changed_by_two(two_at_the_office, network):
    first, second = two_at_the_office
    pages = [client.get(SETTINGS) for client in two_at_the_office]

    first.post(SETTINGS, pressed(pages[0], claim="Kurze Wege") | {"logo": picture("teal")})
    second.post(SETTINGS, pressed(pages[1], region_name="Tal"))

    network.refresh_from_db()
    assert (network.claim, network.region_name) == ("Kurze Wege", "Tal")
    assert network.logo_digest


def test_of_two_logos_the_second_chooses(two_at_the_office, network):
    first, second = two_at_the_office
    pages = [client.get(SETTINGS) for client in two_at_the_office]
    first.post(SETTINGS, pressed(pages[0]) | {"logo": picture("teal")})
    standing = Network.objects.get().logo_digest

    asked = second.post(SETTINGS, pressed(pages[1], claim="Kurz") | {"logo": picture("red")})
    second.post(SETTINGS, pressed(asked, **{"keep-logo": "theirs"}))

    network.refresh_from_db()
    assert asked.status_code == 409
    assert (network.claim, network.logo_digest) == ("Kurz", standing)


def test_a_logo_survives_the_question_about_another_field(two_at_the_office, network):
    first, second = two_at_the_office
    pages = [client.get(SETTINGS) for client in two_at_the_office]
    first.post(SETTINGS, pressed(pages[0], claim="Kurze Wege"))

    asked = second.post(SETTINGS, pressed(pages[1], claim="Kurz") | {"logo": picture("red")})
    second.post(SETTINGS, pressed(asked, **{"keep-claim": "theirs"}))

    network.refresh_from_db()
    assert asked.status_code == 409
    assert network.claim == "Kurze Wege"
    assert network.logo_digest
