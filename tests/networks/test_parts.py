"""The parts of a network on pages: area, subregions, sections, who carries and who funds it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from kurzweg.core.viewer import Role
from kurzweg.networks.models import (
    FunderStrip,
    NetworkArea,
    Section,
    SectionMembership,
    Subregion,
    SupportingBody,
)
from kurzweg.people.models import Organisation
from kurzweg.places.models import Municipality
from tests.conftest import acting_for
from tests.factories import OrganisationFactory, SupportingBodyFactory
from tests.forms import forms_of, pressed

pytestmark = pytest.mark.django_db

HERE = "/n/riegelstein/settings/"
AREA, NEW_SUBREGION = f"{HERE}area/", f"{HERE}subregions/new/"
SECTIONS, BODIES, FUNDERS = (f"{HERE}{name}/" for name in ("sections", "bodies", "funders"))
TOWN = {"name": "Stadt Riegelstein", "kind": "town", "town": "Riegelstein", "since": "2026-01-01"}


@pytest.fixture
def desk(as_person, office):
    return as_person(office)


@pytest.fixture
def listed(db):
    """The list of municipalities, with two of one name."""
    for ags, name in (
        ("05974040", "Soest"),
        ("05974028", "Lippstadt"),
        ("09184119", "Haar"),
        ("05974001", "Haar"),
    ):
        Municipality.objects.create(ags=ags, name=name)


def area_of(network) -> list[tuple[str, str]]:
    return list(NetworkArea.objects.in_network(network).values_list("ags", "name"))


def save_area(desk, text: str):
    return desk.post(AREA, pressed(desk.get(AREA), areas=text))


# Area and subregions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["05974040 Soest", "Soest 05974040", "05 9 74 040 Soest", "059740000040, Soest"]
)
def test_a_municipality_is_entered_by_key_and_name(desk, network, line):
    save_area(desk, f"{line}\n\n")

    assert area_of(network) == [("05974040", "Soest")]


@pytest.mark.parametrize("line", ["5974040", "99974040 Soest", "059740401 Soest", "Soest"])
def test_without_a_list_a_line_needs_a_key_that_can_be(desk, network, line):
    assert save_area(desk, line).status_code == 422
    assert area_of(network) == []


def test_whoever_has_no_key_hears_where_it_stands(desk):
    before, answer = desk.get(AREA), save_area(desk, "Soest")

    (said,) = answer.context["form"].errors["areas"]
    assert "destatis.de" in before.content.decode()
    assert "destatis.de" in said


def test_where_the_list_is_loaded_the_name_is_enough(desk, network, listed):
    save_area(desk, "Soest\nlippstadt\n05974040")

    assert area_of(network) == [("05974028", "Lippstadt"), ("05974040", "Soest")]


@pytest.mark.parametrize(
    ("line", "says"),
    [("Haar", "05974001 Haar"), ("05974999", "05974999"), ("Nirgends", "Nirgends")],
)
def test_a_name_that_is_none_or_several_s_is_asked_back(desk, network, listed, line, says):
    answer = save_area(desk, line)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_what_is_left_out_belongs_no_more(desk, network):
    save_area(desk, "05974040 Soest\n05974028 Lippstadt")
    save_area(desk, "05974028 Lippstadt an der Lippe")

    assert area_of(network) == [("05974028", "Lippstadt an der Lippe")]


def test_of_two_who_change_the_area_the_second_sees_both(desk, network):
    first, second = desk.get(AREA), desk.get(AREA)

    desk.post(AREA, pressed(first, areas="05974040 Soest"))
    answer = desk.post(AREA, pressed(second, areas="05974028 Lippstadt"))

    assert answer.status_code == 409
    assert area_of(network) == [("05974040", "Soest")]


def test_a_subregion_is_a_name_and_some_municipalities(desk, network):
    save_area(desk, "05974040 Soest\n05974028 Lippstadt")

    desk.post(NEW_SUBREGION, {"name": "Hellweg", "areas": "Soest\r\n05974028"})

    subregion = Subregion.objects.in_network(network).get()
    assert [area.name for area in subregion.areas.order_by("ags")] == ["Lippstadt", "Soest"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"areas": ""},
        {"areas": "05974001 Anröchte"},
        {"areas": "Nirgends"},
        {"name": ""},
        {"name": "NORD"},
    ],
)
def test_a_subregion_that_cannot_be_is_refused(desk, network, wrong):
    save_area(desk, "05974040 Soest")
    Subregion.objects.create(network=network, name="Nord")

    answer = desk.post(NEW_SUBREGION, {"name": "Hellweg", "areas": "Soest", **wrong})

    assert answer.status_code == 422
    assert Subregion.objects.in_network(network).count() == 1


def test_the_area_cannot_leave_a_subregion_empty(desk, network):
    save_area(desk, "05974040 Soest\n05974028 Lippstadt")
    desk.post(NEW_SUBREGION, {"name": "Hellweg", "areas": "Soest"})

    refused = save_area(desk, "05974028 Lippstadt")
    page = f"{HERE}subregions/{Subregion.objects.in_network(network).get().public_id}/"
    desk.post(page, pressed(desk.get(page), areas="Soest\nLippstadt"))
    taken = save_area(desk, "05974028 Lippstadt")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Hellweg" in refused.content.decode()


def test_a_subregion_is_taken_away_and_its_municipalities_stay(desk, network):
    save_area(desk, "05974040 Soest")
    desk.post(NEW_SUBREGION, {"name": "Hellweg", "areas": "Soest"})

    desk.post(f"{HERE}subregions/{Subregion.objects.in_network(network).get().public_id}/remove/")

    assert Subregion.objects.in_network(network).count() == 0
    assert area_of(network) == [("05974040", "Soest")]


def test_without_municipalities_the_page_says_what_comes_first(desk, network):
    assert "zuerst" in desk.get(AREA).content.decode()
    assert "zuerst" in desk.get(NEW_SUBREGION).content.decode()


# Sections ----------------------------------------------------------------------------------------


def test_a_section_is_entered_and_gets_a_last_day(desk, network):
    desk.post(SECTIONS, {"name": "Optik", "since": "2020-01-01"})
    section = Section.objects.in_network(network).get()

    page = f"{SECTIONS}{section.public_id}/"
    desk.post(page, pressed(desk.get(page), until="2026-12-31"))

    section.refresh_from_db()
    assert (section.name, section.last_day) == ("Optik", date(2026, 12, 31))


@pytest.mark.parametrize(
    "wrong", [{"name": "OPTIK"}, {"name": ""}, {"since": "2026-02-01", "until": "2026-01-31"}]
)
def test_a_section_that_cannot_be_is_refused(desk, network, wrong):
    Section.objects.create(network=network, name="Optik")

    assert desk.post(SECTIONS, {"name": "Mechanik", **wrong}).status_code == 422
    assert Section.objects.in_network(network).count() == 1


@pytest.fixture
def optics(network) -> Section:
    return Section.objects.create(network=network, name="Optik")


def taking_part(section) -> list[str]:
    rows = SectionMembership.objects.in_network(section.network_id).filter(until=None)
    return [row.organisation.name for row in rows.select_related("organisation")]


def test_a_member_takes_part_and_leaves(desk, optics, bakery, sawmill):
    page = f"{SECTIONS}{optics.public_id}/"

    desk.post(f"{page}join/", {"member": "korn"})
    twice = desk.post(f"{page}join/", {"member": "Bäckerei Korn"})
    shown = desk.get(page).content.decode()
    before = taking_part(optics)
    SectionMembership.objects.in_network(optics.network_id).update(since=date(2020, 1, 1))
    desk.post(f"{page}leave/", {"member": bakery.public_id})

    assert (before, taking_part(optics)) == (["Bäckerei Korn"], [])
    assert twice.status_code == 422
    assert "Bäckerei Korn" in shown
    assert SectionMembership.objects.in_network(optics.network_id).get().until is not None


@pytest.mark.parametrize("name", ["Niemand", "e", "Mühle Bach", ""])
def test_whom_no_or_several_members_are_called_takes_no_part(
    desk, optics, bakery, sawmill, neighbour, name
):
    answer = desk.post(f"{SECTIONS}{optics.public_id}/join/", {"member": name})

    assert answer.status_code == 422
    assert taking_part(optics) == []


def test_a_section_of_another_network_is_not_there(desk, other_network):
    section = Section.objects.create(network=other_network, name="Optik")
    page = f"{SECTIONS}{section.public_id}/"

    answers = [desk.get(page), desk.post(f"{page}join/"), desk.post(f"{page}leave/")]

    assert {answer.status_code for answer in answers} == {404}


# Who carries it ----------------------------------------------------------------------------------


def test_an_organisation_that_nobody_knows_carries_the_network(desk, network, viewer_of):
    desk.post(BODIES, TOWN)

    body = SupportingBody.objects.in_network(network).get().organisation
    assert (body.name, body.kind, body.sites.get().town) == (TOWN["name"], "town", "Riegelstein")
    assert Role.PARTNER_STAFF in viewer_of(acting_for(body, "Amtfrau")).roles


def test_a_member_that_is_known_is_asked_for_and_not_entered_twice(desk, network, bakery):
    entry = {**TOWN, "name": "Bäckerei Korn", "kind": "company"}

    asked = desk.post(BODIES, entry)
    desk.post(BODIES, {**entry, "which": bakery.public_id})
    again = desk.post(BODIES, {**entry, "which": bakery.public_id})

    assert (asked.status_code, again.status_code) == (422, 422)
    assert [row.organisation for row in SupportingBody.objects.in_network(network)] == [bakery]
    assert Organisation.objects.filter(name="Bäckerei Korn").count() == 1


def test_the_list_of_bodies_leads_to_the_entry_and_to_the_persons_of_each(desk, network):
    now = SupportingBodyFactory(network=network).organisation
    over = SupportingBodyFactory(network=network, until=network.today()).organisation

    shown = desk.get(BODIES).content.decode()

    entry, persons = (
        [f"/n/riegelstein/organisations/{each.public_id}/{part}" for each in (now, over)]
        for part in ("", "persons/")
    )
    assert [f'href="{each}"' in shown for each in (*entry, *persons)] == [True, False, True, False]
    assert desk.get(entry[0]).status_code == desk.get(persons[0]).status_code == 200


def test_a_former_body_says_why_it_has_no_entry_unless_it_is_a_member(desk, network, bakery):
    for each in (SupportingBodyFactory(network=network).organisation, bakery):
        SupportingBodyFactory(network=network, organisation=each, until=network.today())

    shown = desk.get(BODIES).content.decode()

    assert shown.count("hier keinen Eintrag") == 1
    assert f'href="/n/riegelstein/organisations/{bakery.public_id}/"' in shown


def test_a_body_ends_with_its_last_day(desk, network, viewer_of):
    body = SupportingBodyFactory(network=network)
    person = acting_for(body.organisation, "Amtfrau")
    page, yesterday = f"{BODIES}{body.public_id}/", network.today() - timedelta(days=1)
    before = viewer_of(person).roles

    desk.post(page, pressed(desk.get(page), until=f"{yesterday:%Y-%m-%d}"))

    assert Role.PARTNER_STAFF in before
    assert Role.PARTNER_STAFF not in viewer_of(person).roles


@pytest.mark.parametrize(
    "term", [{"until": "2025-06-30"}, {"since": "2026-01-01", "until": "2025-12-31"}]
)
def test_terms_of_one_body_do_not_meet(desk, network, term):
    town = OrganisationFactory()
    first = SupportingBodyFactory(network=network, organisation=town, until=date(2024, 1, 1))
    SupportingBodyFactory(network=network, organisation=town, since=date(2025, 1, 1))
    page = f"{BODIES}{first.public_id}/"

    assert desk.post(page, pressed(desk.get(page), **term)).status_code == 422


# Who funds it ------------------------------------------------------------------------------------


def logo() -> io.BytesIO:
    drawn = io.BytesIO()
    Image.new("RGB", (90, 30), "teal").save(drawn, "PNG")
    drawn.name = "land.png"
    drawn.seek(0)
    return drawn


def test_what_a_grant_asks_for_stands_on_each_page_for_its_days(desk, network, client):
    today = network.today()
    desk.post(FUNDERS, {"text": "Gefördert durch das Land", "since": f"{today:%Y-%m-%d}"})
    shown = desk.get("/n/riegelstein/").content.decode()
    page = f"{FUNDERS}{FunderStrip.objects.in_network(network).get().public_id}/"

    yesterday = f"{today - timedelta(days=1):%Y-%m-%d}"
    desk.post(page, pressed(desk.get(page), since="2020-01-01", until=yesterday))

    assert "Gefördert durch das Land" in shown
    assert "Gefördert durch das Land" not in desk.get("/n/riegelstein/").content.decode()


def test_its_logo_stands_there_instead(desk, network):
    desk.post(FUNDERS, {"text": "Land", "since": "2020-01-01", "logo": logo()})

    strip = FunderStrip.objects.in_network(network).get()
    assert strip.logo_url in desk.get("/n/riegelstein/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"since": "2026-02-01", "until": "2026-01-31"}, {"text": "x" * 301}]
)
def test_a_funder_that_cannot_be_is_refused(desk, network, wrong):
    assert desk.post(FUNDERS, {"text": "Land", "since": "2020-01-01", **wrong}).status_code == 422
    assert FunderStrip.objects.in_network(network).count() == 0


# All of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [AREA, NEW_SUBREGION, SECTIONS, BODIES, FUNDERS])
def test_only_the_office_enters_the_parts(as_person, owner, network, path):
    client = as_person(owner)

    assert client.get(path).status_code == 404
    assert client.post(path, {"name": "Optik", "text": "Land"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "sent"), [(SECTIONS, {"name": "Optik"}), (FUNDERS, {"text": "Land"}), (BODIES, TOWN)]
)
def test_a_second_press_enters_nothing_twice(desk, network, path, sent):
    forms = forms_of(desk.get(path).content.decode())
    form = next(form for form in forms if form.named(next(iter(sent))))

    answers = [desk.post(path, form.values | sent).status_code for _press in range(2)]

    models = (Section, FunderStrip, SupportingBody)
    assert answers == [302, 302]
    assert sum(model.objects.in_network(network).count() for model in models) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_ask_as_often_for_one_as_for_three(
    desk, network, number, django_assert_num_queries
):
    for each in range(number):
        Section.objects.create(network=network, name=f"Bereich {each}")
        FunderStrip.objects.create(network=network, text=f"Land {each}")
        SupportingBodyFactory(network=network)
        area = NetworkArea.objects.create(network=network, ags=f"0597400{each}")
        Subregion.objects.create(network=network, name=f"Teil {each}").areas.add(area)
    pages = {SECTIONS: 8, FUNDERS: 7, BODIES: 7, AREA: 12}
    for path in pages:
        desk.get(path)

    for path, queries in pages.items():
        with django_assert_num_queries(queries):
            desk.get(path)
