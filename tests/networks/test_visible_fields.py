"""Who reads which line of an entry: as the firm wants it, else as the network is used to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kurzweg.core import findable, kept_pages, ledger, search
from kurzweg.core.models import AuditEntry
from kurzweg.market.findable import offers
from kurzweg.networks import deciding, showing, visible_fields
from kurzweg.networks.middleware import nobody, viewer_for
from kurzweg.networks.models import Line, Readers, Section, SectionMembership, ShownLine
from kurzweg.people.models import Certificate, Organisation
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    PersonFactory,
    PositionFactory,
    SupportingBodyFactory,
)
from tests.forms import forms_of
from tests.market.factories import OfferFactory

pytestmark = pytest.mark.django_db
CANARIES = {
    "summary": "Xylophonie",
    "website": "https://kanarien.example/",
    "register_number": "HRB 4713",
    "vat_id": "DE136695976",
    "phone": "02921 4711",
    "email": "kanarie@korn.example",
}
STREET, SCHEME = "Kanarienweg 7", "ISO 22000"
LISTS = "/n/riegelstein/organisations/"


@pytest.fixture
def entry(bakery, owner):
    """The bakery with something in every line."""
    Organisation.objects.filter(pk=bakery.pk).update(**CANARIES, staff_band=50, founded_year=1873)
    bakery.sites.update(street=STREET)
    Certificate.objects.create(organisation=bakery, scheme=SCHEME)
    owner.phone, owner.email = "0170 4712", "eva@korn.example"
    owner.save()
    bakery.refresh_from_db()
    with transaction.atomic():
        ledger.changed(bakery)
    return bakery


@pytest.fixture
def partner(network):
    person = PersonFactory(family_name="Kammer")
    body = SupportingBodyFactory(network=network).organisation
    PositionFactory(person=person, organisation=body)
    return person


@pytest.fixture
def near(network, bakery):
    """Somebody of a firm that takes part in the same section."""
    person = PersonFactory(family_name="Nah")
    firm = MembershipFactory(network=network).organisation
    PositionFactory(person=person, organisation=firm)
    section = Section.objects.create(network=network, name="Lebensmittel")
    for each in (bakery, firm):
        SectionMembership.objects.create(network=network, section=section, organisation=each)
    return person


def show(entry, network, owner, **lines):
    decided = {Line(name): readers for name, readers in lines.items()}
    showing.show(entry, decided, network=network, by=owner)


def choose(client, page, **readers):
    """Send the form of the page with other choices."""
    [form] = [
        each for each in forms_of(client.get(page).content.decode()) if "opened" in each.values
    ]
    return client.post(page, form.values | readers)


def as_viewer(person, network):
    if person is None:
        return nobody(network)
    return viewer_for(person.account, person=person, network=network)


READS = {
    Readers.OFFICE: {"office", "own"},
    Readers.PARTNERS: {"office", "own", "partner", "adviser"},
    Readers.SECTION: {"office", "own", "near"},
    Readers.SECTION_AND_PARTNERS: {"office", "own", "near", "partner", "adviser"},
    Readers.MEMBERS: {"office", "own", "near", "member", "board"},
    Readers.NETWORK: {"office", "own", "near", "member", "board", "partner", "adviser"},
}


@pytest.mark.parametrize("readers", Readers)
def test_each_choice_is_read_by_whom_it_names_and_found_by_nobody_else(
    readers, network, entry, owner, apprentice, sawyer, near, partner, adviser, office, neighbour
):
    board = PersonFactory()
    MandateFactory(network=network, person=board, kind="board")
    cast = {
        "public": None, "elsewhere": neighbour, "member": sawyer, "near": near, "board": board,
        "partner": partner, "adviser": adviser, "office": office, "own": apprentice,
    }  # fmt: skip
    viewers = {name: as_viewer(person, network) for name, person in cast.items()}

    show(entry, network, owner, **dict.fromkeys(Line, readers))

    expected = READS.get(readers, set(cast))
    reading = {
        name for name, viewer in viewers.items()
        if findable.sources()["organisation"].rows(viewer, [entry.pk])[entry.pk].summary
    }  # fmt: skip
    finding = {
        name
        for name, viewer in viewers.items()
        if search.find(viewer, "Xylophonie", kinds=frozenset({"organisation"}))
    }
    by_name = [
        [hit.row.pk for hit in search.find(viewer, "Korn", kinds=frozenset({"organisation"}))]
        for viewer in viewers.values()
    ]
    assert reading == expected
    assert finding == expected - {"own"} or finding == expected
    assert by_name == [[entry.pk]] * len(cast), "by its name everybody finds it, once"


def test_what_is_hidden_stands_on_no_page_in_no_search_and_in_no_export(
    network, entry, owner, client, as_person, sawyer
):
    canaries = [*CANARIES.values(), STREET, SCHEME, "0170 4712", "eva@korn.example", "1873"]
    addresses = [
        LISTS,
        f"{LISTS}{entry.public_id}/",
        "/n/riegelstein/search/?kind=organisation&q=Korn",
    ]
    by_text = "/n/riegelstein/search/?kind=organisation&q=Xylophonie"
    show(entry, network, owner, **dict.fromkeys(Line, Readers.EVERYBODY))
    open_pages = "".join(client.get(each).content.decode() for each in addresses)
    assert [each for each in canaries if each not in open_pages] == []
    assert entry.name in client.get(by_text).content.decode()

    show(entry, network, owner, **dict.fromkeys(Line, Readers.MEMBERS))

    pages = "".join(client.get(each).content.decode() for each in addresses)
    table = findable.table(nobody(network), kind="organisation", pks=[entry.pk])
    written = " ".join(map(str, table.lines[0]))
    assert [each for each in canaries if each in pages] == []
    assert entry.name not in client.get(by_text).content.decode()
    assert [each for each in canaries if each in written] == []
    assert entry.name in pages
    inside = "".join(as_person(sawyer).get(each).content.decode() for each in addresses)
    assert [each for each in canaries if each not in inside] == []


def test_a_row_that_hides_something_is_never_saved(network, entry, owner):
    show(entry, network, owner, summary=Readers.OFFICE)
    [hidden] = visible_fields.hide([Organisation.objects.get(pk=entry.pk)], nobody(network))

    with pytest.raises(TypeError):
        hidden.save()

    assert (hidden.summary, Organisation.objects.get(pk=entry.pk).summary) == ("", "Xylophonie")


def test_a_decision_holds_in_its_network_alone(network, other_network, entry, owner):
    MembershipFactory(network=other_network, organisation=entry)
    show(entry, network, owner, summary=Readers.OFFICE)

    found = {
        place.slug: len(search.find(nobody(place), "Xylophonie", kinds=frozenset({"organisation"})))
        for place in (network, other_network)
    }

    assert found == {"riegelstein": 0, "dreistrom": 1}


def test_a_change_holds_at_the_next_request_also_of_a_page_kept_for_strangers(
    network, entry, owner, client
):
    page = f"{LISTS}{entry.public_id}/"
    kept = [client.get(page).content.decode() for _ in range(2)]
    assert all("Xylophonie" in each for each in kept)

    show(entry, network, owner, summary=Readers.NETWORK)

    assert "Xylophonie" not in client.get(page).content.decode()
    show(entry, network, owner, summary=None)
    assert "Xylophonie" in client.get(page).content.decode()
    assert not ShownLine.objects.in_network(network).exists()


def test_the_rule_of_the_network_holds_where_the_firm_said_nothing(
    network, entry, sawmill, owner, office, client
):
    Organisation.objects.filter(pk=sawmill.pk).update(phone="02921 99")
    show(entry, network, owner, phone=Readers.OFFICE)
    pages = [f"{LISTS}{firm.public_id}/" for firm in (entry, sawmill)]
    assert ["02921" in client.get(page).content.decode() for page in pages] == [False, False]

    tomorrow = network.today() + timedelta(days=1)
    deciding.decide(network, {"shown_phone": Readers.EVERYBODY}, since=network.today(), by=office)
    deciding.decide(network, {"shown_phone": Readers.OFFICE}, since=tomorrow, by=office)

    assert ["02921" in client.get(page).content.decode() for page in pages] == [False, True]


def test_nothing_of_a_natural_person_is_on_the_internet_unless_she_says_so(
    network, entry, office, owner, sawyer, as_person
):
    Organisation.objects.filter(pk=entry.pk).update(kind="person")
    page = f"{LISTS}{entry.public_id}/"

    def seen(reader) -> set[str]:
        text = reader.get(page).content.decode()
        return {each for each in (*CANARIES.values(), STREET, SCHEME) if each in text}

    assert seen(Client()) == set()
    assert STREET not in seen(as_person(sawyer))
    assert seen(as_person(sawyer)) >= {CANARIES["summary"], CANARIES["website"]}
    assert STREET in seen(as_person(office))
    showing.show(entry, {Line.STREET: Readers.EVERYBODY}, network=network, by=owner)
    assert seen(Client()) == {STREET}


def test_the_index_follows_a_rule_too(network, entry, office):
    kinds = frozenset({"organisation"})
    assert len(search.find(nobody(network), "Xylophonie", kinds=kinds)) == 1

    deciding.decide(network, {"shown_summary": Readers.OFFICE}, since=network.today(), by=office)

    assert search.find(nobody(network), "Xylophonie", kinds=kinds) == []
    assert len(search.find(as_viewer(office, network), "Xylophonie", kinds=kinds)) == 1
    assert search.drift() == set()


def test_what_not_all_inside_read_says_nothing_in_a_match(network, entry, owner):
    offer = OfferFactory(network=network, organisation=entry)

    def told():
        [document] = offers([offer.pk])
        return len(document.certificates), document.staff

    assert told() == (1, 50)
    for readers in (Readers.OFFICE, Readers.PARTNERS, Readers.MEMBERS):
        show(entry, network, owner, certificates=readers, staff_band=readers)
        assert told() == (0, None)
    show(entry, network, owner, certificates=Readers.NETWORK, staff_band=Readers.NETWORK)
    assert told() == (1, 50)


def test_persons_are_named_by_their_firm_alone_and_numbers_apart(
    network, entry, owner, apprentice, sawyer
):
    def contacts(person):
        viewer = as_viewer(person, network)
        return [
            (each.person.name, each.person.phone) for each in visible_fields.contacts(entry, viewer)
        ]

    assert (contacts(sawyer), contacts(apprentice)) == ([], [(owner.name, "")])
    show(entry, network, owner, persons=Readers.NETWORK)
    assert contacts(sawyer) == [(owner.name, "")]
    show(entry, network, owner, person_contacts=Readers.NETWORK)
    assert contacts(sawyer) == contacts(apprentice) == [(owner.name, "0170 4712")]


# The page -----------------------------------------------------------------------------------------


def test_the_owner_chooses_and_looks_with_the_eyes_of_others(
    network, entry, owner, sawyer, near, as_person
):
    client = as_person(owner)
    page = f"{LISTS}{entry.public_id}/shown/"

    answer = choose(client, page, shown_summary="4", shown_phone="6")

    assert answer.status_code == 302
    seen = {
        who: client.get(f"{page}{who}/").content.decode()
        for who in ("public", "member", "section", "partner", "office")
    }
    assert {who for who, html in seen.items() if CANARIES["summary"] in html} == {
        "member",
        "section",
        "office",
    }
    assert {who for who, html in seen.items() if CANARIES["email"] in html} == {"office"}
    assert not any("/leave/" in html or "/edit/" in html for html in seen.values())
    assert all(CANARIES["phone"] in html and "So sieht" in html for html in seen.values())
    other = as_person(sawyer).get(f"{LISTS}{entry.public_id}/").content.decode()
    assert CANARIES["summary"] in other
    assert client.get(f"{page}boss/").status_code == 404


def test_the_office_acts_for_a_firm_and_that_is_told(network, entry, owner, office, as_person):
    page = f"{LISTS}{entry.public_id}/shown/"

    choose(as_person(office), page, shown_phone="6")

    entry_made = AuditEntry.objects.get(action="shown")
    assert (entry_made.actor_id, entry_made.fields) == (office.pk, ["shown_phone"])
    assert f"Zuletzt geändert von {office.name}" in as_person(owner).get(page).content.decode()


def test_nobody_else_chooses(network, entry, apprentice, sawyer, neighbour, client, as_person):
    page = f"{LISTS}{entry.public_id}/shown/"

    answers = [as_person(each).post(page, {"shown_phone": "6"}) for each in (apprentice, sawyer)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(page).status_code == 404
    assert not ShownLine.objects.in_network(network).exists()


def test_two_who_choose_at_once_do_not_overwrite_each_other(network, entry, owner, as_person):
    page = f"{LISTS}{entry.public_id}/shown/"
    client = as_person(owner)
    [form] = [
        each for each in forms_of(client.get(page).content.decode()) if "opened" in each.values
    ]
    show(entry, network, owner, phone=Readers.EVERYBODY)

    client.post(page, {**form.values, "shown_email": "6"})

    kept = dict(ShownLine.objects.in_network(network).values_list("line", "readers"))
    assert kept == {"phone": 6, "email": 6}


def test_the_database_keeps_one_decision_for_each_line(network, entry):
    ShownLine.objects.create(network=network, organisation=entry, line="phone", readers=6)

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        ShownLine.objects.create(network=network, organisation=entry, line="phone", readers=4)
    with pytest.raises(IntegrityError, match="shown_to_readers"), transaction.atomic():
        ShownLine.objects.create(network=network, organisation=entry, line="email", readers=9)


def test_with_the_lock_off_the_canaries_are_seen(network, entry, owner, client, monkeypatch):
    """Negative control."""
    show(entry, network, owner, **dict.fromkeys(Line, Readers.OFFICE))
    page = f"{LISTS}{entry.public_id}/"
    assert STREET not in client.get(page).content.decode()

    monkeypatch.setattr(visible_fields, "admits", lambda *_args, **_more: True)

    kept_pages.STORE.empty()
    html = client.get(page).content.decode()
    assert [each for each in CANARIES.values() if each not in html] == []


def test_a_list_that_is_taken_along_tells_a_member_no_more_than_the_page(
    network, entry, owner, office, sawyer, as_person
):
    show(entry, network, owner, **dict.fromkeys(Line, Readers.OFFICE))
    canaries = [CANARIES["website"], CANARIES["phone"], STREET]

    def read(person, form):
        client = as_person(person)
        return client.get("/n/riegelstein/take-along/members/", {"as": form}).content.decode()

    for form in ("csv", "vcard"):
        assert [each for each in canaries if each in read(sawyer, form)] == []
        assert entry.name in read(sawyer, form)
    assert STREET in read(office, "csv")
