"""A visitor's own list of members: a network of her own that sends nothing and ends at night."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kurzweg.core import outbox
from kurzweg.core.models import Change, OutboxMail
from kurzweg.demo import own_list
from kurzweg.imports.models import MemberList
from kurzweg.networks import trying
from kurzweg.networks.models import Network
from kurzweg.people.models import Account, Organisation, Person
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv
from tests.imports.test_pages import TWIN
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db
OWN = "/demo/own-list/"
KNOWN = (Account, Person, Organisation, Network, MemberList)


@pytest.fixture
def demo(settings, network, office):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]


@pytest.fixture
def visitor(demo):
    return Client(SERVER_NAME="localhost")


def bring(client, *rows, name="Mitglieder.csv"):
    """Bring a list, and let its columns be as they were understood."""
    file = SimpleUploadedFile(name, as_csv(HEAD, *rows))
    answer = client.post(OWN, {"file": file}, follow=True)
    form = answer.context.get("form")
    if not hasattr(form, "columns"):
        return answer
    sent = {name: field.initial for name, field in form.fields.items()}
    return client.post(answer.redirect_chain[-1][0], sent, follow=True)


def taken_over(client, *rows):
    preview = bring(client, *rows)
    return client.post(preview.request["PATH_INFO"], {"apply": "1"}, follow=True)


def own():
    return Network.objects.exclude(ends_at=None).get()


def counted():
    return {model._meta.label: model._base_manager.count() for model in KNOWN}


def test_a_minute_later_the_firms_and_the_doubles_are_there(visitor):
    over = taken_over(visitor, SPINDLER, OHM, TWIN)

    assert "2 Firmen, und eine doppelte, von der niemand wusste." in text_of(over)
    assert "Ihre eigene Liste: Sie sendet nichts, niemand sonst sieht sie" in text_of(over)


@pytest.mark.parametrize("page", ["", "organisations/", "lists/", "imprint/", "theme.css"])
def test_nobody_else_finds_it(visitor, office, page):
    taken_over(visitor, SPINDLER)
    stranger, of_region = (Client(SERVER_NAME="localhost") for _each in range(2))
    of_region.force_login(office.account)
    url, unknown = f"/n/{own().slug}/{page}", f"/n/nirgends/{page}"

    mine = visitor.get(url, follow=True).status_code
    others = [each.get(url) for each in (stranger, of_region)]

    assert mine == 200
    assert [each.status_code for each in others] == [
        each.get(unknown).status_code for each in (stranger, of_region)
    ]
    assert all(b"Spindler" not in each.content for each in others)


def test_seen_by_all_it_is_found_out(visitor, monkeypatch):
    taken_over(visitor, SPINDLER)
    url = f"/n/{own().slug}/imprint/"
    hidden = Client(SERVER_NAME="localhost").get(url).status_code

    monkeypatch.setattr("kurzweg.networks.middleware._hide_what_is_tried", lambda request: False)

    assert (hidden, Client(SERVER_NAME="localhost").get(url).status_code) == (404, 200)


def test_it_is_in_no_list_of_networks(visitor):
    bring(visitor, SPINDLER)

    home = Client(SERVER_NAME="localhost").get("/", follow=True)

    assert own().slug not in home.content.decode()


def test_nothing_leaves_it_whatever_is_pressed(visitor):
    taken_over(visitor, (*SPINDLER[:6], "info@spindler.example", *SPINDLER[7:]))
    network = own()
    list_ = MemberList.objects.in_network(network).get()
    Person.objects.filter(family_name="Spindler").update(email="anna@spindler.example")

    visitor.post(f"/n/{network.slug}/informing/{list_.public_id}/", {"send": ""})
    refused = visitor.post(f"/n/{network.slug}/settings/release/", {"send": ""}, follow=True)
    outbox.deliver()

    assert "Dieses Netzwerk wird nur ausprobiert" in text_of(refused)
    held = OutboxMail.objects.filter(network_id=network.pk)
    assert list(held.values_list("is_held", "sent_at")) == [(True, None)]


def test_at_night_nothing_of_it_is_left(visitor):
    before = counted()
    taken_over(visitor, SPINDLER, OHM)
    network = own()
    day = trying.forget_over(network.ends_at - timedelta(seconds=1))

    at_night = trying.forget_over(network.ends_at)

    assert (day, at_night, counted()) == (0, 1, before)
    left = {
        model._meta.label: model._base_manager.filter(network_id=network.pk).count()
        for model in apps.get_models()
        if model is not Change and "network_id" in {f.attname for f in model._meta.concrete_fields}
    }
    assert {label: count for label, count in left.items() if count} == {}


def test_a_firm_that_others_know_stays(visitor, bakery):
    taken_over(visitor, SPINDLER)
    network = own()
    network.memberships.create(organisation=bakery, since=network.today())

    trying.forget(network)

    assert Organisation.objects.filter(pk=bakery.pk).exists()


def test_started_again_the_demo_has_none(visitor):
    bring(visitor, SPINDLER)

    call_command("demo", verbosity=0)

    assert not Network.objects.exclude(ends_at=None).exists()


def test_a_new_list_takes_the_place_of_the_last_one(visitor):
    bring(visitor, SPINDLER)
    first = own().slug

    bring(visitor, OHM)

    assert own().slug != first


def test_who_was_somebody_else_goes_on_with_her_list(visitor):
    bring(visitor, SPINDLER)
    visitor.post("/demo/as/", {"as": "office"})
    away = visitor.get(f"/n/{own().slug}/lists/").status_code

    visitor.post(OWN, {"back": "1"})

    assert (away, visitor.get(f"/n/{own().slug}/lists/").status_code) == (404, 200)


@pytest.mark.parametrize("name", ["AT_ONCE", "IN_AN_HOUR"])
def test_there_are_not_more_than_so_many(demo, monkeypatch, name):
    monkeypatch.setattr(own_list, name, 1)
    answers = [bring(Client(SERVER_NAME="localhost"), SPINDLER) for _each in range(2)]

    assert Network.objects.exclude(ends_at=None).count() == 1
    assert "Gerade probieren viele ihre Listen aus." in text_of(answers[1])


def test_a_large_file_and_one_that_is_no_list_make_no_network(visitor, monkeypatch):
    monkeypatch.setattr(own_list, "LARGEST", 10)
    large = bring(visitor, SPINDLER)
    monkeypatch.undo()
    broken = visitor.post(OWN, {"file": SimpleUploadedFile("leer.csv", b"")})

    assert "bis zu 1\u202fMB" in text_of(large)
    assert broken.status_code == 422
    assert not Network.objects.exclude(ends_at=None).exists()


def test_outside_the_demo_there_is_no_such_page(client, network):
    file = SimpleUploadedFile("Mitglieder.csv", as_csv(HEAD, SPINDLER))

    answers = client.get(OWN), client.post(OWN, {"file": file})

    assert [each.status_code for each in answers] == [404, 404]
    assert not Network.objects.exclude(ends_at=None).exists()


def test_only_what_is_tried_is_forgotten_as_a_whole(network):
    with pytest.raises(ValueError, match="tries out"):
        trying.forget(network)

    assert Network.objects.filter(pk=network.pk).exists()


def test_the_night_is_never_less_than_an_hour_away():
    berlin = ZoneInfo("Europe/Berlin")

    found = [
        own_list.next_night(datetime(2026, 11, day, hour, 30, tzinfo=berlin))
        for day, hour in ((30, 22), (30, 1), (30, 2))
    ]

    days = [timezone.localtime(each).strftime("%d.%m. %H") for each in found]
    assert days == ["01.12. 03", "30.11. 03", "01.12. 03"]
