"""`kurzweg init` leaves a running empty network."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.core.viewer import Role
from kurzweg.networks.middleware import viewer_for
from kurzweg.networks.models import Network
from kurzweg.people.models import Person
from tests.own_database import at_once

pytestmark = pytest.mark.django_db


def init(**answers: str) -> str:
    said = StringIO()
    given = {"name": "Netz Münster", "region": "Münsterland", "office": "buero@netz.example"}
    call_command("init", stdout=said, **{**given, **answers})
    return said.getvalue()


def test_a_network_stands_and_its_office_can_act(client):
    said = init()

    network = Network.objects.get()
    person = Person.objects.get()
    viewer = viewer_for(person.account, person=person, network=network)
    assert (network.slug, network.is_trial) == ("netz-muenster", True)
    assert viewer.roles == {Role.PUBLIC, Role.OFFICE}
    assert "/n/netz-muenster/" in said
    client.force_login(person.account)
    assert client.get("/n/netz-muenster/due/").status_code == 200


def test_it_ends_with_the_address_to_open_and_how_the_first_code_arrives(settings):
    settings.HAS_BASE_URL = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    said = init()

    assert "http://127.0.0.1:8000/n/netz-muenster/due/\n" in said
    assert "buero@netz.example" in said
    assert "printed in the terminal in which `kurzweg serve` runs" in said


def test_with_a_mail_server_and_a_name_of_its_own_it_says_so(settings):
    settings.HAS_BASE_URL, settings.BASE_URL = True, "https://netz.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    said = init()

    assert "https://netz.example/n/netz-muenster/due/" in said
    assert "the code comes by mail" in said
    assert "terminal" not in said


def test_two_networks_may_have_the_same_name_but_not_the_same_address():
    init()

    with pytest.raises(CommandError, match="choose another --slug"):
        init()
    init(slug="muenster-zwei")
    assert Network.objects.count() == 2


def test_two_offices_that_make_the_same_network_at_once_make_one(own_database):
    heard = at_once(init, init)

    refused = [each for each in heard if isinstance(each, CommandError)]
    assert (Network.objects.count(), len(refused)) == (1, 1)
    assert "choose another --slug" in str(refused[0])


def test_a_slip_is_asked_again_and_loses_nothing(monkeypatch):
    typed = iter(["", "Netz Münster", "Münsterland", "buero-at-netz", "buero@netz.example"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda asked: next(typed))
    said = StringIO()

    call_command("init", stdout=StringIO(), stderr=said)

    assert "'buero-at-netz' is not a mail address." in said.getvalue()
    assert Network.objects.get().mail_from == "buero@netz.example"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": "\u200b\u3164"}, "name: missing"),
        ({"region": "\x01 \u2060"}, "region: missing"),
        ({"office": "kein-at-zeichen"}, "office: 'kein-at-zeichen' is not a mail address"),
        ({"office": "büro@netz.example"}, "office: 'büro@netz.example' is not a mail address"),
        ({"name": "…"}, "name: it needs at least one letter"),
        ({"region": ""}, "region: missing, give --region"),
        ({"name": "N" * 121}, "name: .* 120"),
        ({"region": "R" * 121}, "region: .* 120"),
        ({"slug": "mein netz/"}, "slug: "),
        ({"slug": "s" * 41}, "slug: .* 40"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_made(answers, sentence):
    with pytest.raises(CommandError, match=sentence):
        init(**answers)

    assert not Network.objects.exists()


def test_it_says_what_reference_data_are_missing():
    assert "No postcodes yet: addresses have no coordinates" in init()
